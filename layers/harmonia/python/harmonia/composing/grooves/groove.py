"""
A groove: everything a genre's rhythm section agrees on before counting in.

`pocket` is how many milliseconds late each voice plays against the grid (early below zero).
`swing` is the share of a pair that its first note takes: 0.5 is even, 0.667 a triplet feel; a range
of tempi straightens it. `pair` is the length of the pair that swings, in ticks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from harmonia.composing.grooves.tab import Page


@dataclass(frozen=True, slots=True)
class Groove:
    """A genre's rhythm."""

    page: Page
    fills: tuple[str, ...]  # families of fills, quiet ones first
    pocket: Mapping[str, float] = field(default_factory=dict)
    swing: float = 0.5
    pair: int = 480
    loose: float = 4.0  # milliseconds: how far a hand strays
    push: float = 4.0  # milliseconds early into a lift, late at a cadence
    loud: float = 1.0
    depth: float = 0.1  # how much softer the quietest section is played than the fullest
    walks: bool = False  # the bass
    legato: bool = False  # the bass rings to the next note
    punch: bool = False  # bass notes make room for the snare
    slides: bool = False  # into a root, now and then
    locks: bool = False  # the bass joins the kick
    chromatic: float = 0.2  # share of chromatic approaches in the bass
    voicing: str = "close"  # of the keys
    crash: float = 0.5  # the energy from which a section opens with a cymbal
    drops: bool = False  # builds and drops, as in club music
