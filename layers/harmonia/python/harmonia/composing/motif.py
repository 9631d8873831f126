"""
Motifs: a rhythm and a contour, small enough to remember.

A rhythm is a row of signs with their lengths: `x` begins a note, `-` holds it, `.` rests. A contour
is what the notes do against the first, in scale steps. Both are free of pitch and chord, so that a
motif can come back anywhere.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from harmonia.composing.style import Tune
from harmonia.music.meter import Meter

Signs = tuple[tuple[str, int], ...]  # a sign and its ticks
THREES = {  # rhythms of a pulse of three
    "x--": 3.0, "x-x": 3.0, "xxx": 1.3, ".xx": 1.0, "-xx": 1.0, "--x": 0.7, "x-.": 0.4, "---": 0.5,
}  # fmt: skip
TWOS = {"x-": 3.0, "xx": 2.0, "-x": 1.0, ".x": 0.8, "--": 0.7, "x.": 0.4}
ECHO = 0.25  # how often the second bar of a motif has the rhythm of its first
MOVES = (0, 1, 2, 3, 4, 5)
WEIGHTS = (0.17, 0.55, 0.18, 0.06, 0.03, 0.01)
SHAPES = {  # which way a contour tends, in quarters of its length
    "arch": (1, 1, -1, -1), "valley": (-1, -1, 1, 1), "fall": (1, -1, -1, -1),
    "climb": (1, -1, 1, 1), "sigh": (-1, 1, -1, -1), "wave": (1, -1, 1, -1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Motif:
    """A rhythm over one or two bars, and the steps its notes take against the first."""

    bars: tuple[Signs, ...]
    contour: tuple[int, ...]


def motif(count: int, meter: Meter, tune: Tune, rate: float, draw: random.Random) -> Motif:
    """A motif of that many bars at about `rate` notes a bar."""
    bars = [rhythm(tune.bars, meter, rate, draw)]
    while len(bars) < count:
        again = draw.random() < ECHO
        bars.append(bars[0] if again else rhythm(tune.bars, meter, rate, draw))
    return Motif(tuple(bars), contour(onsets(bars), draw))


def onsets(bars: Sequence[Signs]) -> int:
    """How many notes begin in those bars."""
    return sum(sign == "x" for bar in bars for sign, _ in bar)


def rhythm(patterns: Sequence[str], meter: Meter, rate: float, draw: random.Random) -> Signs:
    """One bar's rhythm, drawn from the style's, nearer to that many notes more likely."""
    if meter.unit >= 8 and not (meter.bar == 1920 and not meter.compound):
        return _grouped(meter, rate, draw)
    cut = [reshaped(pattern, meter) for pattern in patterns]
    cut = [signs for signs in cut if onsets([signs])] or [reshaped("x-------", meter)]
    weights = [math.exp(-(((onsets([signs]) - rate) / 1.4) ** 2)) + 0.02 for signs in cut]
    return draw.choices(cut, weights)[0]


def reshaped(pattern: str, meter: Meter) -> Signs:
    """
    A bar of 4/4 in another simple meter, beats left out or begun again.

    >>> "".join(sign for sign, _ in reshaped("x-x-xx-x", Meter(3, 4)))
    'x-x--x'
    """
    per_beat = len(pattern) // 4
    beats = meter.bar * 4 // 1920 if meter.unit != 2 else meter.beats * 2
    order = {1: (0,), 2: (0, 1), 3: (0, 1, 3), 5: (0, 1, 3, 0, 1), 6: (0, 1, 2, 3, 0, 1)}
    picked = order.get(beats, tuple(index % 4 for index in range(beats)))
    signs = "".join(pattern[beat * per_beat : (beat + 1) * per_beat] for beat in picked)
    return tuple((sign, meter.bar // len(signs)) for sign in signs)


def _grouped(meter: Meter, rate: float, draw: random.Random) -> Signs:
    """A bar of 6/8, 7/8 and their like, pulse by pulse."""
    share = rate / len(meter.groups)
    signs: list[tuple[str, int]] = []
    for group in meter.groups:
        cells = THREES if group == 3 else TWOS if group == 2 else {"x": 1.0, "-": 0.6}
        weights = [
            weight * math.exp(-(((cell.count("x") - share) / 0.9) ** 2))
            for cell, weight in cells.items()
        ]
        cell = draw.choices(list(cells), weights)[0]
        signs += [(sign, group * meter.beat // len(cell)) for sign in cell]
    if not any(sign == "x" for sign, _ in signs):
        signs[0] = ("x", signs[0][1])
    return tuple(signs)


def tail(patterns: Sequence[str], meter: Meter, draw: random.Random) -> Signs:
    """The rhythm of a bar that ends a phrase: a long note, then breath."""
    if meter.unit >= 8 and not (meter.bar == 1920 and not meter.compound):
        text = draw.choice(("x--", "x-x", "-x-"))[: max(1, meter.groups[0])]
        rest = meter.beats - len(text)
        held = max(0, rest - draw.choice((1, 2, 3)))
        signs = text + "-" * held + "." * (rest - held)
        return tuple((sign, meter.beat) for sign in signs)
    return reshaped(draw.choice(list(patterns)), meter)


def contour(count: int, draw: random.Random) -> tuple[int, ...]:
    """An outline with something to say: three places at least, within a sixth."""
    for _ in range(8):
        outline = _outline(count, draw)
        if len(set(outline)) >= min(3, count) and max(outline) - min(outline) <= 5:
            break
    return outline


def _outline(count: int, draw: random.Random) -> tuple[int, ...]:
    """Where each of that many notes lies against the first; leaps turn back by step."""
    trend = SHAPES[draw.choice(list(SHAPES))]
    steps, here, last = [0], 0, 0
    for index in range(1, count):
        way = trend[min(3, index * 4 // max(count, 1))]
        move = draw.choices(MOVES, WEIGHTS)[0] * (way if draw.random() < 0.85 else -way)
        if abs(last) >= 3:
            move = -1 if last > 0 else 1
        here, last = here + move, move
        steps.append(here)
    return tuple(steps[:count])


def inverted(shape: Sequence[int]) -> tuple[int, ...]:
    """The contour upside down."""
    return tuple(-step for step in shape)
