"""Light: glows, discs and shadows, and how they are laid into a picture."""

from __future__ import annotations

import cv2
import numpy as np

from harmonia.films.palette import Colour
from inference_containers.video.scenes.colour import Bytes, Floats, Numbers


def glow(radius: int, power: float = 2) -> Floats:
    """A round light [2r + 1, 2r + 1], 1 in its middle and 0 at its rim."""
    light = np.clip(1 - distance(radius) / radius, 0, 1) ** power
    return light.astype(np.float32)


def disc(radius: float, blur: float = 1) -> Floats:
    """An even disc with a soft edge, in a square that just holds it."""
    reach = int(radius + blur + 1)
    even: Floats = np.clip((np.float32(radius) - distance(reach)) / blur + 0.5, 0, 1)
    return even


def distance(reach: int) -> Floats:
    """How far each pixel of a square [2 reach + 1] lies from its middle, in pixels."""
    side = np.arange(-reach, reach + 1, dtype=np.float32)
    return np.hypot(side[:, None], side[None, :])


def coloured(shape: Numbers, colour: Colour) -> Floats:
    """A light of that shape and colour, [h, w, 3]."""
    return shape.astype(np.float32)[..., None] * np.array(colour, np.float32)


def shine(picture: Bytes, light: Bytes, x: float, y: float) -> None:
    """Add a light [h, w, 3] to the picture, its middle at that place; what falls outside is cut."""
    height, width = light.shape[:2]
    left, top = round(x - width / 2), round(y - height / 2)
    right, bottom = min(left + width, picture.shape[1]), min(top + height, picture.shape[0])
    from_left, from_top = max(0, -left), max(0, -top)
    left, top = max(left, 0), max(top, 0)
    if left < right and top < bottom:
        place = picture[top:bottom, left:right]
        piece = light[from_top : from_top + bottom - top, from_left : from_left + right - left]
        cv2.add(place, piece, dst=place)


def dimmed(light: Bytes, factor: float) -> Bytes:
    """The light, that many times as bright."""
    return cv2.convertScaleAbs(light, alpha=factor)  # type: ignore[return-value]


def larger(small: Bytes, width: int, height: int) -> Bytes:
    """The picture at that size, smoothly."""
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)  # type: ignore[return-value]


def ease(start: float, end: float, places: Numbers) -> Floats:
    """0 up to the start, 1 from the end on, and a smooth way between (smoothstep)."""
    share = np.clip((places.astype(np.float32) - start) / (end - start), 0, 1)
    eased: Floats = share * share * (3 - 2 * share)
    return eased


def joined(picture: Bytes, other: Bytes, share: float) -> Bytes:
    """Both pictures, the other with that share."""
    return cv2.addWeighted(picture, 1 - share, other, share, 0)  # type: ignore[return-value]


def spread(grey: Bytes) -> Bytes:
    """A grey picture [h, w] as one of three equal parts [h, w, 3]."""
    return cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)  # type: ignore[return-value]


def calm(height: int, start: float = 0.6, least: float = 0.45) -> Floats:
    """How bright each row [height] may be: full above, quiet where words will stand."""
    rows = np.linspace(0, 1, height, dtype=np.float32)
    return 1 - (1 - least) * ease(start, min(start + 0.28, 1), rows)
