"""
The filmmaker: a song and its mix in, an MP4, a cover and a karaoke film out.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
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
from harmonia.films.film import Film, Words
from harmonia.films.film import Scene as Name
from harmonia.songs.song import Song
from inference_containers.serving.storage import Storage, keep, requested_song, verified
from inference_containers.video import encoding, lettering, stills
from inference_containers.video.cover import cover
from inference_containers.video.drawing import Print, draw
from inference_containers.video.scenes.scene import Maker
from inference_containers.video.screenplay import Screenplay, screenplay

CARD = card.read(Path(__file__).with_name(card.FILE))
LONGEST = 1800.0  # seconds of song
FILM, KARAOKE, COVER = "film.mp4", "karaoke.mp4", "cover.png"
KINDS = {
    FILM: (ArtifactKind.FILM, "video/mp4"),
    KARAOKE: (ArtifactKind.FILM, "video/mp4"),
    COVER: (ArtifactKind.COVER, "image/png"),
}


@dataclass(frozen=True)
class Filmmaker:
    """The engine of the film stage."""

    storage: Storage
    makers: Mapping[Name, Maker] = field(repr=False)

    @cached_property
    def model(self) -> Model:
        """Which letters and which encoder decide how a film looks, besides this program."""
        seen = hashlib.sha256(encoding.version().encode())
        for path in lettering.files(lettering.Weight.BOLD):
            seen.update(path.read_bytes())
        return CARD.model(CARD.variant(), seen.hexdigest())

    def generate(self, request: EngineRequest) -> EngineResponse:
        """Draw what the film's outputs ask for and leave the files where the request says."""
        began = time.monotonic()
        film = request.film or Film()
        with tempfile.TemporaryDirectory(prefix="film-") as folder:
            play, sounds = self.prepare(request, film, Path(folder))
            ready = time.monotonic()
            work = Work(request, self.storage, began)
            made = work.draw(play, sounds, Path(folder))
            drawn = time.monotonic()
            parents = (request.song_sha256, *(one.sha256 for one in request.inputs))
            artifacts = [self.keep(request, path, parents) for path in made]
        done = time.monotonic()
        return EngineResponse(
            job=request.job,
            stage=request.stage,
            artifacts=tuple(artifacts),
            model=self.model,
            seconds={
                "total": round(done - began, 3),
                "prepare": round(ready - began, 3),
                "draw": round(drawn - ready, 3),
                "store": round(done - drawn, 3),
            },
            measured={
                "seconds": round(play.frames / film.fps, 3),
                "frames": play.frames,
                "takes": len(play.reel.takes),
            },
        )

    def prepare(
        self, request: EngineRequest, film: Film, folder: Path
    ) -> tuple[Screenplay, dict[str, Path]]:
        """The screenplay, and the sound of each film that is asked for."""
        song = self.read(request)
        mix = self.sound(request, "mix", folder)
        sounds = {FILM: mix}
        if "karaoke" in film.outputs:
            sounds[KARAOKE] = self.sound(request, "instrumental", folder)
        uploads = {}
        for overlay in film.overlays:
            for one in request.inputs:
                if overlay.image and overlay.image in (one.id, one.sha256):
                    uploads[overlay.image] = self.fetch(request, one)
        return screenplay(song, film, mix, self.makers, uploads), sounds

    def read(self, request: EngineRequest) -> Song:
        """The song of the request; Invalid if it is not the one that was promised."""
        card.admit(CARD, request, self.model.variant)
        return requested_song(self.storage, request, LONGEST)

    def sound(self, request: EngineRequest, name: str, folder: Path) -> Path:
        """The mix of that name, fetched into the folder; Invalid if the request has none."""
        mixes = (one for one in request.inputs if one.kind is ArtifactKind.MIX)
        found = next((one for one in mixes if Path(one.name).stem == name), None)
        if found is None:
            raise Invalid(f"a film needs the {name}, and it is not there", field="inputs")
        path = folder / f"{name}{Path(found.name).suffix}"
        path.write_bytes(self.fetch(request, found))
        return path

    def fetch(self, request: EngineRequest, artifact: Artifact) -> bytes:
        """The content of one of the request's inputs."""
        return verified(self.storage, request.artifacts + artifact.sha256, artifact.sha256)

    def keep(self, request: EngineRequest, path: Path, parents: tuple[str, ...]) -> Artifact:
        """Put a file away."""
        content = path.read_bytes()
        kind, mime = KINDS[path.name]
        sha256 = keep(self.storage, request.artifacts, content, mime)
        return Artifact(
            id=artifact_id(path.name, sha256),
            kind=kind,
            name=path.name,
            mime=mime,
            bytes=len(content),
            sha256=sha256,
            parents=parents,
            engine=CARD.title,
        )


@dataclass(frozen=True)
class Work:
    """One request at work."""

    request: EngineRequest
    storage: Storage
    began: float

    def draw(self, play: Screenplay, sounds: Mapping[str, Path], folder: Path) -> list[Path]:
        """Make the files the film's outputs ask for; they lie in the folder."""
        outputs, film = play.film.outputs, play.film
        made: list[Path] = []
        if "cover" in outputs:
            self.go_on()
            made.append(folder / COVER)
            made[-1].write_bytes(stills.png(cover(play)))
        prints = []
        if "mp4" in outputs:
            prints.append(Print(film.words, sounds[FILM], folder / FILM))
        again = "mp4" in outputs and film.words is Words.KARAOKE
        if "karaoke" in outputs and not again:
            prints.append(Print(Words.KARAOKE, sounds[KARAOKE], folder / KARAOKE))
        if prints:
            draw(play, prints, self.go_on, self.report)
            made += [one.path for one in prints]
        if "karaoke" in outputs and again:
            seconds = play.frames / film.fps
            encoding.remux(folder / FILM, sounds[KARAOKE], folder / KARAOKE, seconds)
            made.append(folder / KARAOKE)
        self.report(1.0)
        return made

    def go_on(self) -> None:
        """Conflict if nobody wants the film any more, EngineFailed if it takes too long."""
        request = self.request
        if request.cancel and self.storage.holds(request.cancel):
            raise Conflict(f"job {request.job} was cancelled")
        if time.monotonic() - self.began > request.limit_seconds:
            raise EngineFailed(f"the film was not done after {request.limit_seconds:g} s")

    def report(self, done: float) -> None:
        """Say how far the film is, where anybody wants to know."""
        if self.request.progress:
            content = json.dumps({"done": round(done, 3)}).encode()
            self.storage.put(self.request.progress, content, "application/json")
