"""ACE-Step as an engine: a song in, a take or stems out."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from harmonia.engines.card import Card, admit
from harmonia.engines.engine import (
    Artifact,
    ArtifactKind,
    EngineRequest,
    EngineResponse,
    Model,
)
from harmonia.errors import Invalid
from harmonia.songs.song import Role, Song
from inference_containers.models import grid, hints, recordings, take
from inference_containers.models.acestep.composer import Composer
from inference_containers.models.take import Sound
from inference_containers.serving.storage import Storage, requested_song
from inference_containers.serving.weights import card as card_in
from inference_containers.serving.weights import snapshot
from inference_containers.serving.work import Work

TRACKS = {  # which of the model's tracks a part is found on
    Role.VOCAL: "vocals", Role.BACKING: "backing_vocals", Role.DRUMS: "drums",
    Role.PERCUSSION: "percussion", Role.BASS: "bass", Role.COMPING: "guitar", Role.PAD: "synth",
    Role.LEAD: "synth", Role.COUNTER: "strings", Role.RIFF: "guitar",
}  # fmt: skip
INSTRUMENTS = {"piano": "keyboard", "organ": "keyboard", "guitar": "guitar", "string": "strings",
               "flute": "woodwinds", "sax": "woodwinds", "trumpet": "brass"}  # fmt: skip


@dataclass
class AceStepEngine:
    """The engine of whole songs."""

    card: Card
    model: Model
    composer: Composer
    storage: Storage

    @classmethod
    def load(
        cls,
        storage: Storage,
        environ: Mapping[str, str] = os.environ,
        folder: Path = Path(__file__).parent,
    ) -> Self:
        """The engine with the weights that the environment names, checked before they load."""
        card = card_in(folder, environ)
        found = snapshot(card, environ=environ)
        composer = Composer.load(found.folder, environ, found.weights.variant)
        return cls(card, card.model(found.weights), composer, storage)

    def generate(self, request: EngineRequest) -> EngineResponse:
        """Make the song as the model hears it and leave it where the request says."""
        began = time.monotonic()
        admit(self.card, request, self.model.variant)
        work = Work(request, self.storage)
        song = requested_song(self.storage, request, self.card.limits.seconds)
        prompt = hints.prompt(request, song)
        work.go_on(0.0)
        task = request.task or self.card.tasks[0]
        artifacts = (
            self.stems(request, work, song, prompt)
            if task == "stems"
            else (self.take(request, work, song, prompt, task),)
        )
        work.go_on(1.0)
        return EngineResponse(
            job=request.job,
            stage=request.stage,
            artifacts=artifacts,
            model=self.model,
            seconds={"total": round(time.monotonic() - began, 3)},
            measured={"song_seconds": round(song.seconds, 3), "seconds": round(song.seconds, 3)},
        )

    def take(
        self, request: EngineRequest, work: Work, song: Song, prompt: str, task: str
    ) -> Artifact:
        """The whole song in one recording."""
        lyrics = "" if task == "text" else hints.lyrics(song)
        if task == "lyrics" and not lyrics:
            raise Invalid("the song has no lyrics", field="song.sections")
        sound = self.composer.compose(
            work, song, prompt, lyrics, request.seed, **self.task(request, song, task)
        )
        if not request.inputs:  # what works on a recording stands where the recording does
            sound, _ = grid.aligned(sound, self.composer.rate, song)
        content = take.flac(take.fitted(sound, self.composer.rate, song.seconds))
        name = f"take/{self.card.name}.flac"
        return take.kept(self.storage, request, self.card, name, ArtifactKind.TAKE, content)

    def task(self, request: EngineRequest, song: Song, task: str) -> dict[str, Any]:
        """What diffusers is told besides words; Invalid names what is missing."""
        if task in ("text", "lyrics"):
            return {"task_type": "text2music"}
        heard = self.recording(request)
        if task == "cover":
            return {"task_type": "cover", "src_audio": self.composer.heard(heard, song.seconds)}
        if task == "extend":
            since, until = heard.shape[1] / self.composer.rate, song.seconds
            if since >= until:
                raise Invalid("the recording is as long as the song already", field="inputs")
        else:
            since, until = request.since, request.until or song.seconds
            if not 0 <= since < until <= song.seconds:
                raise Invalid(f"from {since:g} to {until:g} s is no stretch of it", field="since")
        return {
            "task_type": "repaint",
            "src_audio": self.composer.heard(heard, song.seconds),
            "repainting_start": since,
            "repainting_end": until,
        }

    def stems(
        self, request: EngineRequest, work: Work, song: Song, prompt: str
    ) -> tuple[Artifact, ...]:
        """The tracks of a recording that the song has parts for; only base weights know how."""
        source = self.composer.heard(self.recording(request), song.seconds)
        tracks = list(dict.fromkeys(track_of(song, index) for index in range(len(song.parts))))
        made = []
        for number, track in enumerate(tracks):
            span = 0.9 * number / len(tracks), 0.9 * (number + 1) / len(tracks)
            sound: Sound = self.composer.compose(
                work, song, prompt, "", request.seed, span,
                task_type="extract", track_name=track, src_audio=source,
            )  # fmt: skip
            content = take.flac(take.fitted(sound, self.composer.rate, song.seconds))
            name, kind = f"stems/{track}.flac", ArtifactKind.STEM
            made.append(take.kept(self.storage, request, self.card, name, kind, content))
        return tuple(made)

    def recording(self, request: EngineRequest) -> Sound:
        """The recording that the request brings, at the model's rate."""
        return recordings.brought(self.storage, request, self.composer.rate)


def track_of(song: Song, index: int) -> str:
    """Which of the model's tracks a part is on."""
    part = song.parts[index]
    for word, track in INSTRUMENTS.items():
        if word in part.instrument and part.role is not Role.BASS:
            return track
    return TRACKS[part.role]
