"""Pictures of rehearsal shots, small enough to paint many."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from harmonia.films.film import Camera
from harmonia.films.film import Scene as Name
from harmonia.films.palette import Palette
from inference_containers.video.scenes.registry import SCENES
from inference_containers.video.scenes.rehearsal import moments
from inference_containers.video.scenes.scene import Look, Picture, Stage

NIGHT = Palette.parse(("#0b1026", "#1d2a5b", "#4f6bb3", "#e8ecf8", "#ffb45c"))
GREY = Palette.parse(("#101010", "#303030", "#707070", "#f0f0f0", "#c0c0c0"))
FPS = 24


def paint(
    name: Name,
    frames: int = 24,
    *,
    size: tuple[int, int] = (384, 216),
    energy: float = 0.6,
    tempo: float = 110,
    seed: int = 7,
    palette: Palette = NIGHT,
    camera: Camera = Camera.STILL,
    silent: tuple[str, ...] = (),
) -> list[Picture]:
    """The first frames of a shot of that scene."""
    stage = Stage(width=size[0], height=size[1], fps=FPS, first=0, frames=frames)
    scene = SCENES[name](stage, Look(palette=palette, camera=camera, energy=energy), seed)
    played = moments(frames, FPS, tempo, energy, silent)
    return [scene.paint(moment) for moment in played]


def luminance(picture: Picture) -> NDArray[np.float64]:
    """How much light each pixel sends, 0 to 1 (WCAG's relative luminance)."""
    light = (picture / 255.0) ** 2.2
    return np.asarray(light @ (0.2126, 0.7152, 0.0722))


def blocks(values: NDArray[np.float64], rows: int = 9, columns: int = 9) -> NDArray[np.float64]:
    """The means of rows by columns of blocks."""
    height, width = values.shape[0] // rows * rows, values.shape[1] // columns * columns
    cut = values[:height, :width].reshape(rows, height // rows, columns, width // columns)
    return np.asarray(cut.mean(axis=(1, 3)))


def difference(first: list[Picture], second: list[Picture]) -> float:
    """How far two shots lie apart at their most different moment, in steps of 255."""
    return max(
        float(np.abs(one.astype(np.int16) - other).mean())
        for one, other in zip(first, second, strict=True)
    )
