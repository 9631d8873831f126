"""
The vocoder: pitch, envelopes and breath to sound.

Every glottal pulse is the minimum-phase response of its envelope, laid at its exact place between
samples; noise is shaped by the same envelope, window by window. A minimum phase is linear in the
log amplitudes, so it is computed once per frame and interpolated for the pulses, all in float32 and
in batches: that is what makes it faster than computing it pulse by pulse, as WORLD does.
Source: Oppenheim and Schafer, Discrete-Time Signal Processing, on homomorphic systems.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from inference_containers.vocal.unit import Real

SAMPLE_RATE = 44_100
HOP = 220  # samples from frame to frame: 5 ms
FFT = 1024
BINS = FFT // 2 + 1
BLOCK = 256  # frames
HERTZ = np.arange(BINS) * SAMPLE_RATE / FFT
TURN = (2 * np.pi * np.arange(BINS) / FFT).astype(np.float32)  # radians per sample of delay
WINDOW = np.hanning(2 * HOP + 1)[:-1].astype(np.float32)  # its halves add up to one
FOLDED = np.zeros(FFT, np.float32)  # a cepstrum made causal
FOLDED[[0, FFT // 2]] = 1
FOLDED[1 : FFT // 2] = 2

Audio = NDArray[np.float32]


@dataclass(frozen=True)
class Frames:
    """What the vocal tract does, frame by frame: [frames, BINS] each."""

    log_amplitudes: Real
    noise: Real  # the share of breath, 0 to 1, as amplitude


def synthesise(
    pitch: NDArray[np.floating], frames: Callable[[int, int], Frames], seed: int
) -> Audio:
    """
    The sound of a line, [samples].

    `pitch` is in Hz at every frame; `frames(first, last)` gives the tract's frames on demand, so a
    line of any length takes little memory.
    """
    count = len(pitch)
    out = np.zeros(count * HOP + 2 * FFT, np.float32)
    places, periods = _pulses(pitch)
    starts = np.searchsorted(places, np.arange(0, count + BLOCK, BLOCK) * HOP)
    for block, first in enumerate(range(0, count - 1, BLOCK)):
        last = min(first + BLOCK, count - 1)
        tract = frames(first, last + 1)
        logs = _minimum_phase(tract.log_amplitudes)
        here = slice(starts[block], starts[block + 1])
        inside = places[here] < last * HOP
        _lay_pulses(out, places[here][inside], periods[here][inside], logs, tract.noise, first)
        _lay_noise(out, logs, tract.noise, first, seed)
    return out[: count * HOP]


def _pulses(pitch: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the pulses fall, in samples and parts of samples, and the period at each."""
    places: list[NDArray[np.float64]] = []
    phase, since = 0.0, 0
    steps = np.arange(1, HOP + 1) / HOP
    for first in range(0, len(pitch) - 1, 8 * BLOCK):
        edges = pitch[first : first + 8 * BLOCK + 1] / SAMPLE_RATE
        speeds = (edges[:-1, None] + np.diff(edges)[:, None] * steps).reshape(-1)
        turns = phase + np.cumsum(speeds)
        before = np.concatenate(([phase], turns[:-1]))
        at = np.flatnonzero(np.floor(turns) > np.floor(before))
        places.append(since + at + (np.floor(turns[at]) - before[at]) / speeds[at])
        phase, since = float(turns[-1]), since + len(speeds)
    found = np.concatenate(places) if places else np.empty(0)
    hertz = np.interp(found / HOP, np.arange(len(pitch)), pitch)
    return found, SAMPLE_RATE / hertz


def _minimum_phase(log_amplitudes: Real) -> NDArray[np.complex64]:
    """Log amplitude and phase, [frames, BINS], of the causal response with those amplitudes."""
    quefrency = fft.irfft(log_amplitudes, FFT, axis=1)
    quefrency *= FOLDED
    result: NDArray[np.complex64] = fft.rfft(quefrency, axis=1)
    return result


def _lay_pulses(
    out: Audio,
    places: NDArray[np.float64],
    periods: NDArray[np.float64],
    logs: NDArray[np.complex64],
    noise: Real,
    first: int,
) -> None:
    at = places / HOP - first
    frame = at.astype(np.intp)
    part = (at - frame).astype(np.float32)[:, None]
    tone = np.sqrt(1 - np.square(noise))
    tone = tone[frame] + (tone[frame + 1] - tone[frame]) * part
    shape = logs[frame] + (logs[frame + 1] - logs[frame]) * part
    whole = np.floor(places).astype(np.intp)
    delay = (places - whole).astype(np.float32)[:, None]
    size = np.exp(shape.real) * tone * np.sqrt(periods).astype(np.float32)[:, None]
    angle = shape.imag - delay * TURN
    spectra = np.empty(shape.shape, np.complex64)
    np.multiply(size, np.cos(angle), out=spectra.real)
    np.multiply(size, np.sin(angle), out=spectra.imag)
    for sample, pulse in zip(whole, fft.irfft(spectra, FFT, axis=1), strict=True):
        out[sample : sample + FFT] += pulse


def _lay_noise(out: Audio, logs: NDArray[np.complex64], noise: Real, first: int, seed: int) -> None:
    count = len(noise) - 1
    generator = np.random.default_rng((seed, first))
    white = generator.standard_normal((count + 1) * HOP, dtype=np.float32)
    # The first half window of a block was the last of the block before: both drew it alike.
    head = np.random.default_rng((seed, first, 1)).standard_normal(HOP, dtype=np.float32)
    tail = np.random.default_rng((seed, first + count, 1)).standard_normal(HOP, dtype=np.float32)
    white[:HOP], white[count * HOP :] = head, tail
    pieces = np.lib.stride_tricks.sliding_window_view(white, 2 * HOP)[::HOP] * WINDOW
    spectra = fft.rfft(pieces, FFT, axis=1)
    spectra *= np.exp(logs[:count]) * noise[:count]
    sounds = fft.irfft(spectra, FFT, axis=1)
    laps = -(-FFT // HOP)
    sounds = np.pad(sounds, ((0, 0), (0, laps * HOP - FFT))).reshape(count, laps, HOP)
    start = first * HOP - HOP if first else 0
    skip = 0 if first else 1  # the first window begins before the line does
    rows = np.zeros((count + laps, HOP), np.float32)
    for lap in range(laps):
        rows[lap : lap + count] += sounds[:, lap]
    flat = rows[skip:].reshape(-1)
    out[start : start + len(flat)] += flat[: len(out) - start]
