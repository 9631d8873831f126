"""An instrument of the bank: how it sounds, how it stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from inference_containers.music.playing import Audio


@dataclass(frozen=True)
class Touch:
    """One note to be made: how high, how hard, how long at most, and its own chance."""

    pitch: int
    force: float  # 0 to 1
    seconds: float
    rng: np.random.Generator

    @property
    def hertz(self) -> float:
        """Of equal temperament at A = 440 Hz."""
        return float(440 * 2 ** ((self.pitch - 69) / 12))

    @property
    def pan(self) -> tuple[float, float]:
        """Left and right gain of a wide instrument seen by its player: low notes left."""
        place = np.clip((self.pitch - 60) / 48, -0.5, 0.5)
        return float(np.cos((place + 0.5) * np.pi / 2)), float(np.sin((place + 0.5) * np.pi / 2))


def untouched(stem: Audio) -> Audio:
    """The stem as it is."""
    return stem


@dataclass(frozen=True)
class Voice:
    """What plays one General MIDI program, or one piece of a drum kit."""

    name: str
    make: Callable[[Touch], Audio]  # [2, samples]
    release: float  # seconds in which a note that was let go falls by 60 dB
    rings: float | None = None  # seconds that a struck note lasts; None: as long as it is held
    variants: int = 1  # takes of the same note
    gain: float = 1.0
    finish: Callable[[Audio], Audio] = untouched  # the amplifier, cabinet or motor behind it
    choked_by: tuple[int, ...] = ()  # keys that cut it off
