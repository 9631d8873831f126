"""The room: as long as it says, wide, without a low end, the same every time."""

import numpy as np
import pytest

from harmonia.songs.song import Room
from harmonia_audio.audio import SAMPLE_RATE
from harmonia_audio.room import SPACES, impulse, reverberate
from harmonia_audio.spectra import spectrum


@pytest.mark.parametrize("room", list(Room))
def test_the_tail_dies_as_fast_as_the_room_says(room: Room) -> None:
    middle = impulse(room).mean(axis=0)

    # Schroeder's backward integral, from -5 to -25 dB, three times that
    energy = np.cumsum(middle[::-1].astype(np.float64) ** 2)[::-1]
    fall = 10 * np.log10(energy / energy[0] + 1e-12)
    seconds = 3 * float(np.argmax(fall < -25) - np.argmax(fall < -5)) / SAMPLE_RATE
    assert seconds == pytest.approx(SPACES[room].rt60, rel=0.3)


@pytest.mark.parametrize("room", list(Room))
def test_the_two_sides_differ_and_weigh_the_same(room: Room) -> None:
    left, right = impulse(room).astype(np.float64)

    assert abs(left @ right) < 0.2 * np.sqrt((left @ left) * (right @ right))
    assert left @ left == pytest.approx(right @ right, rel=0.3)


@pytest.mark.parametrize("room", list(Room))
def test_nothing_comes_before_the_pre_delay(room: Room) -> None:
    silent = impulse(room)[:, : int(SPACES[room].pre_delay * SAMPLE_RATE)]

    assert np.abs(silent).max() < 1e-9


def test_the_low_end_is_left_alone() -> None:
    power = spectrum(impulse(Room.HALL))
    frequencies = np.linspace(0, SAMPLE_RATE / 2, len(power))

    low, middle = (
        power[frequencies < 90].mean(),
        power[(frequencies > 500) & (frequencies < 2000)].mean(),
    )
    assert 10 * np.log10(low / middle) < -20


def test_a_room_is_the_same_room_every_time() -> None:
    assert np.array_equal(impulse(Room.PLATE, 3), impulse(Room.PLATE, 3))
    assert not np.array_equal(impulse(Room.PLATE, 3), impulse(Room.PLATE, 4))


def test_a_click_is_answered_with_the_impulse() -> None:
    click = np.zeros((1, SAMPLE_RATE), dtype=np.float32)
    click[0, 100] = 1

    answer = reverberate(click, impulse(Room.ROOM))

    ring = impulse(Room.ROOM)[:, :20_000]
    assert np.allclose(answer[:, 100:20_100], ring, atol=1e-5)
