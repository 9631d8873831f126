"""
Colours between the palette's five.

Mixing happens in Oklab, where a step looks as large as it is and the way from blue to gold does
not lead through mud (B. Ottosson, "A perceptual color space for image processing", 2020).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from harmonia.films.palette import Colour

Floats = NDArray[np.float32]
Numbers = NDArray[np.floating[Any]]  # of any precision
Bytes = NDArray[np.uint8]
Ramp = NDArray[np.uint8]  # [256, 1, 3]: what colour a brightness has

TO_CONE = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
FROM_LAB, FROM_CONE = np.linalg.inv(TO_LAB), np.linalg.inv(TO_CONE)
GAMMA = 2.2


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour that far on the way from the first to the second."""
    red, green, blue = blend(first, second, np.array([share]))[0]
    return round(float(red)), round(float(green)), round(float(blue))


def shade(colour: Colour, factor: float) -> Colour:
    """The colour, that many times as bright; never out of range."""
    red, green, blue = (min(255, max(0, round(part * factor))) for part in colour)
    return red, green, blue


def blend(first: Colour, second: Colour, shares: NDArray[np.float64]) -> Floats:
    """The colours [n, 3] at these shares of the way, each part 0 to 255."""
    ends = np.cbrt((np.array([first, second]) / 255) ** GAMMA @ TO_CONE.T) @ TO_LAB.T
    lab = ends[0] + (ends[1] - ends[0]) * np.clip(shares, 0, 1)[:, None]
    light = np.clip(((lab @ FROM_LAB.T) ** 3) @ FROM_CONE.T, 0, 1)
    mixed: Floats = (light ** (1 / GAMMA) * 255).astype(np.float32)
    return mixed


def steps(first: Colour, second: Colour, count: int = 256) -> list[Colour]:
    """That many colours from the first to the second; looking one up is cheaper than mixing."""
    found = np.rint(blend(first, second, np.linspace(0, 1, count))).astype(int).tolist()
    return [(red, green, blue) for red, green, blue in found]


def gradient(stops: list[tuple[float, Colour]], places: Numbers) -> Floats:
    """The colours [..., 3] at places on a line of (place, colour) stops."""
    if places.size > 4096:  # every pixel of a picture: mixed in a table, so fine that none shows
        table = gradient(stops, np.linspace(0, places.max(), 4096, dtype=np.float32))
        nearest = places * np.float32(4095 / max(float(places.max()), 1e-9))
        return np.take(table, nearest.astype(np.int32), axis=0)
    found = np.empty((*places.shape, 3), np.float32)
    found[:] = stops[0][1]
    for (start, first), (end, second) in pairwise(stops):
        inside = places >= start
        shares = (places[inside].astype(np.float64) - start) / (end - start)
        found[inside] = blend(first, second, shares)
    return found


def ramp(*stops: tuple[float, Colour]) -> Ramp:
    """A table from brightness, 0 to 1, to colour; black where the first stop says so."""
    places = np.linspace(0, 1, 256, dtype=np.float32)
    return np.rint(gradient(list(stops), places)).astype(np.uint8)[:, None, :]


def tint(grey: Bytes, table: Ramp) -> Bytes:
    """The grey picture [h, w] in the ramp's colours [h, w, 3]."""
    return cv2.applyColorMap(grey, table)  # type: ignore[return-value]


def brightness(colour: Colour) -> float:
    """How bright a colour looks, 0 to 1 (Rec. 709)."""
    red, green, blue = colour
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
