"""
Shapes for a whole progression: easy ones, and easy to get to from one another.

The cheapest path: what a shape costs by itself plus what the hand's way to it costs.
Fingers that stay where they are cost nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import dist

from harmonia.music.chord import Chord
from harmonia.tabs.difficulty import WEIGHTS
from harmonia.tabs.fretboard import SPACING, Level, distance, place
from harmonia.tabs.search import Candidate, candidates
from harmonia.tabs.shape import Shape
from harmonia.tabs.tuning import Tuning
from harmonia.tabs.viterbi import cheapest

SLIDE = 0.025  # cost of a mm that the hand moves along the neck
TRAVEL = 0.006  # cost of a mm that a finger moves
LANDING = 0.12  # cost of a finger that has to come down somewhere new


def shift(before: Shape, after: Shape, scale: float) -> float:
    """How far the hand moves along the neck, in mm; open strings leave it where it is."""
    if not before.position or not after.position:
        return 0.0
    return distance(before.position, after.position, scale)


def movement(before: Shape, after: Shape, scale: float) -> float:
    """What the way from one shape to the next costs."""
    return _way(_stance(before, scale), _stance(after, scale))


@dataclass(frozen=True, slots=True)
class _Stance:
    """Where a hand is, in mm: its position, and each finger along and across the neck."""

    position: float  # below zero where nothing is held
    fingers: tuple[tuple[float, float] | None, ...]


@lru_cache(16384)
def _stance(shape: Shape, scale: float) -> _Stance:
    held: dict[int, tuple[float, float]] = {}
    for string, (finger, fret) in enumerate(zip(shape.fingers, shape.frets, strict=True)):
        if finger and fret is not None:
            held.setdefault(finger, (place(fret, scale), string * SPACING))
    position = place(shape.position, scale) if shape.position else -1.0
    return _Stance(position, tuple(map(held.get, (1, 2, 3, 4))))


def _way(before: _Stance, after: _Stance) -> float:
    cost = 0.0
    if before.position >= 0 and after.position >= 0:
        cost = SLIDE * abs(before.position - after.position)
    for old, new in zip(before.fingers, after.fingers, strict=True):
        if new is None or new == old:
            continue
        if old is None:
            cost += LANDING
        else:
            landing = LANDING / 2 if old[1] == new[1] else LANDING  # along its string it is guided
            cost += landing + TRAVEL * dist(old, new)
    return cost


def progression(
    chords: Sequence[Chord], tuning: Tuning, level: Level
) -> tuple[tuple[Shape, ...], float]:
    """The shape of each chord on those strings, and what playing them all costs."""
    if not chords:
        return (), 0.0
    scale, weight = tuning.instrument.scale, WEIGHTS[level].moving
    columns = [candidates(chord, tuning, level) for chord in chords]
    ways = [_ways(before, after, scale, weight) for before, after in pairwise(columns)]
    path = cheapest(
        [[one.cost for one in column] for column in columns], lambda index: ways[index - 1]
    )
    chosen = [column[index] for column, index in zip(columns, path, strict=True)]
    total = sum(one.cost for one in chosen) + sum(
        row[new][old] for row, old, new in zip(ways, path, path[1:], strict=False)
    )
    return tuple(one.shape for one in chosen), round(total, 4)


@lru_cache(16384)
def _ways(
    before: tuple[Candidate, ...], after: tuple[Candidate, ...], scale: float, weight: float
) -> tuple[tuple[float, ...], ...]:
    """What it costs to come to each later shape from each earlier one."""
    starts = [_stance(one.shape, scale) for one in before]
    ends = [_stance(one.shape, scale) for one in after]
    return tuple(tuple(weight * _way(old, new) for old in starts) for new in ends)
