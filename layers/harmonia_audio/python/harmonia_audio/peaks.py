"""
True peaks: how far the wave swings between its samples (BS.1770-4, annex 2, four times finer).

Between two small samples the wave stays small, and its crests lie beside samples at which it turns:
only the neighbourhood of large ones of those is interpolated. That makes the measurement cheap and
leaves its result the same.
"""

from functools import partial

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from harmonia_audio.audio import Audio, Curve, decibels
from harmonia_audio.blocks import BLOCK, HOP, beside, blocks, hops

OVERSAMPLING = 4
REACH = 16  # samples to each side that the interpolation hears
PASS = 0.97
SUSPECT = 0.5  # share of the level of interest from which on a sample is looked at closely


def _interpolation() -> NDArray[np.float32]:
    """Kaiser-windowed sincs, [2 * REACH + 1 taps, positions around the middle sample]."""
    taps = np.arange(-REACH, REACH + 1)[:, None]
    positions = np.arange(1 - OVERSAMPLING, OVERSAMPLING)[None, :] / OVERSAMPLING
    distance = taps - positions
    inside = np.clip(1 - (distance / REACH) ** 2, 0, None)
    window = np.where(inside > 0, np.i0(9.0 * np.sqrt(inside)) / np.i0(9.0), 0)
    # A cut a little under half the sample rate, as converters (and ffmpeg's resampler) have.
    return (PASS * np.sinc(PASS * distance) * window).astype(np.float32)


INTERPOLATION = _interpolation()


def envelope(audio: Audio, level: float) -> Curve:
    """The true peak of each hop, exact wherever it can reach the level, and 0 far under it."""
    highest: Curve = np.max(beside(partial(_channel_envelope, level=level), list(audio)), axis=0)
    return highest


def _channel_envelope(channel: Curve, level: float) -> Curve:
    tops: Curve = np.zeros(hops(len(channel)), dtype=np.float32)
    padded = np.zeros(BLOCK + 2 * REACH, dtype=np.float32)
    for block in blocks(len(channel)):
        start, stop = max(block.start - REACH, 0), min(block.stop + REACH, len(channel))
        offset = start - block.start + REACH
        padded[:offset], padded[offset + stop - start :] = 0, 0
        padded[offset : offset + stop - start] = channel[start:stop]
        steps = np.diff(padded[REACH - 1 : REACH + block.stop - block.start + 1])
        here = np.abs(channel[block])
        crests = (here >= level * SUSPECT) & (steps[:-1] * steps[1:] <= 0)
        if len(large := np.flatnonzero(crests)):
            around = sliding_window_view(padded, 2 * REACH + 1)[large] @ INTERPOLATION
            peaks = np.maximum(np.abs(around).max(axis=1), here[large])
            hop = (large + block.start) // HOP
            firsts = np.flatnonzero(np.diff(hop, prepend=-1))
            tops[hop[firsts]] = np.maximum.reduceat(peaks, firsts)
    return tops


def true_peak(audio: Audio) -> float:
    """The highest true peak in dBTP; silence is -200."""
    if not audio.size:
        return decibels(0.0)
    return decibels(float(envelope(audio, sample_peak(audio)).max()))


def sample_peak(audio: Audio) -> float:
    """The largest sample, as a factor of full scale."""
    return float(max(audio.max(initial=0), -audio.min(initial=0)))
