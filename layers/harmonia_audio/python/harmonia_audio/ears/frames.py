"""Mono sound at the low rates that listening needs, cut into overlapping frames."""

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy import fft
from scipy.signal import firwin

from harmonia_audio.audio import SAMPLE_RATE, Audio

Wave = NDArray[np.float32]  # [samples], mono
Magnitudes = NDArray[np.float32]  # [frames, frequencies]

HALF = SAMPLE_RATE // 2  # Hz; rhythm is heard at this rate
QUARTER = SAMPLE_RATE // 4  # Hz; and harmony at this
PAIRS = 5  # of taps beside the middle one of the half-band filter
TOGETHER = 32  # frames transformed at once, so that they stay in the cache
CHUNK = 1 << 13  # samples filtered at once, likewise


def mono(audio: Audio) -> Wave:
    """Both channels as one."""
    if audio.shape[0] == 1:
        return np.asarray(audio[0], dtype=np.float32)
    wave: Wave = np.add(audio[0], audio[1], dtype=np.float32)
    wave *= np.float32(0.5)
    return wave


def halved(wave: Wave) -> Wave:
    """
    The wave at half its rate.

    In a half-band filter every second tap is zero, so only odd samples meet taps, two by two.
    """
    even, odd = wave[0::2], np.pad(wave[1::2], (PAIRS, PAIRS + 1))
    result: Wave = np.float32(0.5) * even
    room = np.empty(min(CHUNK, len(even)), dtype=np.float32)
    taps = _half_band()
    for start in range(0, len(even), CHUNK):
        part = result[start : start + CHUNK]
        pairs = room[: len(part)]
        for pair, tap in enumerate(taps):
            after = odd[start + PAIRS + pair :][: len(part)]
            before = odd[start + PAIRS - 1 - pair :][: len(part)]
            np.add(after, before, out=pairs)
            np.multiply(pairs, tap, out=pairs)
            part += pairs
    return result


@cache
def _half_band() -> tuple[np.float32, ...]:
    """The taps beside the middle one, outwards."""
    taps = firwin(4 * PAIRS - 1, 0.5)[2 * PAIRS - 1 :: 1][1::2]
    return tuple((taps * 0.25 / taps.sum()).astype(np.float32))


def magnitudes(wave: Wave, length: int, hop: int) -> Magnitudes:
    """
    The magnitude spectrum around every `hop`-th sample, [frames, length // 2 + 1].

    Hann windows of `length` samples; the wave is taken as silent before it begins and after it
    ends. A full-scale sine reads 1 at its frequency.
    """
    result: Magnitudes = np.empty((1 + len(wave) // hop, length // 2 + 1), dtype=np.float32)
    for part, spectra in passing(wave, length, hop):
        result[part] = spectra
    return result


def passing(wave: Wave, length: int, hop: int) -> Iterator[tuple[slice, Magnitudes]]:
    """The magnitude spectra, a few frames at a time; the next ones overwrite them."""
    window = _window(length)
    count = 1 + len(wave) // hop
    missing = max(0, (count - 1) * hop + length - len(wave) - length // 2)
    framed = sliding_window_view(np.pad(wave, (length // 2, missing)), length)[::hop][:count]
    windowed = np.empty((TOGETHER, length), dtype=np.float32)
    room = np.empty((TOGETHER, length // 2 + 1), dtype=np.float32)
    for start in range(0, count, TOGETHER):
        frames = framed[start : start + TOGETHER]
        few = slice(0, len(frames))
        np.multiply(frames, window, out=windowed[few])
        np.abs(fft.rfft(windowed[few], axis=1), out=room[few])
        yield slice(start, start + len(frames)), room[few]


@cache
def _window(length: int) -> Wave:
    return (np.hanning(length + 1)[:-1] / (length / 4)).astype(np.float32)
