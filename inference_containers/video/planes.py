"""
Frames as the encoder takes them: planar YUV 4:2:0 in 8 bits, BT.709, studio range.

Keeping frames this way halves what is piped, and a picture painted at half size needs no larger
colour planes than it has. Reference: ITU-R BT.709-6, sections 3 and 4.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from harmonia.errors import EngineFailed
from harmonia.films.palette import Colour

Plane = NDArray[np.uint8]  # [height, width]
MATRIX = np.array(  # R, G, B and 1 to Y, Cb, Cr
    [
        [0.182586, 0.614231, 0.062007, 16],
        [-0.100644, -0.338572, 0.439216, 128],
        [0.439216, -0.398942, -0.040274, 128],
    ],
    np.float32,
)


@dataclass(frozen=True)
class Canvas:
    """One frame; `data` [bytes] holds the three planes one after another."""

    width: int
    height: int
    data: NDArray[np.uint8]
    y: Plane  # [height, width]
    u: Plane  # [height / 2, width / 2]
    v: Plane
    scratch: dict[tuple[int, int], list[Plane]] = field(default_factory=dict, repr=False)

    @classmethod
    def blank(cls, width: int, height: int) -> Canvas:
        """A frame of that size (both even), its content not yet settled."""
        luma, chroma = width * height, width * height // 4
        data = np.empty(luma + 2 * chroma, np.uint8)
        half = (height // 2, width // 2)
        return cls(
            width,
            height,
            data,
            data[:luma].reshape(height, width),
            data[luma : luma + chroma].reshape(half),
            data[luma + chroma :].reshape(half),
        )

    def show(self, picture: NDArray[np.uint8]) -> None:
        """Take over an RGB picture [height, width, 3], of this size or smaller."""
        height, width = picture.shape[:2]
        if width * self.height != height * self.width:
            raise EngineFailed(f"a picture of {width}x{height} on {self.width}x{self.height}")
        if (height, width) not in self.scratch:
            self.scratch[height, width] = scratch(height, width)
        whole, *planes = self.scratch[height, width]
        cv2.transform(picture, MATRIX, dst=whole)
        cv2.split(whole, planes)
        for plane, target in zip(planes, (self.y, self.u, self.v), strict=True):
            rows, columns = target.shape
            if plane.shape == target.shape:
                target[:] = plane
            else:
                how = cv2.INTER_AREA if width == 2 * columns else cv2.INTER_LINEAR
                cv2.resize(plane, (columns, rows), dst=target, interpolation=how)

    def fill(self, colour: Colour) -> None:
        """Cover the frame with one colour."""
        for plane, value in zip((self.y, self.u, self.v), yuv(colour), strict=True):
            plane[:] = value

    def mix(self, other: Canvas, share: float) -> None:
        """Let the other frame shine through; at a share of 1 only it is seen."""
        cv2.addWeighted(self.data, 1 - share, other.data, share, 0, dst=self.data)

    def take(self, other: Canvas) -> None:
        """Become a copy of the other frame."""
        self.data[:] = other.data

    def rgb(self) -> NDArray[np.uint8]:
        """The frame as an RGB picture [height, width, 3]."""
        full = [self.y] + [cv2.resize(p, (self.width, self.height)) for p in (self.u, self.v)]
        ycc = np.stack(full, -1).astype(np.float32) - np.array([16, 128, 128], np.float32)
        turned = ycc @ np.linalg.inv(MATRIX[:, :3]).T.astype(np.float32)
        picture: NDArray[np.uint8] = np.clip(np.rint(turned), 0, 255).astype(np.uint8)
        return picture


def scratch(height: int, width: int) -> list[Plane]:
    """Room for a picture of that size [height, width, 3] and for its planes."""
    return [np.empty((height, width, 3), np.uint8), *np.empty((3, height, width), np.uint8)]


def yuv(colour: Colour) -> tuple[int, int, int]:
    """A colour's Y, Cb and Cr."""
    y, u, v = (round(float(part)) for part in MATRIX @ np.array([*colour, 1], np.float32))
    return y, u, v
