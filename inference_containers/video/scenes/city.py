"""
A skyline at night across the water.

Hats switch windows, cars start on the beat, the tallest tower is lit as high as the melody, and
kicks warm the haze behind the roofs. Every window belongs to a group, the city is one picture of
group numbers, and a frame is little more than a new table of colours.
"""

from __future__ import annotations

import cv2
import numpy as np

from inference_containers.video.scenes import colour, noise
from inference_containers.video.scenes.colour import Bytes, Floats
from inference_containers.video.scenes.light import ease, glow, joined, shine, spread
from inference_containers.video.scenes.motion import Follower, Trigger, view
from inference_containers.video.scenes.scene import Look, Moment, Picture, Stage

SHORE = 0.655  # of the height
FAR, NEAR, FLOORS = 1, 2, 3  # numbers in the picture of groups; FLOORS count upwards
GROUPS, HALF = 40, 148  # of far windows from the first, of near ones from the second
TOWER = 32  # floors of the melody's tower
DRIFT = 64  # pixels the near houses may drift


def make(stage: Stage, look: Look, seed: int) -> City:
    """The scene for a shot."""
    return City(stage, look, seed)


class City:
    """Two rows of houses, their windows, the road along the shore and the water."""

    def __init__(self, stage: Stage, look: Look, seed: int) -> None:
        self.stage, self.look = stage, look
        self.dice = np.random.default_rng(seed)
        self.unit = min(stage.width, stage.height)
        self.scale = self.unit / 720
        self.shore = round(stage.height * SHORE)
        self.back = np.zeros((self.shore, stage.width), np.uint8)
        self.front = np.zeros((self.shore, stage.width + 2 * DRIFT), np.uint8)
        self.houses(self.back, FAR, 0.42, (24, 58), 3)
        self.tower()
        self.houses(self.front, NEAR, 0.17, (34, 84), 4)
        quay = round(9 * self.scale)
        self.front[-quay:] = NEAR
        self.sky, self.haze = self.heavens()
        self.lit = self.dice.random(256) < 0.28 + 0.5 * look.energy
        self.level = np.where(self.lit, 1.0, 0.08).astype(np.float32)
        self.strength = np.where(np.arange(256) < HALF, 0.62, 0.95).astype(np.float32)
        self.tints = self.dice.random(256) ** 1.5
        self.cars: list[list[float]] = []  # place, speed
        self.hat, self.beat = Trigger(0.2), 0
        self.lean = Follower(0.4, 0.4, 0.7)  # from warm windows to cool, by the chord
        self.warm, self.height = Follower(0.06, 0.5), Follower(0.12, 0.4, 0.4)
        palette = look.palette
        light = (glow(round(12 * self.scale), 2.2)[..., None] * 0.9).astype(np.float32)
        self.lamps = [
            (light * np.array(hue)).astype(np.uint8) for hue in (palette.light, palette.accent)
        ]
        self.dark = self.tables()
        share = np.linspace(0.62, 0.12, stage.height - self.shore, dtype=np.float32) * 255
        rows = np.repeat(share[:, None], stage.width, axis=1)
        self.fade = spread(noise.settle(rows, self.dice))  # what the water gives back of the light

    def houses(
        self, city: Bytes, body: int, tallest: float, widths: tuple[int, int], cell: int
    ) -> None:
        """A row of houses with windows, from one end of the picture of groups to the other."""
        left, width = 0, city.shape[1]
        downtown = self.dice.uniform(0.3, 0.7)
        pane, gap = max(2, round(cell * self.scale)), max(2, round(cell * 0.9 * self.scale))
        while left < width:
            wide = int(self.dice.integers(*widths) * self.scale)
            crowd = np.exp(-(((left / width - downtown) / 0.27) ** 2))
            tall = 0.12 + 0.25 * self.dice.random() + 0.63 * crowd * self.dice.random() ** 0.8
            if body == NEAR:  # low houses, and here and there a tall one
                tall = 0.16 + 0.34 * self.dice.random() + 0.5 * (self.dice.random() < 0.12)
            dense = self.dice.uniform(0.12, 0.62)
            top = self.shore - round(self.stage.height * tallest * tall)
            city[top:, left : left + wide] = body
            step, high = (
                round(wide * self.dice.uniform(0.12, 0.3)),
                round(self.dice.uniform(5, 16) * self.scale),
            )
            if self.dice.random() < 0.55 and wide > 3 * step:  # a narrower storey on the roof
                city[top - high : top, left + step : left + wide - step] = body
            if self.dice.random() < 0.3:  # a mast or a stair house
                aside = left + round(wide * self.dice.uniform(0.3, 0.6))
                high = round(self.dice.uniform(10, 34) * self.scale)
                city[top - high : top, aside : aside + max(1, round(2 * self.scale))] = body
            rows = np.arange(top + 2 * gap, self.shore - 3 * gap, pane + gap)
            columns = np.arange(left + gap, left + wide - pane - 1, pane + gap)
            for row in rows:
                for column in columns:
                    if self.dice.random() < dense:
                        group = self.dice.integers(*(HALF, 256) if body == NEAR else (GROUPS, HALF))
                        city[row : row + pane, column : min(column + pane, width)] = group
            left += wide + (
                int(self.dice.integers(0, 12) * self.scale) if self.dice.random() < 0.4 else 0
            )

    def tower(self) -> None:
        """The melody's tower: a slim house whose floors have numbers of their own."""
        middle = round(self.stage.width * self.dice.choice([0.36, 0.5, 0.64]))
        half, floor = round(20 * self.scale), self.stage.height * 0.45 / TOWER
        for index in range(TOWER + 2):
            top = round(self.shore - (index + 1) * floor)
            taper = half - round(half * 0.35 * index / TOWER)
            self.back[top : self.shore, middle - taper : middle + taper] = np.where(
                self.back[top : self.shore, middle - taper : middle + taper] >= FLOORS,
                self.back[top : self.shore, middle - taper : middle + taper],
                FAR,
            )
            if index < TOWER:
                low = top + max(2, round(floor * 0.5))
                self.back[top:low, middle - taper + 3 : middle + taper - 3] = FLOORS + index
        spire = round(self.shore - (TOWER + 2) * floor)
        self.back[spire - round(40 * self.scale) : spire, middle - 1 : middle + 1] = FAR

    def heavens(self) -> tuple[Bytes, Bytes]:
        """The sky between the far houses, and the haze that kicks add to it [h, w, 3]."""
        palette = self.look.palette
        places = np.linspace(0, 1, self.shore, dtype=np.float32)
        stops = [
            (0.0, colour.shade(palette.background, 0.75)),
            (0.45, colour.mix(palette.background, palette.deep, 0.55)),
            (0.8, colour.mix(palette.deep, palette.mid, 0.55)),
            (1.0, colour.mix(palette.mid, palette.accent, 0.25)),
        ]
        sky = np.repeat(colour.gradient(stops, places)[:, None], self.stage.width, axis=1)
        cloud = noise.clouds(self.dice, self.shore // 4, self.stage.width // 4, 1.9, 2)
        cloud = noise.enlarged(cloud, self.stage.width, self.shore)
        sky *= (0.72 + 0.55 * cloud * (0.35 + 0.65 * places[:, None]))[..., None]
        aside = (np.arange(self.stage.width, dtype=np.float32) / self.stage.width - 0.5)[None, :]
        warm = np.exp(-(((1 - places[:, None]) / 0.34) ** 2) - (aside / 0.4) ** 2)
        warm *= ease(0.34, 0.6, places)[:, None]
        haze = (
            warm[..., None]
            * np.array(colour.mix(palette.mid, palette.accent, 0.7), np.float32)
            * 0.42
        )
        free = (self.back == 0)[..., None]
        return noise.settle(sky, self.dice) * free, noise.settle(haze, self.dice) * free

    def tables(self) -> Floats:
        """What each number looks like with its light off [256, 3]."""
        palette = self.look.palette
        table = np.zeros((256, 3), np.float32)
        table[FAR:] = colour.mix(palette.background, palette.deep, 0.62)
        table[NEAR] = colour.shade(palette.background, 0.5)
        return table

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment."""
        step = 1 / self.stage.fps
        self.switch(moment, step)
        table = self.colours(moment)
        picture = np.empty((self.stage.height, self.stage.width, 3), np.uint8)
        land = picture[: self.shore]
        cv2.add(self.sky, colour.tint(self.back, table), dst=land)
        self.warm.towards(moment.kick, step)
        share = 0.55 * moment.energy + 0.35 * self.warm.value + 0.4 * self.lean.value
        reach = self.shore // 3  # the haze does not reach the zenith
        cv2.add(land[reach:], cv2.convertScaleAbs(self.haze[reach:], alpha=share), dst=land[reach:])
        self.lay_front(land, table, moment)
        self.traffic(picture, moment, step)
        self.water(picture, moment)
        return picture

    def switch(self, moment: Moment, step: float) -> None:
        """Windows go on and off with the hats; none of them suddenly."""
        if self.hat.struck(moment.hat):
            count = 2 + round(14 * moment.energy)
            chosen = self.dice.integers(GROUPS, 256, count)
            share = 0.25 + 0.55 * moment.energy
            self.lit[chosen] = self.dice.random(count) < share
        self.level += (np.where(self.lit, 1.0, 0.06) - self.level) * min(1.0, 7 * step)
        self.height.towards(moment.melody_height, step)
        self.lean.towards(0.25 + 0.75 * (moment.chord_root * 7 % 12) / 11, step)

    def colours(self, moment: Moment) -> colour.Ramp:
        """The table from group to colour at this moment."""
        palette = self.look.palette
        warm, cool = np.array(palette.accent, np.float32), np.array(palette.light, np.float32)
        hue = cool + (warm - cool) * (1 - self.tints[:, None] * self.lean.value)
        table = self.dark + (hue * 0.85 - self.dark) * (self.level * self.strength)[:, None]
        floors = np.arange(TOWER, dtype=np.float32)
        top = 3 + (TOWER - 3) * self.height.value
        on = (
            np.clip(top - floors, 0, 1)
            * (0.45 + 0.55 * moment.melody)
            * (0.35 + 0.65 * floors / TOWER)
        )
        lamp = np.array(colour.mix(palette.accent, palette.light, 0.4), np.float32)
        dark = self.dark[FAR]
        table[FLOORS : FLOORS + TOWER] = dark + (lamp - dark) * on[:, None]
        table[:FLOORS] = self.dark[:FLOORS]
        return np.clip(table, 0, 255).astype(np.uint8)[:, None, :]

    def lay_front(self, land: Bytes, table: colour.Ramp, moment: Moment) -> None:
        """The near houses, drifting by parts of a pixel past the far ones."""
        camera = view(self.stage, self.look, moment.frame)
        place = float(np.clip(DRIFT + camera.x * self.unit * 0.9, 0, 2 * DRIFT - 2))
        left, part = int(place), place - int(place)
        top = self.shore - round(self.stage.height * 0.25)
        strip = self.front[top:, left : left + self.stage.width + 1]
        painted = colour.tint(np.ascontiguousarray(strip), table)
        solid = (strip > 0).astype(np.uint8) * np.uint8(255)
        painted = joined(painted[:, :-1], painted[:, 1:], part)
        solid = joined(solid[:, :-1], solid[:, 1:], part)
        place_of = land[top:]
        free = spread(255 - solid)
        cv2.multiply(place_of, free, dst=place_of, scale=1 / 255)
        cv2.add(place_of, painted, dst=place_of)

    def traffic(self, picture: Bytes, moment: Moment, step: float) -> None:
        """Cars along the shore: white lights one way, red ones the other."""
        beat = int(np.floor(moment.beat))
        if beat != self.beat and len(self.cars) < 26:
            self.beat = beat
            for _ in range(1 + (moment.energy > 0.5)):
                way = 1 if self.dice.random() < 0.5 else -1
                speed = way * self.dice.uniform(0.16, 0.3) * (0.6 + 0.7 * moment.energy)
                self.cars.append([0.0 if way > 0 else 1.0, speed])
        span = self.stage.width / self.unit
        for car in self.cars:
            car[0] += car[1] * step / span
            row = self.shore - (5 if car[1] > 0 else 9) * self.scale
            shine(picture, self.lamps[0 if car[1] > 0 else 1], car[0] * self.stage.width, row)
        self.cars = [car for car in self.cars if -0.03 < car[0] < 1.03]

    def water(self, picture: Bytes, moment: Moment) -> None:
        """The city upside down, dimmer with depth and trembling."""
        deep = np.arange(self.stage.height - self.shore, dtype=np.float32)
        time = moment.seconds
        tremble = np.sin(deep * 0.5 / self.scale - time * 3.1) + 0.6 * np.sin(
            deep * 0.21 / self.scale + time * 1.7
        )
        source = self.shore - 2 - deep * 1.35 - tremble * (1 + deep * 0.035)
        rows = np.clip(source, 0, self.shore - 1).astype(np.int32)
        image = picture[rows]
        image = cv2.blur(image, (round(9 * self.scale) | 1, 3))
        cv2.multiply(image, self.fade, dst=picture[self.shore :], scale=1 / 255)
        edge = picture[self.shore : self.shore + max(1, round(2 * self.scale))]
        edge[:] = colour.shade(self.look.palette.background, 0.4)
