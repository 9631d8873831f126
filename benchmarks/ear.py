"""
An ear for tests and benchmarks: pitches, levels, and where a vowel begins.

`by_period` is YIN (de Cheveigné and Kawahara 2002), which finds the lag at which a sound repeats;
`by_harmonics` looks for the fundamental whose harmonics hold most of the spectrum. Neither knows
how the sound was made.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
Sound = NDArray[np.float32]  # [samples]


def by_period(sound: Sound, low: float = 60.0, high: float = 1200.0) -> float:
    """The pitch in Hz of a short stretch, by its period."""
    longest, shortest = int(RATE / low), int(RATE / high)
    window = len(sound) - longest - 1
    spectrum = np.fft.rfft(sound, 2 * len(sound))
    head = np.fft.rfft(sound[:window], 2 * len(sound))
    product = np.fft.irfft(spectrum * np.conj(head))[: longest + 1]
    energy = np.concatenate(([0.0], np.cumsum(np.square(sound, dtype=np.float64))))
    lags = np.arange(longest + 1)
    difference = energy[window] + energy[lags + window] - energy[lags] - 2 * product
    means = np.cumsum(difference[1:]) / lags[1:]
    normal = np.concatenate(([1.0], difference[1:] / np.maximum(means, 1e-12)))
    under = np.flatnonzero(normal[shortest:] < 0.15) + shortest
    at = int(under[0]) if len(under) else shortest + int(np.argmin(normal[shortest:]))
    while at + 1 < longest and normal[at + 1] < normal[at]:
        at += 1
    at = min(at, longest - 1)
    return RATE / (at + _vertex(difference[at - 1 : at + 2]))


def by_harmonics(sound: Sound, near: float) -> float:
    """The pitch in Hz within two semitones of `near`, by its harmonics up to 4 kHz."""
    size = 1 << 16
    power = np.abs(np.fft.rfft(sound * np.blackman(len(sound)), size)) ** 0.5
    candidates = near * 2 ** (np.arange(-200, 201) / 1200)
    harmonics = np.arange(1, max(2, int(4000 / near)))
    bins = np.outer(candidates, harmonics) * size / RATE
    whole = bins.astype(np.intp)
    part = bins - whole
    strength = (power[whole] * (1 - part) + power[whole + 1] * part).sum(axis=1)
    best = int(np.clip(np.argmax(strength), 1, len(candidates) - 2))
    return float(near * 2 ** ((best - 200 + _vertex(-strength[best - 1 : best + 2])) / 1200))


def _vertex(values: NDArray[np.floating]) -> float:
    """Where between three values their parabola is lowest, from the middle one."""
    below = values[0] - 2 * values[1] + values[2]
    return float(0.5 * (values[0] - values[2]) / below) if below > 0 else 0.0


def cents(hertz: float, key: float) -> float:
    """How far the pitch lies from the MIDI key."""
    return 1200 * float(np.log2(hertz / 440)) + 6900 - 100 * key


def level(sound: Sound) -> float:
    """In dB of full scale."""
    return 10 * float(np.log10(np.mean(np.square(sound, dtype=np.float64)) + 1e-20))


def onset(sound: Sound, start: int, end: int, reach: int = 4410) -> int:
    """
    The sample where the vowel of a syllable written from `start` to `end` begins: from where on,
    coming from before, what vowels are made of (150 to 3500 Hz) is as loud as in the vowel but for
    5 dB.
    """
    step, window = 44, 440
    begin = max(0, start - reach)
    piece = sound[begin:end]
    spectrum = np.fft.rfft(piece)
    hertz = np.fft.rfftfreq(len(piece), 1 / RATE)
    spectrum[(hertz < 150) | (hertz > 3500)] = 0
    band = np.square(np.fft.irfft(spectrum, len(piece)))
    power = np.convolve(band, np.hanning(window) / (window / 2), mode="same")[::step]
    decibels = 10 * np.log10(power + 1e-20)
    first = (start - begin) // step
    vowel = np.median(decibels[first + 2 * window // step : first + 8 * window // step])
    at = first + window // step
    soft = np.flatnonzero(decibels[:at] < vowel - 5)
    return begin + (int(soft[-1]) + 1 if len(soft) else 0) * step
