"""
Fingers for frets: which finger holds what, and whether four can.

Fingers lie in the order of frets, and at one fret in the order of strings. One finger may lie flat
across neighbouring strings where nothing lower sounds beneath it. Of all the ways there are the one
nearest to a finger a fret is taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from harmonia.tabs.fretboard import STEP, distance
from harmonia.tabs.shape import Frets, Shape

FLAT = 0.8  # strain of a flat finger for each string under it
INDEX = 2.15  # and of a flat index: a little more than of three fingers side by side
WIDE = 3  # strings apart from where on nobody holds one fret with two fingers around others
SLACK = 16.0  # mm by which a hand can open beyond its step


@dataclass(frozen=True, slots=True)
class Press:
    """What one finger holds."""

    fret: int
    strings: tuple[int, ...]


@cache
def fingered(frets: Frets, scale: float) -> Shape | None:
    """The frets with fingers; None if no hand can hold them."""
    levels = sorted({fret for fret in frets if fret})
    if not levels:
        return Shape(frets, (0,) * len(frets), 0, 0.0)
    best: tuple[float, tuple[Press, ...], tuple[int, ...], int] | None = None
    for choice in product(*(tuple(_holds(frets, fret)) for fret in levels)):
        presses = tuple(press for held in choice for press in held)
        if len(presses) > 4:
            continue
        position = _position(frets, presses)
        for fingers in combinations((1, 2, 3, 4), len(presses)):
            strain = _strain(presses, fingers, position, scale)
            if strain is not None and (best is None or strain < best[0] - 1e-9):
                best = strain, presses, fingers, position
    if best is None:
        return None
    strain, presses, numbers, position = best
    held = [0] * len(frets)
    for press, finger in zip(presses, numbers, strict=True):
        for string in press.strings:
            held[string] = finger
    index = next((press.fret for press, one in zip(presses, numbers, strict=True) if one == 1), 0)
    return Shape(frets, tuple(held), index or position, round(strain, 3))


def _holds(frets: Frets, fret: int) -> Iterator[tuple[Press, ...]]:
    """The ways to hold every string at that fret: a finger each, or one finger flat."""
    strings = tuple(index for index, one in enumerate(frets) if one == fret)
    if len(strings) > 1:
        under = frets[strings[0] : strings[-1] + 1]
        if all(one is not None and one >= fret for one in under):
            yield (Press(fret, strings),)
            if strings[-1] - strings[0] >= WIDE:
                return
    if len(strings) <= 4:
        yield tuple(Press(fret, (string,)) for string in strings)


def _position(frets: Frets, presses: tuple[Press, ...]) -> int:
    """Where the index finger belongs: at the lowest fret, or at the first in open shapes."""
    lowest = presses[0].fret
    flat = len(presses[0].strings) > 1
    return 1 if lowest <= 3 and 0 in frets and not flat else lowest


def _strain(
    presses: tuple[Press, ...], fingers: tuple[int, ...], position: int, scale: float
) -> float | None:
    """How far from a finger a fret; None where fingers would have to stretch beyond their step."""
    strain = 0.0
    for press, finger in zip(presses, fingers, strict=True):
        ahead = finger - (press.fret - position + 1)
        strain += ahead if ahead > 0 else -1.1 * ahead  # reaching forward is a little harder
        if len(press.strings) > 1:
            strain += INDEX if finger == 1 else FLAT * len(press.strings)
    for (low, one), (high, other) in zip(
        zip(presses, fingers, strict=True), zip(presses[1:], fingers[1:], strict=True), strict=False
    ):
        if distance(low.fret, high.fret, scale) > STEP * (other - one) + SLACK:
            return None
    return strain
