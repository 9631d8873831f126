"""
Tempo: how fast the beat goes, and where it changes.

Onsets that come back after a beat come back after two and four as well, so a tempo is as likely
as the autocorrelation is high at multiples of its beat, and as people tap such tempi (a bell on
the logarithm of tempo, after Ellis, "Beat tracking by dynamic programming", 2007). The way through
the tempi of successive windows that changes least is the tempo of the music.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from harmonia_audio.ears.onsets import RATE, Curve, Onsets

Tempi = NDArray[np.float64]

SLOWEST, FASTEST = 45.0, 220.0  # bpm
GRID: Tempi = np.geomspace(SLOWEST, FASTEST, 240)  # two thirds of a percent from one to the next
WINDOW, STEP = round(10 * RATE), round(2 * RATE)  # frames; long enough for two slow bars
USUAL, SPREAD = 108.0, 0.75  # bpm; octaves
MULTIPLES = ((1.0, 1.0), (2.0, 0.6), (3.0, 0.2), (4.0, 0.4), (0.5, 0.25))  # of a beat, weight
CHANGE = 1.5  # what it costs to change the tempo by a tenth of an octave


def tempi(heard: Onsets) -> Tempi:
    """The tempo in bpm around each frame; the usual one where nothing begins."""
    curve = heard.strength
    likely = np.array([_likely(part) for part in _windows(curve)])
    path = _steadiest(likely)
    nearest = np.round((np.arange(len(curve)) - WINDOW / 2) / STEP).astype(int)
    result: Tempi = GRID[path[np.clip(nearest, 0, len(path) - 1)]]
    return result


def _windows(curve: Curve) -> list[Curve]:
    last = max(len(curve) - WINDOW, 0)
    return [curve[start : start + WINDOW] for start in range(0, last + 1, STEP)]


def _likely(curve: Curve) -> Tempi:
    """How likely each tempo of the grid is in this window, as a logarithm up to a constant."""
    length = 1 << int(2 * max(len(curve), 2) - 1).bit_length()
    power = np.abs(np.fft.rfft(curve, length)) ** 2
    again = np.fft.irfft(power, length)[: len(curve)]
    if not len(again) or again[0] <= 1e-6:
        return np.zeros(len(GRID))
    again = again / again[0] * (len(curve) / np.maximum(len(curve) - np.arange(len(curve)), 1))
    lags = 60 * RATE / GRID
    found = sum(weight * _at(again, lags * multiple) for multiple, weight in MULTIPLES)
    bell = -0.5 * (np.log2(GRID / USUAL) / SPREAD) ** 2
    return 8 * found / sum(weight for _, weight in MULTIPLES) + bell


def _at(again: Tempi, lags: Tempi) -> Tempi:
    """The autocorrelation at fractional lags, its highest within a frame; 0 beyond its end."""
    places = np.arange(len(again))
    return np.asarray(np.interp(lags, places, again, right=0.0))


def _steadiest(likely: Tempi) -> NDArray[np.int64]:
    """For each window the place on the grid, by the Viterbi algorithm."""
    cost = _costs()
    best, came = likely[0].astype(np.float32), []
    for now in likely[1:].astype(np.float32):
        ways = best - cost  # the cost is the same there and back
        came.append(ways.argmax(axis=1))
        best = ways.max(axis=1) + now
    path = [int(best.argmax())]
    for step in reversed(came):
        path.append(int(step[path[-1]]))
    return np.array(path[::-1])


@cache
def _costs() -> NDArray[np.float32]:
    """What it costs to go from each tempo of the grid to each other."""
    octaves = np.log2(GRID)
    cost = np.minimum(CHANGE * 10 * np.abs(octaves[:, None] - octaves), 6.0)
    return np.asarray(cost, dtype=np.float32)
