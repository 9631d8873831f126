"""
Rain on a window at night, the city out of focus behind it.

The lights outside swell with chords and kicks, hats bring drops, snares let some of them run,
and one warm lamp climbs with the melody. Each drop shows the street upside down, as drops do.
"""

from __future__ import annotations

import cv2
import numpy as np

from harmonia.films.palette import Colour
from inference_containers.video.scenes import colour
from inference_containers.video.scenes.colour import Bytes
from inference_containers.video.scenes.glass import Drop, Glass
from inference_containers.video.scenes.light import (
    coloured,
    dimmed,
    distance,
    larger,
    shine,
    spread,
)
from inference_containers.video.scenes.motion import Follower, Trigger, view
from inference_containers.video.scenes.scene import Look, Moment, Picture, Stage

COARSE = 4  # pixels of the picture to one of the blurred street
LIGHTS = 46
FEWEST = 80  # drops


def make(stage: Stage, look: Look, seed: int) -> Rain:
    """The scene for a shot."""
    return Rain(stage, look, seed)


class Rain:
    """A street of blurred lights, and the drops on the glass before it."""

    def __init__(self, stage: Stage, look: Look, seed: int) -> None:
        self.stage, self.look = stage, look
        self.dice = np.random.default_rng(seed)
        self.unit = min(stage.width, stage.height)
        self.size = (stage.width // COARSE, stage.height // COARSE)
        self.small = min(self.size)
        self.night = self.backdrop()
        self.discs = [self.bokeh() for _ in range(LIGHTS)]
        self.groups = self.dice.integers(0, 4, LIGHTS)
        self.swell = [Follower(0.12, 0.8, 0.5) for _ in range(4)]
        self.lamp, self.lamp_height = (
            self.bokeh(0.085, self.look.palette.accent),
            Follower(0.5, 0.8, 0.5),
        )
        self.glass = Glass((stage.width, stage.height), COARSE, look.palette.light)
        self.drops = [self.fresh(self.dice.uniform(0, 1)) for _ in range(110)]
        self.hat, self.snare = Trigger(0.2), Trigger()
        self.still = self.mist()
        gleam = np.linspace(0.62, 0.0, self.size[1], dtype=np.float32)[:, None] ** 1.5
        self.gleam = spread(np.rint(np.repeat(gleam * 255, self.size[0], axis=1)).astype(np.uint8))
        self.beads: list[Drop] = []  # what running drops leave behind

    def backdrop(self) -> Bytes:
        """The street's dark [h, w, 3], coarse."""
        palette = self.look.palette
        places = np.linspace(0, 1, self.size[1], dtype=np.float32)
        stops = [
            (0.0, colour.mix(palette.background, palette.deep, 0.35)),
            (0.5, colour.mix(palette.background, palette.deep, 0.85)),
            (1.0, colour.shade(palette.background, 0.6)),
        ]
        night = np.repeat(colour.gradient(stops, places)[:, None], self.size[0], axis=1)
        return np.rint(night).astype(np.uint8)

    def bokeh(
        self, size: float = 0.0, hue: Colour | None = None
    ) -> tuple[float, float, float, Bytes]:
        """A light out of focus: its place, how near it is, and its disc [s, s, 3]."""
        palette = self.look.palette
        near = self.dice.uniform(0, 1)
        radius = (size or 0.02 + 0.085 * near**1.8) * self.small
        reach = int(radius + 3)
        far = distance(reach)
        body = np.clip((radius - far) / 1.5 + 0.5, 0, 1) * (0.55 + 0.45 * (far / radius) ** 3)
        choices = (
            palette.accent,
            palette.mid,
            palette.light,
            colour.mix(palette.accent, palette.mid, 0.5),
        )
        tone = hue or choices[self.dice.choice(4, p=(0.36, 0.34, 0.12, 0.18))]
        strength = self.dice.uniform(0.28, 0.7) * (1.15 - 0.7 * near)
        x, y = self.spot(near)
        return x, y, near, np.rint(coloured(body * strength, tone)).astype(np.uint8)

    def spot(self, near: float) -> tuple[float, float]:
        """Where a light hangs: in two rows along the street or, one in three, anywhere."""
        if self.dice.random() < 0.35:
            return self.dice.uniform(0, 1), 0.06 + 0.5 * self.dice.beta(2, 1.6)
        side, away = self.dice.choice((-1, 1)), 0.04 + 0.62 * near**1.1
        high = 0.035 + 0.42 * near**1.2 * self.dice.choice((1.0, 0.55, 0.2))
        return (0.5 + side * away) % 1.0, 0.52 - high + self.dice.uniform(-0.02, 0.02)

    def mist(self) -> tuple[Bytes, Bytes]:
        """The finest drops, which never move: light and shade on the glass [h, w, 3]."""
        width, height = self.stage.width, self.stage.height
        bright, dark = np.zeros((2, height, width), np.uint8)
        count = round(900 * width * height / self.unit**2)
        for x, y, size in self.dice.random((count, 3)):
            radius = self.unit / 720 * (0.7 + 1.6 * size**3)
            fine = max(4, int(radius * 16))
            spot = (int(x * width * 16), int(y * height * 16))
            strength = 1 - 0.7 * max(0.0, y - 0.6) / 0.4
            cv2.circle(
                dark,
                (spot[0], spot[1] + fine // 2),
                fine,
                (round(18 * strength),),
                -1,
                cv2.LINE_AA,
                4,
            )
            cv2.circle(
                bright,
                (spot[0], spot[1] - fine // 3),
                fine * 2 // 3,
                (round(52 * strength),),
                -1,
                cv2.LINE_AA,
                4,
            )
        light = bright[..., None] * (np.array(self.look.palette.light, np.float32) / 255)
        return light.astype(np.uint8), spread(dark)

    def fresh(self, height: float) -> Drop:
        """A drop somewhere on the glass; rarer where words will stand."""
        y = height if height < 0.64 or self.dice.random() < 0.35 else self.dice.uniform(0, 0.62)
        radius = self.unit * (0.005 + 0.027 * self.dice.beta(1.1, 3.6))
        return Drop(self.dice.uniform(0, 1) * self.stage.width, y * self.stage.height, radius)

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment."""
        step = 1 / self.stage.fps
        street = self.street(moment, step)
        picture = larger(street, self.stage.width, self.stage.height)
        light, shade = self.still
        cv2.subtract(picture, shade, dst=picture)
        cv2.add(picture, light, dst=picture)
        self.run(moment, step)
        self.glass.lay(picture, street, self.beads + self.drops)
        return picture

    def street(self, moment: Moment, step: float) -> Bytes:
        """The lights outside, coarse [h, w, 3]."""
        camera = view(self.stage, self.look, moment.frame)
        drives = (moment.kick, moment.chord_change, moment.bass, moment.loudness)
        for group, drive in zip(self.swell, drives, strict=True):
            group.towards(drive, step)
        lit = np.zeros_like(self.night)
        shown = round(LIGHTS * (0.5 + 0.5 * self.look.energy))
        for (x, y, near, disc), group in zip(self.discs[:shown], self.groups, strict=False):
            level = 0.5 + 0.35 * moment.energy + 0.6 * self.swell[group].value
            place = (x - camera.x * (0.3 + near)) % 1.0
            shine(lit, dimmed(disc, level), place * self.size[0], y * self.size[1])
        x, _, _, disc = self.lamp
        height = 0.50 - 0.34 * self.lamp_height.towards(moment.melody_height, step)
        light = dimmed(disc, 1.0 + 0.7 * moment.melody)
        shine(lit, light, (0.3 + 0.4 * x) * self.size[0], height * self.size[1])
        street = cv2.add(self.night, lit)
        wet = round(self.size[1] * 0.56)  # the wet road gives the lights back, drawn long
        rows = min(self.size[1] - wet, wet)
        image = cv2.blur(lit[wet - rows : wet][::-1], (3, self.small // 5))
        road = street[wet : wet + rows]
        cv2.add(road, cv2.multiply(image, self.gleam[:rows], scale=1 / 255), dst=road)
        return street  # type: ignore[return-value]

    def run(self, moment: Moment, step: float) -> None:
        """Drops come with hats, some begin to run with snares, all dry up in the end."""
        if self.hat.struck(moment.hat):
            for _ in range(1 + round(3 * moment.energy)):
                self.drops.append(self.fresh(self.dice.uniform(0, 1)))
        if self.snare.struck(moment.snare) or self.dice.random() < 0.5 * step:
            heavy = sorted(self.drops, key=lambda drop: drop.speed - drop.radius)[:12]
            for chosen in self.dice.choice(len(heavy), 1 + round(2 * moment.energy), replace=False):
                heavy[chosen].speed = self.unit * self.dice.uniform(0.12, 0.4)
        trail = []
        for drop in self.drops:
            drop.age += step
            if drop.speed:
                before = drop.y
                drop.y += drop.speed * step * (0.55 + 0.45 * np.sin(drop.age * 5 + drop.x))
                drop.x += drop.speed * step * 0.08 * np.sin(drop.age * 7 + drop.x)
                drop.radius -= 0.0022 * self.unit * step
                if int(before / (0.016 * self.unit)) != int(drop.y / (0.016 * self.unit)):
                    share = self.dice.uniform(0.18, 0.42)
                    aside = self.dice.uniform(-0.3, 0.3) * drop.radius
                    trail.append(Drop(drop.x + aside, before - drop.radius, drop.radius * share))
            elif drop.age > 4:
                drop.radius -= 0.0005 * self.unit * step
        least, floor = 0.003 * self.unit, self.stage.height + 20
        self.drops = [drop for drop in self.drops if drop.radius > least and drop.y < floor][-110:]
        if len(self.drops) < FEWEST:  # music without hats has rain, too
            self.drops.append(self.fresh(self.dice.uniform(0, 1)))
        self.beads = [bead for bead in self.beads + trail if bead.age < 5][-90:]
        for bead in self.beads:
            bead.age += step
