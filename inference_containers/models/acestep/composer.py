"""ACE-Step's pipeline, asked in the song's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from diffusers import AceStepPipeline

from harmonia.errors import Invalid
from harmonia.songs.song import Song
from inference_containers.models import device, pipelines
from inference_containers.models.take import Sound
from inference_containers.serving.work import Work

LONGEST = 600.0  # seconds, as the model was trained
STEPS = 8  # of the turbo weights; the base ones want more
TURBO = "turbo"


@dataclass(frozen=True)
class Composer:
    """The loaded pipeline."""

    pipeline: Any
    place: torch.device
    steps: int = STEPS

    @classmethod
    def load(cls, folder: Path, environ: Mapping[str, str], variant: str) -> Self:
        """The pipeline in that folder; EngineFailed says why not."""
        place, precision = device.choose(environ)
        made = pipelines.diffusion(AceStepPipeline, folder, place, precision)
        usual = STEPS if TURBO in variant else 6 * STEPS
        return cls(made, place, int(environ.get(pipelines.STEPS, usual)))

    @property
    def rate(self) -> int:
        """Samples a second."""
        return int(self.pipeline.sample_rate)

    def compose(
        self,
        work: Work,
        song: Song,
        prompt: str,
        lyrics: str,
        seed: int,
        span: tuple[float, float] = (0.0, 0.9),
        **task: Any,
    ) -> Sound:
        """
        The sound of a song, [channels, samples]; `task` is what else diffusers is told.

        `span` is which share of the whole work it is.
        """
        if not 0 < song.seconds <= LONGEST:
            raise Invalid(f"a song lasts up to {LONGEST:g} s here", field="song")
        draw = torch.Generator(self.place.type).manual_seed(seed)
        with device.alone(), torch.inference_mode():
            made = self.pipeline(
                prompt=prompt,
                lyrics=lyrics or "[instrumental]",
                audio_duration=float(song.seconds),
                vocal_language=song.brief.language,
                num_inference_steps=self.steps,
                bpm=round(song.tempo[0].bpm),
                keyscale=str(song.key),
                timesignature=str(song.meter.beats),
                generator=draw,
                callback_on_step_end=pipelines.every_step(work, self.steps, *span),
                **task,
            ).audios
        sound: Sound = made[0].float().cpu().numpy()
        return sound

    def heard(self, sound: Sound, seconds: float | None = None) -> torch.Tensor:
        """A recording as the pipeline takes it, in stereo; silence after its end if it is short."""
        stereo = sound if len(sound) == 2 else np.repeat(sound[:1], 2, axis=0)
        if seconds is not None:
            samples = round(seconds * self.rate)
            stereo = stereo[:, :samples]
            stereo = np.pad(stereo, ((0, 0), (0, samples - stereo.shape[1])))
        return torch.from_numpy(np.ascontiguousarray(stereo)).to(self.place)
