"""Loudness and true peak against ffmpeg and against the figures of the standards."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from harmonia.errors import Invalid
from harmonia_audio import files
from harmonia_audio.audio import SAMPLE_RATE, SILENCE, Audio, checked
from harmonia_audio.loudness import hop_powers, loudness, loudness_range, short_term, step_powers
from harmonia_audio.peaks import envelope, true_peak

Meters = Callable[[Path], dict[str, float]]


def sine(hertz: float, level: float, seconds: float, phase: float = 0.0) -> Audio:
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    fade = np.minimum(1, np.minimum(time, time[::-1]) / 0.05)
    return (level * fade * np.sin(2 * np.pi * hertz * time + phase)).astype(np.float32)[None, :]


def test_a_full_scale_sine_in_one_channel_reads_as_the_standard_says() -> None:
    assert loudness(sine(997, 1.0, 10)) == pytest.approx(-3.01, abs=0.05)


def test_a_stereo_sine_at_minus_23_reads_minus_23() -> None:
    # EBU Tech 3341, test 1: 1 kHz at -23 dBFS in both channels
    tone = np.repeat(sine(1000, 10 ** (-23 / 20), 20), 2, axis=0)

    assert loudness(tone) == pytest.approx(-23.0, abs=0.1)


def test_pauses_are_left_out() -> None:
    # EBU Tech 3341, test 3: 10 s at -36, 60 s at -23, 10 s at -36 reads -23
    tone = np.concatenate(
        [sine(1000, 10 ** (db / 20), s) for db, s in ((-36, 10), (-23, 60), (-36, 10))], 1
    )

    assert loudness(np.repeat(tone, 2, axis=0)) == pytest.approx(-23.0, abs=0.1)


def test_the_loudness_range_of_two_levels_is_their_distance() -> None:
    # EBU Tech 3342, test 1: 20 s at -20 and 20 s at -30 have a range of 10 LU
    tone = np.concatenate([sine(1000, 10 ** (db / 20), 20) for db in (-20, -30)], axis=1)
    steps = step_powers(hop_powers(np.repeat(tone, 2, axis=0)))

    assert loudness_range(steps) == pytest.approx(10, abs=1)
    assert short_term(steps)[0] == pytest.approx(-20, abs=0.1)


def test_all_readings_agree_with_ffmpeg(music: Audio, tmp_path: Path, ffmpeg: Meters) -> None:
    for name, audio in {"music": music, "mono": music[:1], "loud": music * 4}.items():
        path = tmp_path / f"{name}.wav"
        files.write(path, audio)
        kept = files.read(path)

        read = ffmpeg(path)

        assert loudness(kept) == pytest.approx(read["loudness"], abs=0.1), name
        assert true_peak(kept) == pytest.approx(read["true_peak"], abs=0.1), name
        steps = step_powers(hop_powers(kept))
        assert loudness_range(steps) == pytest.approx(read["range"], abs=0.5), name


def test_the_peak_between_samples_is_seen() -> None:
    # at a quarter of the sample rate, 45 degrees off, samples miss the crest by 3 dB
    tone = sine(SAMPLE_RATE / 4, 0.5, 1, np.pi / 4)

    assert 20 * np.log10(np.abs(tone).max()) == pytest.approx(-9.03, abs=0.01)
    assert true_peak(tone) == pytest.approx(-6.02, abs=0.1)


def test_the_envelope_is_exact_wherever_it_matters(music: Audio) -> None:
    exact, level = envelope(music, 0.0), 0.4
    quick = envelope(music, level)

    assert np.all(quick <= exact + 1e-6)
    assert quick[exact >= level] == pytest.approx(exact[exact >= level], abs=1e-6)


@pytest.mark.parametrize("seconds", [0, 0.0001, 0.2])
def test_short_sounds_have_a_loudness_too(seconds: float, noise: Callable[..., Audio]) -> None:
    audio = noise(seconds)

    assert SILENCE <= loudness(audio) < 0
    assert SILENCE <= true_peak(audio) < 0


def test_silence_is_silent() -> None:
    silence = np.zeros((2, SAMPLE_RATE), dtype=np.float32)

    assert loudness(silence) == true_peak(silence) == SILENCE


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_none_are_refused(wrong: float, noise: Callable[..., Audio]) -> None:
    audio = noise(0.2)
    audio[1, 77] = wrong

    with pytest.raises(Invalid, match="not finite"):
        checked(audio)


@pytest.mark.parametrize("shape", [(3, 100), (100,), (0, 100)])
def test_other_shapes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(Invalid, match="channels"):
        checked(np.zeros(shape, dtype=np.float32))
