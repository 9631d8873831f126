"""
A unit: one word as a voice says it, as spectral envelopes with the places of its phones.

An envelope is held as its real cepstrum: log amplitude at a frequency is
`c[0] + 2 * sum(c[k] * cos(2 * pi * k * hertz / RATE))`, so it can be read at any frequency.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from inference_containers.vocal.phones import Spoken

RATE = 16_000  # Hz, of the recorded voices
STEP = 0.005  # seconds from envelope to envelope
ORDER = 96  # cepstral coefficients; the finest ripple they hold is 167 Hz wide

Real = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a phone lies in its unit."""

    phone: str
    first: int  # frame
    last: int  # the frame after the last


@dataclass(frozen=True)
class Unit:
    """A word's envelopes, [frames, ORDER]."""

    cepstra: Real
    marks: tuple[Mark, ...]  # one for each phone that was asked for, in order


class Unsayable(Exception):
    """A speaker has no way of saying these phones."""


class Speaker(Protocol):
    """Where a voice's sounds come from."""

    @property
    def name(self) -> str:
        """What to call it in a credit."""

    @property
    def licence(self) -> str:
        """Under which terms its sounds may be used."""

    @property
    def version(self) -> str:
        """What the sounds depend on: the same version says the same."""

    def say(self, phones: tuple[Spoken, ...]) -> Unit:
        """The phones as one word; Unsayable if it cannot."""


def envelopes(cepstra: Real, hertz: NDArray[np.floating]) -> Real:
    """Log amplitudes, [frames, frequencies], at those frequencies in Hz."""
    order = np.arange(cepstra.shape[1])
    waves = np.cos(2 * np.pi * np.outer(order, hertz) / RATE)
    waves[1:] *= 2
    result: Real = cepstra.astype(np.float32) @ waves.astype(np.float32)
    return result


def cepstra(log_amplitudes: Real) -> Real:
    """The cepstra of log amplitudes on an even grid from 0 to RATE / 2, both included."""
    result: Real = np.fft.irfft(log_amplitudes, axis=1)[:, :ORDER].astype(np.float32)
    return result
