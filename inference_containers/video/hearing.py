"""
What is heard of a mix in every frame: how loud it is, and where something begins.

Onsets are positive changes of the log spectrum in three bands (spectral flux), as in J. P. Bello
et al., "A tutorial on onset detection in music signals" (2005), section III.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from harmonia.errors import Invalid

Curve = NDArray[np.float32]  # [frames]

WINDOW = 2048  # samples
BLOCK = 256  # frames read at once
BANDS = {"low": (30.0, 150.0), "middle": (300.0, 3000.0), "high": (6000.0, 16000.0)}  # Hz
RANGE = 30.0  # dB under the loud passages that count as silence
PEAK = 0.25  # of the strongest onsets: what is less is no hit


@dataclass(frozen=True)
class Heard:
    """A mix as the eye needs it, frame by frame, each 0 to 1."""

    loudness: Curve
    low: Curve  # onsets, by band
    middle: Curve
    high: Curve


def seconds(path: Path) -> float:
    """How long the audio lasts; Invalid if the file isn't audio."""
    try:
        about = soundfile.info(str(path))
    except soundfile.LibsndfileError as error:
        raise Invalid("the mix cannot be read as audio", field="inputs") from error
    if not about.frames:
        raise Invalid("the mix is empty", field="inputs")
    return float(about.frames / about.samplerate)


def hear(path: Path, frames: int, fps: int) -> Heard:
    """Listen to the file, once for each of so many frames."""
    powers: Curve = np.zeros(frames, np.float32)
    flux = {name: np.zeros(frames, np.float32) for name in BANDS}
    shape = np.hanning(WINDOW).astype(np.float32)
    with soundfile.SoundFile(str(path)) as file:
        rate = file.samplerate
        pitches = np.fft.rfftfreq(WINDOW, 1 / rate)
        bands = {name: (pitches >= low) & (pitches < high) for name, (low, high) in BANDS.items()}
        before = np.zeros(len(pitches), np.float32)
        for first in range(0, frames, BLOCK):
            count = min(BLOCK, frames - first)
            windows = _windows(file, first, count, fps)
            powers[first : first + count] = (windows**2).mean(axis=1)
            spectra = np.log1p(100 * np.abs(np.fft.rfft(windows * shape, axis=1))).astype(
                np.float32
            )
            rises = np.maximum(np.diff(np.vstack([before, spectra]), axis=0), 0)
            before = spectra[-1]
            for name, band in bands.items():
                flux[name][first : first + count] = rises[:, band].mean(axis=1)
    return Heard(_loudness(powers), **{name: _onsets(curve) for name, curve in flux.items()})


def _windows(file: soundfile.SoundFile, first: int, count: int, fps: int) -> NDArray[np.float32]:
    """The mono samples around the middle of each frame [frames, samples]; zeros outside."""
    middles = np.rint((np.arange(first, first + count) + 0.5) * file.samplerate / fps).astype(int)
    start = max(0, int(middles[0]) - WINDOW // 2)
    file.seek(min(start, file.frames))
    samples = file.read(int(middles[-1]) + WINDOW - start, "float32", always_2d=True).mean(axis=1)
    lead = max(0, WINDOW // 2 - int(middles[0]))
    whole = np.zeros(int(middles[-1]) + WINDOW - start + lead, np.float32)
    whole[lead : lead + len(samples)] = samples
    offsets = middles - middles[0]
    windows: NDArray[np.float32] = np.stack([whole[at : at + WINDOW] for at in offsets])
    return windows


def _loudness(powers: Curve) -> Curve:
    """Level against the loud passages, 0 at 30 dB under them."""
    level = 10 * np.log10(powers + 1e-10)
    top = max(float(np.percentile(level, 97)), -60.0)
    share: Curve = np.clip((level - top + RANGE) / RANGE, 0, 1).astype(np.float32)
    return share


def _onsets(flux: Curve) -> Curve:
    """How strongly something begins in each frame: peaks that stand out of what is around."""
    floor = np.convolve(np.pad(flux, 5, mode="edge"), np.ones(11, np.float32) / 11, "valid")
    over = np.maximum(flux - 1.2 * floor, 0)
    top = float(np.percentile(over, 98)) or 1.0
    peak = over >= np.maximum(np.roll(over, 1), np.roll(over, -1))
    hits = np.clip(over / top, 0, 1) * peak
    return np.where(hits >= PEAK, hits, 0).astype(np.float32)
