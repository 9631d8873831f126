"""
Where to put the capo: every fret is tried with the whole progression, and the easiest one wins.

A capo costs a little by itself, so that it stays in the bag where it helps nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.tabs.fretboard import Level
from harmonia.tabs.progression import progression
from harmonia.tabs.shape import Shape
from harmonia.tabs.tones import moved
from harmonia.tabs.tuning import Tuning

HIGHEST = 9  # the last fret a capo is put at
SEARCHED = 7  # and the last where the instrument still sounds like itself
MOST_CHANGES = 256  # from one chord to another; songs have a few dozen
CLAMP, UP = 0.4, 0.25  # cost of a capo, and of each fret it goes up


@dataclass(frozen=True, slots=True)
class Fretting:
    """A progression under a capo."""

    capo: int
    held: tuple[Chord, ...]  # the chords as the shapes are called
    shapes: tuple[Shape, ...]
    cost: float


def at(chords: Sequence[Chord], tuning: Tuning, level: Level, capo: int) -> Fretting:
    """The progression with the capo at that fret, 0 for none."""
    if not 0 <= capo <= HIGHEST:
        raise Invalid(
            f"a capo at fret {capo} leaves too little neck; use 0 to {HIGHEST}", field="capo"
        )
    held = tuple(moved(chord, -capo) for chord in chords) if capo else tuple(chords)
    shapes, cost = progression(held, tuning, level)
    return Fretting(capo, held, shapes, round(cost + (CLAMP + UP * capo if capo else 0.0), 4))


def best(chords: Sequence[Chord], tuning: Tuning, level: Level) -> Fretting:
    """The progression with the capo where it is easiest."""
    if tuning.instrument.drone:
        return at(chords, tuning, level, 0)  # the short string would need its own capo
    changes = len(set(pairwise(chords)))
    if changes > MOST_CHANGES:
        raise Invalid(
            f"{changes} different chord changes are too many to try every fret; say which",
            field="capo",
        )
    tried = (at(chords, tuning, level, capo) for capo in range(SEARCHED + 1))
    return min(tried, key=lambda one: (one.cost, one.capo))
