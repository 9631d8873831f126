"""
The sound as a sculpture: each ridge is a moment, and moments move away into the distance.

The nearest line is now. A kick raises its middle, the melody a peak further right the higher it
is, the bass its breadth; behind it stands what was just heard.
"""

from __future__ import annotations

import math
from collections import deque

import numpy as np
from numpy.typing import NDArray

from harmonia.films.palette import Colour
from inference_containers.video.scenes import colour, lines, noise
from inference_containers.video.scenes.colour import Bytes, Floats
from inference_containers.video.scenes.motion import Follower, view
from inference_containers.video.scenes.scene import Look, Moment, Picture, Stage

RIDGES = 30
TOP, FRONT = 0.25, 0.68  # of the height: the feet of the farthest and the nearest ridge
APART = 0.12  # seconds from ridge to ridge


def make(stage: Stage, look: Look, seed: int) -> Waves:
    """The scene for a shot."""
    return Waves(stage, look, seed)


class Waves:
    """Ridges from back to front, each hiding the feet of the one behind."""

    def __init__(self, stage: Stage, look: Look, seed: int) -> None:
        self.stage, self.look = stage, look
        self.dice = np.random.default_rng(seed)
        self.unit = min(stage.width, stage.height)
        self.x = np.linspace(-1, 1, 116, dtype=np.float32)  # from the left rim to the right
        self.texture = noise.clouds(self.dice, 256, 512, 1.35, 6)
        self.shares = np.linspace(0, 1, RIDGES, dtype=np.float32)  # 0 is the farthest
        self.ground = self.backdrop()
        self.heard: deque[Floats] = deque(maxlen=RIDGES + 1)
        self.crests: deque[list[tuple[int, int]]] = deque(maxlen=RIDGES + 1)  # their high places
        self.number, self.part = 0, 0.0
        self.kick, self.melody = Follower(0.03, 0.22), Follower(0.1, 0.35)
        self.chord, self.root = Follower(0.08, 0.4), 0
        self.place, self.bass = Follower(0.12, 0.12, 0.5), Follower(0.05, 0.3)
        self.hues = self.colours()
        for _ in range(RIDGES + 1):
            self.hear(0.25 + 0.2 * look.energy)

    def backdrop(self) -> Bytes:
        """A dark with a soft light where the ridges come from [h, w, 3]."""
        width, height, palette = self.stage.width, self.stage.height, self.look.palette
        x = (np.arange(width, dtype=np.float32) - width / 2) / self.unit
        y = (np.arange(height, dtype=np.float32) - height * TOP) / self.unit
        far = np.hypot(x[None, :] * 0.8, y[:, None] * 1.3)
        stops = [
            (0.0, colour.mix(palette.background, palette.deep, 0.95)),
            (0.5, colour.mix(palette.background, palette.deep, 0.35)),
            (1.1, colour.shade(palette.background, 0.75)),
        ]
        return noise.settle(colour.gradient(stops, far), self.dice)

    def colours(self) -> list[tuple[Colour, Colour, Colour]]:
        """Each ridge's body, line and crest, from the farthest to the nearest."""
        palette, middle = self.look.palette, self.ground.shape[1] // 2
        found = []
        for share in self.shares.tolist():
            row = min(round(self.foot(share)), self.stage.height - 1)
            red, green, blue = self.ground[row, middle].tolist()
            body = colour.mix(
                (red, green, blue), colour.shade(palette.background, 0.8), 0.3 + 0.4 * share
            )
            line = colour.mix(
                colour.mix(palette.deep, palette.mid, 0.25 + 0.75 * share),
                palette.light,
                0.25 * share,
            )
            crest = colour.mix(
                line, colour.mix(palette.accent, palette.light, 0.15), 0.3 + 0.7 * share
            )
            found.append((body, line, crest))
        return found

    def foot(self, share: float) -> float:
        """Where a ridge stands in the picture; the near ones lie further apart."""
        return self.stage.height * (TOP + (FRONT - TOP) * math.pow(share, 1.45))

    def hear(self, energy: float) -> None:
        """Put the present moment's ridge in front."""
        self.number += 1
        x, width = self.x, 0.42 + 0.12 * self.bass.value
        body = np.exp(-((x / width) ** 4))
        grain = noise.along(self.texture[(self.number * 5) % 256], x * 60 + 256)
        fine = noise.along(self.texture[(self.number * 5 + 128) % 256], x * 150 + 256)
        beat = np.exp(-((x / 0.10) ** 2)) * self.kick.value
        place = (self.place.value - 0.5) * 0.8
        tune = np.exp(-(((x - place) / 0.075) ** 2)) * self.melody.value
        # a chord is a broad shoulder on each side, further out the further round the fifths
        out = 0.22 + 0.3 * (self.root * 7 % 12) / 11
        chord = np.exp(-(((np.abs(x) - out) / 0.09) ** 2)) * self.chord.value
        rough = grain**2 * (0.35 + 0.9 * energy) + 0.25 * fine * energy
        line = body * (
            0.04 + rough * (0.5 + 0.6 * self.bass.value) + 0.6 * beat + 0.95 * tune + 0.4 * chord
        )
        self.heard.append(line.astype(np.float32))
        self.crests.append(runs(line > 0.42))

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment."""
        step = 1 / self.stage.fps
        self.kick.towards(moment.kick, step)
        self.melody.towards(moment.melody, step)
        self.place.towards(moment.melody_height, step)
        self.bass.towards(moment.bass, step)
        self.chord.towards(moment.chord_change, step)
        self.root = moment.chord_root
        self.part += step / APART
        while self.part >= 1:
            self.part -= 1
            self.hear(moment.energy)
        picture = self.ground.copy()
        camera = view(self.stage, self.look, moment.frame)
        self.draw(picture, camera.x, camera.zoom * (1 + 0.06 * moment.loudness))
        return picture

    def draw(self, picture: Bytes, aside: float, zoom: float) -> None:
        """Draw the ridges where they now stand, the farthest first."""
        order = np.arange(RIDGES, dtype=np.float32)
        share = np.maximum(0, (order - np.float32(self.part)) / (RIDGES - 1))[:, None]
        near = (0.58 + 0.42 * share) * zoom
        reach = min(self.stage.width * 0.47, self.unit * 0.72) * near
        x = self.stage.width / 2 + reach * self.x - aside * self.unit * (0.4 + share)
        foot = self.stage.height * (TOP + (FRONT - TOP) * share**1.45)
        # between its last place and the next the newest ridge rises out of nothing
        rise = np.where(order < RIDGES - 1, 1.0, self.part)[:, None]
        heard = np.array(list(self.heard)[:RIDGES])
        top = foot - heard * (self.unit * 0.26 * near * rise)
        outlines = lines.grounds(x, top, foot[:, 0] + self.unit * 0.012)
        for index, (outline, crests) in enumerate(zip(outlines, self.crests, strict=False)):
            body, line, crest = self.hues[index]
            lines.fill(picture, outline, body)
            if index == 0:
                continue
            lines.trace(picture, [outline[:-2]], line)
            high = [outline[first:last] for first, last in crests]
            lines.trace(picture, high, crest, 1 + (index > RIDGES * 0.6))


def runs(high: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where more than two places in a row are high: the first, and the first that isn't."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], high, [0]))))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(first, last) for first, last in pairs if last - first > 2]
