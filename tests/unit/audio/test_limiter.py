"""The limiter lets nothing over and leaves the rest alone."""

from collections.abc import Callable

import numpy as np
import pytest

from harmonia_audio.audio import SAMPLE_RATE, Audio, amplitude
from harmonia_audio.limiter import limit, to_loudness
from harmonia_audio.loudness import loudness
from harmonia_audio.peaks import true_peak


@pytest.mark.parametrize("level", [0.05, 0.5, 3.0, 100.0])
def test_no_true_peak_gets_over_the_ceiling(level: float, noise: Callable[..., Audio]) -> None:
    audio = noise(3, level)

    limit(audio, -1.0)

    assert true_peak(audio) <= -1.0


def test_a_single_spike_is_caught(noise: Callable[..., Audio]) -> None:
    audio = noise(2, 0.01)
    audio[0, SAMPLE_RATE] = 1.9

    limit(audio, -1.0)

    assert -1.5 < true_peak(audio) <= -1.0


def test_spikes_at_the_very_ends_are_caught(noise: Callable[..., Audio]) -> None:
    audio = noise(0.2, 0.01)
    audio[:, 0], audio[:, -1] = 1.5, -1.5

    limit(audio, -1.0)

    assert true_peak(audio) <= -1.0


def test_what_is_under_the_ceiling_is_left_alone(noise: Callable[..., Audio]) -> None:
    audio = noise(2, 0.05)
    before = audio.copy()

    limit(audio, -1.0)

    assert np.array_equal(audio, before)


def test_half_a_second_after_a_peak_nothing_is_turned_down(noise: Callable[..., Audio]) -> None:
    audio = noise(3, 0.05)
    before = audio.copy()
    audio[:, SAMPLE_RATE : SAMPLE_RATE + 50] = 1.5

    limit(audio, -1.0)

    later = slice(round(1.6 * SAMPLE_RATE), None)
    assert np.allclose(audio[:, later], before[:, later], rtol=0.01)


@pytest.mark.parametrize("level", [0.02, 0.1, 4.0])
def test_a_master_has_its_loudness_and_its_peaks(level: float, music: Audio) -> None:
    audio = music * np.float32(level)

    to_loudness(audio, -14.0, -1.5)

    assert loudness(audio) == pytest.approx(-14.0, abs=0.1)
    assert true_peak(audio) <= -1.5


def test_silence_stays_silence() -> None:
    audio = np.zeros((2, SAMPLE_RATE), dtype=np.float32)

    mastered = to_loudness(audio, -14.0, -1.5)

    assert not audio.any()
    assert mastered.gain == 0.0


def test_a_whisper_is_not_blown_up_to_a_roar(noise: Callable[..., Audio]) -> None:
    audio = noise(1, 1e-4)

    mastered = to_loudness(audio, -14.0, -1.5)

    assert mastered.gain <= 40.0
    assert np.abs(audio).max() < amplitude(-30)
