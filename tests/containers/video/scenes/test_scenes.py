"""What every scene promises."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise

import numpy as np
import pytest

from harmonia.films.film import Camera
from harmonia.films.film import Scene as Name
from inference_containers.video.scenes.registry import SCENES
from inference_containers.video.scenes.scene import Picture
from tests.containers.video.scenes.paintings import (
    FPS,
    GREY,
    blocks,
    difference,
    luminance,
    paint,
)

every_scene = pytest.mark.parametrize("name", list(Name), ids=str)


def test_every_scene_a_film_may_ask_for_is_there() -> None:
    assert set(SCENES) == set(Name)


@every_scene
@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (720, 720), (1920, 1080)])
def test_a_picture_fills_the_stage_or_a_whole_fraction_of_it(
    name: Name, size: tuple[int, int]
) -> None:
    picture = paint(name, 1, size=size)[0]

    fraction = size[1] // picture.shape[0]
    assert picture.dtype == np.uint8
    assert picture.shape == (size[1] // fraction, size[0] // fraction, 3)
    assert fraction in (1, 2)


@every_scene
def test_the_same_seed_paints_the_same_shot_whatever_was_painted_between(name: Name) -> None:
    first = paint(name, 14)
    paint(Name.RAIN if name != Name.RAIN else Name.INK, 3)

    assert all(
        np.array_equal(one, other) for one, other in zip(first, paint(name, 14), strict=True)
    )


@every_scene
def test_another_seed_paints_another_picture(name: Name) -> None:
    assert difference(paint(name, 8), paint(name, 8, seed=8)) > 0.5


@every_scene
def test_pictures_already_given_away_stay_as_they_were(name: Name) -> None:
    pictures = paint(name, 3)

    assert len({picture.tobytes() for picture in pictures}) == 3


@cache
def whole_music(name: Name) -> list[Picture]:
    """Forty frames of a fast shot."""
    return paint(name, 40, tempo=200)


@every_scene
@pytest.mark.parametrize("voice", ["kick", "melody", "chord_change"])
def test_the_picture_follows_the_music(name: Name, voice: str) -> None:
    # at this tempo a bar lasts 29 frames: the second chord is among them
    with_it = whole_music(name)
    without = paint(name, 40, tempo=200, silent=(voice,))

    assert difference(with_it, without) > 0.12


@every_scene
def test_calm_and_lively_music_look_different(name: Name) -> None:
    assert difference(paint(name, 16, energy=0.2), paint(name, 16, energy=0.9)) > 1.0


@every_scene
def test_a_shot_goes_somewhere(name: Name) -> None:
    pictures = paint(name, 48, silent=("kick", "snare", "hat"))

    assert difference(pictures[:1], pictures[-1:]) > 0.5


@every_scene
@pytest.mark.parametrize("camera", list(Camera), ids=str)
def test_any_camera_can_look_at_it(name: Name, camera: Camera) -> None:
    pictures = paint(name, 4, camera=camera, size=(216, 384))

    assert len({picture.tobytes() for picture in pictures}) == 4


@every_scene
def test_colours_come_from_the_palette_alone(name: Name) -> None:
    picture = paint(name, 10, palette=GREY)[-1].astype(np.int16)

    assert np.ptp(picture, axis=2).max() <= 6


@every_scene
def test_no_picture_flashes_faster_than_three_times_a_second(name: Name) -> None:
    """WCAG 2.3.1: pairs of opposing changes by a tenth, over a quarter of the picture."""
    seconds = 2
    pictures = paint(name, seconds * FPS, energy=1.0, tempo=174)

    light = np.array([blocks(luminance(picture)) for picture in pictures])
    busy = np.array([flashes(light[:, row, column]) for row in range(9) for column in range(9)])
    assert (busy > 3 * seconds).mean() < 0.25
    assert np.abs(np.diff(light.mean(axis=(1, 2)))).max() < 0.05


def flashes(light: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> int:
    """How often the light rises by a tenth and falls again, where its dark is below 0.8."""
    turns, low, high, rising = 0, float(light[0]), float(light[0]), True
    for value in light.tolist():
        low, high = min(low, value), max(high, value)
        if rising and value >= low + 0.1 and low < 0.8:
            turns, rising, high = turns + 1, False, value
        elif not rising and value <= high - 0.1:
            turns, rising, low = turns + 1, True, value
    return turns // 2


@every_scene
def test_the_lower_third_is_calm_enough_for_words(name: Name) -> None:
    pictures = paint(name, 16, energy=0.8, size=(512, 288))

    light = [np.sqrt(luminance(picture)) for picture in pictures]
    low = [picture[picture.shape[0] * 7 // 10 :] for picture in light]
    edges = np.mean([np.abs(np.diff(picture, axis=1)).mean() for picture in low])
    motion = np.mean([np.abs(one - other).mean() for one, other in pairwise(low)])
    assert edges < 0.02
    assert motion < 0.012


def test_no_two_scenes_look_alike() -> None:
    seen = {name: np.sqrt(luminance(paint(name, 12)[-1])) for name in Name}
    structure = {name: blocks(light, 18, 32).ravel() for name, light in seen.items()}

    for one, other in combinations(Name, 2):
        alike = np.corrcoef(structure[one], structure[other])[0, 1]
        apart = np.abs(structure[one] - structure[other]).mean()
        assert alike < 0.9 or apart > 0.15, f"{one} looks like {other}: {alike:.2f}, {apart:.3f}"
