"""The master, and the MP3 of it, as the world measures them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from harmonia_audio import files
from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.descriptors import correlation, crest
from harmonia_audio.filters import filtered, low_pass
from harmonia_audio.mastering import TRUE_PEAK, master, to_mp3, tone
from harmonia_audio.peaks import true_peak
from harmonia_audio.spectra import centroid, slope

Meters = Callable[[Path], dict[str, float]]


def test_ffmpeg_agrees_with_the_master_in_every_format(
    music: Audio, tmp_path: Path, ffmpeg: Meters
) -> None:
    master(music)
    files.write(tmp_path / "mix.wav", music)
    files.write(tmp_path / "mix.flac", music)
    to_mp3(tmp_path / "mix.mp3", music)

    for suffix in ("wav", "flac", "mp3"):
        read = ffmpeg(tmp_path / f"mix.{suffix}")
        assert read["loudness"] == pytest.approx(-14.0, abs=0.2), suffix
        assert read["true_peak"] <= TRUE_PEAK, suffix


def test_even_square_waves_stay_under_the_ceiling_as_mp3(tmp_path: Path, ffmpeg: Meters) -> None:
    time = np.arange(4 * SAMPLE_RATE) / SAMPLE_RATE
    square = np.sign(np.sin(2 * np.pi * 441.3 * time)) * np.where(time % 0.5 < 0.1, 1, 0.05)
    audio = np.stack((square, square)).astype(np.float32)

    master(audio)
    top = to_mp3(tmp_path / "mix.mp3", audio)

    assert true_peak(audio) <= TRUE_PEAK
    assert top <= TRUE_PEAK
    assert ffmpeg(tmp_path / "mix.mp3")["true_peak"] <= TRUE_PEAK


def test_the_low_end_is_mono_and_the_top_stays_wide(noise: Callable[..., Audio]) -> None:
    audio = noise(4)

    tone(audio, warmth=0.0)

    assert correlation(filtered(audio, low_pass(60, 4))) > 0.9
    assert correlation(audio) < 0.1


def test_a_dull_mix_gets_some_of_its_top_back(noise: Callable[..., Audio]) -> None:
    dull = filtered(noise(4), low_pass(150, 1))
    before = slope(dull)

    tone(dull, warmth=0.0)

    assert before < -5.5
    assert before + 0.4 < slope(dull) < before + 1.5


def test_warmth_softens_the_top(noise: Callable[..., Audio]) -> None:
    cold, warm = noise(2), noise(2)

    tone(cold, warmth=0.0)
    tone(warm, warmth=1.0)

    assert centroid(warm) < 0.85 * centroid(cold)


def test_the_master_still_breathes(music: Audio) -> None:
    before = crest(music)

    master(music)

    assert crest(music) > before - 4
    assert crest(music) > 8
