"""ACE-Step as an engine of the vocal stage: the voice's track over a backing, or over silence."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from harmonia.engines.card import Card, admit
from harmonia.engines.engine import ArtifactKind, EngineRequest, EngineResponse, Model
from harmonia.errors import Invalid
from harmonia.songs.song import Role
from inference_containers.models import hints, recordings, take
from inference_containers.models.acestep.composer import Composer
from inference_containers.serving.storage import Storage, requested_song
from inference_containers.serving.weights import card as card_in
from inference_containers.serving.weights import snapshot
from inference_containers.serving.work import Work

TRACK = "vocals"


@dataclass
class AceStepVocalEngine:
    """The engine of a sung track."""

    card: Card
    model: Model
    composer: Composer
    storage: Storage

    @classmethod
    def load(cls, storage: Storage, environ: Mapping[str, str] = os.environ) -> Self:
        """The engine with the weights that the environment names, checked before they load."""
        card = card_in(Path(__file__).parent, environ)
        found = snapshot(card, environ=environ)
        composer = Composer.load(found.folder, environ, found.weights.variant)
        return cls(card, card.model(found.weights), composer, storage)

    def generate(self, request: EngineRequest) -> EngineResponse:
        """Sing the song's words and leave the dry track of its first voice."""
        began = time.monotonic()
        admit(self.card, request, self.model.variant)
        work = Work(request, self.storage)
        song = requested_song(self.storage, request, self.card.limits.seconds)
        prompt, lyrics = hints.prompt(request, song), hints.lyrics(song)
        voice = next((part for part in song.sung if part.role is Role.VOCAL), None)
        if voice is None or not lyrics:
            raise Invalid("nobody sings in this song", field="song.parts")
        work.go_on(0.0)
        rate = self.composer.rate
        backing = np.zeros((2, 1), np.float32)
        if request.inputs:
            backing = recordings.brought(self.storage, request, rate)
        sound = self.composer.compose(
            work, song, prompt, lyrics, request.seed, task_type="lego", track_name=TRACK,
            src_audio=self.composer.heard(backing, song.seconds),
        )  # fmt: skip
        content = take.flac(take.fitted(sound, rate, song.seconds))
        name = f"dry/{voice.slug}.flac"
        artifact = take.kept(self.storage, request, self.card, name, ArtifactKind.DRY, content)
        work.go_on(1.0)
        return EngineResponse(
            job=request.job,
            stage=request.stage,
            artifacts=(artifact,),
            model=self.model,
            seconds={"total": round(time.monotonic() - began, 3)},
            measured={"song_seconds": round(song.seconds, 3), "seconds": round(song.seconds, 3)},
        )
