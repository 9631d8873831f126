"""
A record turning under a lamp.

What was just heard runs outwards through the grooves as light, the highlight swings with the
melody and the chords, the lamp breathes with bass and kick, and hats glint on the dust above it.
"""

from __future__ import annotations

import math
from collections import deque

import cv2
import numpy as np

from inference_containers.video.scenes import colour, lines, noise
from inference_containers.video.scenes.colour import Bytes
from inference_containers.video.scenes.light import distance, ease, glow, joined, shine, spread
from inference_containers.video.scenes.motion import Follower, Trigger, view
from inference_containers.video.scenes.scene import Look, Moment, Picture, Stage

TURNS = 100 / 3 / 60  # a second, as LPs do
LABEL, HOLE = 0.34, 0.022  # of the record's radius


def make(stage: Stage, look: Look, seed: int) -> Vinyl:
    """The scene for a shot."""
    return Vinyl(stage, look, seed)


class Vinyl:
    """A desk, a record, an arm, a lamp and dust in its light."""

    def __init__(self, stage: Stage, look: Look, seed: int) -> None:
        self.stage, self.look = stage, look
        self.dice = np.random.default_rng(seed)
        self.unit = min(stage.width, stage.height)
        wide = stage.width > stage.height * 1.2
        self.radius = round(self.unit * (0.40 if wide else 0.37))
        self.middle = (round(stage.width * 0.44), round(stage.height * (0.45 if wide else 0.42)))
        self.lamp = (stage.width * (0.86 if wide else 0.8), -0.04 * stage.height)
        self.angle = 0.0
        self.breath, self.swing = Follower(0.05, 0.5), Follower(0.4, 0.7, 0.5)
        self.hat = Follower(0.01, 0.25)
        self.kick, self.heard = Trigger(), deque([0.3] * 128, maxlen=128)
        self.voice = Follower(0.03, 0.15)
        self.far = distance(self.radius) / self.radius
        self.grooves = np.clip((self.far - LABEL) / (1 - LABEL) * 255, 0, 255).astype(np.uint8)
        side = np.arange(-self.radius, self.radius + 1, dtype=np.float32)
        self.bearing = np.arctan2(side[:, None], side[None, :])
        self.sheens = [self.sheen(turn) for turn in (-0.95, -0.55)]
        palette = look.palette
        self.shine_table = colour.ramp(
            (0.0, (0, 0, 0)),
            (0.45, colour.mix(palette.deep, palette.mid, 0.55)),
            (0.8, colour.mix(palette.mid, palette.accent, 0.55)),
            (1.0, palette.light),
        )
        self.fine = self.dice.uniform(0.72, 1.0, 256).astype(np.float32)
        self.ground = self.desk()
        self.cover = self.label()
        reach = round(self.unit * 0.75)
        tone = np.array(colour.mix(palette.accent, palette.light, 0.15), np.float32)
        self.light = noise.settle(glow(reach, 2.2)[..., None] * tone * 0.5, self.dice)
        left, top = round(self.lamp[0]) - reach, round(self.lamp[1]) - reach
        self.lit = (slice(0, top + len(self.light)), slice(max(left, 0), stage.width))
        self.light = self.light[
            -top:, max(-left, 0) : max(-left, 0) + stage.width - max(left, 0)
        ].copy()
        self.dust = self.dice.random((34, 3))
        self.mote = glow(max(2, round(self.unit * 0.004)), 1.2)[..., None] * tone

    def sheen(self, turn: float) -> Bytes:
        """How the lamp's light lies across the grooves: two wedges through the middle."""
        wedge = (
            np.abs(np.cos(self.bearing - turn)) ** 22
            + 0.35 * np.abs(np.cos(self.bearing - turn - 1.15)) ** 40
        )
        inside = ease(1.0, 0.985, self.far) * ease(LABEL, LABEL + 0.02, self.far)
        light: Bytes = np.clip((0.16 + 0.84 * wedge) * inside * 255, 0, 255).astype(np.uint8)
        return light

    def desk(self) -> Bytes:
        """The desk in lamplight, blinds' shadow across it, and the record's own black [h, w, 3]."""
        palette, (width, height) = self.look.palette, (self.stage.width, self.stage.height)
        x = np.arange(width, dtype=np.float32)[None, :]
        y = np.arange(height, dtype=np.float32)[:, None]
        far = np.hypot((x - self.lamp[0]) / self.unit, (y - self.lamp[1]) / self.unit)
        stops = [
            (0.0, colour.mix(palette.mid, palette.accent, 0.55)),
            (0.45, colour.mix(palette.deep, palette.mid, 0.55)),
            (1.0, colour.mix(palette.background, palette.deep, 0.6)),
            (1.7, colour.shade(palette.background, 0.65)),
        ]
        desk = colour.gradient(stops, far.astype(np.float32))
        grain = noise.clouds(self.dice, 256, 64, 1.3, 2)
        wood = noise.enlarged(grain, width * 2, height)[:, :width]
        desk *= (0.93 + 0.14 * wood)[..., None]
        slope = (y * 1.0 + x * 0.42) / self.unit
        blinds = 0.5 + 0.5 * np.tanh(3.5 * np.sin(slope * 2 * np.pi / 0.15))
        desk *= (1 - 0.16 * blinds * ease(0.1, 0.7, far) * ease(1.35, 0.9, far))[..., None]
        cx, cy = self.middle
        gap = np.hypot(x - cx + 0.02 * self.unit, y - cy - 0.022 * self.unit) / self.radius
        desk *= (1 - 0.62 * ease(1.13, 0.97, gap))[..., None]
        disc = ease(
            1.0 + 1.2 / self.radius, 1.0 - 1.2 / self.radius, np.hypot(x - cx, y - cy) / self.radius
        )
        black = np.array(colour.shade(palette.background, 0.45), np.float32)
        return noise.settle(desk + (black - desk) * disc[..., None], self.dice)

    def label(self) -> tuple[Bytes, Bytes]:
        """The record's label, unturned, and how solid it is [s, s, 3]."""
        palette, reach = self.look.palette, round(self.radius * LABEL) + 2
        face = np.zeros((2 * reach + 1, 2 * reach + 1, 3), np.uint8)
        middle, size = (reach * 16, reach * 16), self.radius * LABEL * 16
        hues = (
            (1.0, palette.accent),
            (0.86, palette.light),
            (0.82, palette.accent),
            (0.30, palette.light),
            (0.26, palette.deep),
        )
        for share, hue in hues:
            cv2.circle(face, middle, round(size * share), hue, -1, cv2.LINE_AA, 4)
        for row, length in (
            (-0.56, 0.42),
            (-0.45, 0.26),
            (0.48, 0.36),
            (0.58, 0.2),
        ):  # printed lines
            y, half = reach + row * size / 16, length * size / 16
            ends = np.array([reach - half, reach + half], np.float32)
            lines.stroke(
                face,
                ends,
                np.array([y, y], np.float32),
                palette.deep,
                max(1, round(self.unit * 0.006)),
            )
        edge = (reach + round(size / 16 * 0.56), reach)
        cv2.circle(face, edge, round(size / 16 * 0.12), palette.deep, -1, cv2.LINE_AA)
        solid = np.zeros(face.shape[:2], np.uint8)
        cv2.circle(solid, middle, round(size), (255,), -1, cv2.LINE_AA, 4)
        cv2.circle(solid, middle, round(self.radius * HOLE * 16), (0,), -1, cv2.LINE_AA, 4)
        return face, spread(solid)

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment."""
        step = 1 / self.stage.fps
        self.angle += step * TURNS * 360
        self.breath.towards(max(moment.kick, 0.7 * moment.bass), step)
        fifths = (moment.chord_root * 7 % 12) / 11
        self.swing.towards(0.62 * moment.melody_height + 0.38 * fifths, step)
        self.hat.towards(moment.hat, step)
        level = self.voice.towards(max(moment.kick, 0.75 * moment.melody, 0.6 * moment.snare), step)
        self.heard.append(0.3 + 0.7 * level * (0.35 + 0.65 * moment.energy))
        picture = self.ground.copy()
        self.record(picture)
        share = 0.45 + 0.2 * moment.energy + 0.3 * self.breath.value
        lit = picture[self.lit][: len(self.light)]
        cv2.add(lit, cv2.convertScaleAbs(self.light, alpha=share), dst=lit)
        self.arm(picture, moment)
        self.float(picture, moment, step)
        return picture

    def record(self, picture: Bytes) -> None:
        """Light on the grooves, and the turning label."""
        heard = np.array(self.heard, np.float32)[::-1]
        age = np.linspace(0, 47, 256, dtype=np.float32)
        rings = np.interp(age, np.arange(len(heard)), heard).astype(np.float32) * self.fine
        table = np.clip(rings * 255, 0, 255).astype(np.uint8)
        wobble = 0.12 * math.sin(math.radians(self.angle))
        share = min(max(self.swing.value + wobble, 0.0), 1.0)
        sheen = joined(self.sheens[0], self.sheens[1], share)
        grey = cv2.multiply(cv2.LUT(self.grooves, table), sheen, scale=1 / 255)
        cx, cy = self.middle
        top, left = cy - self.radius, cx - self.radius
        place = picture[top : top + grey.shape[0], left : left + grey.shape[1]]
        cv2.add(place, colour.tint(grey.astype(np.uint8), self.shine_table), dst=place)
        face, solid = self.cover
        reach = face.shape[0] // 2
        turn = cv2.getRotationMatrix2D((reach, reach), -self.angle, 1)
        turned = cv2.warpAffine(face, turn, face.shape[1::-1], flags=cv2.INTER_LINEAR)
        inner = picture[cy - reach : cy + reach + 1, cx - reach : cx + reach + 1]
        below = cv2.multiply(inner, cv2.bitwise_not(solid), scale=1 / 255)
        cv2.add(below, cv2.multiply(turned, solid, scale=0.86 / 255), dst=inner)

    def arm(self, picture: Bytes, moment: Moment) -> None:
        """The tone arm, creeping inwards as the shot goes on."""
        share = (moment.frame - self.stage.first) / max(self.stage.frames, 1)
        unit, (cx, cy) = self.unit, self.middle
        pivot = np.array([cx + self.radius * 1.2, cy - self.radius * 0.78])
        angle = math.radians(56 + 3.5 * share + 0.25 * math.sin(math.radians(self.angle)))
        tip = np.array(
            [
                cx + self.radius * (0.80 - 0.12 * share) * math.cos(angle),
                cy + self.radius * 0.62 * math.sin(angle),
            ]
        )
        elbow = pivot + (tip - pivot) * 0.78 + np.array([0.012 * unit, 0.0])
        palette = self.look.palette
        metal, dark = (
            colour.mix(palette.light, palette.mid, 0.35),
            colour.shade(palette.background, 0.5),
        )
        for aside, hue, width in (
            (0.012, dark, 0.014),
            (0.0, metal, 0.0095),
            (-0.002, palette.light, 0.0028),
        ):
            bent = np.array([pivot, elbow, tip]) + aside * unit
            size = max(1, round(width * unit))
            lines.stroke(
                picture, bent[:, 0].astype(np.float32), bent[:, 1].astype(np.float32), hue, size
            )
        way = (tip - elbow) / np.linalg.norm(tip - elbow)
        head = np.array([tip - way * 0.022 * unit, tip + way * 0.030 * unit])
        lines.stroke(
            picture,
            head[:, 0].astype(np.float32),
            head[:, 1].astype(np.float32),
            dark,
            round(0.026 * unit),
        )
        spot = (round(pivot[0] * 16), round(pivot[1] * 16))
        for radius, hue in (
            (0.05, dark),
            (0.044, colour.mix(palette.deep, palette.mid, 0.6)),
            (0.02, metal),
        ):
            cv2.circle(picture, spot, round(radius * unit * 16), hue, -1, cv2.LINE_AA, 4)

    def float(self, picture: Bytes, moment: Moment, step: float) -> None:
        """Dust that hangs in the light, and glints with the hats."""
        camera = view(self.stage, self.look, moment.frame)
        self.dust[:, 0] += step * 0.008 * (0.4 + self.dust[:, 2])
        self.dust[:, 1] -= step * 0.010 * (0.4 + moment.energy) * self.dust[:, 2]
        self.dust[:, :2] %= 1
        for x, y, own in self.dust:
            near = 1 - min(1.0, math.hypot(x - self.lamp[0] / self.stage.width, y) / 0.95)
            bright = near * (0.3 + 0.5 * own + 0.7 * self.hat.value * (own > 0.5))
            if bright > 0.05:
                light = np.clip(self.mote * bright, 0, 255).astype(np.uint8)
                shine(
                    picture,
                    light,
                    (x - camera.x * own) % 1 * self.stage.width,
                    y * 0.62 * self.stage.height,
                )
