"""
Difficulty: what makes a shape hard, named and added up.

About 0 for one finger on open strings, 2 for an open C, 5 for a full F; a player's level decides
what each part weighs when shapes are chosen.
"""

from dataclasses import dataclass
from functools import cache

from harmonia.tabs.fretboard import Level, distance
from harmonia.tabs.shape import Shape

COMFORT = 36.0  # mm: two neighbouring frets near the nut
FULL = 5  # strings under a full barre


@dataclass(frozen=True, slots=True)
class Difficulty:
    """What is hard about a shape."""

    stretch: float  # the hand's opening
    barre: float  # fingers lying flat
    fingers: float  # how many, and how crossed
    skips: float  # strings inside the shape that must stay silent
    position: float  # how far up the neck, and open strings rung from there

    @property
    def total(self) -> float:
        """All together."""
        parts = self.stretch + self.barre + self.fingers + self.skips + self.position
        return round(parts, 2)


@dataclass(frozen=True, slots=True)
class Weights:
    """What a level minds."""

    stretch: float
    barre: float
    fingers: float
    skips: float
    position: float
    expected: float  # what the shape that players know first is worth
    moving: float  # what a hand on its way costs
    full: float  # what a string that sounds is worth


WEIGHTS = {
    Level.CAMPFIRE: Weights(1.2, 1.3, 1.0, 2.0, 1.6, 6.0, 1.25, 0.5),
    Level.INTERMEDIATE: Weights(1.0, 0.7, 0.8, 1.2, 0.7, 3.6, 1.0, 0.5),
    Level.ADVANCED: Weights(0.7, 0.4, 0.6, 0.8, 0.3, 2.8, 1.5, 0.4),
}


@cache
def difficulty(shape: Shape, scale: float) -> Difficulty:
    """What is hard about the shape on a neck of that scale, in mm."""
    pressed = shape.pressed
    if not pressed:
        return Difficulty(0.0, 0.0, 0.0, _skips(shape), 0.0)
    low, high = min(pressed), max(pressed)
    opening = max(0.0, distance(low, high, scale) - COMFORT)
    barre = 0.0
    for one in shape.barres:
        width = one.last - one.first + 1
        barre += 1.0 + 0.25 * min(width, FULL) + (0.6 if one.finger > 1 else 0.0)
        barre += 0.5 if one.fret == 1 else 0.0  # strings are stiffest beside the nut
    count = len(set(shape.fingers) - {0})
    ringing = 0.4 * max(0, low - 2) * (0 in shape.frets) + 0.5 * _broken(shape)
    return Difficulty(
        stretch=round(opening / 25, 3),
        barre=round(barre, 3),
        fingers=round(0.35 * count + 0.15 * shape.strain, 3),
        skips=_skips(shape),
        position=round(0.12 * (low - 1) + 0.1 * max(0, high - 9) + ringing, 3),
    )


@cache
def weighed(shape: Shape, scale: float, level: Level) -> float:
    """The difficulty as that level feels it."""
    hard, mind = difficulty(shape, scale), WEIGHTS[level]
    return (
        hard.stretch * mind.stretch
        + hard.barre * mind.barre
        + hard.fingers * mind.fingers
        + hard.skips * mind.skips
        + hard.position * mind.position
    )


def _broken(shape: Shape) -> int:
    """Open strings between held ones that a high finger must not touch."""
    held = [index for index, fret in enumerate(shape.frets) if fret]
    inner = shape.frets[held[0] : held[-1] + 1]
    return inner.count(0) if max(shape.pressed) > 3 else 0


def _skips(shape: Shape) -> float:
    sounding = [index for index, fret in enumerate(shape.frets) if fret is not None]
    inner = shape.frets[sounding[0] : sounding[-1] + 1].count(None) if sounding else 0
    above = len(shape.frets) - 1 - sounding[-1] if sounding else 0
    return 1.0 * inner + 0.4 * above
