"""
The band: one dry stem for every part of a song.

Parts are shared out over two threads, the dearest first; each stem depends on its part alone, so
who plays when changes nothing in what is heard. A stem is encoded and put away before its thread
takes the next part, which keeps the memory at two stems whatever the song.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from harmonia.engines import card
from harmonia.engines.engine import (
    Artifact,
    ArtifactKind,
    EngineRequest,
    EngineResponse,
    Model,
    artifact_id,
)
from harmonia.errors import Conflict, EngineFailed, Invalid
from harmonia.songs.song import Part, Song
from inference_containers.music.performance import perform
from inference_containers.music.playing import SAMPLE_RATE, Bank, Playing
from inference_containers.music.stems import close, narrowed
from inference_containers.serving import stems
from inference_containers.serving.storage import Storage, keep, requested_song

CARD = card.read(Path(__file__).with_name(card.FILE))
MIME = "audio/flac"
THREADS = 2
RINGING = 4.0  # seconds after the last bar line
LONGEST = 1800.0  # seconds of song


@dataclass(frozen=True)
class Stem:
    """A part as the band left it in the storage."""

    artifact: Artifact
    measured: Mapping[str, float]
    render_seconds: float
    encode_seconds: float
    store_seconds: float


@dataclass(frozen=True)
class Band:
    """The engine of the music stage."""

    bank: Bank
    storage: Storage

    @property
    def model(self) -> Model:
        """Which sounds the band plays with."""
        bank = self.bank
        return card.sounding(CARD, bank.name, bank.sha256, bank.licence)

    def generate(self, request: EngineRequest) -> EngineResponse:
        """Play every part of the song and leave the stems where the request says."""
        began = time.monotonic()
        song = self.read(request)
        samples = round((song.seconds + RINGING) * SAMPLE_RATE)
        pairs = ((part, perform(song, part)) for part in song.played)
        work = sorted(pairs, key=lambda pair: -pair[1].cost)
        made: dict[str, Stem] = {}
        with ThreadPoolExecutor(THREADS, CARD.name) as players:
            playing = [
                players.submit(self.play, request, part, performance, samples, began)
                for part, performance in work
            ]
            try:
                for done, future in enumerate(as_completed(playing), 1):
                    stem = future.result()
                    made[stem.artifact.name] = stem
                    self.report(request, done / len(playing))
            except BaseException:
                players.shutdown(cancel_futures=True)
                raise
        ordered = [made[path(part)] for part in song.played]
        return EngineResponse(
            job=request.job,
            stage=request.stage,
            artifacts=tuple(stem.artifact for stem in ordered),
            model=self.model,
            seconds={
                "total": round(time.monotonic() - began, 3),
                "render": round(sum(stem.render_seconds for stem in ordered), 3),
                "encode": round(sum(stem.encode_seconds for stem in ordered), 3),
                "store": round(sum(stem.store_seconds for stem in ordered), 3),
            },
            measured={
                "song_seconds": round(song.seconds, 3),
                "seconds": samples / SAMPLE_RATE,
                **{
                    f"{part.name}.{name}": value
                    for part, stem in zip(song.played, ordered, strict=True)
                    for name, value in stem.measured.items()
                },
            },
        )

    def read(self, request: EngineRequest) -> Song:
        """The song of the request; Invalid if it is not the one that was promised."""
        card.admit(CARD, request, self.model.variant)
        song = requested_song(self.storage, request, LONGEST)
        names = [path(part) for part in song.played]
        if not names or len(set(names)) < len(names):
            raise Invalid("a song has parts, and no two of one name", field="song.parts")
        return song

    def play(
        self, request: EngineRequest, part: Part, performance: Playing, samples: int, began: float
    ) -> Stem:
        """Render, encode and keep one part."""
        if request.cancel and self.storage.holds(request.cancel):
            raise Conflict(f"job {request.job} was cancelled")
        times = [time.monotonic()]
        if times[0] - began > request.limit_seconds:
            raise EngineFailed(f"the band was not done after {request.limit_seconds:g} s")
        stem = narrowed(close(self.bank.render(performance, samples)))
        gain = stems.headroom(stem)
        if gain < 1:
            stem *= gain
        measured = {**stems.measure(stem), "gain_db": stems.decibels(gain)}
        times.append(time.monotonic())
        content = stems.flac(stem)
        times.append(time.monotonic())
        sha256 = keep(self.storage, request.artifacts, content, MIME)
        times.append(time.monotonic())
        artifact = Artifact(
            id=artifact_id(path(part), sha256),
            kind=ArtifactKind.DRY,
            name=path(part),
            mime=MIME,
            bytes=len(content),
            sha256=sha256,
            parents=(request.song_sha256,),
            engine=CARD.title,
        )
        return Stem(artifact, measured, *(after - before for before, after in pairwise(times)))

    def report(self, request: EngineRequest, done: float) -> None:
        """Say how far the band is, where anybody wants to know."""
        if request.progress:
            content = json.dumps({"done": round(done, 3)}).encode()
            self.storage.put(request.progress, content, "application/json")


def path(part: Part) -> str:
    """The stem's place in the song's folder."""
    return f"dry/{part.slug}.flac"
