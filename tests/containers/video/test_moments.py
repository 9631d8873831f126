"""What scenes are told, and how shots follow one another on the film's frames."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from harmonia.films.film import Film, Scene, Transition
from harmonia.music.instrument import Piece
from harmonia.songs.song import Role, Song
from inference_containers.video.hearing import Heard, hear
from inference_containers.video.moments import Moments
from inference_containers.video.planes import MATRIX, Canvas, yuv
from inference_containers.video.shots import painted
from inference_containers.video.sprite import Box
from inference_containers.video.transitions import Passage
from tests.containers.video.songs import RATE

FPS = 24


@pytest.fixture(scope="module")
def moments(song: Song) -> Moments:
    flat = np.zeros(round((song.seconds + 2) * FPS), np.float32)
    return Moments(song, Film(), Heard(flat, flat, flat, flat))


def test_envelopes_jump_on_the_frame_nearest_to_each_hit(song: Song, moments: Moments) -> None:
    drums = next(part for part in song.parts if part.role is Role.DRUMS)
    kicks = [
        song.clock.seconds(note.start + note.nudge)
        for note in drums.notes
        if note.sound.of is Piece.KICK
    ]
    assert kicks

    for when in kicks:
        frame = max(0, round(when * FPS))
        before = moments.at(frame - 1).kick if frame else 0.0
        assert moments.at(frame).kick > before
        assert moments.at(frame).kick >= 0.35


def test_beats_and_bars_count_on_through_the_song(song: Song, moments: Moments) -> None:
    told = [moments.at(frame) for frame in range(moments.frames)]

    assert [one.beat for one in told] == sorted(one.beat for one in told)
    assert [one.bar for one in told] == sorted(one.bar for one in told)
    assert all(0 <= one.phase_of_bar <= 1 for one in told)
    for number, line in enumerate(moments.bar_lines[:-1]):
        at = moments.at(-int(-line * FPS // 1))
        assert at.bar == number


def test_everything_that_is_told_lies_between_nought_and_one(moments: Moments) -> None:
    names = "energy kick snare hat bass melody melody_height chord_change loudness".split()

    for frame in range(moments.frames):
        told = moments.at(frame)
        assert all(0 <= getattr(told, name) <= 1 for name in names)


def test_clicks_are_heard_where_they_are(tmp_path: Path) -> None:
    samples = np.zeros(4 * RATE, np.float32)
    for second in (1.0, 2.5):
        begin = round(second * RATE)
        tone = np.sin(2 * np.pi * 60 * np.arange(RATE // 4) / RATE)
        samples[begin : begin + RATE // 4] = 0.8 * tone * np.exp(-np.arange(RATE // 4) / 3000)
    soundfile.write(tmp_path / "clicks.wav", samples, RATE)

    heard = hear(tmp_path / "clicks.wav", 4 * FPS, FPS)

    hits = np.nonzero(heard.low > 0.4)[0]
    assert {min(abs(hit - second * FPS) for second in (1.0, 2.5)) <= 1 for hit in hits} == {True}
    assert heard.loudness[FPS + 1] > 0.5 > heard.loudness[FPS - 4]


def test_hearing_does_not_mind_a_mix_that_ends_early(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "short.wav", np.full(1000, 0.5, np.float32), RATE)

    heard = hear(tmp_path / "short.wav", 600, FPS)

    assert len(heard.loudness) == 600
    assert heard.loudness[-1] == 0


def test_colours_become_bt709_in_studio_range() -> None:
    assert yuv((0, 0, 0)) == (16, 128, 128)
    assert yuv((255, 255, 255)) == (235, 128, 128)
    assert yuv((255, 0, 0)) == (63, 102, 240)
    assert MATRIX[0, :3].sum() == pytest.approx(219 / 255, abs=1e-5)


@pytest.mark.parametrize("share", [1, 2, 4])
def test_a_picture_comes_back_as_it_was_painted_at_any_size(share: int) -> None:
    ramp = np.linspace(0, 255, 128 // share).astype(np.uint8)
    picture = np.repeat(np.repeat(ramp[None, :, None], 72 // share, axis=0), 3, axis=2)
    canvas = Canvas.blank(128, 72)

    canvas.show(np.ascontiguousarray(picture))

    expected = np.linspace(0, 255, 128)
    assert np.abs(canvas.rgb()[36, :, 1] - expected).max() <= 3 + 2 * share


def test_a_film_is_painted_smaller_in_the_same_shape() -> None:
    assert painted(1920, 1080, Scene.CITY) == (1280, 720)
    assert painted(1080, 1920, Scene.CITY) == (720, 1280)
    assert painted(720, 720, Scene.CITY) == (504, 504)
    assert painted(1280, 720, Scene.CITY) == (896, 504)
    assert painted(1280, 720, Scene.SMOKE) == (640, 360)


@pytest.mark.parametrize("kind", [Transition.FADE, Transition.WIPE, Transition.DIP])
def test_a_transition_goes_from_the_old_picture_to_the_new_one(kind: Transition) -> None:
    passage = Passage(kind, 12)
    means = []
    for passed in range(14):
        old, new = Canvas.blank(64, 32), Canvas.blank(64, 32)
        old.fill((40, 40, 40))
        new.fill((250, 250, 250))
        passage.arrive(new, old, passed)
        means.append(float(new.y.mean()))

    assert means == sorted(means)
    assert means[0] < 120
    assert means[-1] == yuv((250, 250, 250))[0]


def test_a_cut_changes_nothing_in_either_picture() -> None:
    new = Canvas.blank(64, 32)
    new.fill((250, 250, 250))
    before = new.data.copy()

    Passage(Transition.CUT, 0).arrive(new, None, 0)
    Passage(Transition.CUT, 0).leave(new, 0)

    assert (new.data == before).all()


def test_boxes_that_only_touch_do_not_meet() -> None:
    assert not Box(0, 0, 10, 10).meets(Box(10, 0, 20, 10))
    assert Box(0, 0, 10, 10).meets(Box(9, 9, 20, 20))
