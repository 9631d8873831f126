"""
A jazz club: spotlights, haze, a microphone, a thread of smoke.

Each chord lights another pair of beams, the kick breathes in the haze, and the smoke of the
melody stands higher the higher it sings.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from inference_containers.video.scenes import colour, lines, noise
from inference_containers.video.scenes.colour import Bytes, Floats
from inference_containers.video.scenes.light import disc, ease, larger
from inference_containers.video.scenes.motion import Follower, view
from inference_containers.video.scenes.scene import Look, Moment, Picture, Stage

COARSE = 4  # pixels of the picture to one of the haze
BEAMS = 5
THREADS = 10
HEAD = 0.37  # of the height: the microphone


def make(stage: Stage, look: Look, seed: int) -> Smoke:
    """The scene for a shot."""
    return Smoke(stage, look, seed)


class Smoke:
    """Beams of light in moving haze, behind a microphone."""

    def __init__(self, stage: Stage, look: Look, seed: int) -> None:
        self.stage, self.look = stage, look
        self.dice = np.random.default_rng(seed)
        self.width, self.height = stage.width // COARSE, stage.height // COARSE
        self.unit = min(self.width, self.height)
        self.fog = noise.clouds(self.dice, 256, 256, 1.7, 2)
        self.fogs = [self.hang(size) for size in (1.0, 1.9)]
        self.levels = [Follower(0.25, 1.4, 0.2) for _ in range(BEAMS)]
        self.clock, self.breath, self.lift = 0.0, Follower(0.08, 0.6), Follower(0.3, 1.0, 0.5)
        self.stand = 0.5 + float(self.dice.choice([-1, 1])) * (
            0.12 if stage.width > stage.height else 0.06
        )
        self.beams = np.stack([self.beam(index) for index in range(BEAMS)], axis=2)
        self.sway = [noise.ridge(self.dice, 512, 1.6, 2) for _ in range(2)]
        palette = look.palette
        warm = colour.mix(palette.accent, palette.light, 0.25)
        self.hues = [warm if index % 2 == 0 else palette.mid for index in range(BEAMS)]
        self.hues[2] = colour.mix(palette.accent, palette.light, 0.55)
        self.ground = self.room()
        self.mike = self.microphone()

    def beam(self, index: int) -> Floats:
        """One spotlight's cone, from a lamp above the picture [h, w]."""
        lamp = (0.08 + 0.84 * index / (BEAMS - 1), -0.10)
        aim = self.stand + (0.5 - lamp[0]) * (0.15 if index % 2 else -0.35)
        y = (np.arange(self.height, dtype=np.float32) / self.height - lamp[1])[:, None]
        x = np.arange(self.width, dtype=np.float32)[None, :] / self.width
        slope = (aim - lamp[0]) / 0.8
        ratio = self.width / self.unit
        aside = np.abs(x - lamp[0] - slope * y) * ratio
        half = 0.02 + 0.19 * y * (1.5 if index == 2 else 0.8)
        cone = ease(1, 0.25, aside / half) * (0.75 + 0.25 * np.exp(-((aside / half) ** 2) * 6))
        fall = np.exp(-1.15 * y) * ease(0.95, 0.5, y)
        return (cone * fall).astype(np.float32)

    def room(self) -> Bytes:
        """The dark room, lights on far tables in it [h, w, 3]."""
        palette, (width, height) = self.look.palette, (self.stage.width, self.stage.height)
        places = np.linspace(0, 1, height, dtype=np.float32)
        stops = [
            (0.0, colour.shade(palette.background, 0.6)),
            (0.55, colour.mix(palette.background, palette.deep, 0.55)),
            (1.0, colour.shade(palette.background, 0.5)),
        ]
        room = np.repeat(colour.gradient(stops, places)[:, None], width, axis=1)
        unit = min(width, height)
        warm = np.array(colour.mix(palette.accent, palette.mid, 0.25), np.float32)
        for _ in range(round(11 * width / unit)):
            radius = unit * self.dice.uniform(0.008, 0.024)
            lamp = disc(radius, 2.0) * np.float32(self.dice.uniform(0.10, 0.34))
            x, y = self.dice.uniform(0.02, 0.98) * width, height * self.dice.uniform(0.60, 0.70)
            left, top, side = int(x - len(lamp) / 2), int(y - len(lamp) / 2), len(lamp)
            if left >= 0 and left + side <= width:
                room[top : top + side, left : left + side] += lamp[..., None] * warm
        return noise.settle(room, self.dice)

    def microphone(self) -> tuple[Bytes, Bytes, tuple[int, int]]:
        """An old microphone: its metal, what shows past it [h, w, 3], and its upper left corner."""
        unit, palette = min(self.stage.width, self.stage.height), self.look.palette
        reach, middle = round(unit * 0.16), round(self.stage.height * HEAD)
        rows = self.stage.height - (middle - reach)
        across, down = np.meshgrid(
            np.arange(-reach, reach + 1, dtype=np.float32) / unit,
            np.arange(rows, dtype=np.float32) / unit - reach / unit,
        )
        lean = math.radians(-9)
        x = across * math.cos(lean) - down * math.sin(lean)
        y = across * math.sin(lean) + down * math.cos(lean)
        far = (np.abs(x / 0.078) ** 2.7 + np.abs(y / 0.118) ** 2.7) ** (1 / 2.7)
        soft = 1.3 / unit / 0.08
        head = ease(1 + soft, 1 - soft, far)
        pole = ease(0.0125, 0.0105, np.abs(across - 0.016)) * (down > 0.09)
        neck = ease(0.026, 0.024, np.abs(across - 0.014)) * ((down > 0.10) & (down < 0.155))
        # a round body: bright to the lamp's side, a thin light on its other edge
        bend = np.clip(x / 0.078, -1, 1)
        light = (
            0.12
            + 0.62 * np.exp(-(((bend + 0.42) / 0.34) ** 2))
            + 0.42 * np.exp(-(((bend - 0.93) / 0.09) ** 2))
        )
        light *= 1.05 - 0.75 * ease(-0.10, 0.13, y)
        slots = 0.5 + 0.5 * np.cos(x / 0.078 * np.pi * 6.5)
        grille = ease(1.0, 0.86, np.abs(x) / 0.068) * ease(0.092, 0.082, np.abs(y + 0.006))
        light *= 1 - 0.72 * grille * ease(0.45, 0.75, slots)
        belt = ease(0.0135, 0.0115, np.abs(y - 0.012))
        light = light * (1 - belt) + belt * (0.16 + 0.75 * np.exp(-(((bend + 0.42) / 0.3) ** 2)))
        round_pole = 0.10 + 0.5 * np.exp(-(((across - 0.012) / 0.004) ** 2)) * ease(0.6, 0.1, down)
        light = np.where(head > 0.02, light, round_pole)
        table = colour.ramp(
            (0.0, colour.shade(palette.background, 0.35)),
            (0.30, colour.mix(palette.background, palette.deep, 0.8)),
            (0.62, colour.mix(palette.mid, palette.accent, 0.45)),
            (1.0, colour.mix(palette.accent, palette.light, 0.7)),
        )
        solid = np.maximum(np.maximum(head, pole), neck)
        metal = table[np.clip(light * 255, 0, 255).astype(np.int32), 0] * solid[..., None]
        past = np.repeat(np.rint((1 - solid) * 255).astype(np.uint8)[..., None], 3, axis=2)
        corner = (middle - reach, round(self.stage.width * self.stand) - reach)
        return noise.settle(metal * 0.999, self.dice) * (solid > 0)[..., None], past, corner

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment."""
        step = 1 / self.stage.fps
        self.clock += step * (0.5 + 0.7 * moment.energy)
        self.breath.towards(max(0.8 * moment.kick, moment.bass * 0.5), step)
        self.lift.towards(moment.melody_height, step)
        light = self.haze(moment, step)
        picture = larger(light, self.stage.width, self.stage.height)
        cv2.add(picture, self.ground, dst=picture)
        metal, past, (top, left) = self.mike
        place = picture[top:, left : left + past.shape[1]]
        cv2.multiply(place, past, dst=place, scale=1 / 255)
        cv2.add(
            place, cv2.convertScaleAbs(metal, alpha=0.72 + 0.28 * self.levels[2].value), dst=place
        )
        return picture

    def haze(self, moment: Moment, step: float) -> Bytes:
        """All beams in the fog, and the thread of smoke [h, w, 3], coarse."""
        camera = view(self.stage, self.look, moment.frame)
        fog = 0.55 + 1.5 * self.drifting(0, camera.x) * self.drifting(1, camera.x * 1.6)
        fog *= 0.62 + 0.38 * self.breath.value + 0.25 * moment.energy
        chosen = {moment.chord_root * 3 % BEAMS, (moment.chord_root * 3 + 2) % BEAMS}
        strengths = np.zeros((BEAMS, 1), np.float32)
        for index, level in enumerate(self.levels):
            target = 0.95 if index in chosen else 0.12 + 0.25 * moment.energy
            strength = level.towards(target, step) * (0.55 + 0.45 * moment.energy)
            if index == 2:
                strength = max(strength, 0.55)
            strengths[index] = strength
        colours = np.ascontiguousarray((np.array(self.hues, np.float32) * strengths).T)
        whole = cv2.transform(self.beams, colours)
        cv2.multiply(whole, cv2.merge([fog, fog, fog]), dst=whole)
        red, green, blue = (part / 255 for part in self.look.palette.light)
        thread = self.thread(moment)
        cv2.add(whole, cv2.merge([thread * red, thread * green, thread * blue]), dst=whole)
        return np.clip(whole, 0, 255, out=whole).astype(np.uint8)

    def hang(self, size: float) -> tuple[Floats, int, int]:
        """The fog at a size, repeated beyond the picture, and how far it is to its repetition."""
        across, down = round(3.6 * self.unit / size), round(2.3 * self.unit / size)
        times = (self.height // down + 2, self.width // across + 2)
        wide = cv2.resize(np.tile(self.fog, times), (across * times[1], down * times[0]))
        return wide.astype(np.float32, copy=False), across, down

    def drifting(self, layer: int, aside: float) -> Floats:
        """The fog as it now hangs, wider than high."""
        field, across, down = self.fogs[layer]
        pace = self.unit * (0.11 + 0.04 * layer)
        left = (-self.clock * pace + aside * self.unit) % across
        top = (self.clock * pace * 0.5) % down
        middle = (left + (self.width - 1) / 2, top + (self.height - 1) / 2)
        seen = cv2.getRectSubPix(field, (self.width, self.height), middle)
        return seen.astype(np.float32, copy=False)

    def thread(self, moment: Moment) -> Floats:
        """A thread of smoke rising beside the microphone, many fine lines side by side."""
        drawn = np.zeros((self.height, self.width), np.uint8)
        up = np.linspace(0, 1, 60, dtype=np.float32)
        reach = 0.42 + 0.32 * self.lift.value
        y = self.height * (0.80 - reach * up)
        side = -1 if self.stand > 0.5 else 1
        start = self.width * self.stand + side * self.unit * 0.30
        wide = 0.014 + 0.085 * up**1.2 * (0.7 + 0.5 * moment.energy)
        for index in range(THREADS):
            own = index / THREADS
            bend = noise.along(self.sway[0], up * 60 - self.clock * 24 + 200 + own * 12) - 0.5
            curl = noise.along(self.sway[1], up * 110 - self.clock * 40 + 100 + own * 30) - 0.5
            x = start + self.unit * (up * 0.16 * bend + wide * (2.4 * curl + (own - 0.5)))
            layer = np.zeros_like(drawn)
            lines.stroke(layer, x.astype(np.float32), y.astype(np.float32), (28,))
            cv2.add(drawn, layer, dst=drawn)
        rows = np.arange(self.height, dtype=np.float32)[:, None] / self.height
        fade = (
            ease(0.80 - reach, 0.80 - reach * 0.45, rows)
            * ease(0.80, 0.58, rows)
            * (0.7 + 0.6 * moment.melody)
        )
        return cv2.GaussianBlur(drawn, (0, 0), 0.8).astype(np.float32) * fade
