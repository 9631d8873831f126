"""Colours, noise, light and motion: what scenes are made of."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from harmonia.films.film import Camera
from inference_containers.video.scenes import colour, lines, noise
from inference_containers.video.scenes.light import calm, disc, ease, glow, shine
from inference_containers.video.scenes.motion import Follower, Trigger, view
from inference_containers.video.scenes.rehearsal import moments
from inference_containers.video.scenes.scene import Look, Stage
from tests.containers.video.scenes.paintings import NIGHT

BLUE, GOLD = (20, 40, 120), (250, 200, 80)


def test_mixing_nothing_or_everything_gives_the_colours_themselves() -> None:
    assert colour.mix(BLUE, GOLD, 0) == BLUE
    assert colour.mix(BLUE, GOLD, 1) == GOLD


def test_the_way_from_dark_to_light_gets_lighter_at_every_step() -> None:
    bright = [colour.brightness(step) for step in colour.steps(BLUE, GOLD, 32)]

    assert bright == sorted(bright)


def test_a_ramp_begins_and_ends_in_its_stops() -> None:
    table = colour.ramp((0.0, BLUE), (1.0, GOLD))

    assert tuple(table[0, 0].tolist()) == BLUE
    assert tuple(table[-1, 0].tolist()) == GOLD


def test_a_large_gradient_is_as_exact_as_a_small_one() -> None:
    stops = [(0.0, BLUE), (0.3, GOLD), (1.0, BLUE)]
    places = np.linspace(0, 1, 9000, dtype=np.float32)

    whole = colour.gradient(stops, places)

    assert np.abs(whole[::3] - colour.gradient(stops, places[::3])).max() < 0.5


def test_noise_has_no_seam_and_keeps_its_bounds() -> None:
    field = noise.clouds(np.random.default_rng(1), 64, 128)
    steps = np.abs(np.diff(field, axis=1)).max()

    assert field.min() == 0
    assert field.max() == 1
    assert np.abs(field[:, 0] - field[:, -1]).max() <= steps * 1.5


def test_a_line_read_between_its_samples_passes_through_them() -> None:
    line = noise.ridge(np.random.default_rng(1), 32)

    assert noise.along(line, np.arange(-32.0, 64.0)) == pytest.approx(np.tile(line, 3), abs=1e-5)


def test_settling_keeps_a_soft_gradients_mean() -> None:
    picture = np.full((100, 100), 12.3, np.float32)

    assert noise.settle(picture, np.random.default_rng(1)).mean() == pytest.approx(12.3, abs=0.05)


def test_a_light_beyond_the_rim_is_cut_and_never_wraps() -> None:
    picture = np.zeros((20, 30, 3), np.uint8)
    light = np.rint(glow(6)[..., None] * np.array(GOLD)).astype(np.uint8)

    shine(picture, light, 0, 0)
    shine(picture, light, 500, -500)

    assert picture[0, 0].tolist() == list(GOLD)
    assert picture[10:, 15:].max() == 0


def test_lights_have_the_shape_they_are_named_after() -> None:
    assert glow(9)[9, 9] == 1
    assert glow(9)[9, 0] == 0
    assert disc(8).sum() == pytest.approx(np.pi * 64, rel=0.02)
    assert ease(2, 4, np.array([1.0, 3.0, 5.0])).tolist() == [0, 0.5, 1]
    assert calm(100)[0] == 1
    assert calm(100)[-1] < 0.5


def test_a_band_covers_what_lies_between_its_lines() -> None:
    picture = np.zeros((40, 40, 3), np.uint8)
    x = np.array([-5.0, 45.0], np.float32)

    lines.band(picture, x, np.array([10.0, 10.0]), np.array([30.0, 30.0]), (255, 255, 255))

    assert picture[12:28].min() == 255
    assert picture[:8].max() == 0


def test_a_follower_rises_and_falls_at_its_own_pace() -> None:
    follower = Follower(rise=0.05, fall=0.5)

    up = follower.towards(1, 0.05)
    down = up - follower.towards(0, 0.05)

    assert up == pytest.approx(1 - np.exp(-1))
    assert down == pytest.approx(up * (1 - np.exp(-0.1)))


def test_a_trigger_notices_each_stroke_once() -> None:
    trigger = Trigger()

    struck = [trigger.struck(moment.kick) for moment in moments(96, 24, 120)]

    assert [frame for frame, hit in enumerate(struck) if hit] == [0, 24, 48, 72]


@pytest.mark.parametrize("camera", list(Camera), ids=str)
def test_a_camera_moves_gently(camera: Camera) -> None:
    stage = Stage(width=1280, height=720, fps=24, first=100, frames=240)
    look = Look(palette=NIGHT, camera=camera, energy=0.5)

    seen = [view(stage, look, frame) for frame in range(100, 340)]

    assert all(abs(one.x - other.x) < 0.002 for one, other in itertools.pairwise(seen))
    assert all(0.99 < one.zoom < 1.2 for one in seen)
    assert (len(set(seen)) == 1) is (camera is Camera.STILL)
