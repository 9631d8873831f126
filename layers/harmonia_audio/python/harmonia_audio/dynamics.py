"""
Dynamics: gains that follow the music. Every one is a curve at the edges of hops, for `apply`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import uniform_filter1d
from scipy.signal import lfilter

from harmonia_audio.audio import Audio, Curve
from harmonia_audio.blocks import HOPS_PER_SECOND, blocks, by_hop, decaying

QUIET = -60.0  # dB; levels under it say nothing about how loud a part is


@dataclass(frozen=True, slots=True)
class Compressor:
    """How firmly a level is held."""

    ratio: float
    amount: float  # dB taken off where the part is loud (its 90th percentile)
    attack: float  # seconds
    release: float  # seconds
    knee: float = 6.0  # dB


def levels(audio: Audio) -> Curve:
    """The level of each hop over all channels in dB, root mean square."""
    power = [np.zeros(0, dtype=np.float32)]
    for block in blocks(audio.shape[1]):
        heard = by_hop(audio[:, block])
        power.append(np.einsum("chs,chs->h", heard, heard) / (heard.shape[0] * heard.shape[2]))
    # Ten milliseconds: short against a drum stroke, long against a bass note's wave.
    smooth = uniform_filter1d(np.concatenate(power), 10)
    decibels: Curve = (10 * np.log10(np.maximum(smooth, 1e-12))).astype(np.float32)
    return decibels


def compression(levels: Curve, compressor: Compressor) -> Curve:
    """The gain that the compressor gives a part of these levels."""
    heard = levels[levels > QUIET]
    if not len(heard):
        return np.ones(len(levels) + 1, dtype=np.float32)
    slope = 1 - 1 / compressor.ratio
    loud = float(np.percentile(heard, 90))
    threshold = loud - compressor.amount / slope
    over = levels - threshold
    knee = compressor.knee
    bent = np.where(np.abs(over) < knee / 2, (over + knee / 2) ** 2 / (2 * knee), over)
    reduction = slope * np.where(over > -knee / 2, bent, 0)
    held = decaying(reduction.astype(np.float32), compressor.release * HOPS_PER_SECOND)
    pole = np.exp(-1 / (compressor.attack * HOPS_PER_SECOND))
    eased = lfilter([1 - pole], [1, -pole], held)
    return _at_edges((10 ** (-eased / 20)).astype(np.float32))


def ducking(hits: Sequence[float], hops: int, depth: float, release: float) -> Curve:
    """The gain that makes way, by so many dB, for each hit (in seconds) and comes back after it."""
    struck = np.zeros(hops, dtype=np.float32)
    at = np.rint(np.array(hits, dtype=np.float64) * HOPS_PER_SECOND).astype(np.int64) - ATTACK
    struck[at[(at >= 0) & (at < hops)]] = depth
    recovering = decaying(struck, release * HOPS_PER_SECOND)
    eased = uniform_filter1d(recovering, ATTACK)
    return _at_edges((10 ** (-eased / 20)).astype(np.float32))


def yielding(spans: Sequence[tuple[float, float]], hops: int, depth: float) -> Curve:
    """The gain that steps back, by so many dB, while something else is to be heard (seconds)."""
    back = np.zeros(hops, dtype=np.float32)
    for start, end in spans:
        first, last = (round(seconds * HOPS_PER_SECOND) for seconds in (start - EASE, end + EASE))
        back[max(0, first) : max(0, last)] = depth
    eased = uniform_filter1d(back, round(2 * EASE * HOPS_PER_SECOND))
    return _at_edges((10 ** (-eased / 20)).astype(np.float32))


EASE = 0.15  # seconds in which a part steps back for a voice, and comes forward again
ATTACK = 5  # hops before the hit in which the ducked parts step back, without a click


def _at_edges(gains: Curve) -> Curve:
    """Gains of hops as gains at the hops' edges, one more than there are hops."""
    padded = np.concatenate((gains[:1], gains, gains[-1:]))
    return (padded[:-1] + padded[1:]) * np.float32(0.5)
