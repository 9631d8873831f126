"""
Hills, trees and a sun cut from coloured paper, one sheet behind the other.

The sheets slide past each other and dip with the bass; the sun stands as high as the melody and
puts on a ring with each kick; snares shake leaves loose.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from harmonia.films.palette import Colour
from inference_containers.video.scenes import colour, lines, noise
from inference_containers.video.scenes.colour import Bytes, Floats
from inference_containers.video.scenes.light import larger, spread
from inference_containers.video.scenes.motion import Follower, Trigger, view
from inference_containers.video.scenes.scene import Look, Moment, Picture, Stage
from inference_containers.video.scenes.wood import Wood

SHEETS = 5
ALONG = np.linspace(-1, 1, 9, dtype=np.float32)  # a leaf
SHADE = 0.41  # of the light, which a shadow takes away
COARSE = 8  # pixels of the picture to one of a shadow


def make(stage: Stage, look: Look, seed: int) -> Paper:
    """The scene for a shot."""
    return Paper(stage, look, seed)


class Paper:
    """Sheets of paper from back to front, each with its shadow on those behind."""

    def __init__(self, stage: Stage, look: Look, seed: int) -> None:
        self.stage, self.look = stage, look
        self.dice = np.random.default_rng(seed)
        self.unit = min(stage.width, stage.height)
        self.x = np.linspace(-8, stage.width + 8, 110, dtype=np.float32)
        self.ridges = [
            noise.ridge(self.dice, 256, 1.7 - 0.08 * index, 3) for index in range(SHEETS)
        ]
        self.woods = [Wood(self.dice, index) for index in range(SHEETS)]
        self.slide, self.clock = 0.0, 0.0
        self.dips = [Follower(0.08, 0.3 + 0.1 * index) for index in range(SHEETS)]
        self.sun, self.rings = (
            Follower(0.5, 0.9, 0.5),
            [Follower(0.05, 0.5 + 0.25 * n) for n in range(3)],
        )
        self.side = float(self.dice.choice([0.32, 0.66]))
        self.snare = Trigger()
        self.leaves = [self.leaf(self.dice.uniform(-0.2, 0.6)) for _ in range(9)]
        self.hues = self.colours()
        self.greens = [colour.mix(hue, look.palette.background, 0.16) for hue in self.hues]
        self.sky, self.fibre = self.papers()
        lit = [colour.mix(look.palette.light, look.palette.mid, 0.2), *self.hues]
        self.shades = [
            colour.ramp((0.0, (0, 0, 0)), (1.0, colour.shade(hue, SHADE))) for hue in lit[:SHEETS]
        ]
        palette = look.palette
        pale = colour.mix(palette.light, palette.mid, 0.15)
        self.suns = [colour.mix(palette.accent, pale, 0.55 + 0.15 * number) for number in range(3)]
        self.suns.append(colour.mix(palette.accent, palette.mid, 0.25))

    def colours(self) -> list[Colour]:
        """The sheets' colours from the farthest, palest to the nearest, darkest."""
        palette = self.look.palette
        return [
            colour.mix(palette.light, palette.mid, 0.45),
            colour.mix(palette.light, palette.mid, 0.8),
            colour.mix(palette.mid, palette.deep, 0.30),
            colour.mix(palette.mid, palette.deep, 0.72),
            colour.mix(palette.deep, palette.background, 0.45),
        ]

    def papers(self) -> tuple[Bytes, Bytes]:
        """The sky's sheet, and the shade of the fibres in all paper [h, w, 3]."""
        palette, (width, height) = self.look.palette, (self.stage.width, self.stage.height)
        places = np.linspace(0, 1, height, dtype=np.float32)
        stops = [
            (0.0, colour.mix(palette.light, palette.mid, 0.30)),
            (0.6, colour.mix(palette.light, palette.accent, 0.16)),
        ]
        sky = np.repeat(colour.gradient(stops, places)[:, None], width, axis=1)
        fine = noise.clouds(self.dice, 256, 512, 0.55, 4)
        fibre = noise.settle(16 * noise.enlarged(fine, width, height), self.dice)
        return noise.settle(sky, self.dice), spread(fibre)

    def leaf(self, height: float) -> list[float]:
        """A loose leaf: its place in shares of the picture, its angle, pace and size."""
        draw = self.dice.uniform
        return [draw(0, 1), height, draw(0, 6), draw(0.5, 1.1), draw(0.011, 0.02)]

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment."""
        step = 1 / self.stage.fps
        camera = view(self.stage, self.look, moment.frame)
        self.clock += step
        self.slide += step * (0.012 + 0.05 * moment.energy)
        picture = self.sky.copy()
        self.shine(picture, moment, step)
        tops, shifts = [], []
        for index in range(SHEETS):
            drive = (moment.chord_change, moment.kick, moment.bass)[index % 3]
            dip = self.dips[index].towards(drive, step)
            shift = (self.slide + camera.x) * (0.25 + 0.4 * index)
            tops.append(self.ridge(index, shift, dip * (0.4 + moment.energy) * 0.013))
            shifts.append(shift)
        for index, (top, shift) in enumerate(zip(tops, shifts, strict=True)):
            # a sheet need not reach further down than where the next one hides it
            last = index + 1 == SHEETS
            foot = self.stage.height + 4 if last else tops[index + 1].max() + 0.06 * self.unit
            self.shadow(picture, index, top)
            self.woods[index].draw(
                picture, self.x, top, shift * self.unit / self.stage.width, self.clock,
                self.greens[index],
            )  # fmt: skip
            floor = np.array([max(float(foot), float(top.max()))])
            outline = lines.grounds(self.x[None], top[None], floor)[0]
            lines.fill(picture, outline, self.hues[index])
            lines.trace(picture, [outline[:-2]], self.hues[index])
        self.fly(picture, moment, step)
        return cv2.subtract(picture, self.fibre, dst=picture)  # type: ignore[return-value]

    def shine(self, picture: Bytes, moment: Moment, step: float) -> None:
        """The sun: three rings of paper around a disc."""
        palette, unit = self.look.palette, self.unit
        height = 0.43 - 0.18 * self.sun.towards(moment.melody_height, step)
        middle = (round(self.stage.width * self.side * 16), round(self.stage.height * height * 16))
        for number in reversed(range(3)):
            drive = moment.chord_change if number == 2 else moment.kick
            wide = self.rings[number].towards(drive * (0.4 + 0.6 * moment.energy), step)
            radius = unit * (
                0.115 + 0.052 * (number + 1) * (0.75 + 0.25 * moment.energy + 0.22 * wide)
            )
            hue = self.suns[number]
            low = (middle[0], middle[1] + round(unit * 0.006 * 16))
            cv2.circle(
                picture, low, round(radius * 16), colour.shade(hue, 0.93), -1, cv2.LINE_AA, 4
            )
            cv2.circle(picture, middle, round(radius * 16), hue, -1, cv2.LINE_AA, 4)
        low = (middle[0], middle[1] + round(unit * 0.007 * 16))
        cv2.circle(picture, low, round(unit * 0.112 * 16), self.suns[3], -1, cv2.LINE_AA, 4)
        cv2.circle(picture, middle, round(unit * 0.112 * 16), palette.accent, -1, cv2.LINE_AA, 4)

    def ridge(self, index: int, shift: float, dip: float) -> Floats:
        """A sheet's upper edge in the picture."""
        places = (self.x / self.unit + shift) * (17 + 3 * index) + 40 * index
        rise = noise.along(self.ridges[index], places) - 0.5
        foot = 0.46 + 0.085 * index
        tall = 0.20 - 0.022 * index
        return (self.stage.height * foot - self.unit * (tall * rise * 1.4 - dip)).astype(np.float32)

    def shadow(self, picture: Bytes, index: int, top: Floats) -> None:
        """The soft shadow a sheet casts just above its edge, on what lies behind it."""
        pad = round(self.unit * 0.09)
        first = max(0, int(top.min()) - pad) // COARSE * COARSE
        last = min(self.stage.height, int(top.max()) + pad)
        rows, columns = max(2, (last - first) // COARSE), self.stage.width // COARSE
        shade = np.zeros((rows, columns), np.uint8)
        edge = (top - first - self.unit * 0.006) / COARSE
        outline = lines.grounds(self.x[None] / COARSE, edge[None], np.array([rows + 2]))[0]
        lines.fill(shade, outline, (255,))
        soft = cv2.GaussianBlur(shade, (0, 0), self.unit / 40 / COARSE)
        # what lies below the edge will be covered by the sheet itself
        seen = np.asarray(soft[: (int(top.max()) - first) // COARSE + 2], np.uint8)
        place = picture[first : first + len(seen) * COARSE]
        dark = colour.tint(seen, self.shades[index])
        cv2.subtract(place, larger(dark, self.stage.width, len(seen) * COARSE), dst=place)

    def fly(self, picture: Bytes, moment: Moment, step: float) -> None:
        """Leaves sail down across the picture; a snare lets more of them go."""
        if self.snare.struck(moment.snare) and len(self.leaves) < 20:
            self.leaves += [
                self.leaf(self.dice.uniform(-0.15, 0.1))
                for _ in range(1 + round(2 * moment.energy))
            ]
        wind = 0.02 + 0.09 * moment.energy
        for leaf in self.leaves:
            leaf[0] += step * (wind * leaf[3] + 0.03 * math.sin(self.clock * 1.7 + leaf[2]))
            leaf[1] += step * (0.045 + 0.03 * moment.energy) * leaf[3]
            leaf[2] += step * (0.7 + 1.4 * moment.energy) * leaf[3]
            if leaf[1] >= 0.70 or leaf[0] >= 1.05:
                leaf[:2] = self.dice.uniform(-0.1, 0.9), -0.05
        # none comes down to the words
        seen = np.array([leaf for leaf in self.leaves if leaf[1] < 0.62])
        if not len(seen):
            return
        cuts = self.cuts(seen)
        low = np.array([4, 10], np.int32) * round(self.unit / 720 * 6)
        lines.shapes(picture, list(cuts + low), self.hues[2])
        bright = seen[:, 3] > 0.75
        lines.shapes(picture, list(cuts[bright]), self.look.palette.accent)
        lines.shapes(picture, list(cuts[~bright]), self.hues[3])

    def cuts(self, leaves: Floats) -> lines.Points:
        """The leaves' outlines [leaves, 18, 2], narrower as they turn on their axes."""
        x, y, turn, _, size = leaves.T[:, :, None]
        length = np.concatenate((ALONG, ALONG[::-1])) * size * self.unit
        curve = (1 - ALONG**2) * 0.42
        side = np.concatenate((curve, -curve[::-1])) * size * self.unit
        breadth = side * np.abs(np.cos(turn * 1.3))
        cos, sin = np.cos(turn * 0.6), np.sin(turn * 0.6)
        across = x * self.stage.width + length * cos - breadth * sin
        down = y * self.stage.height + length * sin + breadth * cos
        return lines.points(across, down)
