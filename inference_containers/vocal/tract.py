"""
The vocal tract of a voice: from a unit's cepstra to amplitudes at all audible frequencies.

The recorded voices end at 8 kHz. Above, friction goes on as it was and falls slowly, tone falls
fast and leaves the air to breath.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from inference_containers.vocal.phones import BANDS, SIBILANT, Phone
from inference_containers.vocal.unit import Real, envelopes
from inference_containers.vocal.vocoder import HERTZ
from inference_containers.vocal.voices import Voice

TOP = 7000.0  # Hz, where the recordings end sounding
NEPERS = np.log(10) / 20  # per dB
FALLING, HISSING = 2.2, 0.9  # dB per kHz above the top
EAR = (200.0, 7000.0)  # Hz, where loudness is measured


@dataclass(frozen=True)
class Tract:
    """A voice's throat, mouth and lips."""

    voice: Voice
    sharpness: float = 1.12  # of the formants against the recording, which has them blunt

    @cached_property
    def _source(self) -> NDArray[np.floating]:
        """Where in the recording each frequency is read, in Hz."""
        return np.minimum(HERTZ / self.voice.tract, TOP)

    @cached_property
    def _colour(self) -> Real:
        """What the voice adds to its sound, in nepers: brightness and ring."""
        octaves = np.log2(np.maximum(HERTZ, 1000) / 1000)
        ring = np.exp(-0.5 * ((HERTZ - 3000 * self.voice.tract) / 550) ** 2)
        result: Real = ((self.voice.tilt * octaves + self.voice.ring * ring) * NEPERS).astype(
            np.float32
        )
        return result

    @cached_property
    def _beyond(self) -> NDArray[np.floating]:
        """Kilohertz above the end of the recording."""
        return np.maximum(HERTZ / self.voice.tract - TOP, 0) / 1000

    @cached_property
    def _spread(self) -> Real:
        """From bands to all frequencies, [BANDS, BINS]."""
        rows = np.eye(len(BANDS))
        hertz = np.minimum(HERTZ / self.voice.tract, BANDS[-1])
        return np.stack([np.interp(hertz, BANDS, row) for row in rows]).astype(np.float32)

    def amplitudes(self, cepstra: Real, hiss: NDArray[np.floating]) -> Real:
        """Log amplitudes, [frames, BINS]; `hiss` says how much of each frame is friction."""
        sharp = cepstra.copy()
        sharp[:, 2:] *= 1 + (self.sharpness - 1) * (1 - hiss[:, None])
        logs = envelopes(sharp, self._source) + self._colour
        fall = (FALLING + (HISSING - FALLING) * hiss) * NEPERS
        logs -= fall[:, None].astype(np.float32) * self._beyond.astype(np.float32)
        result: Real = logs
        return result

    def noise(self, bands: Real) -> Real:
        """The share of breath at all frequencies, from its share in bands."""
        air = bands + self.voice.breath * (1 - bands) * np.linspace(0.15, 1, bands.shape[1])
        result: Real = np.clip(air.astype(np.float32) @ self._spread, 0, 1)
        return result


def loudness(cepstra: Real) -> NDArray[np.floating]:
    """The level of each frame where the ear is keen, in dB."""
    hertz = np.arange(EAR[0], EAR[1], 62.5)
    power = np.exp(2 * envelopes(cepstra, hertz).astype(np.float64)).mean(axis=1)
    levels: NDArray[np.floating] = 10 * np.log10(power + 1e-20)
    return levels


def hissing(phone: Phone) -> float:
    """How much of the phone is friction that reaches above the recording."""
    if phone.name in SIBILANT:
        return 1.0
    return 0.0 if phone.voiced else 0.6
