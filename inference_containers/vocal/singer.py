"""
The singer: one dry stem for every voice of a song.

A part is sung phrase by phrase on two threads; each phrase depends on itself alone and they are
added in order, so who sings when changes nothing in what is heard. No more than a few phrases and
one stem are in memory, whatever the song.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

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
from harmonia.songs.song import SUNG, Part, Song
from inference_containers.serving import stems
from inference_containers.serving.storage import Storage, keep, requested_song, verified
from inference_containers.vocal.banks import Banks
from inference_containers.vocal.line import Phrase, phrases
from inference_containers.vocal.performing import converted, performed
from inference_containers.vocal.stems import finished
from inference_containers.vocal.vocoder import SAMPLE_RATE
from inference_containers.vocal.voices import singer

CARD = card.read(Path(__file__).with_name(card.FILE))
MIME = "audio/flac"
THREADS = 2
RINGING = 4.0  # seconds after the last bar line, as the band has them
LONGEST = 1800.0  # seconds of song


@dataclass
class Way:
    """How far the work has come."""

    began: float
    phrases: int
    done: int = 0


@dataclass(frozen=True)
class Stem:
    """A part as the singer left it in the storage."""

    artifact: Artifact
    measured: Mapping[str, float]
    seconds: Mapping[str, float]


@dataclass(frozen=True)
class Singer:
    """The engine of the vocal stage."""

    banks: Banks
    storage: Storage

    @property
    def model(self) -> Model:
        """Whose voices sing."""
        banks = self.banks
        return card.sounding(CARD, banks.name, banks.sha256, banks.licence)

    def generate(self, request: EngineRequest) -> EngineResponse:
        """Sing every voice of the song and leave the stems where the request says."""
        began = time.monotonic()
        song = self.read(request)
        lines = [(part, phrases(song, part)) for part in song.parts if part.role in SUNG]
        way = Way(began, sum(len(sung) for _, sung in lines))
        samples = round((song.seconds + RINGING) * SAMPLE_RATE)
        with ThreadPoolExecutor(THREADS, CARD.name) as singers:
            try:
                made = [
                    self.perform(request, song, part, sung, samples, singers, way)
                    for part, sung in lines
                ]
            except BaseException:
                singers.shutdown(cancel_futures=True)
                raise
        steps = ("render", "encode", "store")
        return EngineResponse(
            job=request.job,
            stage=request.stage,
            artifacts=tuple(stem.artifact for stem in made),
            model=self.model,
            seconds={
                "total": round(time.monotonic() - began, 3),
                **{step: round(sum(stem.seconds[step] for stem in made), 3) for step in steps},
            },
            measured={
                "song_seconds": round(song.seconds, 3),
                "seconds": samples / SAMPLE_RATE,
                **{
                    f"{part.name}.{name}": value
                    for (part, _), stem in zip(lines, made, strict=True)
                    for name, value in stem.measured.items()
                },
            },
        )

    def read(self, request: EngineRequest) -> Song:
        """The song of the request; Invalid if it is not the promised one or nobody can sing it."""
        card.admit(CARD, request, self.model.variant)
        song = requested_song(self.storage, request, LONGEST)
        sung = [part for part in song.parts if part.role in SUNG]
        names = [path(part) for part in sung]
        if not names or len(set(names)) < len(names):
            raise Invalid("a song is sung by somebody, and no two of one name", field="song.parts")
        for part in sung:
            singer(part.instrument, part.style)
        asked = request.conversion
        if asked and not request.inputs:
            raise Invalid("there is no take to convert", field="inputs")
        if asked and asked.part not in [one.name for one in sung if one.notes]:
            raise Invalid(f"nobody sings a part {asked.part!r}", field="conversion.part")
        return song

    def perform(
        self,
        request: EngineRequest,
        song: Song,
        part: Part,
        sung: tuple[Phrase, ...],
        samples: int,
        singers: ThreadPoolExecutor,
        way: Way,
    ) -> Stem:
        """Sing, encode and keep one part."""
        times = [time.monotonic()]
        told: dict[str, float] = {}
        if request.conversion and request.conversion.part == part.name:
            take = request.inputs[0].sha256
            content = verified(self.storage, request.artifacts + take, take)
            stem, told["notes_sung"] = converted(
                song, part, sung, samples, content, request.conversion
            )
            way.done += len(sung)
            self.check(request, way)
        else:
            stem, sounds = performed(song, part, sung, samples, self.banks, singers)
            for _ in sounds:
                way.done += 1
                self.check(request, way)
        keys = [tone.key for phrase in sung for tone in phrase.tones]
        stem = finished(stem, 440 * 2 ** ((min(keys, default=60) - 69) / 12))
        gain = stems.headroom(stem)
        if gain < 1:
            stem *= np.float32(gain)
        measured = {
            **stems.measure(stem),
            **told,
            "gain_db": stems.decibels(gain),
            "phrases": float(len(sung)),
            "syllables": float(sum(len(phrase.syllables) for phrase in sung)),
            "lowest_key": float(min(keys, default=0)),
            "highest_key": float(max(keys, default=0)),
        }
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
            parents=(request.song_sha256, *(one.sha256 for one in request.inputs if told)),
            engine=CARD.title,
        )
        render, encode, store = (after - before for before, after in pairwise(times))
        return Stem(artifact, measured, {"render": render, "encode": encode, "store": store})

    def check(self, request: EngineRequest, way: Way) -> None:
        """Say how far the singer is, and end if nobody wants the rest or it takes too long."""
        if request.cancel and self.storage.holds(request.cancel):
            raise Conflict(f"job {request.job} was cancelled")
        if time.monotonic() - way.began > request.limit_seconds:
            raise EngineFailed(f"the singer was not done after {request.limit_seconds:g} s")
        if request.progress:
            content = json.dumps({"done": round(way.done / way.phrases, 3)}).encode()
            self.storage.put(request.progress, content, "application/json")


def path(part: Part) -> str:
    """The stem's place in the song's folder."""
    return f"dry/{part.slug}.flac"
