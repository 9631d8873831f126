"""
A night drive through hills towards a low sun.

Rows of land come nearer and nearer. Kicks run from the viewer to the horizon as light along
the ridges; the farthest ridge is the melody of the last seconds.
"""

from __future__ import annotations

import math
from collections import deque

import cv2
import numpy as np
from numpy.typing import NDArray

from inference_containers.video.scenes import colour, lines, noise
from inference_containers.video.scenes.colour import Bytes, Floats, Numbers
from inference_containers.video.scenes.light import coloured, dimmed, disc, distance, shine, spread
from inference_containers.video.scenes.motion import Follower, Trigger, view
from inference_containers.video.scenes.scene import Look, Moment, Picture, Stage

HORIZON = 0.50  # of the height
ROWS = 20
NEAR, STEP = 1.15, 0.66  # distances: of the nearest row, and from row to row


def make(stage: Stage, look: Look, seed: int) -> Terrain:
    """The scene for a shot."""
    return Terrain(stage, look, seed)


class Terrain:
    """Land drawn from back to front."""

    def __init__(self, stage: Stage, look: Look, seed: int) -> None:
        self.stage, self.look = stage, look
        self.dice = np.random.default_rng(seed)
        self.unit = min(stage.width, stage.height)
        self.horizon = stage.height * HORIZON
        self.across = np.linspace(-8, stage.width + 8, 84, dtype=np.float32)
        self.hills = noise.clouds(self.dice, 256, 512, 1.75, 3)
        self.far = noise.ridge(self.dice, 512, 1.2, 4)
        self.travelled = 0.0
        self.waves: list[float] = []  # how many rows each kick's light has run
        self.rolls: list[float] = []  # where each chord's light is on its way from the horizon
        self.chord = Trigger()
        self.kick, self.halo = Trigger(), Follower(0.05, 0.6)
        self.tune, self.heard = Follower(0.25, 0.6, 0.3), deque([0.3] * 240, maxlen=240)
        self.sky = self.backdrop()
        palette = look.palette
        dark, haze = (
            colour.shade(palette.background, 0.6),
            colour.mix(palette.deep, palette.mid, 0.4),
        )
        self.soil = colour.steps(dark, haze)
        self.paint_of_road = colour.steps(dark, palette.light)
        # the rims' colours by how much of a kick's light they have, how far they are, how bright
        self.rims = [
            [
                colour.steps(self.soil[far * 17], colour.mix(palette.mid, palette.accent, run / 15))
                for far in range(16)
            ]
            for run in range(16)
        ]
        self.sun = self.sun_disc()
        self.ring = self.sun_halo()

    def backdrop(self) -> Bytes:
        """The sky down to the horizon and the ground's dark below it [h, w, 3]."""
        width, height, palette = self.stage.width, self.stage.height, self.look.palette
        stops = [
            (0.0, colour.shade(palette.background, 0.8)),
            (HORIZON * 0.45, colour.mix(palette.background, palette.deep, 0.6)),
            (HORIZON * 0.85, colour.mix(palette.deep, palette.mid, 0.6)),
            (HORIZON * 1.06, colour.mix(palette.mid, palette.light, 0.35)),
        ]
        places = np.linspace(0, 1, height, dtype=np.float32)
        sky = np.repeat(colour.gradient(stops, places)[:, None], width, axis=1)
        side = (np.arange(width, dtype=np.float32) - width / 2) / self.unit
        sky *= (1 - 0.22 * np.clip(np.abs(side), 0, 1) ** 2)[None, :, None]
        settled = noise.settle(sky, self.dice)
        for x, y, size in self.dice.random((120, 3)):
            tone = colour.mix(palette.deep, palette.light, 0.15 + 0.6 * size**3)
            spot = (int(x * width * 16), int(y**1.6 * height * HORIZON * 0.8 * 16))
            cv2.circle(settled, spot, int(self.unit / 720 * 12), tone, -1, cv2.LINE_AA, 4)
        return settled

    def sun_disc(self) -> tuple[Bytes, Bytes]:
        """The sun's colours, and how much is seen past it [s, s, 3]."""
        solid = disc(self.unit * 0.135, 1.6)
        palette, side = self.look.palette, len(solid)
        places = np.linspace(0, 1, side, dtype=np.float32)
        stops = [(0.0, colour.mix(palette.light, palette.accent, 0.25)), (0.9, palette.accent)]
        face = np.repeat(colour.gradient(stops, places)[:, None], side, axis=1)
        face = np.rint(face * solid[..., None])
        return face.astype(np.uint8), spread(np.rint((1 - solid) * 255).astype(np.uint8))

    def sun_halo(self) -> Bytes:
        """The light around the sun [s, s, 3]."""
        reach = round(self.unit * 0.46)
        shape = np.clip(1 - distance(reach) / reach, 0, 1) ** 2.4
        light = coloured(shape, self.look.palette.accent) * 0.5
        return noise.settle(light, self.dice)

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment."""
        step = 1 / self.stage.fps
        self.travelled += step * (0.5 + 2.2 * moment.energy)
        self.waves = [place + step * 26 for place in self.waves if place < ROWS + 6]
        if self.kick.struck(moment.kick):
            self.waves.append(0.0)
        self.rolls = [place - step * 13 for place in self.rolls if place > -4]
        if self.chord.struck(moment.chord_change):
            self.rolls.append(float(ROWS))
        self.heard.append(self.tune.towards(moment.melody_height, step))
        picture = self.sky.copy()
        camera = view(self.stage, self.look, moment.frame)
        middle = self.stage.width / 2 - camera.x * self.unit
        self.rise(picture, moment, middle, step)
        self.skyline(picture, camera.x)
        self.land(picture, middle, camera.zoom)
        return picture

    def rise(self, picture: Bytes, moment: Moment, middle: float, step: float) -> None:
        """The sun: as high as the tune, its halo as wide awake as the kick."""
        height = self.horizon - self.unit * (0.055 + 0.10 * self.tune.value)
        self.halo.towards(moment.kick, step)
        light = dimmed(self.ring, 0.5 + 0.5 * self.halo.value)
        shine(picture, light, middle, height)
        face, past = self.sun
        side = len(face)
        left, top = round(middle - side / 2), round(height - side / 2)
        place = picture[top : top + side, left : left + side]
        cv2.multiply(place, past, dst=place, scale=1 / 255)
        cv2.add(place, face, dst=place)

    def skyline(self, picture: Bytes, shift: float) -> None:
        """Two ridges at the end of the world; the farther is the melody."""
        palette = self.look.palette
        x = self.across / self.stage.width
        heard = np.array(self.heard, np.float32)
        # newest in the middle, older to both sides: the tune spreads out from the sun
        age = np.abs(x - 0.5) * 2 * (len(heard) - 2)
        tune = np.interp(age, np.arange(len(heard)), heard[::-1]).astype(np.float32)
        rough = noise.along(self.far, x * 150 + 6 * shift)
        top = self.horizon - self.unit * (
            0.012 + 0.10 * tune * (0.35 + 0.65 * np.abs(x - 0.5) * 2) + 0.035 * rough
        )
        floor = self.flat(np.array([NEAR + (ROWS - 1) * STEP])) + 2
        lines.shapes(
            picture, list(lines.grounds(self.across[None], top[None], floor)), self.soil[-1]
        )
        lines.stroke(picture, self.across, top, colour.mix(palette.mid, palette.light, 0.4))

    def land(self, picture: Bytes, middle: float, zoom: float) -> None:
        """Rows from the horizon to the viewer, each hiding the feet of the one behind."""
        first = math.floor(self.travelled / STEP)
        part = self.travelled / STEP - first
        shares = (np.arange(ROWS) + 1 - part) / ROWS
        depths = NEAR + shares * ROWS * STEP
        tops = self.rows(first + 1 + np.arange(ROWS), depths, middle, zoom)
        floors = self.flat(depths - STEP) + 2
        floors[0] = self.stage.height + 2
        across = np.broadcast_to(self.across, tops.shape)
        outlines = lines.grounds(across, tops, floors)
        for index in reversed(range(ROWS)):
            share = float(shares[index])
            far = share**1.4
            lines.fill(picture, outlines[index], self.soil[int(far * 255)])
            run = self.light_on(index)
            clear = min(1.0, (ROWS - index - 1 + part) / 5) * min(1.0, (index + 1 - part) * 0.4)
            bright = (0.42 + 0.5 * run) * (0.35 + 0.65 * share**0.5) * clear
            rim = self.rims[int(min(run, 1) * 15)][int(far * 15)][int(bright * 255)]
            lines.trace(picture, [outlines[index][:-2]], rim)
            if (first + index) % 2:
                self.dash(picture, float(depths[index]), middle, zoom, clear)

    def light_on(self, index: int) -> float:
        """How much of the kicks' and chords' light is on a row, 0 to 1."""
        kicks = sum(math.exp(-(((index - place) / 1.4) ** 2)) for place in self.waves)
        chords = sum(math.exp(-(((index - place) / 2.2) ** 2)) for place in self.rolls)
        return min(1.0, kicks + 0.8 * chords)

    def dash(self, picture: Bytes, depth: float, middle: float, zoom: float, clear: float) -> None:
        """One stroke of the line in the middle of the road."""
        ends = np.array((depth, depth + STEP * 0.7))
        (near, far), (wide, narrow) = self.flat(ends), 0.011 * self.unit * zoom / ends
        x = np.array([middle - wide, middle + wide, middle + narrow, middle - narrow])
        outline = lines.points(x, np.array([near, near, far, far]))
        lines.shape(picture, outline, self.paint_of_road[int(90 * clear)])

    def flat(self, depths: Numbers) -> Numbers:
        """Where level ground lies in the picture at those depths."""
        return self.horizon + self.stage.height * (1 - HORIZON) * NEAR / np.maximum(depths, 0.3)

    def rows(
        self, numbers: NDArray[np.int64], depths: Numbers, middle: float, zoom: float
    ) -> Floats:
        """The ridges [rows, n] of rows of land: high to the sides, a valley in the middle."""
        near = (depths / self.unit / zoom).astype(np.float32)[:, None]
        world = (self.across - np.float32(middle)) * near
        height = noise.along(self.hills[(numbers * 2) % 256], world * 9 + 256)
        valley = 1 - np.exp(-((world / np.float32(1.7)) ** 2))
        lift = valley * (0.1 + height) * (np.float32(1.25) / near)
        tops: Floats = self.flat(depths).astype(np.float32)[:, None] - lift
        return tops
