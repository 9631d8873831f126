"""
What the striking hand does in a bar, by style and meter.

One sign an eighth note. Strums: D down, U up. Picking: p the bass, P the bass's other note, i m a
the third-highest, second-highest and highest string, c those three at once. Bass lines: 1 5 8
degrees of the chord, n a step towards the next. A hyphen lets things ring.
"""

from collections.abc import Mapping

from harmonia.errors import Invalid
from harmonia.music.meter import PPQ, Meter
from harmonia.songs.wishes import Genre
from harmonia.tabs.fretboard import Level

EIGHTH = PPQ // 2
Pages = Mapping[Genre, Mapping[str, str]]

STRUMS: Pages = {
    Genre.POP: {"4/4": "D-DU-UDU", "3/4": "D-DUDU", "6/8": "D--DUD"},
    Genre.ROCK: {"4/4": "D-DDDUDU", "3/4": "D-DDDU", "6/8": "D-DD-D"},
    Genre.LOFI: {"4/4": "D--U-UD-", "3/4": "D--U-U", "6/8": "D--D-U"},
    Genre.JAZZ: {"4/4": "D-D-D-D-", "3/4": "D-D-D-", "6/8": "D--D--"},
    Genre.FOLK: {"4/4": "D-D-DUDU", "3/4": "D-DUDU", "6/8": "D-DD-D"},
    Genre.HOUSE: {"4/4": "-D-D-D-D", "3/4": "-D-D-D", "6/8": "D-UD-U"},
    Genre.CINEMATIC: {"4/4": "D---D---", "3/4": "D-----", "6/8": "D-----"},
    Genre.BOSSA: {"4/4": "D--D--D-", "3/4": "D--D-D", "6/8": "D-DD-D"},
}
FIRST = {"4/4": "D-D-D-DU", "3/4": "D-D-D-", "6/8": "D--D--"}  # what beginners strum
PICKS: Pages = {
    Genre.POP: {"4/4": "pimamima", "3/4": "pimami", "6/8": "pimami"},
    Genre.ROCK: {"4/4": "pimapima", "3/4": "pimami", "6/8": "pimami"},
    Genre.LOFI: {"4/4": "p-m-i-a-", "3/4": "p-m-i-", "6/8": "p-m-a-"},
    Genre.JAZZ: {"4/4": "p-c-P-c-", "3/4": "p-c-c-", "6/8": "p-cP-c"},
    Genre.FOLK: {"4/4": "pmPipaPi", "3/4": "pimami", "6/8": "pimami"},
    Genre.HOUSE: {"4/4": "pcicpcic", "3/4": "pcicic", "6/8": "pimami"},
    Genre.CINEMATIC: {"4/4": "p-i-m-a-", "3/4": "p-i-m-", "6/8": "p-i-a-"},
    Genre.BOSSA: {"4/4": "p-cP-cPc", "3/4": "p-cP-c", "6/8": "p-cP-c"},
}
BASSES: Pages = {
    Genre.POP: {"4/4": "1--11-5-", "3/4": "1---5-", "6/8": "1--5--"},
    Genre.ROCK: {"4/4": "11111111", "3/4": "111111", "6/8": "111111"},
    Genre.LOFI: {"4/4": "1--5--8-", "3/4": "1--5--", "6/8": "1--8--"},
    Genre.JAZZ: {"4/4": "1-5-8-n-", "3/4": "1-5-n-", "6/8": "1--n--"},
    Genre.FOLK: {"4/4": "1---5---", "3/4": "1-----", "6/8": "1--5--"},
    Genre.HOUSE: {"4/4": "1-81-81-", "3/4": "1-8-8-", "6/8": "1-81-8"},
    Genre.CINEMATIC: {"4/4": "1-------", "3/4": "1-----", "6/8": "1-----"},
    Genre.BOSSA: {"4/4": "1--55--1", "3/4": "1--5--", "6/8": "1--5--"},
}
Strokes = tuple[tuple[int, str], ...]  # (ticks from the bar line, sign)


def strum(genre: Genre, meter: Meter, level: Level) -> str:
    """The strum of that style, simpler at the campfire."""
    if level is Level.CAMPFIRE and str(meter) in FIRST:
        return FIRST[str(meter)]
    return STRUMS[genre].get(str(meter)) or _made(meter, "D", "D", "U")


def pick(genre: Genre, meter: Meter) -> str:
    """The picking pattern of that style."""
    return PICKS[genre].get(str(meter)) or _made(meter, "p", "c", "i")


def bass(genre: Genre, meter: Meter) -> str:
    """The bass pattern of that style."""
    return BASSES[genre].get(str(meter)) or _made(meter, "1", "5", "-")


def strokes(pattern: str, meter: Meter) -> Strokes:
    """Where in the bar each sign of the pattern falls."""
    step = meter.bar / len(pattern)
    if step % (EIGHTH // 2):
        raise Invalid(f"{pattern!r} does not fit a bar of {meter}", field="meter")
    return tuple((round(index * step), sign) for index, sign in enumerate(pattern) if sign != "-")


def _made(meter: Meter, first: str, pulse: str, between: str) -> str:
    """A plain pattern for a meter without a page: pulses, and something between the last ones."""
    cell = min(EIGHTH, meter.beat)
    cells = ["-"] * (meter.bar // cell)
    for tick in meter.pulses:
        cells[tick // cell] = pulse
    cells[0] = first
    for index in range(len(cells) // 2 + 1, len(cells)):
        if cells[index] == "-" and cells[index - 1] != "-":
            cells[index] = between
    return "".join(cells)
