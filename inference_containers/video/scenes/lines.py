"""Lines and filled shapes with smooth edges, placed to a sixteenth of a pixel."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from inference_containers.video.scenes.colour import Bytes, Numbers

SHIFT = 4  # binary places behind the pixel
Points = NDArray[np.int32]  # [..., n, 2]: x, y in sixteenths


def points(x: Numbers, y: Numbers) -> Points:
    """The points of a line, or of many [lines, n], in OpenCV's fixed point."""
    placed = np.empty((*x.shape, 2), np.float32)
    placed[..., 0], placed[..., 1] = x, y
    whole: Points = np.rint(placed * (1 << SHIFT)).astype(np.int32)
    return whole


def grounds(x: Numbers, top: Numbers, floor: Numbers) -> Points:
    """
    Outlines [bands, n + 2, 2] of what lies between lines [bands, n] and floors [bands].

    All but an outline's last two points are the line itself.
    """
    ends = x[:, [-1, 0]], np.repeat(floor[:, None], 2, axis=1)
    pairs = zip((x, top), ends, strict=True)
    return points(*(np.concatenate(pair, axis=1) for pair in pairs))


def stroke(picture: Bytes, x: Numbers, y: Numbers, colour: Sequence[float], width: int = 1) -> None:
    """Draw a line through points."""
    cv2.polylines(picture, [points(x, y)], False, colour, width, cv2.LINE_AA, SHIFT)


def trace(picture: Bytes, traces: list[Points], colour: Sequence[float], width: int = 1) -> None:
    """Draw lines whose points are placed already."""
    if traces:
        cv2.polylines(picture, traces, False, colour, width, cv2.LINE_AA, SHIFT)


def fill(picture: Bytes, outline: Points, colour: Sequence[float]) -> None:
    """Fill an outline with rough edges, for a trace to follow."""
    cv2.fillPoly(picture, [outline], colour, cv2.LINE_8, SHIFT)


def band(
    picture: Bytes,
    x: Numbers,
    top: Numbers,
    bottom: Numbers,
    colour: Sequence[float],
    smooth: bool = True,
) -> None:
    """Fill between two lines above the same x; rough edges cost half, if a stroke follows."""
    outline = np.concatenate((points(x, top), points(x[::-1], bottom[::-1])))
    cv2.fillPoly(picture, [outline], colour, cv2.LINE_AA if smooth else cv2.LINE_8, SHIFT)


def shapes(picture: Bytes, outlines: list[Points], colour: Sequence[float]) -> None:
    """Fill closed outlines that do not overlap, all at once."""
    if outlines:
        cv2.fillPoly(picture, outlines, colour, cv2.LINE_AA, SHIFT)


def shape(picture: Bytes, outline: Points, colour: Sequence[float]) -> None:
    """Fill a closed outline."""
    cv2.fillPoly(picture, [outline], colour, cv2.LINE_AA, SHIFT)
