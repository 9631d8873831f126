"""
The ways to make a sound: decaying partials, wavetables, shaped noise, strings.

All of it works on whole arrays. Sounds are band-limited where they are made: nothing is ever
asked for above `TOP`, so nothing folds back. Arrays are [channels, samples] or [samples].
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inference_containers.music.playing import SAMPLE_RATE, Audio

Floats = NDArray[Any]
TOP = 0.45 * SAMPLE_RATE  # Hz
BLOCK = 512  # samples
TABLE = 8192  # samples of one cycle


def ring(
    hertz: ArrayLike,
    amplitudes: ArrayLike,
    decays: ArrayLike,
    seconds: float,
    phases: ArrayLike = 0,
) -> Audio:
    """
    Partials that ring and die away; [channels, samples].

    `amplitudes` is [partials] or [channels, partials], `decays` is 1/s. A decaying sinusoid is a
    geometric series, so a stretch of it is its first block times a factor: the sum over
    all partials is one product of matrices, and no sine is computed twice.
    """
    hertz, decays, phases = np.broadcast_arrays(hertz, decays, phases)
    levels = np.atleast_2d(np.asarray(amplitudes) * np.exp(1j * phases))
    heard = hertz < TOP
    rate = (2j * np.pi * hertz[heard] - decays[heard]) / SAMPLE_RATE
    levels = levels[:, heard]
    samples = round(seconds * SAMPLE_RATE)
    blocks = -(-samples // BLOCK)
    first = np.exp(rate[:, None] * np.arange(BLOCK))
    later = np.exp(rate * BLOCK * np.arange(blocks)[:, None])
    weights = (levels[:, None, :] * later).reshape(-1, len(rate))
    left = np.concatenate((weights.real, -weights.imag), axis=1).astype(np.float32)
    right = np.concatenate((first.real, first.imag)).astype(np.float32)
    sound: Audio = (left @ right).reshape(len(levels), -1)[:, :samples]
    return sound


def cycle(amplitudes: ArrayLike, phases: ArrayLike = 0) -> Audio:
    """One period of a wave with these harmonics, the first being the fundamental."""
    amplitudes = np.asarray(amplitudes, float)
    spectrum = np.zeros(TABLE // 2 + 1, complex)
    spectrum[1 : len(amplitudes) + 1] = amplitudes * np.exp(1j * np.asarray(phases)) * -0.5j
    table: Audio = (np.fft.irfft(spectrum) * TABLE).astype(np.float32)
    return table


def oscillate(tables: list[Audio], hertz: Floats, phase: float = 0.0) -> list[Audio]:
    """Each wave at this course of frequencies [samples], all in step."""
    turns = np.cumsum(hertz / SAMPLE_RATE) + phase
    place = (turns - np.floor(turns)) * TABLE
    index = place.astype(np.int32)
    between = (place - index).astype(np.float32)
    index[index >= TABLE] = TABLE - 1
    waves = []
    for table in tables:
        closed = np.append(table, table[0])
        low = closed[index]
        waves.append(low + between * (closed[index + 1] - low))
    return waves


def harmonics(hertz: float, most: int = 400) -> Floats:
    """The numbers of the harmonics that can be heard: 1, 2, 3, ..."""
    return np.arange(1, max(2, min(most, int(TOP / hertz)) + 1))


def noise(
    rng: np.random.Generator,
    seconds: float,
    response: Callable[[Floats], Floats],
    channels: int = 1,
) -> Audio:
    """Noise of the spectrum that `response` gives for frequencies in Hz."""
    samples = round(seconds * SAMPLE_RATE)
    length = fast(samples)
    spectrum = np.fft.rfft(rng.standard_normal((channels, length)).astype(np.float32))
    shape = response(np.fft.rfftfreq(length, 1 / SAMPLE_RATE)) * edge(length)
    sound: Audio = np.fft.irfft(spectrum * shape)[:, :samples].astype(np.float32)
    return sound


def edge(length: int) -> Floats:
    """A soft upper end of the spectrum, for `length` samples."""
    frequencies = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
    gains: Floats = 1 / (1 + (frequencies / 17_000) ** 12)
    return gains


def band(low: float, high: float, steep: int = 2) -> Callable[[Floats], Floats]:
    """A response that passes what lies between, falling off as a filter of that order."""

    def response(hertz: Floats) -> Floats:
        rising = (hertz / low) ** steep / (1 + (hertz / low) ** steep)
        return rising / (1 + (hertz / high) ** steep)

    return response


def high(hertz: Floats, corner: float, order: int) -> Floats:
    """A Butterworth high-pass with its phase: nothing sounds before what causes it."""
    return low(corner**2 / np.maximum(hertz, 1e-3), corner, order).conj()


def low(hertz: Floats, corner: float, order: int) -> Floats:
    """A Butterworth low-pass with its phase."""
    poles = np.exp(1j * np.pi * (2 * np.arange(order) + order + 1) / (2 * order))
    response: Floats = np.prod([-pole / (1j * hertz / corner - pole) for pole in poles], axis=0)
    return response


def peaks(hertz: Floats, formants: tuple[tuple[float, float, float], ...]) -> Floats:
    """The gain of resonances (Hz, width in Hz, gain) at these frequencies."""
    gains: Floats = np.sum(
        [gain / np.sqrt(1 + ((hertz - at) / (width / 2)) ** 2) for at, width, gain in formants],
        axis=0,
    )
    return gains


def fall(seconds: float, half: float) -> Floats:
    """An exponential decay that halves every `half` seconds."""
    return np.exp2(-np.arange(round(seconds * SAMPLE_RATE)) / (half * SAMPLE_RATE))


def rise(seconds: float, attack: float) -> Floats:
    """From 0 to 1 within `attack` seconds, without a corner."""
    curve = np.ones(round(seconds * SAMPLE_RATE))
    rising = min(len(curve), round(attack * SAMPLE_RATE))
    curve[:rising] = 0.5 - 0.5 * np.cos(np.pi * np.arange(rising) / (attack * SAMPLE_RATE))
    return curve


def soften(sound: Audio, attack: float, ending: float = 0.01) -> Audio:
    """The sound without a click at either end, in place."""
    for seconds, part in ((attack, slice(None)), (ending, slice(None, None, -1))):
        samples = min(round(seconds * SAMPLE_RATE), sound.shape[-1])
        curve = 0.5 - 0.5 * np.cos(np.pi * np.arange(samples) / max(1, samples))
        sound[..., part][..., :samples] *= curve.astype(np.float32)
    return sound


def fast(samples: int) -> int:
    """The next length that a Fourier transform is quick at."""
    power = 1 << max(0, samples - 1).bit_length()
    return min((n for n in (power, power * 3 // 4, power * 5 // 8) if n >= samples), default=power)
