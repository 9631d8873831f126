"""
Clips: what a model of moving pictures makes of a shot, as a scene that the filmmaker can paint.

The model makes a few seconds; a longer shot goes on backwards and forwards through them, so that
nothing jumps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

import cv2
import numpy as np
import torch
from diffusers import WanPipeline

from harmonia.films.film import Camera
from harmonia.films.film import Scene as Name
from inference_containers.models import device, pipelines
from inference_containers.serving.work import Work
from inference_containers.video.scenes.scene import Look, Maker, Moment, Picture, Scene, Stage

FPS = 24  # frames a second that the model was trained on
MOST = 121  # frames of a clip
STEPS = 50
LINES = 704  # of the short side, as the 5B weights want it
USUAL = {"HARMONIA_LINES": LINES, pipelines.STEPS: STEPS}
PALE = "blurry, watermark, text, letters, distorted, low quality"
SCENES = {
    Name.PARTICLES: "glowing particles swarming in the dark",
    Name.INK: "coloured ink unfolding in water",
    Name.TERRAIN: "flight over a landscape of low hills",
    Name.WAVES: "slow waves on an open sea",
    Name.CITY: "a city street at night, lights passing",
    Name.RAIN: "rain on a window, lights behind it",
    Name.AURORA: "northern lights over a quiet valley",
    Name.PRISM: "light broken by crystals",
    Name.PAPER: "a world of cut paper, layer behind layer",
    Name.STARS: "a drifting field of stars",
    Name.VINYL: "a record turning on a player, close",
    Name.SMOKE: "smoke rising in a beam of light",
}
CAMERAS = {
    Camera.STILL: "still camera",
    Camera.DRIFT: "slowly drifting camera",
    Camera.PUSH: "camera moving in",
    Camera.ORBIT: "camera circling",
}


@dataclass(frozen=True)
class Cinema:
    """The loaded pipeline."""

    pipeline: Any
    place: torch.device
    lines: int = LINES
    most: int = MOST
    steps: int = STEPS

    @classmethod
    def load(cls, folder: Path, environ: Mapping[str, str]) -> Self:
        """The pipeline in that folder; EngineFailed says why not."""
        place, precision = device.choose(environ)
        made = pipelines.diffusion(WanPipeline, folder, place, precision)
        lines, steps = (int(environ.get(name, usual)) for name, usual in USUAL.items())
        return cls(made, place, lines, steps=steps)

    def film(self, work: Work, prompt: str, stage: Stage, seed: int) -> list[Picture]:
        """The pictures of one shot, [height, width, 3] each."""
        spatial = 2 * int(self.pipeline.vae_scale_factor_spatial)
        temporal = int(self.pipeline.vae_scale_factor_temporal)
        scale = self.lines / min(stage.width, stage.height)
        width, height = (
            max(spatial, round(side * scale / spatial) * spatial)
            for side in (stage.width, stage.height)
        )
        wanted = min(self.most, round(stage.frames / stage.fps * FPS))
        frames = max(1, -(-(wanted - 1) // temporal)) * temporal + 1
        with device.alone(), torch.inference_mode():
            made = self.pipeline(
                prompt=prompt,
                negative_prompt=PALE,
                width=width,
                height=height,
                num_frames=frames,
                num_inference_steps=self.steps,
                generator=torch.Generator(self.place.type).manual_seed(seed),
                callback_on_step_end=self.watch(work),
                output_type="np",
            ).frames[0]
        return [np.rint(np.clip(one, 0, 1) * 255).astype(np.uint8) for one in made]

    def watch(self, work: Work) -> Callable[..., dict[str, Any]]:
        """A callback that ends the work when nobody wants it any more."""
        return pipelines.every_step(work, self.steps, 0.0, 0.0)  # the filmmaker says how far it is


@dataclass
class Clip:
    """A shot from a model, as a scene."""

    stage: Stage
    pictures: list[Picture]
    shown: int = 0

    def paint(self, moment: Moment) -> Picture:
        """The picture of that moment."""
        frame = round(self.shown * FPS / self.stage.fps)
        self.shown += 1
        there_and_back = max(1, 2 * (len(self.pictures) - 1))
        place = frame % there_and_back
        picture = self.pictures[min(place, there_and_back - place, len(self.pictures) - 1)]
        size = (self.stage.width, self.stage.height)
        return cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def makers(cinema: Cinema, work: Work, about: str) -> Mapping[Name, Maker]:
    """For every scene what lets the model film it; `about` is what the song is like."""

    def make(name: Name, stage: Stage, look: Look, seed: int) -> Scene:
        return Clip(stage, cinema.film(work, prompt(name, look, about), stage, seed))

    return {name: partial(make, name) for name in Name}


def prompt(name: Name, look: Look, about: str) -> str:
    """A shot in words."""
    pace = "calm" if look.energy < 0.4 else "lively" if look.energy < 0.75 else "wild"
    told = (SCENES[name], CAMERAS[look.camera], pace, *look.mood, about, "cinematic, detailed")
    return ", ".join(one for one in told if one)
