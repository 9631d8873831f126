"""
The genre, said or nearest: "folk", "synthwave", "anything but jazz".

The band's own genres beat those it only comes near to, flavours ("jazzy", "ballad") lose against
both, and among equals the last one named wins.
"""

import re

from harmonia.chat.grammar.reading import Reading, phrase
from harmonia.chat.grammar.words import STYLES, Style
from harmonia.music.instrument import names
from harmonia.songs.wishes import Genre

PATTERN = (
    rf"(?<![\w-])(?:{phrase(STYLES)})(?![\w])(?:[\s-]+(?:music|songs?|tracks?|tunes?|pieces?)\b)?"
)
PLAYERS = rf"\b(?:{phrase(name for name in names() if ' ' in name)})\b"
PLACES = frozenset({"house", "country", "soul", "club", "game", "score", "film", "movie", "drone"})
OWNED = r"\b(?:my|our|your|his|her|their|old|a\s+big|empty)"
HEAD = r"\s*(?:song|track|tune|music|beat|piece|ballad|feel|style|vibe|anthem)"


def read(reading: Reading) -> None:
    """Find the genre and what else its name brings along."""
    wanted: list[tuple[bool, bool, int, str, Style]] = []
    unwanted: set[Genre] = set()
    players = [match.span() for match in reading.find(PLAYERS)]
    for match in list(reading.find(PATTERN)):
        word = _word(match.group())
        if (
            word in PLACES
            and reading.before(match.start(), OWNED)
            and not reading.after(match.end(), HEAD)
        ):
            continue
        style = STYLES[word]
        if any(start <= match.start() < end for start, end in players):
            wanted.append((False, False, match.start(), "", style))  # "jazz guitar"
            continue
        if reading.negated(match.start(), known=STYLES):
            unwanted.add(style.genre)
            reading.take(match)
            continue
        wanted.append((not style.weak, style.own, match.start(), word, style))
        if not (style.weak and word in KEPT):
            reading.take(match)
    for *_, style in sorted(wanted, key=lambda found: found[2]):
        _extras(reading, style)
    if wanted:
        _, _, _, word, style = max(wanted, key=lambda found: found[:3])
        _choose(reading, word, style)
    elif unwanted:
        _avoid(reading, unwanted)


KEPT = frozenset({"epic", "chill", "chilled"})  # moods as well


def _word(text: str) -> str:
    word = re.sub(r"[\s-]+", " ", text.lower())
    if word not in STYLES:
        word = re.sub(r" (?:music|songs?|tracks?|tunes?|pieces?)$", "", word)
    return word


def _choose(reading: Reading, word: str, style: Style) -> None:
    earlier = reading.earlier.genre if reading.earlier else None
    if style.weak and earlier is not None:
        return  # "make it more epic" does not change the band
    if style.own:
        reading.say("genre", style.genre)
        return
    reading.infer("genre", style.genre)
    if word:
        reading.nearest.append((word, style.genre))


def _extras(reading: Reading, style: Style) -> None:
    if style.era:
        reading.infer("era", style.era)
    if style.meter:
        reading.say("meter", style.meter)
    if style.moods:
        reading.hints["moods"] = style.moods
    if style.instruments:
        reading.hints["instruments"] = style.instruments
    if style.slow:
        reading.hints.setdefault("speed", -1.25)


def _avoid(reading: Reading, unwanted: set[Genre]) -> None:
    """Pop is what comes unasked, so only those who refuse it, or what they had, need another."""
    earlier = reading.earlier.genre if reading.earlier else None
    if (earlier or Genre.POP) in unwanted:
        options = (Genre.FOLK, Genre.POP, Genre.ROCK, Genre.LOFI, Genre.JAZZ)
        reading.infer("genre", next(one for one in options if one not in unwanted))
