"""
Envelopes of speech whose pitch is known.

Voiced frames follow CheapTrick (Morise 2015): a Hann window of three periods gives a power that
does not beat with the pitch, a rectangle of two thirds of the pitch smooths it, and a lifter takes
the rest of the harmonics out. Noise is read through a short window, so that bursts stay sharp, and
kept to few coefficients, as its spectrum is ragged by nature.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inference_containers.vocal.unit import ORDER, RATE, STEP, Real

FFT = 1024
HOP = round(STEP * RATE)
BURST = 160  # samples: 10 ms
NOISE_ORDER = 36
FLOOR = 1e-10  # power


def cepstra_of(speech: NDArray[np.float64], pitch: float, voiced: NDArray[np.float64]) -> Real:
    """Cepstra, [frames, ORDER], of speech at RATE; `voiced`, from 0 to 1, is given by frame."""
    tone, noise = _tone(speech, pitch, len(voiced)), _noise(speech, len(voiced))
    mixed = noise + (tone - noise) * voiced[:, None]
    return mixed.astype(np.float32)


def _power(speech: NDArray[np.float64], window: int, frames: int) -> NDArray[np.float64]:
    """Power spectra around every hop, [frames, FFT / 2 + 1]; white noise of variance 1 has 1."""
    padded = np.pad(speech, (window // 2, window + HOP * frames))
    slices = np.lib.stride_tricks.sliding_window_view(padded, window)[: frames * HOP : HOP]
    shape = np.hanning(window + 2)[1:-1]
    spectra = np.fft.rfft(slices * shape, FFT, axis=1)
    return np.abs(spectra) ** 2 / np.sum(shape**2) + FLOOR


def _tone(speech: NDArray[np.float64], pitch: float, frames: int) -> NDArray[np.float64]:
    power = _power(speech, round(3 * RATE / pitch), frames)
    width = max(1, round(2 / 3 * pitch / (RATE / FFT)) // 2)
    mirrored = np.pad(power, ((0, 0), (width + 1, width)), mode="reflect")
    sums = np.cumsum(mirrored, axis=1)
    smooth = (sums[:, 2 * width + 1 :] - sums[:, : -2 * width - 1]) / (2 * width + 1)
    raw = np.fft.irfft(0.5 * np.log(smooth), axis=1)[:, :ORDER]
    period = np.arange(ORDER) * pitch / RATE
    lifter = np.sinc(period) * (1.18 - 0.18 * np.cos(2 * np.pi * period))
    return raw * lifter


def _noise(speech: NDArray[np.float64], frames: int) -> NDArray[np.float64]:
    power = _power(speech, BURST, frames)
    before, after = np.vstack((power[:1], power[:-1])), np.vstack((power[1:], power[-1:]))
    raw = np.fft.irfft(0.5 * np.log(0.25 * before + 0.5 * power + 0.25 * after), axis=1)[:, :ORDER]
    raw[:, NOISE_ORDER:] = 0
    raw[:, :NOISE_ORDER] *= np.cos(np.linspace(0, np.pi / 2, NOISE_ORDER, endpoint=False)) ** 0.5
    return raw
