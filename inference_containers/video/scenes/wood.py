"""
Trees on the edge of a sheet of paper: firs of three storeys and round crowns, one outline each.

All trees of a sheet are kept as one list of points, so that a frame places them in one go.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from inference_containers.video.scenes import lines
from inference_containers.video.scenes.colour import Bytes, Floats
from inference_containers.video.scenes.noise import Dice

COUNTS = (0, 4, 5, 4, 2)  # of trees on each sheet, from the farthest
TURN = np.linspace(0, 2 * np.pi, 28)
TRUNK = np.array([(-0.05, 0), (0.05, 0), (0.03, -0.5), (-0.03, -0.5)])
CROWN = np.stack((0.27 * np.cos(TURN), 0.36 * np.sin(TURN) - 0.72), axis=1)
SIDE = [(0.30, -0.22), (0.126, -0.46), (0.23, -0.46), (0.0966, -0.70), (0.16, -0.70)]
FIR = np.array([*SIDE, (0, -1.08), *((-x, y) for x, y in reversed(SIDE))])
LEAN = 0.02  # of a tree's height, in the wind
TIP = 3  # times as far as a crown leans the tip of a fir


class Wood:
    """The trees of one sheet; they stand still on it and lean a little in the wind."""

    def __init__(self, dice: Dice, sheet: int) -> None:
        count, size = COUNTS[sheet], 0.030 + 0.028 * sheet
        self.spots = (np.arange(count) + dice.uniform(0.1, 0.9, count)) / max(count, 1)
        self.sizes = size * dice.uniform(0.7, 1.25, count)
        firs = dice.integers(2, size=count)
        self.trunks = np.repeat(TRUNK[None], count, axis=0)  # [trees, 4, 2] in tree heights
        self.crowns = [FIR if fir else CROWN for fir in firs]
        self.leans = [self.stiffness(bool(fir)) for fir in firs]

    def stiffness(self, fir: bool) -> Floats:
        """How far each point of a crown goes with the wind."""
        if not fir:
            return np.ones(len(CROWN), np.float32)
        leans: Floats = np.zeros(len(FIR), np.float32)
        leans[len(SIDE)] = TIP
        return leans

    def draw(
        self, picture: Bytes, x: Floats, top: Floats, aside: float, clock: float,
        hue: Sequence[float],
    ) -> None:  # fmt: skip
        """Set the trees on a sheet's edge, which lies that far (shares of the width) aside."""
        if not len(self.spots):
            return
        height, width = picture.shape[:2]
        unit = min(width, height)
        spots = (self.spots - aside) % 1.1 - 0.05
        feet = np.stack((spots * width, np.interp(spots * width, x, top) + unit * 0.004), axis=1)
        tall = self.sizes * unit
        trunks = self.trunks * tall[:, None, None] + feet[:, None]
        lines.shapes(picture, list(lines.points(trunks[..., 0], trunks[..., 1])), hue)
        wind = np.sin(clock * 1.1 + spots * 9) * LEAN
        crowns = []
        for crown, lean, blown, size, foot in zip(
            self.crowns, self.leans, wind.tolist(), tall.tolist(), feet.tolist(), strict=True
        ):
            across = (crown[:, 0] + lean * blown) * size + foot[0]
            crowns.append(lines.points(across, crown[:, 1] * size + foot[1]))
        lines.shapes(picture, crowns, hue)
