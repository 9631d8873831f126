"""
The colour and weight of sound: mel cepstra, brightness, energy and silence.

Mel cepstra are the cosine transform of loudness on the mel scale (Davis and Mermelstein, 1980).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.ears.frames import HALF, Magnitudes, Wave, magnitudes

LENGTH, HOP = 2048, 2048  # samples at half the usual rate: 93 ms
RATE = HALF / HOP
BANDS, CEPSTRA = 40, 13
LOWEST, HIGHEST = 40.0, 10_000.0  # Hz
FLOOR = 1e-6  # -60 dB of power
SILENT, SHORTEST = 10 ** (-60 / 20), 0.4  # RMS under which nothing is heard; seconds


@dataclass(frozen=True)
class Timbre:
    """What each frame sounds like."""

    cepstra: Magnitudes  # [frames, CEPSTRA]
    brightness: float  # Hz


def timbre(wave: Wave) -> Timbre:
    """The colour of a wave at half the usual rate."""
    power = magnitudes(wave, LENGTH, HOP) ** 2
    mel = 10 * np.log10(power @ _mel() + FLOOR)
    cepstra = fft.dct(mel, norm="ortho", axis=1)[:, :CEPSTRA]
    total = power.sum()
    frequencies = np.fft.rfftfreq(LENGTH, 1 / HALF)
    bright = float(power.sum(axis=0) @ frequencies / total) if total > 1e-12 else 0.0
    return Timbre(cepstra.astype(np.float32), bright)


@cache
def _mel() -> Magnitudes:
    """Triangles on the mel scale, [bins, bands]."""
    edges = np.linspace(_to_mel(LOWEST), _to_mel(HIGHEST), BANDS + 2)
    places = _to_mel(np.fft.rfftfreq(LENGTH, 1 / HALF))[:, None]
    rising = (places - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - places) / (edges[2:] - edges[1:-1])
    return np.clip(np.minimum(rising, falling), 0, None).astype(np.float32)


def _to_mel(hertz: NDArray[Any] | float) -> NDArray[np.float64]:
    return np.asarray(2595 * np.log10(1 + np.asarray(hertz) / 700))


def levels(audio: Audio, step: int) -> NDArray[np.float32]:
    """The RMS of every `step` samples, over channels; the last may be of fewer."""
    starts = np.arange(0, audio.shape[1], step)
    if not len(starts):
        return np.zeros(0, dtype=np.float32)
    power = np.add.reduceat((audio * audio).sum(axis=0), starts)
    counts = np.diff([*starts, audio.shape[1]]) * audio.shape[0]
    heard: NDArray[np.float32] = np.sqrt(power / counts).astype(np.float32)
    return heard


def energy(audio: Audio) -> list[float]:
    """The loudness of each second against the loudest one, 0 to 1."""
    heard = levels(audio, SAMPLE_RATE)
    top = float(heard.max(initial=0))
    return [float(value / top) for value in heard] if top > 1e-6 else [0.0] * len(heard)


def silences(audio: Audio) -> list[tuple[float, float]]:
    """Where nothing is heard for a while, in seconds."""
    step = SAMPLE_RATE // 20
    quiet = np.concatenate([[False], levels(audio, step) < SILENT, [False]])
    edges = np.flatnonzero(np.diff(quiet.astype(int))) * step / SAMPLE_RATE
    seconds = audio.shape[1] / SAMPLE_RATE
    spans = [(float(start), min(float(end), seconds)) for start, end in edges.reshape(-1, 2)]
    return [(start, end) for start, end in spans if end - start >= SHORTEST]
