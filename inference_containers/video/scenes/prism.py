"""
A cut stone in light: facets in rings around a middle, as regular as a kaleidoscope.

A kick lifts the facets ring by ring, the light stands where the melody is, each chord turns the
stone to another facet, and hats glitter on its edges.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from harmonia.films.palette import Colour
from inference_containers.video.scenes import colour, lines, noise
from inference_containers.video.scenes.colour import Bytes, Floats
from inference_containers.video.scenes.light import ease, larger
from inference_containers.video.scenes.motion import Follower, Trigger, view
from inference_containers.video.scenes.scene import Look, Moment, Picture, Stage

SIDES, RINGS = 12, 7
MIDDLE = 0.42  # of the height
COARSE = 8  # pixels of the picture to one of the rays


def make(stage: Stage, look: Look, seed: int) -> Prism:
    """The scene for a shot."""
    return Prism(stage, look, seed)


class Prism:
    """A stone of flat facets that move against each other, and the rays it throws."""

    def __init__(self, stage: Stage, look: Look, seed: int) -> None:
        self.stage, self.look = stage, look
        self.dice = np.random.default_rng(seed)
        self.unit = min(stage.width, stage.height)
        self.radii = np.linspace(0.0, 1.0, RINGS + 1) ** 0.9
        self.heights = self.dice.uniform(0.1, 0.75, (RINGS + 1, 4)) * (1 - self.radii[:, None] ** 2)
        self.pattern = self.dice.integers(0, 4, RINGS + 1)
        self.faces, self.ring_of = self.facets()
        self.clock = self.turn = 0.0
        self.bursts: list[float] = []
        self.kick, self.hat = Trigger(), Follower(0.01, 0.12)
        self.aim, self.turned = Follower(0.35, 0.35, 0.5), Follower(0.5, 0.5)
        self.glow = Follower(0.05, 0.5)
        self.ground = self.backdrop()
        palette = look.palette
        self.tones = [self.tone(share) for share in np.linspace(0, 1, RINGS)]
        self.edge = colour.steps(colour.mix(palette.deep, palette.mid, 0.5), palette.light)
        x, y = self.plane(stage.width // COARSE, stage.height // COARSE)
        self.angle, self.far = np.arctan2(y, x), np.hypot(x, y)
        self.ray_fall = np.exp(-1.9 * self.far) * ease(0.2, 0.42, self.far) * ease(0.52, 0.30, y)

    def plane(self, width: int, height: int) -> tuple[Floats, Floats]:
        """Where pixels lie from the stone's middle, in short sides."""
        unit = min(width, height)
        x = (np.arange(width, dtype=np.float32) - width / 2) / unit
        y = (np.arange(height, dtype=np.float32) - height * MIDDLE) / unit
        across, down = np.meshgrid(x, y)
        return across.astype(np.float32), down.astype(np.float32)

    def backdrop(self) -> Bytes:
        """The dark around the stone [h, w, 3]."""
        palette = self.look.palette
        x, y = self.plane(self.stage.width, self.stage.height)
        stops = [
            (0.0, colour.mix(palette.deep, palette.mid, 0.3)),
            (0.42, colour.mix(palette.background, palette.deep, 0.55)),
            (1.05, colour.shade(palette.background, 0.7)),
        ]
        return noise.settle(colour.gradient(stops, np.hypot(x, y)), self.dice)

    def tone(self, share: float) -> list[Colour]:
        """A ring's colours from shade to light; rings go from the accent out to the deep."""
        palette = self.look.palette
        body = colour.mix(palette.accent, palette.mid, min(1.0, share * 1.5))
        dark = colour.mix(colour.shade(palette.background, 0.8), body, 0.22)
        table = colour.ramp((0.0, dark), (0.62, body), (1.0, colour.mix(body, palette.light, 0.85)))
        return [(int(red), int(green), int(blue)) for red, green, blue in table[:, 0]]

    def facets(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Triangles [n, 3] of corner numbers (ring times sides plus side), and each one's ring."""
        faces, rings = [], []
        for ring in range(RINGS):
            for side in range(SIDES):
                after = (side + 1) % SIDES
                inner, outer = ring * SIDES, (ring + 1) * SIDES
                faces.append((inner + side, outer + side, outer + after))
                faces.append((inner + side, inner + after, outer + after))
                rings += [ring, ring]
        return np.array(faces), np.array(rings)

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment."""
        step = 1 / self.stage.fps
        self.clock += step
        self.turn += step * (0.05 + 0.16 * moment.energy)
        self.bursts = [burst + step * 9 for burst in self.bursts if burst < RINGS + 3]
        if self.kick.struck(moment.kick):
            self.bursts.append(-0.5)
        self.aim.towards(moment.melody_height, step)
        self.turned.towards((moment.chord_root * 7 % 12) * math.pi / SIDES, step)
        self.hat.towards(moment.hat, step)
        self.glow.towards(max(moment.kick, 0.6 * moment.snare), step)
        picture = larger(self.rays(moment), self.stage.width, self.stage.height)
        cv2.add(picture, self.ground, dst=picture)
        self.stone(picture, moment)
        return picture

    def rays(self, moment: Moment) -> Bytes:
        """The light thrown around the stone, coarse [h, w, 3]."""
        spin = self.turn * 0.7 + self.turned.value
        fine = 0.5 + 0.5 * np.cos(self.angle * SIDES / 2 - spin * 3)
        broad = 0.5 + 0.5 * np.cos(self.angle * SIDES / 4 + spin * 2)
        level = (0.35 + 0.55 * moment.energy) * (0.75 + 0.45 * self.glow.value)
        first, second = fine**9 * self.ray_fall, broad**6 * self.ray_fall
        rays = first[..., None] * np.array(self.look.palette.accent, np.float32)
        rays += second[..., None] * np.array(self.look.palette.mid, np.float32)
        return np.clip(rays * (1.15 * level), 0, 255).astype(np.uint8)

    def corners(self, moment: Moment) -> Floats:
        """Where the corners are: across, down, towards the viewer [n, 3]."""
        ring = np.arange(RINGS + 1)
        lift = np.zeros(RINGS + 1)
        for burst in self.bursts:
            lift += np.exp(-(((ring - burst) / 0.9) ** 2))
        side = np.arange(SIDES)
        radius = self.radii * (1 + 0.05 * lift * (0.5 + moment.energy))
        sway = np.sin(self.clock * (0.3 + 0.25 * moment.energy) + ring * 0.9) * 0.12
        angle = (side[None] + 0.5 * (ring[:, None] % 2)) * (2 * np.pi / SIDES)
        angle = (
            angle
            + (self.turn * np.where(ring % 2, 0.35, 0.2) + self.turned.value * 0.5 + sway)[:, None]
        )
        parity = (side[None] % 2) * 2 + (ring[:, None] % 2)
        height = np.take_along_axis(self.heights, parity % 4, axis=1)
        height = (
            height * (0.75 + 0.35 * np.sin(self.clock * 0.5 + ring * 1.7))[:, None]
            + 0.3 * lift[:, None]
        )
        # every second corner of the outermost ring is drawn in: a star, not a disc
        spread = radius[:, None] * np.where(
            (ring[:, None] == RINGS) & (side[None] % 2 == 1), 0.86, 1.0
        )
        return np.stack((spread * np.cos(angle), spread * np.sin(angle), height), axis=2).reshape(
            -1, 3
        )

    def stone(self, picture: Bytes, moment: Moment) -> None:
        """Draw the facets, each as bright as it faces the light, and their edges."""
        camera = view(self.stage, self.look, moment.frame)
        corners = self.corners(moment)
        one, two, three = (corners[self.faces[:, index]] for index in range(3))
        normal = np.cross(two - one, three - one)
        normal *= np.sign(normal[:, 2:]) / np.maximum(
            np.linalg.norm(normal, axis=1, keepdims=True), 1e-9
        )
        turn = self.clock * 0.35 + camera.turn * 2
        reach = 0.95 - 0.5 * self.aim.value
        light = np.array([math.cos(turn) * reach, -0.25 + math.sin(turn) * reach, 0.55])
        shade = np.clip(normal @ (light / np.linalg.norm(light)), 0, 1)
        gloss = np.clip(normal @ (light / np.linalg.norm(light) + [0, 0, 1]) / 1.8, 0, 1) ** 14
        bright = np.clip(0.10 + 0.58 * shade + 0.5 * gloss, 0, 1)
        bright *= 1 - 0.35 * (
            corners[self.faces, 1].mean(axis=1) > 0.45
        )  # calmer where words stand
        scale = self.unit * 0.335 * camera.zoom
        place = np.array([self.stage.width / 2 - camera.x * self.unit, self.stage.height * MIDDLE])
        flat = np.rint((corners[:, :2] * scale + place) * 16).astype(np.int32)
        triangles = flat[self.faces]
        for triangle, level, ring in zip(
            triangles, (bright * 255).astype(int), self.ring_of, strict=True
        ):
            cv2.fillConvexPoly(picture, triangle, self.tones[ring][level], cv2.LINE_8, 4)
        glitter = int(70 + 50 * moment.energy + 90 * self.hat.value)
        edge = self.edge[min(glitter, 255)]
        cv2.polylines(picture, list(triangles), True, edge, 1, cv2.LINE_AA, lines.SHIFT)
