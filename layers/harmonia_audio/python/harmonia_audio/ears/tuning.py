"""
Tuning: how far a recording stands from A = 440 Hz.

Each spectral peak lies some cents from the nearest equal-tempered pitch; the mean direction of
those distances on a circle of one semitone, weighted by the peaks' strength, is the tuning.
"""

import numpy as np

from harmonia_audio.ears.frames import QUARTER, Magnitudes

LOW, HIGH = 110.0, 2_000.0  # Hz; where peaks are sharp and still fundamental enough
SHARE = 0.1  # of a frame's highest peak, under which a peak does not count
LOOKS = 200  # frames that are looked at, spread over the whole


def cents(direction: complex) -> float:
    """The cents by which what points there is sharp, -50 to 50; 0 where nothing points."""
    return float(np.angle(direction) / (2 * np.pi) * 100)


def direction(spectra: Magnitudes) -> complex:
    """Where the peaks point to on the circle of a semitone, and how decidedly."""
    spectra = spectra[:: max(1, len(spectra) // LOOKS)]
    width = QUARTER / 2 / (spectra.shape[1] - 1)  # Hz from one bin to the next
    first, last = int(LOW / width), int(HIGH / width)
    middle = spectra[:, first:last]
    before, after = spectra[:, first - 1 : last - 1], spectra[:, first + 1 : last + 1]
    enough = np.maximum(SHARE * middle.max(axis=1, keepdims=True), 1e-6)
    peaks = np.nonzero((middle > enough) & (middle > before) & (middle >= after))
    if not len(peaks[0]):
        return 0j
    low, peak, high = (np.log(part[peaks] + 1e-12) for part in (before, middle, after))
    offset = 0.5 * (low - high) / np.minimum(low - 2 * peak + high, -1e-9)
    bins = peaks[1] + first + np.clip(offset, -0.5, 0.5)
    turns = 12 * np.log2(bins * width / 440)
    return complex((np.sqrt(middle[peaks]) * np.exp(2j * np.pi * turns)).sum())
