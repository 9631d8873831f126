"""
Northern lights over mountains and a lake.

The curtains burn higher as the melody climbs, a kick sends a bright fold along them, and every
chord leans their colour another way.
"""

from __future__ import annotations

import cv2
import numpy as np

from harmonia.films.palette import Colour
from inference_containers.video.scenes import colour, lines, noise
from inference_containers.video.scenes.colour import Bytes, Floats
from inference_containers.video.scenes.light import ease
from inference_containers.video.scenes.motion import Follower, Trigger, view
from inference_containers.video.scenes.scene import Look, Moment, Picture, Stage

HORIZON = 0.655  # of the height
COARSE = 4  # pixels of the picture to one of the light
CURTAINS = 3


def make(stage: Stage, look: Look, seed: int) -> Aurora:
    """The scene for a shot."""
    return Aurora(stage, look, seed)


class Aurora:
    """A night sky that moves over land that does not."""

    def __init__(self, stage: Stage, look: Look, seed: int) -> None:
        self.stage, self.look = stage, look
        self.dice = np.random.default_rng(seed)
        self.width, self.height = stage.width // COARSE, stage.height // COARSE
        self.unit = min(self.width, self.height)
        self.shore = round(self.height * HORIZON)
        self.folds = [noise.ridge(self.dice, 256, 1.5, 2) for _ in range(CURTAINS)]
        self.rays = [noise.ridge(self.dice, 1024, 0.55, 8) for _ in range(CURTAINS)]
        self.drift = self.dice.uniform(0, 200, CURTAINS)
        self.rows = np.arange(self.shore, dtype=np.float32)[:, None]
        self.profile = self.burn()
        self.clock = 0.0
        self.fold = 9.0  # where the kick's fold is: widths from the middle
        self.kick, self.reach = Trigger(), Follower(0.35, 1.2, 0.5)
        self.lean, self.glow = Follower(0.8, 0.8, 0.5), Follower(0.06, 0.5)
        self.land, self.open = self.scenery()

    def burn(self) -> Floats:
        """How bright a curtain is above its lower edge: a sharp edge, a long fading (256 steps)."""
        above = np.linspace(-0.12, 1.2, 256, dtype=np.float32)
        return ease(-0.1, 0.05, above) * np.exp(-2.6 * np.maximum(above, 0)) * ease(1.2, 0.7, above)

    def scenery(self) -> tuple[Bytes, Bytes]:
        """What stands still, and where the sky is open to light [h, w, 3]."""
        width, height = self.stage.width, self.stage.height
        unit, palette = min(width, height), self.look.palette
        far = colour.mix(palette.background, palette.deep, 0.45)
        stops = [
            (0.0, palette.background),
            (HORIZON * 0.7, far),
            (HORIZON, colour.mix(palette.deep, palette.mid, 0.45)),
            (HORIZON + 0.001, colour.mix(palette.background, palette.deep, 0.7)),
            (1.0, colour.shade(palette.background, 0.55)),
        ]
        places = np.linspace(0, 1, height, dtype=np.float32)
        sky = np.repeat(colour.gradient(stops, places)[:, None], width, axis=1)
        land = noise.settle(sky, self.dice)
        self.stars(land, unit)
        open_sky = np.full((height, width), 255, np.uint8)
        shore = height * HORIZON
        across = np.arange(0, width + 8, 4, dtype=np.float32)
        for size, tone, rough in ((0.20, 0.55, 1.15), (0.10, 0.16, 1.0)):
            line = noise.ridge(self.dice, 512, rough, 2)
            crest = noise.along(line, across / unit * 190 + 40)
            top = shore - unit * size * (0.15 + crest)
            flat = np.full_like(top, shore)
            hue = colour.mix(colour.shade(palette.background, 0.5), palette.deep, tone)
            lines.band(land, across, top, flat, hue)
            lines.band(open_sky, across, top, flat, (0,))
            deep = shore + (shore - top) * 0.8
            lines.band(land, across, flat, deep, colour.shade(hue, 0.8))
            lines.band(open_sky, across, flat, deep, (90,))
        return land, cv2.merge([open_sky] * 3)  # type: ignore[return-value]

    def stars(self, land: Bytes, unit: int) -> None:
        """Scatter stars over the sky."""
        count = 90 + round(90 * land.shape[1] / land.shape[0])
        hue = self.look.palette.light
        for x, y, size in self.dice.random((count, 3)):
            tone = colour.mix(self.look.palette.deep, hue, 0.25 + 0.75 * size**3)
            spot = (int(x * land.shape[1] * 16), int(y**1.3 * land.shape[0] * HORIZON * 16))
            radius = int(unit / 720 * (8 + 16 * size**4))
            cv2.circle(land, spot, radius, tone, -1, cv2.LINE_AA, 4)

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment."""
        step = 1 / self.stage.fps
        self.clock += step * (0.35 + 0.9 * moment.energy)
        self.fold += step * (0.55 + 0.5 * moment.energy)
        if self.kick.struck(moment.kick):
            self.fold = 0.0
        self.glow.towards(max(moment.loudness, 0.6 * moment.kick), step)
        self.reach.towards(moment.melody_height * (0.4 + 0.6 * moment.melody), step)
        self.lean.towards((moment.chord_root * 7 % 12) / 11, step)
        light = self.curtains(moment)
        wide = cv2.resize(
            light, (self.stage.width, self.stage.height), interpolation=cv2.INTER_CUBIC
        )
        picture = cv2.multiply(wide, self.open, scale=1 / 255)
        return cv2.add(picture, self.land, dst=picture)  # type: ignore[return-value]

    def curtains(self, moment: Moment) -> Bytes:
        """The light of all curtains and of their reflection, coarse [h, w, 3]."""
        camera = view(self.stage, self.look, moment.frame)
        across = np.arange(self.width, dtype=np.float32) / self.unit
        across = (across - across[-1] / 2) / camera.zoom + camera.x
        low = np.zeros((self.shore, self.width), np.float32)
        high = np.zeros_like(low)
        for index in range(CURTAINS):
            strength = 0.62 + 0.68 * moment.energy - 0.28 * index * (1.2 - moment.energy)
            if strength <= 0.05:
                continue
            edge, tall, bright = self.curtain(index, across, strength)
            share = (edge - self.rows) / tall
            place = np.clip((share + 0.12) * (255 / 1.32), 0, 255).astype(np.uint8)
            body = self.profile[place] * bright
            low += body
            high += body * np.clip(share * 1.6, 0, 1)
        return self.mirrored(low - high * 0.85, high)

    def curtain(self, index: int, across: Floats, strength: float) -> tuple[Floats, Floats, Floats]:
        """A curtain's lower edge, height and brightness, each [width]."""
        start = self.drift[index] + self.clock * (1.6 - 0.5 * index)
        sway = noise.along(self.folds[index], across * (26 + 9 * index) + start)
        wave = noise.along(self.folds[index - 1], across * 70 - start * 2.2)
        edge = self.height * (0.50 - 0.085 * index) - self.unit * (
            0.24 * (sway - 0.5) + 0.04 * wave
        )
        streaks = noise.along(self.rays[index], across * 260 + sway * 160 + start * 7)
        body = noise.along(self.folds[index - 2], across * 34 + 90 - start * 1.3)
        kicked = np.exp(-(((np.abs(across) - self.fold) / 0.16) ** 2)) * np.exp(-1.2 * self.fold)
        bright = strength * (0.12 + body**1.5 * 1.1) * (0.35 + 0.85 * streaks**1.4)
        bright = bright * (0.75 + 0.35 * self.glow.value) * (1 + 1.5 * kicked)
        tall = self.height * (0.20 + 0.26 * self.reach.value) * (0.65 + 0.7 * streaks * body)
        return edge.astype(np.float32), tall.astype(np.float32), bright.astype(np.float32)

    def mirrored(self, low: Floats, high: Floats) -> Bytes:
        """Both lights in their colours, with the lake's trembling image of them below."""
        palette, lean = self.look.palette, self.lean.value
        first: Colour = colour.mix(palette.accent, palette.mid, 0.75 * lean)
        second: Colour = colour.mix(palette.mid, palette.accent, 0.8 * lean)
        weights = np.stack((first, second), axis=1).astype(np.float32)
        light = cv2.transform(cv2.merge([low, high]), weights)
        whole = np.zeros((self.height, self.width, 3), np.float32)
        whole[: self.shore] = light
        deep = np.arange(self.height - self.shore, dtype=np.float32)
        tremble = np.sin(deep * 0.9 - self.clock * 5) * (0.6 + deep * 0.05)
        source = np.clip(self.shore - 1 - deep * 1.15 - tremble, 0, self.shore - 1)
        fade = 0.42 * (1 - deep / len(deep)) ** 0.8
        image = cv2.blur(light, (5, 9))
        whole[self.shore :] = image[source.astype(np.int32)] * fade[:, None, None]
        return np.clip(whole, 0, 255).astype(np.uint8)
