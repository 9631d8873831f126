"""The overdriven guitar's amplifier: it hears all strings at once, so it works on the stem."""

from __future__ import annotations

from functools import cache

import numpy as np

from inference_containers.music.bank.waves import Floats, fast, high, low
from inference_containers.music.playing import SAMPLE_RATE, Audio

STRETCH = 1 << 18  # samples bent at a time
MARGIN = 8192  # samples around them, so that the filters meet no corner
FINER = 2  # times the sample rate at which the valves bend the wave
FAR = 23  # samples: the second microphone is 18 cm further off
LOPSIDED = 0.18  # one valve bends one side more: even harmonics too


def overdriven(stem: Audio, drive: float = 14.0) -> Audio:
    """Filter, bend and filter again; heard by a near microphone and, wider, a far one."""
    samples = stem.shape[1]
    mono = np.pad(stem.mean(axis=0), MARGIN)
    bent = np.zeros(samples, np.float32)
    for start in range(0, samples, STRETCH):
        end = min(start + STRETCH, samples)
        piece = mono[start : end + 2 * MARGIN]
        if np.abs(piece).max() > 1e-6:
            bent[start:end] = valves(piece, drive)[MARGIN : MARGIN + end - start]
    far = np.float32(0.25) * np.concatenate((np.zeros(FAR, np.float32), bent[:-FAR]))
    return np.stack((bent + far, bent - far))


def valves(sound: Audio, drive: float) -> Audio:
    """The wave bent at a finer rate, where what folds back is out of hearing."""
    length = fast(len(sound))
    entrance, loudspeaker = circuits(length)
    spectrum = np.fft.rfft(sound, length) * entrance
    fine = np.fft.irfft(spectrum, length * FINER).astype(np.float32) * np.float32(FINER * drive)
    bent = np.tanh(fine + np.float32(LOPSIDED)) - np.tanh(np.float32(LOPSIDED))
    heard = np.fft.irfft(np.fft.rfft(bent)[: len(loudspeaker)] * loudspeaker, length)
    out: Audio = (0.16 / FINER * heard[: len(sound)]).astype(np.float32)
    return out


@cache
def circuits(length: int) -> tuple[Floats, Floats]:
    """What is filtered before the valves and after them, for so many samples."""
    hertz = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
    entrance = high(hertz, 140, 2) * low(hertz, 2600, 2)
    return entrance.astype(np.complex64), cabinet(hertz).astype(np.complex64)


def cabinet(hertz: Floats) -> Floats:
    """Four twelve-inch cones: little under 80 Hz, a bump at 120 and at 2.5k, nothing from 5k."""
    bumps = 1 + 0.9 * resonance(hertz, 2500, 1.4) + 0.5 * resonance(hertz, 120, 1.2)
    response: Floats = high(hertz, 80, 3) * bumps * low(hertz, 4800, 6)
    return response


def resonance(hertz: Floats, at: float, sharpness: float) -> Floats:
    """A band-pass around one frequency."""
    response: Floats = 1 / (1 + 1j * sharpness * (hertz / at - at / np.maximum(hertz, 1e-3)))
    return response
