"""
The fretboard in millimetres: how far apart frets are, and what a hand can span.

A fret lies at scale × (1 - 2^(-n/12)) from the nut (equal temperament), so that a reach of five
frets is impossible at the nut and easy at the twelfth fret.
"""

from enum import StrEnum
from functools import cache

SPACING = 9.0  # mm between neighbouring strings under the hand


class Level(StrEnum):
    """Who is going to play it."""

    CAMPFIRE = "campfire"  # open shapes, low frets, as few barres as can be
    INTERMEDIATE = "intermediate"  # barres where they help
    ADVANCED = "advanced"  # the whole neck, small grips, close leading


SPAN = {Level.CAMPFIRE: 100.0, Level.INTERMEDIATE: 108.0, Level.ADVANCED: 120.0}  # mm, all fingers
STEP = 52.0  # mm from one finger to the next


@cache
def place(fret: int, scale: float) -> float:
    """Where the fret is, in mm from the nut."""
    return scale * (1 - 2 ** (-fret / 12))


@cache
def distance(low: int, high: int, scale: float) -> float:
    """How far apart two frets are, in mm."""
    return abs(place(high, scale) - place(low, scale))


@cache
def reach(low: int, scale: float, span: float, frets: int) -> int:
    """The highest fret within that many mm of the low one."""
    return max(fret for fret in range(low, frets + 1) if distance(low, fret, scale) <= span)
