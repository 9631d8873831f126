"""What surrounds the models and needs none: takes, hints, the grid."""

from __future__ import annotations

import numpy as np
import pytest

from harmonia.errors import EngineFailed, Invalid
from inference_containers.models import grid, hints, take
from tests.containers.small import MemoryStorage, small_song
from tests.models import songs

RATE = 32_000


def clicks(late: float) -> take.Sound:
    """Four seconds of short noises at 120 bpm, so much too late."""
    sound = np.zeros((1, 4 * RATE), np.float32)
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, 800).astype(np.float32)
    for beat in range(7):
        at = round((beat * 0.5 + late) * RATE)
        sound[0, max(0, at) : at + 800] = noise[-(at + 800 - max(0, at)) :]
    return sound


@pytest.mark.parametrize("late", [0.0, 0.1, 0.2])
def test_a_take_is_moved_onto_the_beat(late: float) -> None:
    song = songs.sung_song()

    moved, by = grid.aligned(clicks(late), RATE, song)

    assert by == pytest.approx(-late, abs=0.011)
    assert abs(grid.late(moved, RATE, grid.beats(song))) <= 0.011


def test_a_take_without_beats_stays_where_it_is() -> None:
    steady = np.full((2, 4 * RATE), 0.3, np.float32)

    moved, by = grid.aligned(steady, RATE, songs.sung_song())

    assert by == 0
    assert np.array_equal(moved, steady)


def test_a_take_is_as_long_as_the_song_in_stereo_and_within_its_file() -> None:
    made = take.fitted(np.full((1, 3 * RATE), 4.0, np.float32), RATE, 4.0)

    assert made.shape == (2, 4 * 44_100)
    assert np.abs(made).max() <= 0.98
    assert np.abs(made[:, -1]).max() == 0


def test_what_is_no_sound_is_no_take() -> None:
    with pytest.raises(EngineFailed, match="NaN"):
        take.fitted(np.array([[0.1, np.nan]], np.float32), RATE, 1.0)


def test_a_file_says_what_was_put_into_it() -> None:
    sound = np.random.default_rng(1).uniform(-0.9, 0.9, (2, 1000)).astype(np.float32)

    read, rate = take.read(take.flac(sound))

    assert rate == 44_100
    assert read == pytest.approx(sound, abs=2**-19)
    assert take.flac(sound) == take.flac(sound)


def test_a_song_in_words_names_genre_tempo_key_and_players() -> None:
    told = hints.prompt(songs.asked(MemoryStorage(), small_song()), small_song())

    assert told == "folk song, 120 bpm, in D major, 4/4 time, drums, electric bass, piano, flute"


@pytest.mark.parametrize("prompt", [" ", "la " * 301])
def test_a_prompt_of_no_words_or_too_many_is_refused(prompt: str) -> None:
    with pytest.raises(Invalid) as complaint:
        hints.prompt(songs.asked(MemoryStorage(), small_song(), prompt=prompt), small_song())
    assert complaint.value.field == "prompt"


def test_the_tune_is_the_voices_if_somebody_sings() -> None:
    sung, played = hints.melody(songs.sung_song()), hints.melody(small_song())

    assert sung is not None
    assert played is not None
    assert [sung[round((beat + 0.5) / 0.128)] for beat in range(4)] == [9, 11, 2, 9]  # A B D A
    assert [played[round(at / 0.128)] for at in (1.0, 3.0)] == [9, 2]


def test_lyrics_stand_under_their_sections() -> None:
    assert hints.lyrics(songs.sung_song()) == "[verse]\nSo loud,\nso low."
    assert hints.lyrics(small_song()) == ""
