"""A small engine with pinned weights that plays one note, and has the faults it is told to have."""

from __future__ import annotations

import hashlib
import io
import os
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import soundfile

from harmonia.engines.card import Card, admit
from harmonia.engines.engine import (
    Artifact,
    ArtifactKind,
    EngineRequest,
    EngineResponse,
    Model,
    artifact_id,
)
from inference_containers.serving.engine import Engine
from inference_containers.serving.server import serve_loading
from inference_containers.serving.storage import S3Storage, Storage, keep, requested_song
from inference_containers.serving.weights import Snapshot, card, snapshot
from inference_containers.serving.work import Work

RATE = 44_100
NAME = "take/player.flac"


@dataclass
class Player:
    """One sine for the whole song; each word in `faults` is something it gets wrong."""

    card: Card
    snapshot: Snapshot
    storage: Storage
    faults: frozenset[str]
    asked: int = 0
    ballast: list[bytes] = field(default_factory=list)

    @property
    def model(self) -> Model:
        model = self.card.model(self.snapshot.weights)
        return replace(model, licence="MIT", weights_sha256="0" * 64) if self.lies else model

    @property
    def lies(self) -> bool:
        return "lying" in self.faults

    def generate(self, request: EngineRequest) -> EngineResponse:
        began, work = time.monotonic(), Work(request, self.storage)
        admit(self.card, request, self.snapshot.weights.variant)
        song = requested_song(self.storage, request, self.card.limits.seconds)
        if "failing" in self.faults:
            raise ZeroDivisionError("a string broke")
        if "slow" in self.faults:
            time.sleep(2)
        elif "careless" not in self.faults:
            for step in range(1, 5):
                work.go_on(step / 4)
        self.asked += 1
        content = self.play(song.seconds)
        sha256 = hashlib.sha256(content).hexdigest()
        if not self.lies:
            keep(self.storage, request.artifacts, content, "audio/flac")
        artifact = Artifact(
            id=artifact_id(NAME, sha256), kind=ArtifactKind.TAKE, name=NAME, mime="audio/flac",
            bytes=len(content), sha256=sha256, engine=self.card.title,
        )  # fmt: skip
        return EngineResponse(
            job=request.job,
            stage=request.stage,
            artifacts=(artifact,),
            model=self.model,
            seconds={"total": time.monotonic() - began},
        )

    def play(self, seconds: float) -> bytes:
        careless = "careless" in self.faults
        if careless:
            self.ballast.append(b"x" * 120 * 2**20)
            seconds, pitch, level = 0.5 * seconds, 220.0 + self.asked, 1e-6 * (1 + self.asked)
        else:
            pitch, level = 220.0, 0.1
        wave = level * np.sin(2 * np.pi * pitch * np.arange(round(seconds * RATE)) / RATE)
        file = io.BytesIO()
        soundfile.write(file, wave, RATE, format="FLAC", subtype="PCM_24")
        return file.getvalue()


def load() -> Engine:
    """The player, once its weights are found to be the pinned ones."""
    faults = frozenset(os.environ.get("PLAYER_FAULTS", "").split())
    mine = card(Path("no card of its own"))
    time.sleep(60 if "stuck" in faults else 0.3)
    return Player(mine, snapshot(mine), S3Storage.open(), faults)


if __name__ == "__main__":
    serve_loading(load)
