"""
True peaks: how far the wave swings between its samples (BS.1770-4, annex 2, four times finer).

Between two small samples the wave stays small, so only the neighbourhood of large samples is
interpolated; that makes the measurement cheap and leaves its result the same.
"""

from functools import partial

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from harmonia_audio.audio import Audio, Curve, decibels
from harmonia_audio.blocks import BLOCK, HOP, beside, blocks, by_hop, hops

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
    """The true peak of each hop, exact wherever it can reach the level."""
    highest: Curve = np.max(beside(partial(_channel_envelope, level=level), list(audio)), axis=0)
    return highest


def _channel_envelope(channel: Curve, level: float) -> Curve:
    samples = len(channel)
    tops: Curve = np.zeros(hops(samples), dtype=np.float32)
    for block in blocks(samples):
        span = slice(block.start // HOP, hops(block.stop))
        heard = by_hop(channel[None, block])[0]
        tops[span] = np.maximum(heard.max(axis=1), -heard.min(axis=1))
        if tops[span].max(initial=0) >= level * SUSPECT:
            _refine(channel, block, level * SUSPECT, tops)
    return tops


def _refine(channel: Curve, block: slice, suspect: float, tops: Curve) -> None:
    padded = np.zeros(BLOCK + 2 * REACH, dtype=np.float32)
    start, stop = max(block.start - REACH, 0), min(block.stop + REACH, len(channel))
    offset = start - block.start + REACH
    padded[offset : offset + stop - start] = channel[start:stop]
    large = np.flatnonzero(np.abs(channel[block]) >= suspect)
    if not len(large):
        return
    around = sliding_window_view(padded, 2 * REACH + 1)[large] @ INTERPOLATION
    peaks = np.abs(around).max(axis=1)
    hop = (large + block.start) // HOP
    firsts = np.flatnonzero(np.diff(hop, prepend=-1))
    where = hop[firsts]
    tops[where] = np.maximum(tops[where], np.maximum.reduceat(peaks, firsts))


def true_peak(audio: Audio) -> float:
    """The highest true peak in dBTP; silence is -200."""
    if not audio.size:
        return decibels(0.0)
    return decibels(float(envelope(audio, sample_peak(audio)).max()))


def sample_peak(audio: Audio) -> float:
    """The largest sample, as a factor of full scale."""
    return float(max(audio.max(initial=0), -audio.min(initial=0)))
