"""What is kept of a sound does not depend on how it came."""

import numpy as np
import pytest

from harmonia.errors import Invalid
from harmonia_audio import descriptors
from harmonia_audio.ears import stretches
from harmonia_audio.ears.meters import in_steps
from harmonia_audio.ears.traces import Traces, traces
from tests.unit.ears.music import RATE, Audio, cadence

SONG = cadence("C Am F G C F")


def in_blocks(audio: Audio, size: int) -> Traces:
    return traces(audio[:, at : at + size] for at in range(0, audio.shape[1], size))


@pytest.mark.parametrize("size", [1 << 16, 44_100, 1_000])
def test_a_sound_in_blocks_and_stretches_leaves_the_traces_of_the_whole(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = traces([SONG])
    monkeypatch.setattr(stretches, "STRETCH", 1 << 17)

    parts = in_blocks(SONG, size)

    assert parts.sketch.seconds == whole.sketch.seconds
    np.testing.assert_allclose(parts.sketch.gains, whole.sketch.gains, atol=1e-3)
    np.testing.assert_allclose(parts.sketch.activations, whole.sketch.activations, atol=0.05)
    np.testing.assert_allclose(parts.colour.cepstra, whole.colour.cepstra, atol=1e-2)
    np.testing.assert_allclose(parts.colour.power, whole.colour.power, rtol=1e-3, atol=1e-6)
    np.testing.assert_allclose(parts.levels.powers, whole.levels.powers, rtol=1e-4)
    np.testing.assert_allclose(parts.levels.weighted, whole.levels.weighted, rtol=1e-3, atol=1e-9)
    assert parts.levels.true_peak == pytest.approx(whole.levels.true_peak, abs=0.01)


def test_the_meters_say_what_the_desk_says() -> None:
    sound = np.concatenate([SONG, 0.5 * SONG])

    levels, desk = traces([sound]).levels, descriptors.read(sound)

    assert levels.loudness == pytest.approx(desk.loudness, abs=0.02)
    assert levels.loudness_range == pytest.approx(desk.loudness_range, abs=0.1)
    assert levels.true_peak == pytest.approx(desk.true_peak, abs=0.01)


def test_blocks_become_whole_steps_with_the_rest_at_the_end() -> None:
    sound = np.arange(10_000, dtype=np.float32)[None]

    steps = list(in_steps([sound[:, :7], sound[:, 7:6_000], sound[:, 6_000:]]))

    assert [step.shape[1] % 4_410 for step in steps[:-1]] == [0] * (len(steps) - 1)
    np.testing.assert_array_equal(np.concatenate(steps, axis=1), sound)


def test_only_a_stretch_and_its_margins_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "STRETCH", 1 << 16)
    second = np.zeros((1, RATE), dtype=np.float32)

    held = [part.audio.shape[1] for part in stretches.stretches([second] * 12)]
    cores = [part.core.shape[1] for part in stretches.stretches([second] * 12)]

    assert max(held) <= (1 << 16) + 2 * stretches.MARGIN + RATE
    assert sum(cores) == 12 * RATE


def test_no_blocks_are_no_sound() -> None:
    with pytest.raises(Invalid):
        traces([])
