"""Bark as an engine of the vocal stage: every line of a voice where it is sung."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Self

import numpy as np

from harmonia.engines.card import Card, admit
from harmonia.engines.engine import (
    Artifact,
    ArtifactKind,
    EngineRequest,
    EngineResponse,
    Model,
)
from harmonia.errors import Invalid
from harmonia.songs.song import Part, Song
from inference_containers.models import device, take
from inference_containers.models.bark.speaker import LONGEST, RATE, Speaker
from inference_containers.models.take import Sound
from inference_containers.serving.storage import Storage, requested_song
from inference_containers.serving.weights import card as card_in
from inference_containers.serving.weights import snapshot
from inference_containers.serving.work import Work

FADE = 0.03  # seconds at the end of a line
SEEDS = 2**32


@dataclass(frozen=True, slots=True)
class Line:
    """A line and when it is sung, in seconds."""

    text: str
    start: float
    room: float  # until the next line, or the song's end


@dataclass
class BarkEngine:
    """The engine of half-sung lines."""

    card: Card
    model: Model
    speaker: Speaker
    storage: Storage

    @classmethod
    def load(cls, storage: Storage, environ: Mapping[str, str] = os.environ) -> Self:
        """The engine with the weights that the environment names, checked before they load."""
        card = card_in(Path(__file__).parent, environ)
        found = snapshot(card, environ=environ)
        speaker = Speaker.load(found.folder, *device.choose(environ))
        return cls(card, card.model(found.weights), speaker, storage)

    def generate(self, request: EngineRequest) -> EngineResponse:
        """Sing every voice's lines and leave one dry stem for each."""
        began = time.monotonic()
        admit(self.card, request, self.model.variant)
        work = Work(request, self.storage)
        song = requested_song(self.storage, request, self.card.limits.seconds)
        voices = [part for part in song.sung if part.syllables]
        if not voices:
            raise Invalid("nobody sings in this song", field="song.parts")
        total = sum(len(list(lines(song, part))) for part in voices)
        done, made = 0, []
        with device.alone():
            for part in voices:
                stem = np.zeros((1, round(song.seconds * RATE)), np.float32)
                for number, line in enumerate(lines(song, part)):
                    work.go_on(0.95 * done / total)
                    seed = (request.seed * 1009 + number) % SEEDS
                    lay(stem, self.speaker.sing(line.text, line.room, seed), line)
                    done += 1
                made.append(self.keep(request, song, part, stem))
        work.go_on(1.0)
        return EngineResponse(
            job=request.job,
            stage=request.stage,
            artifacts=tuple(made),
            model=self.model,
            seconds={"total": round(time.monotonic() - began, 3)},
            measured={
                "song_seconds": round(song.seconds, 3),
                "seconds": round(song.seconds, 3),
                "lines": total,
            },
        )

    def keep(self, request: EngineRequest, song: Song, part: Part, stem: Sound) -> Artifact:
        """Put a voice's stem away."""
        content = take.flac(take.fitted(stem, RATE, song.seconds))
        name = f"dry/{part.slug}.flac"
        return take.kept(self.storage, request, self.card, name, ArtifactKind.DRY, content)


def lines(song: Song, part: Part) -> Iterator[Line]:
    """A voice's lines with their times, from its syllables."""
    clock, found = song.clock, []
    for _, group in groupby(part.syllables, key=lambda one: one.line):
        sung = list(group)
        words = ("".join(s.text for s in word) for _, word in groupby(sung, lambda s: s.word))
        found.append((clock.seconds(sung[0].start), " ".join(words)))
    for (start, text), (after, _) in pairwise([*found, (song.seconds, "")]):
        yield Line(text, start, min(max(after - start, 0.1), LONGEST))


def lay(stem: Sound, sound: Sound, line: Line) -> None:
    """Lay a line into its stem, [1, samples] each, where it begins; it ends before the next."""
    at = round(line.start * RATE)
    count = max(0, min(sound.shape[1], round(line.room * RATE), stem.shape[1] - at))
    fade = min(round(FADE * RATE), count)
    piece = sound[:, :count].copy()
    if fade:
        piece[:, -fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    stem[:, at : at + count] += piece
