"""
Beats: the moments at which one would tap a foot.

Dynamic programming over onset strength: the best chain of moments that are strong and whose
distances stay near the beat's length (Ellis, "Beat tracking by dynamic programming", 2007).
"""

import itertools

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from harmonia_audio.ears.onsets import RATE, Curve
from harmonia_audio.ears.tempo import Tempi

Seconds = NDArray[np.float64]

TIGHTNESS = 180.0  # how much a beat out of place costs, against a beat nobody plays
FEWEST = 4


def beats(strength: Curve, tempi: Tempi) -> Seconds:
    """The seconds of the beats of music that begins as strongly and goes as fast as that."""
    periods = 60 * RATE / tempi
    if not strength.any() or len(strength) < FEWEST * float(np.median(periods)):
        return np.zeros(0)
    usual = float(np.median(periods))
    local = _smooth(strength, usual)
    score, came = _chained(local, periods)
    return _refined(_chain(score, came, usual), local) / RATE


def _chained(local: Curve, periods: Tempi) -> tuple[Seconds, NDArray[np.int64]]:
    """How good the best chain to each frame is, and the frame before in it; -1 if it begins."""
    # Nobody taps twice within half a beat, so so many frames can be settled at once.
    longest = round(2 * float(periods.max()))
    score = np.concatenate([np.full(longest, -np.inf), local.astype(np.float64)])
    came = np.full(len(local), -1)
    edges = [0, *(np.flatnonzero(np.diff(periods)) + 1).tolist(), len(local)]
    for begin, end in itertools.pairwise(edges):
        costs, nearest = _cost(float(periods[begin]))
        lead = longest - nearest - len(costs) + 1
        chains = sliding_window_view(score, len(costs))  # grows as scores are settled
        for start in range(begin, end, nearest):
            stop = min(start + nearest, end)
            ways = chains[start + lead : stop + lead] - costs
            best = ways.argmax(axis=1)
            gain = ways[np.arange(stop - start), best]
            good = np.flatnonzero(gain > 0)
            score[good + (start + longest)] += gain[good]
            came[good + start] = good + best[good] + (start + lead - longest)
    return score[longest:], came


def _cost(period: float) -> tuple[Seconds, int]:
    """What each distance costs, farthest first, and the nearest of them, in frames."""
    nearest, farthest = max(round(period / 2), 1), round(2 * period)
    distances = np.arange(farthest, nearest - 1, -1)
    return TIGHTNESS * np.log(distances / period) ** 2, nearest


def _smooth(strength: Curve, period: float) -> Curve:
    """The strength seen through a window of a thirty-second of a beat, as Ellis does."""
    reach = np.arange(-round(period), round(period) + 1)
    window = np.exp(-0.5 * (reach * 32 / period) ** 2)
    smooth = np.convolve(strength, window, mode="same")[: len(strength)]
    result: Curve = smooth / (smooth.std() + 1e-9)
    return result


def _chain(score: Seconds, came: NDArray[np.int64], period: float) -> Seconds:
    """The best chain that ends within the last beat."""
    tail = max(len(score) - round(1.5 * period), 0)
    now, places = tail + int(score[tail:].argmax()), []
    while now >= 0:
        places.append(now)
        now = int(came[now])
    return np.array(places[::-1], dtype=np.float64)


def _refined(places: Seconds, curve: Curve) -> Seconds:
    """The places moved to the tops of the parabolas through their neighbours."""
    inner = np.clip(places.astype(int), 1, len(curve) - 2)
    low, top, high = (curve[inner + step].astype(np.float64) for step in (-1, 0, 1))
    bend = low - 2 * top + high
    offset = np.where(bend < 0, 0.5 * (low - high) / np.minimum(bend, -1e-9), 0.0)
    refined: Seconds = np.maximum(places + np.clip(offset, -0.5, 0.5), 0)
    return refined


def nearest(places: Seconds, to: Seconds) -> NDArray[np.int64]:
    """Which of the sorted places is the nearest to each moment; there is at least one."""
    after = np.clip(np.searchsorted(places, to), 1, max(len(places) - 1, 1))
    after = np.minimum(after, len(places) - 1)
    before = np.maximum(after - 1, 0)
    closer: NDArray[np.int64] = np.where(
        np.abs(places[before] - to) <= np.abs(places[after] - to), before, after
    )
    return closer
