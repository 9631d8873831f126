"""Contact sheets: what scenes look like, and what they cost."""

from __future__ import annotations

import time
from collections.abc import Iterable

import cv2
import numpy as np

from harmonia.films.film import Camera
from harmonia.films.palette import Palette
from inference_containers.video.scenes.rehearsal import moments
from inference_containers.video.scenes.scene import Look, Maker, Picture, Stage

PALETTES = {
    "night": Palette.parse(("#0b1026", "#1d2a5b", "#4f6bb3", "#e8ecf8", "#ffb45c")),
    "rose": Palette.parse(("#1a0d1c", "#4a1942", "#a23e6c", "#fbe3dc", "#ff8a5b")),
    "forest": Palette.parse(("#0c1712", "#1e4034", "#5b9279", "#eef5db", "#f2c14e")),
}
SIZES = ((1280, 720), (720, 1280), (720, 720), (1920, 1080))
FPS = 24


def frames(
    maker: Maker, size: tuple[int, int], palette: Palette, energy: float, count: int
) -> Iterable[Picture]:
    """The first frames of a rehearsal shot."""
    stage = Stage(width=size[0], height=size[1], fps=FPS, first=0, frames=count)
    scene = maker(stage, Look(palette=palette, camera=Camera.DRIFT, energy=energy), 7)
    for moment in moments(count, FPS, energy=energy):
        yield scene.paint(moment)


def contact(
    maker: Maker, size: tuple[int, int], columns: int = 6, width: int = 480, count: int = 150
) -> Picture:
    """Rows of palettes, each as calm as lively; columns of moments."""
    rows = []
    for (_, palette), energy in zip(PALETTES.items(), (0.2, 0.55, 0.9), strict=True):
        row: list[Picture] = []
        for number, picture in enumerate(frames(maker, size, palette, energy, count)):
            if number in np.linspace(count // 24, count - 1, columns).astype(int):
                height = round(width * size[1] / size[0])
                row.append(
                    cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA).astype(
                        np.uint8
                    )
                )
        rows.append(np.hstack(row))
    return np.vstack(rows)


def cost(maker: Maker, size: tuple[int, int], count: int = 48) -> tuple[float, float]:
    """CPU milliseconds: to set the scene, and for a frame of it."""
    stage = Stage(width=size[0], height=size[1], fps=FPS, first=0, frames=count)
    began = time.process_time()
    scene = maker(stage, Look(palette=PALETTES["night"], camera=Camera.DRIFT, energy=0.7), 7)
    set_up = time.process_time() - began
    listed = list(moments(count, FPS, energy=0.7))
    began = time.process_time()
    for moment in listed:
        scene.paint(moment)
    return set_up * 1000, (time.process_time() - began) / count * 1000
