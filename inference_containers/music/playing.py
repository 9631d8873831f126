"""
What one player does: strikes and turns, in seconds.

The banks know nothing of songs, bars or ticks. A part arrives here as sounding notes
(`Strike`), pedals and swells (`Turn`, a MIDI controller) and glides (`Bend`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 44_100

Audio = NDArray[np.float32]  # [channels, samples]


@dataclass(frozen=True, slots=True)
class Strike:
    """One sounding note: MIDI pitch and velocity, begun and held."""

    seconds: float
    length: float  # seconds
    pitch: int
    velocity: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A controller set to a value: 1 modulation, 11 expression, 64 sustain."""

    seconds: float
    controller: int
    value: int


@dataclass(frozen=True, slots=True)
class Bend:
    """The pitch wheel, in semitones within two either way."""

    seconds: float
    semitones: float


@dataclass(frozen=True, slots=True)
class Playing:
    """All that one part plays, on a General MIDI program (from 0) or drum kit."""

    program: int
    strikes: tuple[Strike, ...]
    drums: bool = False
    turns: tuple[Turn, ...] = ()
    bends: tuple[Bend, ...] = ()

    @property
    def cost(self) -> float:
        """Seconds of sounding notes: about what it takes to render them."""
        return sum(strike.length + 0.5 for strike in self.strikes)


class Bank(Protocol):
    """A set of instruments that plays General MIDI programs."""

    @property
    def name(self) -> str:
        """What to call it in a credit."""

    @property
    def licence(self) -> str:
        """Under which terms its sounds may be used."""

    @property
    def sha256(self) -> str:
        """The hash of its sound material: the same hash sounds the same."""

    def render(self, playing: Playing, samples: int) -> Audio:
        """One dry stereo stem, [2, samples]; the same bytes every time, from any thread."""
