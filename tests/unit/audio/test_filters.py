"""Filters do what their names say, in blocks as in one piece."""

from collections.abc import Callable

import numpy as np
import pytest

from harmonia_audio.audio import Audio, decibels
from harmonia_audio.blocks import blocks
from harmonia_audio.filters import (
    Sections,
    chain,
    filtered,
    gain_at,
    high_pass,
    high_shelf,
    low_pass,
    low_shelf,
    peak,
    streaming,
)


@pytest.mark.parametrize(
    ("sections", "hertz", "expected"),
    [
        (high_pass(100), 100, -3.0),
        (high_pass(100), 25, -24.1),
        (low_pass(1000, 4), 1000, -3.0),
        (low_pass(1000, 4), 2000, -24.2),
        (peak(1000, 4.0), 1000, 4.0),
        (peak(1000, 4.0), 30, 0.0),
        (low_shelf(200, -6.0), 20, -6.0),
        (low_shelf(200, -6.0), 200, -3.0),
        (low_shelf(200, -6.0), 5000, 0.0),
        (high_shelf(5000, 3.0), 20_000, 3.0),
        (high_shelf(5000, 3.0), 100, 0.0),
        (chain(peak(1000, 4.0), peak(1000, -1.0)), 1000, 3.0),
    ],
)
def test_the_curve_passes_where_it_should(
    sections: Sections, hertz: float, expected: float
) -> None:
    assert decibels(gain_at(sections, hertz)) == pytest.approx(expected, abs=0.15)


def test_blocks_give_what_the_whole_gives(noise: Callable[..., Audio]) -> None:
    audio, sections = noise(2.7), chain(high_pass(80), peak(300, -2.0))

    run = streaming(sections, 2)
    pieces = np.concatenate([run(audio[:, block]) for block in blocks(audio.shape[1])], axis=1)

    assert np.array_equal(pieces, filtered(audio, sections))


def test_a_filter_at_rest_wakes_with_the_next_sound(noise: Callable[..., Audio]) -> None:
    audio = noise(6)
    audio[:, 44_100 : 5 * 44_100] = 0

    result = filtered(audio, high_pass(80))

    assert np.abs(result[:, 3 * 44_100 : 5 * 44_100]).max() < 1e-9
    assert np.abs(result[:, 5 * 44_100 :]).max() > 0.1


def test_nothing_in_nothing_out() -> None:
    assert filtered(np.zeros((2, 0), dtype=np.float32), high_pass(80)).shape == (2, 0)
