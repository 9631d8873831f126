"""Sounds to put through effects, and ffmpeg's filters where ffmpeg is installed."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from harmonia_audio.audio import SAMPLE_RATE, Audio

Ffmpeg = Callable[[Audio, str], Audio]


def sine(hertz: float, seconds: float = 2.0, level: float = 0.5, channels: int = 1) -> Audio:
    """A steady tone."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.tile(level * np.sin(2 * np.pi * hertz * time), (channels, 1)).astype(np.float32)


def noise(seconds: float = 2.0, level: float = 0.1, channels: int = 2, seed: int = 1) -> Audio:
    """White noise, the same for the same seed."""
    shape = (channels, round(seconds * SAMPLE_RATE))
    return (level * np.random.default_rng(seed).standard_normal(shape)).astype(np.float32)


def click(seconds: float = 1.5, channels: int = 1) -> Audio:
    """One sample of full scale, then nothing."""
    made: Audio = np.zeros((channels, round(seconds * SAMPLE_RATE)), dtype=np.float32)
    made[:, 0] = 1
    return made


def response(effected: Audio) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Frequencies, and what became of a click there, in dB."""
    spectrum = np.abs(np.fft.rfft(effected[0].astype(np.float64)))
    hertz = np.fft.rfftfreq(effected.shape[1], 1 / SAMPLE_RATE)
    return hertz, 20 * np.log10(np.maximum(spectrum, 1e-12))


def level(audio: Audio) -> float:
    """The root mean square in dB."""
    return float(10 * np.log10(np.mean(np.square(audio, dtype=np.float64)) + 1e-20))


def pitch(audio: Audio) -> float:
    """The frequency of a steady tone in Hz, by the phase of a long window's peak."""
    wave = audio[0, 8192 : 8192 + 65_536].astype(np.float64)
    window = np.hanning(len(wave))
    sizes = np.log(np.abs(np.fft.rfft(wave * window)) + 1e-12)
    top = int(np.argmax(sizes))
    left, middle, right = sizes[top - 1 : top + 2]
    shift = (left - right) / (2 * (left - 2 * middle + right))
    return float((top + shift) * SAMPLE_RATE / len(wave))


def cents(hertz: float, wanted: float) -> float:
    """How far a frequency is off."""
    return float(1200 * np.log2(hertz / wanted))


@pytest.fixture
def ffmpeg(tmp_path: Path) -> Ffmpeg:
    """Audio through a filter of ffmpeg's; the test is skipped where there is none."""
    program = shutil.which("ffmpeg")
    if program is None:
        pytest.skip("ffmpeg is not installed")

    def run(audio: Audio, chain: str) -> Audio:
        raw = ["-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", str(audio.shape[0])]
        command = [program, "-v", "error", *raw, "-i", "-", "-af", chain, *raw, "-"]
        sent = np.ascontiguousarray(audio.T).tobytes()
        told = subprocess.run(command, input=sent, capture_output=True, check=True).stdout
        return np.frombuffer(told, dtype=np.float32).reshape(-1, audio.shape[0]).T.copy()

    return run
