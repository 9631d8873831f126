"""
Hearing a take: the pitch of a voice, its spectral envelopes and how much of it is breath.

Pitch is found by YIN (de Cheveigné and Kawahara 2002), for many frames at once. Envelopes follow
CheapTrick (Morise 2015) with windows of three of the voice's own periods; what does not repeat
after a period, band by band, is breath.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import fft
from scipy.ndimage import median_filter
from scipy.signal import resample_poly

from inference_containers.vocal.phones import BANDS
from inference_containers.vocal.unit import Real
from inference_containers.vocal.vocoder import HOP, SAMPLE_RATE, Audio

LOWEST, HIGHEST = 65.0, 1100.0  # Hz
HALF = SAMPLE_RATE // 2  # Hz, of the sound that pitch is looked for in
WINDOW = 680  # samples of it that are compared
CERTAIN = 0.2  # of a frame that may differ from one period to the next
SILENT = -45.0  # dB against the loudest tenth; what is fainter is no singing
FFT = 2048
SPREAD = 2 / 3  # of the pitch: the width of the smoothing
BURST = 440  # samples of the window on what is no tone
FLOOR = 1e-10  # power
EDGES = (0.0, *(0.5 * (low + high) for low, high in pairwise(BANDS)))  # Hz, between the bands
TOGETHER = 512  # frames whose pitch is found at once
Curve = NDArray[np.floating]


@dataclass(frozen=True)
class Heard:
    """A take, frame by frame of HOP samples."""

    sound: Audio  # [samples]
    pitch: Curve  # Hz; between voiced frames it is drawn through
    voiced: NDArray[np.bool_]

    def envelopes(self, first: int, last: int) -> Real:
        """Log amplitudes of the frames, [frames, BINS]."""
        noise = _power(self.sound, first, last, BURST)
        logs = np.log(_blurred(noise, 6)[:, ::2]).astype(np.float32) / 2
        for window, rows, pitch in self._classes(first, last):
            power = _power(self.sound, first, last, window)[rows]
            width = max(1, round(SPREAD * pitch / (SAMPLE_RATE / FFT)) // 2)
            raw = fft.irfft(0.5 * np.log(_blurred(power, width)), axis=1)
            period = np.minimum(np.arange(FFT), FFT - np.arange(FFT)) * pitch / SAMPLE_RATE
            lifter = np.sinc(period) * (1.18 - 0.18 * np.cos(2 * np.pi * period))
            logs[rows] = fft.rfft(raw * lifter, axis=1).real[:, ::2]
        result: Real = logs.astype(np.float32)
        return result

    def breath(self, first: int, last: int) -> Real:
        """The share of breath in each of `BANDS`, [frames, bands], as amplitude."""
        share = np.ones((last - first, len(BANDS)), np.float32)
        hertz = fft.rfftfreq(FFT, 1 / SAMPLE_RATE)
        edges = np.searchsorted(hertz, EDGES)
        for window, rows, _ in self._classes(first, last):
            power = _power(self.sound, first, last, window)[rows]
            lag = SAMPLE_RATE / self.pitch[first:last][rows]
            waves = np.cos(2 * np.pi * lag[:, None] * hertz / SAMPLE_RATE)
            total = np.add.reduceat(power, edges, axis=1)
            again = np.add.reduceat(power * waves, edges, axis=1) / total
            again /= _overlap(window, float(np.median(lag)))
            share[rows] = np.sqrt(np.clip(1 - again, 0, 1))
        return share

    def _classes(self, first: int, last: int) -> list[tuple[int, NDArray[np.intp], float]]:
        """Voiced frames of about one pitch: their window in samples, their rows, that pitch."""
        rows = np.flatnonzero(self.voiced[first:last])
        steps = np.round(4 * np.log2(self.pitch[first:last][rows])).astype(int)
        return [
            (
                min(FFT, round(3 * SAMPLE_RATE / 2 ** (step / 4))),
                rows[steps == step],
                2 ** (step / 4),
            )
            for step in np.unique(steps)
        ]


def hear(sound: Audio) -> Heard:
    """The take, [samples] at 44.1 kHz, with its pitch found."""
    count = len(sound) // HOP
    hertz, doubt = _periods(resample_poly(sound, 1, 2).astype(np.float32), count)
    power = np.add.reduceat(
        np.square(sound[: count * HOP], dtype=np.float64), np.arange(count) * HOP
    )
    level = 10 * np.log10(power / HOP + FLOOR)
    voiced = (doubt < CERTAIN) & (level > np.percentile(level, 90) + SILENT) & (level > -75)
    voiced = median_filter(voiced.astype(np.uint8), 9).astype(bool)
    if not voiced.any():
        return Heard(sound, np.full(count, 200.0), voiced)
    known = np.flatnonzero(voiced)
    logs = median_filter(np.log2(hertz[known]), 7)
    pitch = 2 ** np.interp(np.arange(count), known, logs)
    return Heard(sound, pitch, voiced)


def _periods(sound: Audio, count: int) -> tuple[Curve, Curve]:
    """The pitch of every frame in Hz, and how much of it differs from period to period."""
    longest, shortest = int(HALF / LOWEST), int(HALF / HIGHEST)
    size = WINDOW + longest + 2
    hop = HOP // 2
    padded = np.pad(sound, (size // 2, size + hop))
    slices = np.lib.stride_tricks.sliding_window_view(padded, size)[: count * hop : hop]
    hertz, doubt = np.empty(count), np.empty(count)
    lags = np.arange(longest + 1)
    for start in range(0, count, TOGETHER):
        rows = slices[start : start + TOGETHER].astype(np.float32)
        length = fft.next_fast_len(size + WINDOW, real=True)
        product = fft.irfft(
            fft.rfft(rows, length, axis=1) * np.conj(fft.rfft(rows[:, :WINDOW], length, axis=1)),
            length, axis=1,
        )[:, : longest + 1]  # fmt: skip
        energy = np.cumsum(np.pad(np.square(rows, dtype=np.float64), ((0, 0), (1, 0))), axis=1)
        here = energy[:, WINDOW, None]
        difference = here + energy[:, lags + WINDOW] - energy[:, lags] - 2 * product
        means = np.cumsum(difference[:, 1:], axis=1) / lags[1:]
        normal = difference[:, 1:] / np.maximum(means, 1e-9)
        normal[:, : shortest - 1] = 2
        at = _first_dip(normal)
        row = np.arange(len(rows))
        inner = np.clip(at, 1, normal.shape[1] - 2)
        left, middle, right = (difference[row, inner + step] for step in (0, 1, 2))
        bend = left - 2 * middle + right
        shift = np.where(bend > 0, 0.5 * (left - right) / np.where(bend > 0, bend, 1), 0)
        hertz[start : start + len(rows)] = HALF / (inner + 1 + np.clip(shift, -1, 1))
        doubt[start : start + len(rows)] = normal[row, at]
    return hertz, doubt


def _first_dip(normal: Curve) -> NDArray[np.intp]:
    """The first valley that is deep enough, or the deepest, of each row."""
    deepest = normal.argmin(axis=1)
    enough = np.minimum(normal.min(axis=1) + 0.1, 1.0)[:, None]
    valley = normal < enough
    valley[:, :-1] &= normal[:, :-1] <= normal[:, 1:]
    found: NDArray[np.intp] = np.where(valley.any(axis=1), valley.argmax(axis=1), deepest)
    return found


def _power(sound: Audio, first: int, last: int, window: int) -> NDArray[np.float64]:
    """Power spectra around the frames, [frames, FFT / 2 + 1]; white noise of variance 1 has 1."""
    begin, end = first * HOP - window // 2, (last - 1) * HOP + window - window // 2
    piece = np.pad(
        sound[max(begin, 0) : max(end, 0)], (max(-begin, 0), max(end - max(len(sound), begin), 0))
    )[: end - begin]
    slices = np.lib.stride_tricks.sliding_window_view(piece, window)[::HOP][: last - first]
    shape = np.hanning(window + 2)[1:-1]
    spectra = fft.rfft(slices * shape, FFT, axis=1)
    power = np.abs(spectra) ** 2 / np.sum(shape**2) + FLOOR
    return np.asarray(power, dtype=np.float64)


def _blurred(power: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Each bin with as many beside it on either side, averaged."""
    mirrored = np.pad(power, ((0, 0), (width + 1, width)), mode="reflect")
    sums: NDArray[np.float64] = np.cumsum(mirrored, axis=1)
    means = sums[:, 2 * width + 1 :] - sums[:, : -2 * width - 1]
    blurred: NDArray[np.float64] = np.maximum(means / (2 * width + 1), FLOOR)
    return blurred


def _overlap(window: int, lag: float) -> float:
    """How much a window has in common with itself that many samples later."""
    shape = np.hanning(window + 2)[1:-1]
    shift = min(round(lag), window - 1)
    return float(np.dot(shape[shift:], shape[: window - shift]) / np.dot(shape, shape))
