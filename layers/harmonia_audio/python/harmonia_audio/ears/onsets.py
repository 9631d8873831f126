"""
Onsets: how much begins at each moment.

Spectral flux: what every band of the spectrum has gained, on a scale of loudness, over the frame
before (Bello et al., "A tutorial on onset detection in music signals", 2005).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from harmonia_audio.ears.frames import HALF, Wave, passing

Curve = NDArray[np.float32]  # one value a frame
Curves = NDArray[np.float32]  # [frames, 3]

LENGTH, HOP = 1024, 256  # samples at half the usual rate
RATE = HALF / HOP  # frames a second: 86
EDGES = np.unique(np.geomspace(2, LENGTH // 2, 25).astype(int))  # bins between the bands
LOW_BANDS, HIGH_BANDS = 4, 14  # bands below about 150 Hz; the first above about 2 kHz
COMPRESSION = 1_000.0  # so that a tone at -60 dB is heard as half of full scale
LOCAL = round(RATE)  # frames around, whose mean is no onset


@dataclass(frozen=True)
class Onsets:
    """What begins when, over all, in the bass and in the treble."""

    strength: Curve
    low: Curve
    high: Curve


def gains(wave: Wave) -> Curves:
    """What each frame of a wave at half the usual rate gains: over all, low and high."""
    bands = np.empty((1 + len(wave) // HOP, len(EDGES) - 1), dtype=np.float32)
    for part, spectra in passing(wave, LENGTH, HOP):
        np.add.reduceat(spectra, EDGES[:-1], axis=1, out=bands[part])
    bands *= np.float32(COMPRESSION)
    loud = np.log1p(bands, out=bands)
    gained = np.maximum(np.diff(loud, axis=0, prepend=loud[:1]), 0)
    sums = (gained.sum(1), gained[:, :LOW_BANDS].sum(1), gained[:, HIGH_BANDS:].sum(1))
    return np.stack(sums, axis=1)


def onsets(gained: Curves) -> Onsets:
    """How much begins in each frame."""
    return Onsets(*(_standing_out(curve) for curve in gained.T))


def _standing_out(curve: Curve) -> Curve:
    """What rises over its surroundings, in units of its usual size."""
    risen = np.maximum(curve - uniform_filter1d(curve, LOCAL, mode="nearest"), 0)
    size = float(np.sqrt((risen**2).mean())) if len(risen) else 0.0
    standing: Curve = (risen / size if size > 1e-6 else risen * 0).astype(np.float32)
    return standing


def times(strength: Curve) -> NDArray[np.float64]:
    """The seconds at which something begins that can be told from its surroundings."""
    top = maximum_filter1d(strength, 7, mode="nearest")
    return np.flatnonzero((strength == top) & (strength > 1.0)) / RATE
