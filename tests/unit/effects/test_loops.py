"""Loops join without a click and keep their length."""

import numpy as np
import pytest

from harmonia.errors import Invalid
from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.effects.loops import jump, looped, wrapped, zero_crossing
from tests.unit.effects.conftest import noise, sine

BAR = 2 * SAMPLE_RATE


def music() -> Audio:
    """Six seconds of beats and tones that fit no loop."""
    time = np.arange(6 * SAMPLE_RATE) / SAMPLE_RATE
    beat = np.exp(-9 * (time % 0.5)) * np.sin(2 * np.pi * 61.7 * time)
    tones = sum(np.sin(2 * np.pi * hertz * time) for hertz in (221.3, 333.1))
    both = np.stack((0.5 * beat + 0.15 * tones, 0.4 * beat + 0.1 * tones))
    return both.astype(np.float32)


@pytest.mark.parametrize("start", [0, 1, 3000, SAMPLE_RATE, 100_001])
def test_a_cut_out_loop_joins_and_keeps_its_length(start: int) -> None:
    audio = music()

    made = looped(audio, start, BAR)

    raw = audio[:, start : start + BAR]
    assert made.shape == (2, BAR)
    assert jump(made) <= 1.5
    bends = np.abs(np.diff(np.concatenate((made, made[:, :200]), axis=1), n=2, axis=1)).max(axis=1)
    assert (bends < 4 * np.abs(np.diff(audio, n=2, axis=1)).max(axis=1)).all()
    assert np.abs(made).max() < 1.5 * np.abs(raw).max()


def test_cutting_without_care_clicks() -> None:
    audio = sine(221.3, 6)

    rough = audio[:, 1000 : 1000 + BAR + 100]

    assert jump(rough) > 5
    assert jump(looped(audio, 1000, BAR + 100)) <= 1.5


def test_the_middle_of_a_loop_is_the_sound_itself() -> None:
    audio = music()

    made = looped(audio, SAMPLE_RATE, BAR, nearby=0)

    kept = BAR - 1000
    assert np.array_equal(made[:, :kept], audio[:, SAMPLE_RATE : SAMPLE_RATE + kept])


def test_what_rings_on_wraps_round() -> None:
    audio = noise(1.5, channels=1)

    made = wrapped(audio, SAMPLE_RATE)

    half = SAMPLE_RATE // 2
    assert made.shape == (1, SAMPLE_RATE)
    assert np.allclose(made[0, :half], audio[0, :half] + audio[0, SAMPLE_RATE:])
    assert np.array_equal(made[0, half:], audio[0, half:SAMPLE_RATE])


def test_two_rounds_of_a_wrapped_loop_are_what_playing_twice_gives() -> None:
    tail = np.exp(-np.arange(3 * SAMPLE_RATE) / 20_000).astype(np.float32)
    phrase = np.zeros((1, 3 * SAMPLE_RATE), dtype=np.float32)
    for at in (0, SAMPLE_RATE // 2):
        phrase[0, at:] += tail[: 3 * SAMPLE_RATE - at]

    made = wrapped(phrase, SAMPLE_RATE)

    played = np.zeros(6 * SAMPLE_RATE, dtype=np.float32)
    for again in range(4):
        start = again * SAMPLE_RATE
        played[start : start + 3 * SAMPLE_RATE] += phrase[0][: len(played) - start]
    assert np.allclose(made[0], played[3 * SAMPLE_RATE : 4 * SAMPLE_RATE], atol=2e-3)


def test_the_nearest_rise_through_zero_is_found() -> None:
    tone = sine(100, 1)

    found = zero_crossing(tone, 1000, nearby=0.02)

    assert tone[0, found - 1] < 0 <= tone[0, found]
    assert abs(found - 1000) <= 221
    assert zero_crossing(np.ones((1, 500), dtype=np.float32), 77) == 77


@pytest.mark.parametrize(("start", "length"), [(-1, 100), (0, 1), (250_000, 100_000)])
def test_a_stretch_that_is_not_there_is_refused(start: int, length: int) -> None:
    with pytest.raises(Invalid):
        looped(music(), start, length)


def test_a_loop_of_nothing_is_refused() -> None:
    with pytest.raises(Invalid):
        wrapped(music(), 1)
