"""Small pictures that are laid over frames: words, plates, logos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from inference_containers.video.planes import MATRIX, Canvas

Weights = NDArray[np.uint16]  # [height, width], 0 to 256


@dataclass(frozen=True)
class Box:
    """A rectangle of the frame, in pixels; `right` and `bottom` are the first ones outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """In pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top

    def meets(self, other: Box) -> bool:
        """Whether the two share a pixel."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True)
class Layer:
    """One plane of a sprite: how much it covers, and what it adds (value times cover)."""

    cover: Weights
    adds: Weights

    def over(self, plane: NDArray[np.uint8], opacity: int) -> None:
        """Blend onto a plane of the same size; opacity 0 to 256."""
        cover, adds = self.cover, self.adds
        if opacity < 256:
            cover = np.right_shift(cover * np.uint16(opacity), np.uint16(8))
            adds = np.right_shift(adds, np.uint16(8)) * np.uint16(opacity)
        blended = plane * (np.uint16(256) - cover)
        blended += adds
        blended >>= np.uint16(8)
        plane[:] = blended


@dataclass(frozen=True)
class Sprite:
    """A picture with its place in the frame; place and size are even."""

    box: Box
    layers: tuple[Layer, Layer, Layer]  # Y, and Cb and Cr at half the size

    @classmethod
    def of(cls, image: Image.Image, left: int, top: int) -> Sprite:
        """The sprite of an RGBA image, its top left corner at that place or a pixel beside it."""
        left, top = left - left % 2, top - top % 2
        width, height = image.width + image.width % 2, image.height + image.height % 2
        rgba = np.zeros((height, width, 4), np.uint8)
        rgba[: image.height, : image.width] = np.asarray(image.convert("RGBA"))
        cover = rgba[..., 3].astype(np.float32) * np.float32(256 / 255)
        planes = cv2.transform(rgba[..., :3].astype(np.float32), MATRIX)
        half = (width // 2, height // 2)
        y, u, v = (planes[..., index] * cover for index in range(3))
        thin = cv2.resize(cover, half, interpolation=cv2.INTER_AREA)
        layers = [_layer(cover, y)]
        for plane in (u, v):
            layers.append(_layer(thin, cv2.resize(plane, half, interpolation=cv2.INTER_AREA)))
        return cls(Box(left, top, left + width, top + height), (layers[0], layers[1], layers[2]))

    def moved(self, left: int, top: int) -> Sprite:
        """The same picture elsewhere."""
        left, top = left - left % 2, top - top % 2
        box = Box(left, top, left + self.box.width, top + self.box.height)
        return Sprite(box, self.layers)

    def draw(self, canvas: Canvas, opacity: float = 1.0) -> None:
        """Blend the whole sprite onto the frame; what lies outside is cut off."""
        self.part(canvas, self.box, opacity)

    def part(self, canvas: Canvas, wanted: Box, opacity: float = 1.0) -> None:
        """Blend only what lies in that box; its edges are rounded down to even pixels."""
        left, top, right, bottom = (
            max(wanted.left, self.box.left, 0) // 2,
            max(wanted.top, self.box.top, 0) // 2,
            min(wanted.right, self.box.right, canvas.width) // 2,
            min(wanted.bottom, self.box.bottom, canvas.height) // 2,
        )
        if right <= left or bottom <= top or opacity <= 0:
            return
        level = round(256 * min(1.0, opacity))
        planes = ((canvas.y, 2), (canvas.u, 1), (canvas.v, 1))
        for (plane, scale), layer in zip(planes, self.layers, strict=True):
            x, y = self.box.left // 2 * scale, self.box.top // 2 * scale
            rows = slice(top * scale - y, bottom * scale - y)
            columns = slice(left * scale - x, right * scale - x)
            Layer(layer.cover[rows, columns], layer.adds[rows, columns]).over(
                plane[top * scale : bottom * scale, left * scale : right * scale], level
            )


def _layer(cover: NDArray[Any], adds: NDArray[Any]) -> Layer:
    whole = np.clip(np.rint(cover), 0, 256).astype(np.uint16)
    limit = 255 * whole.astype(np.uint32)  # so that a blend never overflows 8 bits
    return Layer(whole, np.minimum(np.clip(np.rint(adds), 0, None), limit).astype(np.uint16))
