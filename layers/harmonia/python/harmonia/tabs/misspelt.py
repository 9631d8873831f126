"""What somebody meant who wrote a chord that there is not."""

import re
from difflib import get_close_matches

from harmonia.errors import Invalid
from harmonia.music.chord import ALIASES, QUALITIES, Chord

KNOWN = tuple(QUALITIES.keys() | ALIASES.keys())
LONGEST = 24  # characters of any chord symbol


def chord(text: str, index: int, field: str) -> Chord:
    """The chord that the text names; Invalid says which it is and what may have been meant."""
    try:
        if len(text) > LONGEST:
            raise Invalid("too long")
        return Chord.parse(text)
    except Invalid as error:
        shown = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        meant = suggestion(text)
        remedy = f"did you mean {meant}?" if meant else "write one like Am, F#m7 or C/E"
        message = f"chords[{index}]: {shown!r} is not a chord; {remedy}"
        raise Invalid(message, field=field) from error


def suggestion(text: str) -> str | None:
    """
    The chord that was probably meant.

    >>> suggestion("Hm7")
    'Bm7'
    >>> suggestion("am")
    'Am'
    """
    match = re.fullmatch(r"([A-Ha-h])([#b♯♭]{0,2})(.{0,20}?)(/.{1,3})?", text.strip())
    if not match:
        return None
    letter, signs, quality, bass = match.groups()
    root = ("B" if letter in "Hh" else letter.upper()) + signs  # German H is English B
    tries = [quality, quality.lower(), *_flat_or_sharp(quality)]
    tries += get_close_matches(quality, KNOWN, n=3, cutoff=0.5) if quality else []
    over = (bass or "").replace("H", "B").replace("h", "b")
    over = over[:1] + over[1:2].upper() + over[2:]
    for one in [root + attempt + end for attempt in tries for end in dict.fromkeys((over, ""))]:
        try:
            found = str(Chord.parse(one))
        except Invalid:
            continue
        if found != text:
            return found
    return None


def _flat_or_sharp(quality: str) -> list[str]:
    """Accidentals in words, as in Fis, Es, Bflat or Csharp minor."""
    words = {"is": "#", "es": "b", "s": "b", "sharp": "#", "flat": "b"}
    found = []
    for word, sign in words.items():
        if quality.lower().startswith(word):
            found.append(sign + quality[len(word) :].strip())
    return found
