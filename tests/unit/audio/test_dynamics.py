"""Compression holds levels, ducking makes way."""

from collections.abc import Callable

import numpy as np
import pytest

from harmonia_audio.audio import SAMPLE_RATE, Audio, decibels
from harmonia_audio.blocks import HOP, HOPS_PER_SECOND, apply, decaying, hops
from harmonia_audio.dynamics import Compressor, compression, ducking, levels

EVEN = Compressor(ratio=3.0, amount=4.0, attack=0.01, release=0.1)


def test_a_compressor_takes_off_what_it_says_where_it_is_loud(noise: Callable[..., Audio]) -> None:
    audio = noise(8, 0.3)
    audio[:, : 4 * SAMPLE_RATE] *= np.float32(0.1)

    gain = compression(levels(audio), EVEN)

    soft, loud = gain[int(2 * HOPS_PER_SECOND)], gain[int(6 * HOPS_PER_SECOND)]
    assert decibels(float(soft)) == pytest.approx(0, abs=0.01)
    assert decibels(float(loud)) == pytest.approx(-4, abs=1)


def test_a_compressor_leaves_silence_alone() -> None:
    silence = np.zeros((2, SAMPLE_RATE), dtype=np.float32)

    assert np.all(compression(levels(silence), EVEN) == 1)


def test_ducking_is_deep_at_the_kick_and_gone_before_the_next() -> None:
    gain = ducking([1.0, 1.5], round(3 * HOPS_PER_SECOND), depth=5.0, release=0.1)

    at = {
        seconds: decibels(float(gain[round(seconds * HOPS_PER_SECOND)]))
        for seconds in (0.9, 1.0, 1.45, 1.5, 2.9)
    }
    assert at[0.9] == pytest.approx(0, abs=0.01)
    assert at[1.0] == pytest.approx(-5, abs=0.5)
    assert at[1.45] > -0.2
    assert at[1.5] == pytest.approx(-5, abs=0.5)
    assert at[2.9] == pytest.approx(0, abs=0.01)


def test_kicks_outside_the_song_are_nobodys_business() -> None:
    gain = ducking([-1.0, 99.0], 1000, depth=5.0, release=0.1)

    assert np.all(gain == 1)


def test_gains_move_in_straight_lines_between_hops() -> None:
    audio = np.ones((1, 2 * HOP + 7), dtype=np.float32)

    apply(np.array([1.0, 0.0, 0.5, 0.5], dtype=np.float32), audio)

    assert audio[0, 0] == 1
    assert np.allclose(np.diff(audio[0, :HOP]), -1 / HOP, atol=1e-6)
    assert audio[0, HOP] == 0
    assert audio[0, -1] == 0.5
    assert hops(audio.shape[1]) == 3


def test_decay_falls_by_e_in_the_time_given() -> None:
    values = np.zeros(200, dtype=np.float32)
    values[50] = 1

    result = decaying(values, 30)

    assert result[49] == 0
    assert result[80] == pytest.approx(np.exp(-1), rel=1e-5)
