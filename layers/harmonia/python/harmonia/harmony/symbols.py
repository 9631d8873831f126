"""Chord symbols as people send them: each is checked, and a wrong one hears what was near."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from harmonia.errors import Invalid
from harmonia.music.chord import ALIASES, QUALITIES, Chord

MOST = 256  # chords; ten minutes of music with one in every two seconds are 300
LONGEST = 24  # characters of a symbol


def chords(symbols: Sequence[str], *, field: str = "chords", least: int = 1) -> tuple[Chord, ...]:
    """The chords that the symbols name; Invalid names the first that is none, and the nearest."""
    if not least <= len(symbols) <= MOST:
        raise Invalid(f"must be {least} to {MOST} chords, not {len(symbols):,}", field=field)
    return tuple(_chord(text, f"{field}.{index}") for index, text in enumerate(symbols))


def _chord(text: str, field: str) -> Chord:
    if len(text) > LONGEST:
        raise Invalid(f"a chord symbol has at most {LONGEST} characters", field=field)
    try:
        return Chord.parse(text)
    except Invalid as error:
        guess = nearest(text)
        hint = f"; did you mean {guess}?" if guess else ""
        raise Invalid(f"{error}{hint}", field=field) from error


def nearest(text: str) -> str:
    """
    The chord symbol that is most like the text, or nothing.

    >>> nearest("am"), nearest("Hm7"), nearest("Cmaj77"), nearest("?")
    ('Am', 'Bm7', 'Cmaj7', '')
    """
    tidy = re.sub(r"\s+", "", text).replace("♯", "#").replace("♭", "b")[:LONGEST]
    match = re.match("([A-Ha-h])(#{1,2}|b{1,2})?(.*)", tidy)
    if not match:
        return ""
    letter = match[1].upper().replace("H", "B")  # as Germans call it
    rest = match[3].partition("/")[0]
    known = [*QUALITIES, *ALIASES]
    for candidate in (rest, *get_close_matches(rest, known, 1, 0.5), *_shorter(rest), ""):
        quality = ALIASES.get(candidate, candidate)
        if quality in QUALITIES:
            return f"{letter}{match[2] or ''}{quality}"
    return ""


def _shorter(text: str) -> list[str]:
    return [text[:end] for end in range(len(text) - 1, 0, -1)]
