"""Wan as an engine of the film stage: its clips, cut on the beat and finished by the filmmaker."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from harmonia.engines.card import Card, admit
from harmonia.engines.engine import Artifact, EngineRequest, EngineResponse, Model
from inference_containers.models import hints
from inference_containers.models.wan.clips import Cinema, makers
from inference_containers.serving.storage import Storage, requested_song
from inference_containers.serving.weights import card as card_in
from inference_containers.serving.weights import snapshot
from inference_containers.serving.work import Work
from inference_containers.video.filmmaker import Filmmaker


@dataclass
class WanEngine:
    """The engine of filmed shots."""

    card: Card
    model: Model
    cinema: Cinema
    storage: Storage

    @classmethod
    def load(cls, storage: Storage, environ: Mapping[str, str] = os.environ) -> Self:
        """The engine with the weights that the environment names, checked before they load."""
        card = card_in(Path(__file__).parent, environ)
        found = snapshot(card, environ=environ)
        cinema = Cinema.load(found.folder, environ)
        return cls(card, card.model(found.weights), cinema, storage)

    def generate(self, request: EngineRequest) -> EngineResponse:
        """Film every shot and leave the finished film where the request says."""
        admit(self.card, request, self.model.variant)
        song = requested_song(self.storage, request, self.card.limits.seconds)
        about = hints.prompt(request, song)
        quiet = replace(request, progress=None)  # the filmmaker tells how far the film is
        scenes = makers(self.cinema, Work(quiet, self.storage), about)
        filmmaker = Filmmaker(self.storage, scenes)
        response = filmmaker.generate(replace(request, task="", variant="", prompt=""))
        return replace(
            response,
            model=self.model,
            artifacts=tuple(self.signed(one) for one in response.artifacts),
        )

    def signed(self, artifact: Artifact) -> Artifact:
        """The artifact as made by this engine."""
        return replace(artifact, engine=self.card.title)
