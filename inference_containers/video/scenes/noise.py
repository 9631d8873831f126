"""
Random shapes that repeat without a seam: clouds and ridges with a chosen roughness.

Random phases under a power-law spectrum (R. Voss, "Random fractal forgeries", 1985).
"""

from __future__ import annotations

import cv2
import numpy as np

from inference_containers.video.scenes.colour import Bytes, Floats, Numbers

Dice = np.random.Generator


def clouds(
    dice: Dice, height: int, width: int, roughness: float = 1.8, lowest: float = 1
) -> Floats:
    """A seamless field [height, width] from 0 to 1; smaller roughness is finer grain."""
    down = np.fft.fftfreq(height)[:, None] * max(height, width)
    across = np.fft.rfftfreq(width)[None, :] * max(height, width)
    distance = np.hypot(down, across)
    power = np.where(distance >= lowest, np.maximum(distance, 1) ** -roughness, 0)
    angle = dice.uniform(0, 2 * np.pi, power.shape)
    field = np.fft.irfft2(power * np.exp(1j * angle), (height, width))
    return spread(field.astype(np.float32))


def ridge(dice: Dice, length: int, roughness: float = 1.2, lowest: float = 1) -> Floats:
    """A seamless line [length] from 0 to 1."""
    count = np.fft.rfftfreq(length) * length
    power = np.where(count >= lowest, np.maximum(count, 1) ** -roughness, 0)
    line = np.fft.irfft(power * np.exp(1j * dice.uniform(0, 2 * np.pi, power.shape)), length)
    return spread(line.astype(np.float32))


def spread(field: Floats) -> Floats:
    """The field stretched to reach from 0 to 1."""
    low, high = float(field.min()), float(field.max())
    return (field - low) / max(high - low, 1e-9)


def enlarged(field: Floats, width: int, height: int) -> Floats:
    """The field at that size, still from 0 to 1."""
    return np.clip(cv2.resize(field, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1)


def along(line: Floats, places: Numbers) -> Floats:
    """
    A line's values at places (in samples, any size), between its samples by cosine.

    Of many lines [lines, samples] each is read at its own places [lines, n].
    """
    places = places.astype(np.float32)
    whole = np.floor(places).astype(np.int32)
    part = 0.5 - 0.5 * np.cos(np.float32(np.pi) * (places - whole))
    length = line.shape[-1]
    if line.ndim == 2:
        first, second = (np.take_along_axis(line, (whole + i) % length, axis=1) for i in (0, 1))
    else:
        first, second = line[whole % length], line[(whole + 1) % length]
    values: Floats = first + (second - first) * part.astype(np.float32)
    return values


def settle(picture: Numbers, dice: Dice) -> Bytes:
    """
    The picture in whole steps, rounded up or down by lot, the same lot for all colours.

    It hides the steps of soft gradients; the grain stands still, so the encoder pays for it once.
    """
    lot = dice.random(picture.shape[:2], dtype=np.float32)
    if picture.ndim == 3:
        lot = lot[..., None]
    settled: Bytes = np.clip(picture + lot, 0, 255).astype(np.uint8)
    return settled
