"""Mono sound at the low rates that listening needs, cut into overlapping frames."""

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
TOGETHER = 512  # frames transformed at once, so that they stay in the cache
CHUNK = 1 << 15  # samples filtered at once, likewise


def mono(audio: Audio) -> Wave:
    """Both channels as one."""
    wave: Wave = audio[0] if audio.shape[0] == 1 else audio.mean(axis=0, dtype=np.float32)
    return wave


def halved(wave: Wave) -> Wave:
    """
    The wave at half its rate.

    In a half-band filter every second tap is zero, so only odd samples meet taps, two by two.
    """
    even, odd = wave[0::2], np.pad(wave[1::2], (PAIRS, PAIRS))
    result: Wave = np.empty(len(even), dtype=np.float32)
    taps = _half_band()
    for start in range(0, len(even), CHUNK):
        stop = min(start + CHUNK, len(even))
        part = np.float32(0.5) * even[start:stop]
        for pair, tap in enumerate(taps):
            after = odd[start + PAIRS + pair : stop + PAIRS + pair]
            before = odd[start + PAIRS - 1 - pair : stop + PAIRS - 1 - pair]
            part[: len(after)] += tap * (after + before[: len(after)])
        result[start:stop] = part
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
    window = (np.hanning(length + 1)[:-1] / (length / 4)).astype(np.float32)
    count = 1 + len(wave) // hop
    missing = max(0, (count - 1) * hop + length - len(wave) - length // 2)
    framed = sliding_window_view(np.pad(wave, (length // 2, missing)), length)[::hop][:count]
    result: Magnitudes = np.empty((count, length // 2 + 1), dtype=np.float32)
    for start in range(0, count, TOGETHER):
        part = slice(start, start + TOGETHER)
        spectra = fft.rfft(framed[part] * window, axis=1)
        result[part] = np.sqrt(spectra.real**2 + spectra.imag**2)
    return result
