"""
What a scene is: something that paints the frames of one shot, in order.

A scene is a module of this folder with the name `harmonia.films` gives it, and a function `make`
(a `Maker`); `registry.SCENES` lists them. It composes for the stage's aspect, portrait as well as
landscape, and crops nothing. It may paint smaller than the stage, at a whole fraction of both
sides: the engine enlarges the brightness and keeps the colour as it is, which at one half loses
nothing that 4:2:0 video would keep. The same stage, look, seed and moments give the same pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from harmonia.films.film import Camera
from harmonia.films.palette import Palette
from harmonia.songs.wishes import SectionKind

Picture = NDArray[np.uint8]  # [height, width, 3], RGB


@dataclass(frozen=True, slots=True)
class Stage:
    """Where and when a shot plays; both sides are multiples of 4."""

    width: int
    height: int
    fps: int
    first: int  # the film's frame at which the shot begins
    frames: int  # how many frames the shot lasts


@dataclass(frozen=True, slots=True)
class Look:
    """How a shot looks."""

    palette: Palette
    camera: Camera
    energy: float  # of the section the shot stands in, 0 to 1
    mood: tuple[str, ...] = ()  # the brief's own words


@dataclass(frozen=True, slots=True)
class Moment:
    """What the music does while a frame is shown; envelopes jump to 1 and die away."""

    frame: int  # from the film's first
    seconds: float
    beat: float  # beats since the song's first, below zero before it
    bar: int  # from 0
    phase_of_bar: float  # 0 to 1
    energy: float  # 0 to 1, bends from section to section
    kick: float
    snare: float
    hat: float
    bass: float
    melody: float
    melody_height: float  # 0 the melody's lowest note, 1 its highest
    chord_change: float
    chord_root: int  # pitch class, 0 is C
    loudness: float  # of the mix, 0 to 1
    section: SectionKind


class Scene(Protocol):
    """Paints one shot."""

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment; called once for each frame of the shot, in order."""


Maker = Callable[[Stage, Look, int], Scene]  # the last is the shot's seed
