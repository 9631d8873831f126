"""Jobs and songs for tests, made as the real ones are."""

import hashlib
from functools import cache
from typing import Any

from harmonia.composing.compose import compose
from harmonia.engines.engine import Artifact, ArtifactKind, EngineResponse, Model
from harmonia.jobs.job import Job
from harmonia.jobs.order import Order
from harmonia.jobs.results import Mastered
from harmonia.songs.brief import settle
from harmonia.songs.song import Song
from harmonia.songs.wishes import Genre, Wishes

WISHES = Wishes(genre=Genre.FOLK, key="G major", bpm=100, seconds=30, title="Small Boats")
MODEL = Model("band", "1", "silence.sf2", "0" * 64, "CC0-1.0")
METERS = {"loudness": -14.02, "true_peak": -1.1}


def order(wishes: Wishes = WISHES) -> Order:
    """An order for that."""
    return Order(wishes=wishes, request={"brief": wishes})


@cache
def song() -> Song:
    """A short song."""
    return compose(settle(WISHES, seed=7))


def job(**changes: Any) -> Job:
    """A job that was just created."""
    told: dict[str, Any] = {
        "id": "job_a",
        "owner": "alice",
        "brief": settle(WISHES, seed=7),
        "fingerprint": "f",
        "idempotency_key": "k1",
        "correlation_id": "cor_a",
        "created_at": "2026-01-01T00:00:00.000Z",
    }
    return Job(**{**told, **changes})


def artifact(name: str, kind: ArtifactKind = ArtifactKind.MIX) -> Artifact:
    """A file of that name."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    return Artifact(f"art_{sha256[:26]}", kind, name, "audio/flac", 4, sha256)


def played(job_id: str = "job_a") -> EngineResponse:
    """What the band left."""
    dry = (artifact("dry/lead.flac", ArtifactKind.DRY),)
    return EngineResponse(
        job=job_id, stage="music", artifacts=dry, model=MODEL, seconds={"render": 0.5}
    )


def mastered(**measured: float) -> Mastered:
    """What the desk left."""
    files = (
        *(artifact(f"mix.{name}") for name in ("mp3", "flac", "wav")),
        artifact("stems/lead.flac", ArtifactKind.STEM),
        artifact("song.mid", ArtifactKind.MIDI),
    )
    return Mastered(artifacts=files, measured=METERS | measured, seconds={"mix": 0.2})
