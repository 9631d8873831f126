"""
Playing: music of any length, a window at a time, heard while it is made.

The model knows windows of 30 s. A longer piece goes on from the last 12 s of the window before,
and the melody goes on with it. The codes of all windows run through one codec stream, so there is
no seam in the sound.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from harmonia.errors import Invalid
from inference_containers.models.musicgen import chroma
from inference_containers.models.musicgen.codec import Stream
from inference_containers.models.musicgen.conductor import Conductor
from inference_containers.models.musicgen.decoder import Conditions, Manner
from inference_containers.models.musicgen.model import MusicGen

STRIDE = 0.6  # of a window is new; the rest is heard again
SEEDS = 2**53
Sound = NDArray[np.float32]  # [channels, samples]
Condition = Callable[[int], Conditions]  # of a window, by the frame at which it begins


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What should be played."""

    prompt: str
    seconds: float
    melody: Tensor | None = None  # one-hot, [frames, 12], from the beginning
    opening: Tensor | None = None  # codes to go on from, [codebooks, frames]
    manner: Manner = field(default_factory=Manner)


def windows(
    conductor: Conductor,
    condition: Condition,
    frames: int,
    window: int,
    manner: Manner,
    opening: Tensor | None = None,
) -> Generator[Tensor, None, None]:
    """The codes of so many frames as they come, the opening's first."""
    if frames < 1:
        raise Invalid("there is nothing to play", field="seconds")
    stride = int(window * STRIDE)
    heard = opening
    if heard is not None:
        yield heard
    start = 0
    for number in range(frames):
        begun = 0 if heard is None else heard.shape[1]
        if start + begun >= frames:
            return
        length = min(frames - start, window)
        seed = (manner.seed + number * 0x9E3779B97F4A7) % SEEDS
        played = [] if heard is None else [heard]
        pieces = conductor.play(condition(start), length, replace(manner, seed=seed), heard)
        for piece in pieces:
            played.append(piece)
            yield piece
        heard = torch.cat(played, dim=1)[:, stride:]
        start += stride


def play(model: MusicGen, conductor: Conductor, ask: Ask) -> Generator[Sound, None, None]:
    """The sound as it comes, [channels, samples] each; the first second while the rest decodes."""
    shape = model.shape
    frames = max(1, round(ask.seconds * shape.frame_rate))
    per_frame = shape.sample_rate / shape.frame_rate / chroma.HOP  # of melody
    on_gpu = model.tensors.embedding.is_cuda
    aside: Any = torch.cuda.stream(torch.cuda.Stream()) if on_gpu else nullcontext()

    def condition(start: int) -> Conditions:
        if ask.melody is None:
            return model.conditions(ask.prompt)
        return model.conditions(ask.prompt, ask.melody.roll(-round(start * per_frame), 0))

    stream, decoded = Stream(model.codec), 0
    codes = windows(conductor, condition, frames, shape.window, ask.manner, ask.opening)
    for piece in codes:
        decoded += piece.shape[1]
        with aside:
            if on_gpu:  # the codes are made on the stream that everybody shares
                torch.cuda.current_stream().wait_stream(torch.cuda.default_stream())
            sound = stream.push(piece, last=decoded >= frames)
            made: Sound = sound.float().cpu().numpy()
        if made.shape[1]:
            yield made
