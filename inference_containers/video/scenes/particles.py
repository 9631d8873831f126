"""
Dust that gathers into figures and bursts on kicks.

Each chord root has its own Lissajous figure in space; the dust flows from one to the next, and
what a kick throws out finds its way home.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from inference_containers.video.scenes import colour, noise
from inference_containers.video.scenes.colour import Bytes, Floats
from inference_containers.video.scenes.light import calm
from inference_containers.video.scenes.motion import Follower, Trigger, view
from inference_containers.video.scenes.scene import Look, Moment, Picture, Stage

# one pair of frequencies a pitch class, in the order of fifths from simple to rich
FIGURES = (
    (1, 2),
    (3, 4),
    (2, 3),
    (3, 5),
    (1, 3),
    (2, 3),
    (4, 5),
    (1, 2),
    (3, 4),
    (1, 3),
    (2, 5),
    (3, 5),
)
MIDDLE = 0.41  # of the height


def make(stage: Stage, look: Look, seed: int) -> Particles:
    """The scene for a shot."""
    return Particles(stage, look, seed)


class Particles:
    """Thousands of grains, each with a home on the figure of the chord that sounds."""

    def __init__(self, stage: Stage, look: Look, seed: int) -> None:
        self.stage, self.look = stage, look
        self.dice = np.random.default_rng(seed)
        self.width, self.height = stage.width // 2, stage.height // 2
        self.unit = min(self.width, self.height)
        self.count = round(4000 + 6000 * look.energy)
        self.phase = self.dice.uniform(0, 2 * np.pi, self.count).astype(np.float32)
        self.off = self.dice.normal(0, 1, (3, self.count)).astype(np.float32)
        self.own = self.dice.gamma(2.0, 0.5, self.count).astype(np.float32)  # brightness of a grain
        self.speed = np.zeros((3, self.count), np.float32)
        self.wind = [noise.clouds(self.dice, 128, 128, 2.0, 2) - 0.5 for _ in range(3)]
        self.trail = np.zeros((self.height, self.width), np.float32)
        self.kick, self.clock, self.turn = Trigger(), 0.0, self.dice.uniform(0, 6)
        self.lift, self.flare = Follower(0.25, 0.8, 0.5), Follower(0.04, 0.4)
        # more grains or fewer pixels, less light of each
        self.exposure = np.float32((5500 / self.count) ** 0.75 * (self.unit / 360) ** 2)
        self.spread = min(0.44 * self.width / self.unit, 0.62)  # how wide the figures are
        self.home, self.root = self.figure(0), -1
        self.place = self.home + self.off * 0.05
        self.ground = self.backdrop()
        palette = look.palette
        black = (0, 0, 0)
        self.dust = colour.ramp(
            (0.0, black),
            (0.3, colour.mix(palette.deep, palette.mid, 0.75)),
            (0.62, palette.accent),
            (1.0, palette.light),
        )
        light = -self.exposure / 120 * calm(self.height, 0.62, 0.25)
        self.hush = np.repeat(light[:, None], self.width, axis=1).astype(np.float32)

    def backdrop(self) -> Bytes:
        """The dark behind the dust, a little lighter around it [h, w, 3]."""
        width, height = self.width, self.height
        across = (np.arange(width, dtype=np.float32) - width / 2) / min(width, height)
        down = (np.arange(height, dtype=np.float32) - height * MIDDLE) / min(width, height)
        far = np.hypot(across[None, :], down[:, None] * 1.15)
        palette = self.look.palette
        stops = [
            (0.0, colour.mix(palette.background, palette.deep, 0.75)),
            (0.55, colour.mix(palette.background, palette.deep, 0.18)),
            (1.2, colour.shade(palette.background, 0.7)),
        ]
        return noise.settle(colour.gradient(stops, far), self.dice)

    def figure(self, root: int) -> Floats:
        """Where each grain belongs while a chord on that root sounds [3, n]."""
        first, second = FIGURES[root % 12]
        ring = np.stack(
            (
                np.sin(first * self.phase + root),
                np.sin(second * self.phase),
                np.cos((second - first) * self.phase + root * 0.5) * 0.8,
            )
        )
        thick = 0.016 + 0.034 * self.look.energy
        return (ring * 0.55 + self.off * thick).astype(np.float32)

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment, at half the stage's size."""
        step = 1 / self.stage.fps
        self.clock += step
        self.turn += step * (0.14 + 0.35 * moment.energy)
        if self.root < 0:
            self.place = self.figure(moment.chord_root) + self.off * 0.05
            for _ in range(6):  # a shot opens on a full trail
                self.splat(moment)
        if moment.chord_root != self.root:
            self.root = moment.chord_root
            self.home = self.figure(self.root)
        self.move(moment, step)
        self.flare.towards(moment.kick, step)
        self.splat(moment)
        small = cv2.resize(self.trail, None, fx=0.25, fy=0.25)
        veil = cv2.resize(cv2.GaussianBlur(small, (0, 0), self.unit / 90), self.trail.shape[::-1])
        shine = cv2.addWeighted(self.trail, 46, veil, 34 + 34 * self.flare.value, 0)
        dark = cv2.exp(cv2.multiply(shine, self.hush, dst=shine))  # light as film takes it
        exposed = cv2.convertScaleAbs(dark, alpha=-255, beta=255)
        light = colour.tint(exposed.astype(np.uint8, copy=False), self.dust)
        return cv2.add(light, self.ground, dst=light)  # type: ignore[return-value]

    def move(self, moment: Moment, step: float) -> None:
        """One step: home by a spring, aside by the wind, outwards by a kick."""
        pull = (3 + 5 * moment.chord_change) * (0.5 + self.own)
        force = (self.home - self.place) * pull
        grid = ((self.place + self.clock * 0.05) * 40).astype(np.int32) & 127
        gust = 0.7 + 1.3 * moment.energy + 1.5 * moment.snare
        for axis in range(3):
            force[axis] += self.wind[axis][grid[axis - 1], grid[axis - 2]] * gust
        self.speed += force * step
        if self.kick.struck(moment.kick):
            self.speed += self.place * (moment.kick * (0.4 + 1.1 * moment.energy) * self.own)
        self.speed *= math.exp(-2.1 * step)
        self.place += self.speed * step

    def splat(self, moment: Moment) -> None:
        """Add the grains to the fading trail, each shared among four pixels."""
        camera = view(self.stage, self.look, moment.frame)
        self.lift.towards(moment.melody_height, 1 / self.stage.fps)
        turn, tilt = self.turn + camera.turn, 0.25 + 0.35 * math.sin(self.clock * 0.21)
        x, y, z = self.place
        x, z = x * math.cos(turn) + z * math.sin(turn), z * math.cos(turn) - x * math.sin(turn)
        y, z = y * math.cos(tilt) - z * math.sin(tilt), z * math.cos(tilt) + y * math.sin(tilt)
        near = camera.zoom / (1.0 + 0.28 * z)
        across = x * near * self.unit * self.spread + self.width / 2
        down = y * near * self.unit * 0.35 + self.height * (MIDDLE + 0.03 - 0.06 * self.lift.value)
        seen = (across > 0) & (across < self.width - 2) & (down > 0) & (down < self.height - 2)
        across, down, weight = across[seen], down[seen], (self.own * near**2)[seen]
        left, top = across.astype(np.int32), down.astype(np.int32)
        right_share, low_share = across - left, down - top
        corner = top * self.width + left
        cells = np.concatenate((corner, corner + 1, corner + self.width, corner + self.width + 1))
        upper, lower = weight * (1 - low_share), weight * low_share
        shares = np.concatenate(
            (
                upper - upper * right_share,
                upper * right_share,
                lower - lower * right_share,
                lower * right_share,
            )
        )
        self.trail *= 0.72
        fresh = np.bincount(cells, shares, self.width * self.height)
        self.trail += fresh.reshape(self.height, self.width).astype(np.float32)
