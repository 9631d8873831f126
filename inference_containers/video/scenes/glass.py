"""
Drops of water on glass: each shows what is behind it upside down, dark at its rim, a spark on it.

Only a drop's own pixels are touched, those of all drops at once: where they lie in the picture,
and where in the blurred view behind the glass the light comes from that they show.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harmonia.films.palette import Colour
from inference_containers.video.scenes.colour import Bytes, Numbers
from inference_containers.video.scenes.light import distance, ease

Weights = NDArray[np.uint16]  # 0 to 256
Places = NDArray[np.int64]
SEES = 0.10  # of the view's short side, to each side of a drop
DRY = 0.006  # of the picture's short side: too small to see anything in


@dataclass
class Drop:
    """Water on the glass, in pixels."""

    x: float
    y: float
    radius: float
    speed: float = 0.0
    age: float = 0.0


@dataclass(frozen=True)
class Lens:
    """A drop's pixels [n] from its middle, where they look to, and their light."""

    across: Places
    down: Places
    aside: Places  # in pixels of the view
    above: Places
    shows: Weights  # of what is behind
    past: Weights  # of what would be there without the drop
    spark: NDArray[np.uint16]  # [n, 3]


Wet = tuple[
    Places, Places, Weights, Weights, NDArray[np.uint16]
]  # pixels, sources, and their light


class Glass:
    """A pane of that size before a view that many times smaller."""

    def __init__(self, size: tuple[int, int], coarse: int, hue: Colour) -> None:
        self.width, self.height = size
        self.coarse = coarse
        self.unit = min(size)
        self.most = round(self.unit * 0.034)
        self.wet: dict[tuple[int, int, int], Wet] = {}  # what was laid last, by radius and place
        self.lenses = [self.lens(radius, hue) for radius in range(2, self.most + 1)]

    def lens(self, radius: int, hue: Colour) -> Lens:
        """What a drop of that radius does."""
        far = distance(radius) / radius
        solid = np.clip((1 - far) * radius * 0.7, 0, 1)
        side = np.linspace(-1, 1, 2 * radius + 1, dtype=np.float32)
        rim = 1 - 0.75 * ease(0.55, 1.0, far) * (0.6 - 0.4 * side[:, None])
        spark = np.exp(-(((side[None, :] + 0.3) / 0.2) ** 2) - ((side[:, None] + 0.42) / 0.2) ** 2)
        light = (spark * solid)[..., None] * np.array(hue, np.float32) * 0.75
        wet = radius >= self.unit * DRY
        down, across = np.nonzero(solid > 0.02)
        reach = max(2.0, SEES * self.unit / self.coarse)
        return Lens(
            across - radius,
            down - radius,
            np.rint(-side[across] * reach).astype(np.int64),
            np.rint(-side[down] * reach).astype(np.int64),
            weights(np.minimum(solid * rim * 1.25, 1) * wet)[down, across],
            weights(1 - solid * wet)[down, across],
            np.rint(light[down, across]).astype(np.uint16),
        )

    def lay(self, picture: Bytes, view: Bytes, drops: Iterable[Drop]) -> None:
        """Draw the drops over the picture, large ones over small ones."""
        keys = {
            (min(max(round(one.radius), 2), self.most), round(one.x), round(one.y)) for one in drops
        }
        shape = view.shape[1], view.shape[0]
        self.wet = {key: self.wet.get(key) or self.drop(*key, shape) for key in sorted(keys)}
        if not self.wet:
            return
        pixels, sources, shows, past, spark = map(
            np.concatenate, zip(*self.wet.values(), strict=True)
        )
        flat = picture.reshape(-1, 3)
        mixed = view.reshape(-1, 3).take(sources, axis=0) * shows[:, None]
        mixed += flat.take(pixels, axis=0) * past[:, None]
        mixed >>= np.uint16(8)
        mixed += spark
        flat[pixels] = np.minimum(mixed, 255, out=mixed)

    def drop(self, radius: int, x: int, y: int, view: tuple[int, int]) -> Wet:
        """The pixels of a drop at that place, cut at the picture's edges."""
        lens, (columns, rows) = self.lenses[radius - 2], view
        across, down = x + lens.across, y + lens.down
        seen = (across >= 0) & (across < self.width) & (down >= 0) & (down < self.height)
        from_x = (x // self.coarse + lens.aside).clip(0, columns - 1)
        from_y = (y // self.coarse + lens.above).clip(0, rows - 1)
        return (
            (down * self.width + across)[seen],
            (from_y * columns + from_x)[seen],
            lens.shows[seen],
            lens.past[seen],
            lens.spark[seen],
        )


def weights(shares: Numbers) -> Weights:
    """Shares in whole numbers, 256 for all."""
    whole: Weights = np.rint(shares * 256).astype(np.uint16)
    return whole
