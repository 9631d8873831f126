"""
Ink in water.

A small fluid that cannot be squeezed carries two inks; each chord lets fall a drop at a place of
its own, a kick pushes the water, the melody is a finer thread of the second ink. The water's
pressure is solved in the frequency domain (J. Stam, "A simple fluid solver based on the FFT",
2001).
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np

from inference_containers.video.scenes import colour, noise
from inference_containers.video.scenes.colour import Bytes, Floats
from inference_containers.video.scenes.light import glow
from inference_containers.video.scenes.motion import Trigger
from inference_containers.video.scenes.scene import Look, Moment, Picture, Stage

FINE = 2  # pixels of the picture to a pixel of ink
COARSE = 5  # pixels of ink to a cell of water
DEEPEST = 2.6  # ink, beyond which nothing gets darker


def make(stage: Stage, look: Look, seed: int) -> Ink:
    """The scene for a shot."""
    return Ink(stage, look, seed)


class Ink:
    """Water, and two inks in it."""

    def __init__(self, stage: Stage, look: Look, seed: int) -> None:
        self.stage, self.look = stage, look
        self.dice = np.random.default_rng(seed)
        self.width, self.height = stage.width // FINE, stage.height // FINE
        self.unit = min(self.width, self.height)
        self.inks = np.zeros((self.height, self.width, 2), np.float32)
        # so many cells that the transform of them is quick
        rows, columns = (
            cv2.getOptimalDFTSize(side // COARSE) for side in (self.height, self.width)
        )
        self.flow = np.zeros((2, rows, columns), np.float32)  # across, down: cells a second
        self.cell = np.array([self.width / columns, self.height / rows], np.float32)
        self.grid = placed(self.height, self.width)
        self.places = placed(rows, columns)
        self.cells = np.mgrid[0:rows, 0:columns].astype(np.float32)
        down = np.fft.fftfreq(rows)[:, None]
        across = np.fft.rfftfreq(columns)[None, :]
        square = down**2 + across**2
        square[0, 0] = 1
        waves = np.array(np.broadcast_arrays(across, down)) / np.sqrt(square)
        self.waves = waves.astype(np.float32)
        self.stir = noise.clouds(self.dice, 128, 128, 1.6, 3) - 0.5
        self.clock, self.root, self.turns = 0.0, -1, False
        self.kick, self.snare = Trigger(), Trigger()
        self.pen = np.array([0.5, 0.3])
        self.blob = glow(round(self.unit * 0.14), 1.5)
        self.nib = glow(round(self.unit * 0.026), 1.2)
        self.water, self.first, self.second = self.colours()
        self.open()

    def open(self) -> None:
        """Let some ink fall before the shot begins, so that it opens on a picture."""
        for number in range(3):
            place = 0.24 + 0.26 * number + self.dice.uniform(-0.08, 0.08)
            self.drop(0, place, 0.10 + 0.12 * (number % 2), 1.0 + 0.5 * self.look.energy)
        for _ in range(24):
            self.clock += 0.08
            self.swirl(0.6, 0.0, 0.08)
            self.carry(0.08)

    def colours(self) -> tuple[Bytes, colour.Ramp, colour.Ramp]:
        """The water [h, w, 3] and what each ink leaves of its light."""
        palette = self.look.palette
        places = np.linspace(0, 1, self.height, dtype=np.float32)
        low = colour.mix(palette.light, palette.mid, 0.42)
        stops = [
            (0.0, palette.light),
            (0.55, colour.mix(palette.light, palette.mid, 0.12)),
            (1.0, low),
        ]
        water = np.repeat(colour.gradient(stops, places)[:, None], self.width, axis=1)
        white = (255, 255, 255)
        first = colour.ramp(
            (0.0, white),
            (0.28, colour.mix(white, palette.mid, 0.75)),
            (0.62, palette.deep),
            (1.0, palette.background),
        )
        second = colour.ramp(
            (0.0, white), (0.55, palette.accent), (1.0, colour.shade(palette.accent, 0.75))
        )
        # light dies away with the depth of the ink (Beer and Lambert)
        left = 1 - np.exp(np.linspace(0, -DEEPEST, 256))
        table = np.rint(left * 255).astype(np.int32)
        return noise.settle(water, self.dice), first[table], second[table]

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment, at half the stage's size."""
        step = 1 / self.stage.fps
        self.clock += step
        self.feed(moment, step)
        self.turns = not self.turns
        if self.turns:  # water is slower than ink: it moves with every other frame
            self.swirl(moment.energy, moment.snare, 2 * step)
        self.carry(step)
        first, second = cv2.split(cv2.convertScaleAbs(self.inks, alpha=255 / DEEPEST))
        picture = cv2.multiply(
            self.water, colour.tint(np.asarray(first, np.uint8), self.first), scale=1 / 255
        )
        light = colour.tint(np.asarray(second, np.uint8), self.second)
        return cv2.multiply(picture, light, scale=1 / 255)  # type: ignore[return-value]

    def feed(self, moment: Moment, step: float) -> None:
        """Let ink fall as the music says."""
        if moment.chord_root != self.root:
            self.root = moment.chord_root
            place = 0.2 + 0.6 * ((moment.chord_root * 7) % 12) / 11
            self.drop(0, place + self.dice.uniform(-0.04, 0.04), 0.10, 0.9 + 0.9 * moment.energy)
        if self.kick.struck(moment.kick) and moment.energy > 0.3:
            self.drop(
                0, self.dice.uniform(0.15, 0.85), self.dice.uniform(0.06, 0.2), 0.55 * moment.energy
            )
        aim = np.array([0.5 + 0.34 * math.sin(self.clock * 0.5), 0.5 - 0.38 * moment.melody_height])
        self.pen += (aim - self.pen) * min(1.0, 5 * step)
        x, y = self.pen.tolist()
        self.press(1, self.nib, x, y, moment.melody * (7 + 8 * moment.energy) * step)

    def drop(self, ink: int, x: float, y: float, amount: float) -> None:
        """A drop that falls with a push of its own."""
        self.press(ink, self.blob, x, y, amount * 1.5)
        rows, columns = self.flow.shape[1:]
        away = np.hypot((self.cells[1] / columns - x) * columns, (self.cells[0] / rows - y) * rows)
        self.flow[1] += 9 * amount * np.exp(-((away / (0.09 * min(rows, columns))) ** 2))

    def press(self, ink: int, shape: Floats, x: float, y: float, amount: float) -> None:
        """Lay ink of that shape at a place, in shares of the picture."""
        reach = len(shape) // 2
        row = int(np.clip(y * self.height, reach, self.height - reach - 1))
        column = int(np.clip(x * self.width, reach, self.width - reach - 1))
        self.inks[row - reach : row + reach + 1, column - reach : column + reach + 1, ink] += (
            shape * amount
        )

    def swirl(self, energy: float, snare: float, step: float) -> None:
        """The water's next state: ink is heavy, noise stirs, and nothing is squeezed."""
        rows, columns = self.flow.shape[1:]
        dyes = cv2.resize(self.inks, (columns, rows), interpolation=cv2.INTER_AREA)
        weight = dyes[..., 0] + 0.5 * dyes[..., 1]
        row = (np.arange(rows) + int(self.clock * 3)) % 128
        gust = self.stir[np.ix_(row, np.arange(columns) % 128)]
        force = step * (0.6 + 1.3 * energy)
        # the water turns back before the lowest third, where words will stand
        depth = np.clip((self.cells[0] / rows - 0.42) / 0.3, 0, 1)
        self.flow[1] += force * (np.minimum(weight, 1.5) * 5 * (1 - 2.4 * depth) + gust * 14)
        self.flow[0] += force * gust.mean(axis=0) * 30
        if self.snare.struck(snare):
            self.flow[0] += np.roll(gust, 40, axis=1) * 14 * snare * energy
        back = cv2.scaleAdd(cv2.merge(list(self.flow)), -step, self.places)
        for axis in range(2):
            self.flow[axis] = moved(self.flow[axis], back, cv2.BORDER_WRAP)
        spectrum = np.fft.rfft2(self.flow)
        spectrum -= (spectrum * self.waves).sum(axis=0) * self.waves
        kept = np.float32(math.exp(-0.35 * step))
        self.flow = (np.fft.irfft2(spectrum, (rows, columns)) * kept).astype(np.float32)

    def carry(self, step: float) -> None:
        """Move the inks with the water; they thin out slowly."""
        pace = cv2.merge([part * size for part, size in zip(self.flow, self.cell, strict=True)])
        wide = cv2.resize(pace, (self.width, self.height))
        back = cv2.scaleAdd(wide, -step, self.grid, dst=wide)
        self.inks = moved(self.inks, back, cv2.BORDER_REPLICATE)
        self.inks *= np.float32(math.exp(-0.13 * step))


def moved(field: Floats, back: Any, border: int) -> Floats:
    """The field [rows, columns, ...] with every value from where the map of pairs points to."""
    new = cv2.remap(field, back, None, cv2.INTER_LINEAR, borderMode=border)  # type: ignore[call-overload]
    return np.asarray(new, np.float32)


def placed(rows: int, columns: int) -> Floats:
    """Where each pixel of so many lies [rows, columns, 2]: across, down."""
    down, across = np.mgrid[0:rows, 0:columns]
    return np.stack((across, down), axis=2).astype(np.float32)
