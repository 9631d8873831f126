"""
The colour of sound: mel cepstra and brightness.

Mel cepstra are the cosine transform of loudness on the mel scale (Davis and Mermelstein, 1980).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from harmonia_audio.ears.frames import HALF, Magnitudes, Wave, passing

LENGTH, HOP = 2048, 2048  # samples at half the usual rate: 93 ms
BINS = LENGTH // 2 + 1
RATE = HALF / HOP
BANDS, CEPSTRA = 40, 13
LOWEST, HIGHEST = 40.0, 10_000.0  # Hz
FLOOR = 1e-6  # -60 dB of power


@dataclass(frozen=True)
class Timbre:
    """What each frame sounds like, and how much of each frequency there was in all."""

    cepstra: Magnitudes  # [frames, CEPSTRA]
    power: NDArray[np.float64]  # [bins]

    @property
    def brightness(self) -> float:
        """Where the middle of the spectrum lies, in Hz."""
        total = float(self.power.sum())
        frequencies = np.fft.rfftfreq(LENGTH, 1 / HALF)
        return float(self.power @ frequencies) / total if total > 1e-12 else 0.0


def timbre(wave: Wave, frames: slice) -> Timbre:
    """The colour of some frames of a wave at half the usual rate."""
    mel = np.zeros((1 + len(wave) // HOP, BANDS), dtype=np.float32)
    total = np.zeros(BINS)
    for part, spectra in passing(wave, LENGTH, HOP):
        power = np.multiply(spectra, spectra, out=spectra)
        mel[part] = power @ _mel()
        first, last, _ = frames.indices(len(mel))
        total += power[max(first - part.start, 0) : max(last - part.start, 0)].sum(axis=0)
    decibels = 10 * np.log10(mel[frames] + np.float32(FLOOR))
    cepstra = fft.dct(decibels, norm="ortho", axis=1)[:, :CEPSTRA]
    return Timbre(np.ascontiguousarray(cepstra), total)


@cache
def _mel() -> Magnitudes:
    """Triangles on the mel scale, [bins, bands]."""
    edges = np.linspace(_to_mel(LOWEST), _to_mel(HIGHEST), BANDS + 2)
    places = _to_mel(np.fft.rfftfreq(LENGTH, 1 / HALF))[:, None]
    rising = (places - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - places) / (edges[2:] - edges[1:-1])
    return np.clip(np.minimum(rising, falling), 0, None).astype(np.float32)


def _to_mel(hertz: NDArray[Any] | float) -> NDArray[np.float64]:
    return np.asarray(2595 * np.log10(1 + np.asarray(hertz) / 700))
