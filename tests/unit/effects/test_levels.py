"""Compressor, gate, limiter, loudness and denoising, against figures and ffmpeg's meters."""

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from harmonia.effects.dynamics import Compressor, Denoise, Gate, Limiter, Normalise
from harmonia_audio import files
from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.effects.render import applied
from harmonia_audio.loudness import loudness
from harmonia_audio.peaks import true_peak
from tests.unit.effects.conftest import level, noise, sine


@pytest.mark.parametrize("peak", [-26.0, -16.0, -8.0, -2.0])
@pytest.mark.parametrize("ratio", [2.0, 4.0, 10.0])
def test_a_steady_tone_is_held_as_the_ratio_says(peak: float, ratio: float) -> None:
    tone = sine(440, level=10 ** (peak / 20))
    effect = Compressor(threshold=-20, ratio=ratio, knee=0.1)

    made = applied(tone, effect)

    before = peak - 3.01
    wanted = min(before, -20 + (before + 20) / ratio)
    assert level(made[:, SAMPLE_RATE:]) == pytest.approx(wanted, abs=0.3)


def test_a_compressor_takes_hold_and_lets_go_in_the_time_told() -> None:
    tone = sine(1000, 4, level=1.0)
    loud = slice(SAMPLE_RATE, 2 * SAMPLE_RATE)
    tone *= 0.01
    tone[:, loud] *= 40
    effect = Compressor(threshold=-20, ratio=4, attack=0.05, release=0.3, knee=0.1)

    made = applied(tone, effect)

    def held(second: float) -> float:
        """The decibels taken off within 5 ms of that moment."""
        near = slice(round((second - 0.005) * SAMPLE_RATE), round((second + 0.005) * SAMPLE_RATE))
        return level(tone[:, near]) - level(made[:, near])

    whole = (level(tone[:, loud]) + 20) * 3 / 4
    assert held(0.9) == pytest.approx(0, abs=0.05)
    assert held(1.05) / whole == pytest.approx(1 - np.exp(-1), abs=0.08)
    assert held(1.5) == pytest.approx(whole, abs=0.3)
    assert held(2.3) / whole == pytest.approx(np.exp(-1), abs=0.12)
    assert held(3.9) == pytest.approx(0, abs=0.05)


def test_makeup_is_added_and_silence_stays_silent() -> None:
    quiet = sine(440, level=0.01)

    lifted = applied(quiet, Compressor(threshold=-20, makeup=6))

    assert level(lifted) - level(quiet) == pytest.approx(6, abs=0.05)
    assert not applied(0 * quiet, Compressor()).any()


def test_a_gate_opens_for_sound_and_closes_on_hiss() -> None:
    audio = noise(4, level=0.001, channels=1)
    audio[:, SAMPLE_RATE : 2 * SAMPLE_RATE] += sine(440, 1)

    made = applied(audio, Gate(threshold=-40, depth=40))

    inside = slice(SAMPLE_RATE, 2 * SAMPLE_RATE)
    assert np.allclose(made[:, inside], audio[:, inside], atol=1e-3)
    for closed in (slice(0, 40_000), slice(3 * SAMPLE_RATE, None)):
        assert level(made[:, closed]) == pytest.approx(level(audio[:, closed]) - 40, abs=0.5)


def test_a_limiter_keeps_peaks_under_its_ceiling_and_leaves_the_rest() -> None:
    loud = noise(2, level=0.5)

    assert true_peak(applied(loud, Limiter(ceiling=-3))) <= -3 + 0.05
    soft = noise(2, level=0.05)
    assert np.allclose(applied(soft, Limiter(ceiling=-3)), soft, atol=1e-6)


@pytest.mark.parametrize("lufs", [-23.0, -16.0, -9.0])
def test_loudness_is_met_and_ffmpeg_agrees(lufs: float, tmp_path: Path) -> None:
    program = shutil.which("ffmpeg")
    if program is None:
        pytest.skip("ffmpeg is not installed")
    beats = (np.arange(8 * SAMPLE_RATE) % 22_050 < 9000).astype(np.float32)
    audio = noise(8, level=0.08) * (0.3 + beats)

    made = applied(audio, Normalise(lufs=lufs))

    files.write(tmp_path / "made.wav", made)
    command = [program, "-hide_banner", "-nostats", "-i", str(tmp_path / "made.wav")]
    command += ["-af", "ebur128", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    theirs = re.findall(r"I:\s+(\S+) LUFS", said)[-1]
    assert float(theirs) == pytest.approx(lufs, abs=0.3)
    assert loudness(made) == pytest.approx(lufs, abs=0.3)
    assert true_peak(made) <= -1 + 0.05


def test_noise_is_lowered_and_what_is_played_stays() -> None:
    hiss = noise(6, level=0.01, channels=2)
    played: Audio = np.zeros_like(hiss)
    for start in range(0, 6 * SAMPLE_RATE, 2 * SAMPLE_RATE):
        played[:, start : start + SAMPLE_RATE] = sine(660, 1, 0.3, 2)

    made = applied(played + hiss, Denoise(decibels=18))

    rest = slice(SAMPLE_RATE + 6000, 2 * SAMPLE_RATE - 6000)
    sounding = slice(2 * SAMPLE_RATE + 6000, 3 * SAMPLE_RATE - 6000)
    assert made.shape == hiss.shape
    assert level(made[:, rest]) < level(hiss[:, rest]) - 12
    assert level(made[:, sounding]) == pytest.approx(level(played[:, sounding]), abs=0.3)
    left_over = made[:, sounding] - played[:, sounding]
    assert level(left_over) < level(hiss[:, sounding]) - 6


@pytest.mark.parametrize("effect", [Compressor(), Gate(), Denoise(), Limiter(), Normalise()])
@pytest.mark.parametrize("samples", [1, 44, 700, 3000])
def test_the_shortest_sounds_pass(
    effect: Compressor | Gate | Denoise | Limiter | Normalise, samples: int
) -> None:
    audio = noise()[:, :samples]
    kept = audio.copy()

    made = applied(audio, effect)

    assert made.shape == audio.shape
    assert np.isfinite(made).all()
    assert np.array_equal(audio, kept)
