"""Spectra: how the power of a sound is spread over frequencies."""

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.blocks import blocks

FRAME = 2048  # samples of a spectrum
LOWEST, OCTAVES = 100.0, 6.5  # Hz; where music has its weight: 100 Hz to 9 kHz

Spectrum = NDArray[np.float64]  # power, from 0 Hz to half the sample rate


def spectrum(audio: Audio) -> Spectrum:
    """The mean power of each frequency; every second frame is looked at."""
    total, frames = np.zeros(FRAME // 2 + 1), 0
    window = np.hanning(FRAME).astype(np.float32)
    for block in blocks(audio.shape[1]):
        mono = audio[:, block].mean(axis=0)
        mono = np.pad(mono, (0, -len(mono) % FRAME)).reshape(-1, FRAME)[::2]
        total += (np.abs(fft.rfft(mono * window)) ** 2).sum(axis=0)
        frames += len(mono)
    return total / max(frames, 1)


def centroid(audio: Audio) -> float:
    """The spectrum's centre of gravity in Hz: how bright it sounds; silence is 0."""
    power = spectrum(audio)
    total = float(power.sum())
    return float((power * _frequencies(power)).sum()) / total if total else 0.0


def slope(audio: Audio) -> float:
    """How the spectrum falls, in dB per octave: pink noise -3, finished music -3 to -5."""
    power = spectrum(audio)
    frequencies = _frequencies(power)
    edges = LOWEST * 2.0 ** np.arange(0, OCTAVES)
    means = [power[(frequencies >= low) & (frequencies < 2 * low)].mean() for low in edges]
    levels = 10 * np.log10(np.maximum(means, 1e-20))
    return float(np.polyfit(np.arange(len(levels)), levels, 1)[0])


def _frequencies(power: Spectrum) -> Spectrum:
    return np.linspace(0, SAMPLE_RATE / 2, len(power))
