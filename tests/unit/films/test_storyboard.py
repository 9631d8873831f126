"""Storyboards: every bar in one shot, cut where the music is, looking like its genre."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from harmonia.composing.compose import compose
from harmonia.errors import Invalid
from harmonia.filming.bars import bars
from harmonia.filming.colours import dusky, palette_for
from harmonia.filming.storyboard import storyboard
from harmonia.films.film import Film, Scene, Shot, Transition
from harmonia.films.overlay import Overlay, OverlayKind
from harmonia.music.key import Key
from harmonia.songs.brief import settle
from harmonia.songs.song import Song
from harmonia.songs.wishes import Genre, SectionKind, Wishes


@cache
def song(genre: Genre = Genre.POP, seed: int = 3, theme: str | None = None) -> Song:
    return compose(settle(Wishes(genre=genre, seconds=100, theme=theme), seed=seed))


@pytest.mark.parametrize("genre", list(Genre))
def test_every_bar_is_in_exactly_one_shot_and_sections_begin_with_a_cut(genre: Genre) -> None:
    shots = storyboard(song(genre), Film())

    covered = [bar for shot in shots for bar in range(shot.first_bar, shot.last_bar + 1)]
    assert covered == [bar.number for bar in bars(song(genre))]
    starts = {bar.number for bar in bars(song(genre)) if bar.start == bar.section.start}
    assert starts <= {shot.first_bar for shot in shots}


def test_the_chorus_comes_back_to_its_own_scene() -> None:
    found = bars(song())
    scenes = {
        shot.scene
        for shot in storyboard(song(), Film())
        if found[shot.first_bar - 1].section.kind is SectionKind.CHORUS
    }

    assert len(scenes) == 1
    verses = [
        shot.scene
        for shot in storyboard(song(), Film())
        if found[shot.first_bar - 1].section.kind is SectionKind.VERSE
    ]
    assert verses
    assert scenes.isdisjoint(verses)


@pytest.mark.parametrize("genre", list(Genre))
def test_only_the_chorus_stays_in_one_scene_for_more_than_two_shots(genre: Genre) -> None:
    shots = storyboard(song(genre), Film())
    kinds = [bar.section.kind for bar in bars(song(genre))]

    for three in zip(shots, shots[1:], shots[2:], strict=False):
        if len({shot.scene for shot in three}) == 1:
            assert any(kinds[shot.first_bar - 1] is SectionKind.CHORUS for shot in three)


def test_livelier_sections_are_cut_faster() -> None:
    found = song(Genre.CINEMATIC)
    seconds = {
        shot.first_bar: found.clock.seconds(bars(found)[shot.last_bar - 1].start)
        - found.clock.seconds(bars(found)[shot.first_bar - 1].start)
        for shot in storyboard(found, Film())
    }
    energy = {bar.number: bar.section.energy for bar in bars(found)}
    calm = [length for bar, length in seconds.items() if energy[bar] < 0.4]
    lively = [length for bar, length in seconds.items() if energy[bar] > 0.7]

    assert sum(calm) / len(calm) > sum(lively) / len(lively)


def test_the_camera_never_does_the_same_twice_running() -> None:
    shots = storyboard(song(), Film())

    assert all(one.camera is not other.camera for one, other in pairwise(shots))


def test_the_same_song_gets_the_same_film_and_another_seed_another() -> None:
    boards = {storyboard(song(seed=seed), Film()) for seed in (1, 2, 3, 4)}

    assert storyboard(song(), Film()) == storyboard(song(), Film())
    assert len(boards) == 4


def test_a_song_about_rain_is_filmed_in_the_rain() -> None:
    wet = song(theme="rain on the window")

    assert Scene.RAIN in {shot.scene for shot in storyboard(wet, Film())}


def test_genres_do_not_share_their_scenes_and_colours() -> None:
    looks = {
        genre: {(shot.scene, shot.palette) for shot in storyboard(song(genre), Film())}
        for genre in Genre
    }

    assert len({frozenset(look) for look in looks.values()}) == len(Genre)


def test_given_shots_are_kept_and_the_song_fills_the_rest() -> None:
    mine = (
        Shot(first_bar=3, last_bar=6, scene=Scene.VINYL, transition=Transition.DIP),
        Shot(first_bar=9, last_bar=9, scene=Scene.SMOKE),
    )

    shots = storyboard(song(), Film(shots=mine))

    covered = [bar for shot in shots for bar in range(shot.first_bar, shot.last_bar + 1)]
    assert covered == [bar.number for bar in bars(song())]
    kept = [replace(shot, palette=()) for shot in shots if shot.first_bar in (3, 9)]
    assert kept == list(mine)
    assert all(len(shot.palette) == 5 for shot in shots)


def test_a_shot_that_leaves_the_song_is_named_with_the_bars_there_are() -> None:
    count = len(bars(song()))
    film = Film(shots=(Shot(first_bar=2, last_bar=count + 1, scene=Scene.INK),))

    with pytest.raises(Invalid, match=f"shot 1 .* bars are 1 to {count}") as refused:
        storyboard(song(), film)

    assert refused.value.field == "film.shots.0.last_bar"


@pytest.mark.parametrize("when", [{"from_seconds": 9999.0}, {"first_bar": 9999}])
def test_an_overlay_after_the_end_is_refused(when: dict[str, float]) -> None:
    film = Film(overlays=(Overlay(kind=OverlayKind.TEXT, text="late", **when),))  # type: ignore[arg-type]

    with pytest.raises(Invalid, match="the song"):
        storyboard(song(), film)


def test_sections_differ_in_colour_and_minor_is_darker_than_major() -> None:
    section = song().sections[1]
    bright = replace(section, key=Key.parse("G major"))
    dark = replace(section, key=Key.parse("E minor"))  # the same signature, the same hue

    assert len({palette_for(song(), one) for one in song().sections}) > 2
    assert sum(palette_for(song(), dark).background) < sum(palette_for(song(), bright).background)


def test_dark_yellow_goes_on_as_amber_and_other_hues_stay() -> None:
    assert dusky(100) < 75
    assert dusky(200) == pytest.approx(200, abs=0.1)
    assert [dusky(hue) for hue in range(0, 360, 5)] == sorted(
        dusky(hue) for hue in range(0, 360, 5)
    )


def test_neighbours_on_the_circle_of_fifths_are_neighbours_in_colour() -> None:
    section = song().sections[1]
    mids = {
        name: palette_for(song(), replace(section, key=Key.parse(f"{name} major"))).mid
        for name in ("C", "G", "F#")
    }

    def apart(one: str, other: str) -> int:
        return sum(abs(a - b) for a, b in zip(mids[one], mids[other], strict=True))

    assert apart("C", "G") < apart("C", "F#")
