"""MusicGen as an engine: a song in, a take out."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

import numpy as np
import torch
from torch import Tensor

from harmonia.engines.card import Card, admit
from harmonia.engines.engine import (
    Artifact,
    ArtifactKind,
    EngineRequest,
    EngineResponse,
    Model,
)
from harmonia.errors import Invalid
from harmonia.songs.song import Song
from inference_containers.models import device, grid, hints, recordings, take
from inference_containers.models.musicgen import chroma
from inference_containers.models.musicgen.conductor import Conductor
from inference_containers.models.musicgen.decoder import Manner
from inference_containers.models.musicgen.model import MusicGen
from inference_containers.models.musicgen.playing import Ask, Sound, play
from inference_containers.serving.storage import Storage, requested_song
from inference_containers.serving.weights import card as card_in
from inference_containers.serving.weights import snapshot
from inference_containers.serving.work import Work

SLOTS, INT8 = "HARMONIA_SLOTS", "HARMONIA_INT8"
OPENING = 12.0  # seconds of a recording that is gone on from


@dataclass
class MusicGenEngine:
    """The engine; `at_once` of its card is how many songs share its batch."""

    card: Card
    model: Model
    musicgen: MusicGen
    storage: Storage
    slots: int = 1
    conductor: Conductor = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.conductor = Conductor(self.musicgen.decoder(self.slots))

    @classmethod
    def load(cls, storage: Storage, environ: Mapping[str, str] = os.environ) -> Self:
        """The engine with the weights that the environment names, checked before they load."""
        card = card_in(Path(__file__).parent, environ)
        found = snapshot(card, environ=environ)
        place, precision = device.choose(environ)
        with device.memory():
            loaded = MusicGen.load(
                found.folder, device=place, dtype=precision, int8=environ.get(INT8) == "1"
            )
            slots = int(environ.get(SLOTS, card.limits.at_once))
            return cls(card, card.model(found.weights), loaded, storage, slots)

    def generate(self, request: EngineRequest) -> EngineResponse:
        """Play the song as the model hears it and leave the take where the request says."""
        began = time.monotonic()
        admit(self.card, request, self.model.variant or "")
        work = Work(request, self.storage)
        song = requested_song(self.storage, request, self.card.limits.seconds)
        ask = self.ask(request, song)
        work.go_on(0.0)
        pieces: list[Sound] = []
        first, samples = 0.0, song.seconds * self.musicgen.shape.sample_rate
        made = 0
        with closing(play(self.musicgen, self.conductor, ask)) as sounds:  # frees its slot
            for piece in sounds:
                first = first or time.monotonic() - began
                pieces.append(piece)
                made += piece.shape[1]
                work.go_on(0.95 * made / samples)
        decoded = time.monotonic()
        rate = self.musicgen.shape.sample_rate
        whole, moved = np.concatenate(pieces, axis=1), 0.0
        if ask.opening is None:  # what goes on from a recording stands where the recording does
            whole, moved = grid.aligned(whole, rate, song)
        sound = take.fitted(whole, rate, song.seconds)
        artifact = self.keep(request, take.flac(sound))
        work.go_on(1.0)
        done = time.monotonic()
        return EngineResponse(
            job=request.job,
            stage=request.stage,
            artifacts=(artifact,),
            model=self.model,
            seconds={
                "total": round(done - began, 3),
                "first_sound": round(first, 3),
                "decode": round(decoded - began, 3),
                "store": round(done - decoded, 3),
            },
            measured={
                "song_seconds": round(song.seconds, 3),
                "seconds": round(sound.shape[1] / take.SAMPLE_RATE, 3),
                "moved_seconds": round(moved, 3),
            },
        )

    def ask(self, request: EngineRequest, song: Song) -> Ask:
        """What the model is asked; Invalid names what makes no sense."""
        if song.seconds <= 0:
            raise Invalid("a song of no length cannot be played", field="song")
        task = request.task or self.card.tasks[0]
        ask = Ask(
            prompt=hints.prompt(request, song),
            seconds=song.seconds,
            manner=Manner(seed=request.seed),
        )
        if task == "melody":
            return replace(ask, melody=self.melody(song))
        if task == "continuation":
            return replace(ask, opening=self.opening(request, song))
        return ask

    def melody(self, song: Song) -> Tensor:
        """The song's tune as the model hears it."""
        if not self.musicgen.shape.chroma:
            raise Invalid(f"{self.model.variant} knows no melodies", field="task")
        classes = hints.melody(song)
        if classes is None:
            raise Invalid("the song has no tune to go by", field="song.parts")
        return chroma.written(classes)

    def opening(self, request: EngineRequest, song: Song) -> Tensor:
        """The codes of the recording that the request brings."""
        shape = self.musicgen.shape
        sound = recordings.brought(self.storage, request, shape.sample_rate)
        longest = int(min(OPENING, song.seconds / 2) * shape.frame_rate)
        if len(sound) != shape.channels:
            sound = np.repeat(sound.mean(axis=0, keepdims=True), shape.channels, axis=0)
        place = self.musicgen.tensors.embedding.device
        with device.memory():
            codes = self.musicgen.codec.encode(torch.from_numpy(sound).to(place))
        if not min(longest, codes.shape[1]):
            raise Invalid("there is too little to go on from", field="inputs")
        return codes[: shape.codebooks, :longest]

    def keep(self, request: EngineRequest, content: bytes) -> Artifact:
        """Put the take away."""
        name = f"take/{self.card.name}.flac"
        return take.kept(self.storage, request, self.card, name, ArtifactKind.TAKE, content)
