"""
Stars over the edge of a planet, and constellations drawn by the melody.

Each sung note sets a star as high as it sounds and ties it to the one before; the field flies
past as fast as the music, a snare sends a shooting star, and the chord says from
which side the planet's edge is lit.
"""

from __future__ import annotations

import math
from itertools import pairwise

import cv2
import numpy as np

from inference_containers.video.scenes import colour, lines, noise
from inference_containers.video.scenes.colour import Bytes, Floats
from inference_containers.video.scenes.light import dimmed, ease, glow, joined, shine
from inference_containers.video.scenes.motion import Follower, Trigger, view
from inference_containers.video.scenes.scene import Look, Moment, Picture, Stage

FIELD = 1500
# how a star's light is shared among the pixels around it: across, down
STAR = {(x, y): math.exp(-(x * x + y * y) / 0.9) for x in (-1, 0, 1) for y in (-1, 0, 1)}
LIMB = 0.76  # of the height: where the planet begins in the middle
LIFE = 9.0  # seconds a melody's star stays


def make(stage: Stage, look: Look, seed: int) -> Stars:
    """The scene for a shot."""
    return Stars(stage, look, seed)


class Stars:
    """A sky that flies past, a planet that stays, and a drawn line of stars."""

    def __init__(self, stage: Stage, look: Look, seed: int) -> None:
        self.stage, self.look = stage, look
        self.dice = np.random.default_rng(seed)
        self.unit = min(stage.width, stage.height)
        self.field = self.dice.uniform(-1, 1, (3, FIELD)).astype(np.float32)
        self.field[2] = self.dice.uniform(0.1, 1, FIELD)
        self.own = (self.dice.random(FIELD) ** 3).astype(np.float32)
        self.nodes: list[tuple[float, float, float]] = []  # place in shares, and when it was set
        self.meteors: list[list[float]] = []
        self.melody, self.snare, self.kick = Trigger(), Trigger(), Follower(0.05, 0.6)
        self.clock, self.spin = 0.0, 0.0
        palette = look.palette
        self.sky, self.free, self.rims = self.heavens()
        self.sun = Follower(0.6, 0.6, 0.5)  # from which side, by the chord
        small = glow(max(4, round(self.unit * 0.034)), 2.6)[..., None]
        self.halo = small * np.array(colour.mix(palette.accent, palette.light, 0.3), np.float32)
        self.hues = np.array(
            (palette.light, colour.mix(palette.light, palette.accent, 0.5)), np.float32
        )
        core = glow(max(2, round(self.unit / 220)), 0.9)[..., None]
        self.core = np.rint(core * self.hues[0]).astype(np.uint8)

    def heavens(self) -> tuple[Bytes, Bytes, list[Bytes]]:
        """The sky with its clouds of stars, where the planet leaves it free, and its rim lit
        from the left and from the right."""
        palette, (width, height) = self.look.palette, (self.stage.width, self.stage.height)
        x = ((np.arange(width, dtype=np.float32) - width / 2) / self.unit)[None, :]
        y = ((np.arange(height, dtype=np.float32) - height * 0.4) / self.unit)[:, None]
        cloud = noise.enlarged(
            noise.clouds(self.dice, height // 4, width // 4, 1.5, 2), width, height
        )
        dark = noise.enlarged(
            noise.clouds(self.dice, height // 4, width // 4, 1.25, 3), width, height
        )
        tilt = y * math.cos(0.5) + x * math.sin(0.5)
        band = np.exp(-((tilt / 0.26) ** 2)) * (0.25 + 0.9 * cloud**1.6) * (1 - 0.75 * dark**2)
        stops = [
            (0.0, colour.shade(palette.background, 0.8)),
            (0.35, colour.mix(palette.background, palette.deep, 0.8)),
            (0.75, colour.mix(palette.deep, palette.mid, 0.75)),
            (1.0, colour.mix(palette.mid, palette.light, 0.3)),
        ]
        sky = colour.gradient(stops, np.clip(band * 0.85, 0, 1).astype(np.float32))
        fine = self.dice.random((height, width), dtype=np.float32)
        sky += (
            (fine > 0.9985)[..., None]
            * (60 + 130 * band[..., None])
            * np.array(palette.light, np.float32)
            / 255
        )
        # the planet: a circle so large that its edge is almost a line
        radius = max(width, height) * 1.15 / self.unit
        rise = np.hypot(x, y - (LIMB - 0.4) * height / self.unit - radius) - radius
        free = ease(-0.004, 0.001, rise)
        air = (
            np.exp(-np.maximum(rise, 0) / 0.055) * free * 0.5
            + np.exp(-np.maximum(rise, 0) / 0.009) * free * 0.8
        )
        inner = np.exp(np.minimum(rise, 0) / 0.028) * (1 - free) * 0.34
        lit = [np.exp(-(((x - side) / 0.55) ** 2)) for side in (-0.26, 0.26)]
        tone = np.array(colour.mix(palette.accent, palette.light, 0.2), np.float32)
        ground = sky * free[..., None] + (1 - free[..., None]) * np.array(
            colour.shade(palette.background, 0.5), np.float32
        )
        mask = np.rint(free * 255).astype(np.uint8)
        return (
            noise.settle(ground, self.dice),
            mask,
            [self.limb((air + inner) * side, tone) for side in lit],
        )

    def limb(self, light: Floats, tone: Floats) -> Bytes:
        """The planet's lit rim in its colour [h, w, 3], black where there is none."""
        return noise.settle(np.clip(light[..., None] * tone - 0.5, -1, 254), self.dice)

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment."""
        step = 1 / self.stage.fps
        self.clock += step
        self.kick.towards(moment.kick, step)
        picture = self.sky.copy()
        self.fly(picture, moment, step)
        self.draw(picture, moment)
        self.shoot(picture, moment, step)
        first = round(self.stage.height * 0.45)
        low = picture[first:]
        side = self.sun.towards((moment.chord_root * 7 % 12) / 11, step)
        rim = joined(self.rims[0][first:], self.rims[1][first:], side)
        light = dimmed(rim, 0.55 + 0.2 * moment.energy + 0.25 * self.kick.value)
        cv2.add(low, light, dst=low)
        return picture

    def fly(self, picture: Bytes, moment: Moment, step: float) -> None:
        """The near stars, coming towards the viewer."""
        camera = view(self.stage, self.look, moment.frame)
        pace = 0.02 + 0.10 * moment.energy + 0.10 * self.kick.value * moment.energy
        x, y, z = self.field
        z -= pace * step
        gone = z < 0.08
        z[gone] += 0.92
        self.spin += step * 0.012
        cos, sin = math.cos(self.spin + camera.turn), math.sin(self.spin + camera.turn)
        half = max(self.stage.width, self.stage.height) * 0.5
        across = (x * cos - y * sin) / z * half * 0.55 + self.stage.width / 2
        down = (x * sin + y * cos) / z * half * 0.55 + self.stage.height * 0.36
        bright = (
            np.clip((1 - z) * 1.3, 0, 1) * np.clip((z - 0.08) * 12, 0, 1) * (0.35 + 0.65 * self.own)
        )
        seen = (
            (across > 4)
            & (across < self.stage.width - 5)
            & (down > 4)
            & (down < self.stage.height - 5)
        )
        column, row = across[seen].astype(np.int32), down[seen].astype(np.int32)
        level = bright[seen] * (self.free[row, column] > 0)
        near = ((self.own[seen] > 0.3) & (z[seen] < 0.6)) | (self.own[seen] > 0.7)
        hues = np.where((self.own[seen] > 0.6)[:, None], self.hues[1], self.hues[0])
        for (right, low), share in STAR.items():
            some = near if abs(right) + abs(low) > 1 else level > 0.05
            place = (row[some] + low, column[some] + right)
            light = hues[some] * (level[some] * share)[:, None]
            picture[place] = np.maximum(picture[place], light.astype(np.uint8))

    def draw(self, picture: Bytes, moment: Moment) -> None:
        """The melody's stars and the lines between them."""
        if self.melody.struck(moment.melody):
            x = 0.14 + 0.72 * ((moment.beat / 8) % 1)
            y = 0.60 - 0.48 * moment.melody_height
            self.nodes.append((x, y, self.clock))
        self.nodes = [node for node in self.nodes if self.clock - node[2] < LIFE][-24:]
        palette, before = self.look.palette, None
        drawn = np.zeros_like(picture[: round(self.stage.height * 0.66)])
        places = []
        for x, y, born in self.nodes:
            age = self.clock - born
            fade = min(1.0, age * 8) * max(0.0, 1 - age / LIFE) ** 0.7
            place = (x * self.stage.width, y * self.stage.height)
            if before is not None and before[0] < x:
                grown = min(1.0, age * 5)
                ends = np.array([before[1], place], np.float32)
                ends[1] = ends[0] + (ends[1] - ends[0]) * grown
                hue = colour.shade(colour.mix(palette.mid, palette.light, 0.5), fade * 0.8)
                lines.stroke(drawn, ends[:, 0], ends[:, 1], hue, 1 if self.unit < 900 else 2)
            places.append((place, fade, age))
            before = (x, place)
        cv2.add(picture[: len(drawn)], drawn, dst=picture[: len(drawn)])
        for place, fade, age in places:
            flare = 0.55 + 0.9 * math.exp(-3 * age)
            light = np.clip(self.halo * (fade * flare), 0, 255).astype(np.uint8)
            shine(picture, light, *place)
            shine(picture, dimmed(self.core, fade), *place)

    def shoot(self, picture: Bytes, moment: Moment, step: float) -> None:
        """Shooting stars: a short bright line that fades."""
        if self.snare.struck(moment.snare) and self.dice.random() < 0.25 + 0.6 * moment.energy:
            way = float(self.dice.choice([-1, 1]))
            self.meteors.append(
                [self.dice.uniform(0.2, 0.8), self.dice.uniform(0.05, 0.28), way, 0.0]
            )
        for meteor in self.meteors:
            meteor[3] += step
            head = np.array(
                [meteor[0] + meteor[2] * meteor[3] * 0.55, meteor[1] + meteor[3] * 0.22]
            )
            tail = head - np.array([meteor[2] * 0.55, 0.22]) * min(meteor[3], 0.16)
            fade = max(0.0, 1 - meteor[3] / 0.55)
            steps = np.linspace(0, 1, 7, dtype=np.float32)
            for start, end in pairwise(steps):
                x = (tail[0] + (head[0] - tail[0]) * np.array([start, end])) * self.stage.width
                y = (tail[1] + (head[1] - tail[1]) * np.array([start, end])) * self.stage.height
                hue = colour.mix(
                    colour.mix(self.look.palette.background, self.look.palette.deep, 0.6),
                    self.look.palette.light,
                    float(end) * fade,
                )
                lines.stroke(
                    picture,
                    x.astype(np.float32),
                    y.astype(np.float32),
                    hue,
                    max(1, round(self.unit / 600)),
                )
        self.meteors = [meteor for meteor in self.meteors if meteor[3] < 0.55]
