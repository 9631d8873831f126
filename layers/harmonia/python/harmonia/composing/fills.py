"""
Fills: what a drummer plays at the seams, one cell a pulse, aligned to the bar's end.

Letters are pieces, capitals accents: K kick, S snare, G ghost, R rim, H M L toms from high to low,
O open hat, P clap, B brush, Q pedal hat, D ride, C crash; two at once stand in brackets.
"""

import random
from collections.abc import Iterator, Mapping

from harmonia.composing.grooves.tab import pulses
from harmonia.music.instrument import Piece
from harmonia.music.meter import Meter

PIECES = {
    "K": Piece.KICK, "S": Piece.SNARE, "G": Piece.SNARE, "R": Piece.RIM, "H": Piece.HIGH_TOM,
    "M": Piece.MID_TOM, "L": Piece.LOW_TOM, "O": Piece.OPEN_HAT, "P": Piece.CLAP,
    "B": Piece.BRUSH, "Q": Piece.PEDAL_HAT, "D": Piece.RIDE, "C": Piece.CRASH,
}  # fmt: skip

FILLS: Mapping[str, tuple[str, ...]] = {
    "light": (
        "k... .gs.",
        "k.o. s.gs",
        "..g. S.ss",
        "k..s ..S.",
        "ks.g S.o.",
    ),
    "snare": (
        "S.gs SgSs",
        "k.sS .sSs",
        "SssS ssSs",
        "K..S ..S. s.Ss",
        "k.S. ssS. HhMl",
    ),
    "toms": (
        "S.ss HhHh MmMm LlLl",
        "K..S ..SS HhM. LlL.",
        "SsSs S.Hh M.mm LlLL",
        "K.S. K.S. HsMs LsLs",
        "SkkS kkHk kMkk LlSS",
        "S.S. HhH. MmM. LlLS",
    ),
    "brush": (
        "b.bb B.bb",
        "b.b. bbB.",
        "B..b .bB.",
    ),
    "chat": (
        ". .s k. S.",
        "sg sk SG k.",
        ".s .s .S k.",
        "S. hh M. lk",
        "H. .m L. .k",
    ),
    "cross": (
        "r.r. rr.r",
        "..r. r.h.",
        "r..r h.l.",
    ),
    "clap": (
        "K... P..p ..p. P.pp",
        "K..s P..s .s.s PsSs",
        "K... P... s.s. ssSS",
        "K..P ..P. ..P. S.SS",
    ),
    "swell": (
        "l.l. l.l. lll. llll",
        "k... s.ss s.ss ssss",
        "llll llll",
        "k... l.l. l.lL",
    ),
    "taiko": (
        "L.lL .lL. L.L. LlLL",
        "K..L ..L. M.mM LlLL",
        "L.ll M.mm LlLl SsSS",
    ),
}  # fmt: skip


def choose(family: str, before: str, draw: random.Random) -> str:
    """A fill of that family, never the one just played."""
    return draw.choice([fill for fill in FILLS[family] if fill != before])


def place(fill: str, meter: Meter, *, swell: bool) -> Iterator[tuple[int, Piece, float, bool]]:
    """
    The fill's strokes at the end of such a bar: tick in the bar, piece, velocity, if a ghost.

    A kick grounds its first pulse; it rises a little towards its end, a swell rises a lot.
    """
    cells = fill.split()
    beats = pulses(meter)[-len(cells) :]
    yield beats[0].at, Piece.KICK, 92.0, False
    total = sum(pulse.length for pulse in beats)
    for pulse, cell in zip(beats, cells[-len(beats) :], strict=True):
        for index, sign in enumerate(cell):
            if sign == ".":
                continue
            at = pulse.at + _step(index, len(cell), pulse.length, pulse.long)
            done = (at - beats[0].at) / total
            rise = 0.4 + 0.7 * done if swell else 0.82 + 0.24 * done
            loud = 104 if sign.isupper() else 84
            ghost = sign in "gG"
            velocity = (42.0 if sign == "G" else 36.0) if ghost else loud * rise
            yield at, PIECES[sign.upper()], velocity, ghost


def roll(meter: Meter, left: int, length: int) -> Iterator[tuple[int, float]]:
    """
    A bar of a roll, with so many to come of its length: tick in the bar and velocity.

    Quarters, eighths, sixteenths, louder and louder, then a gap of a pulse.
    """
    beats = pulses(meter)
    parts = (4, 2, 1, 1)[left]
    steps = [pulse.at + index * pulse.length // parts for pulse in beats for index in range(parts)]
    if left == 0 and len(beats) > 1:
        steps = [step for step in steps if step < beats[-1].at]
    for number, step in enumerate(steps):
        done = (length - 1 - left + number / len(steps)) / length
        yield step, 46 + 62 * done - 9 * (number % 2)


def _step(index: int, count: int, length: int, long: bool) -> int:
    """Where a step of a fill's cell falls; a long pulse holds three quick ones and a last."""
    if long and count == 4:
        return length * (0, 2, 4, 5)[index] // 6
    if long and count == 2:
        return length * (0, 2)[index] // 3
    return length * index // count
