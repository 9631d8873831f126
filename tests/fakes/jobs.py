"""Jobs' ports, kept in memory."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from harmonia import document
from harmonia.engines.breaker import Breaker
from harmonia.engines.engine import Artifact, ArtifactKind
from harmonia.errors import Conflict, HarmoniaError, Invalid, NotFound, Unavailable
from harmonia.jobs.inference import EngineState, Inference, Question
from harmonia.jobs.job import Job, Stage, Status
from harmonia.jobs.ports import Standing
from harmonia.paging import Page
from harmonia.songs.record import SongRecord
from harmonia.songs.song import Song
from harmonia.uploads.upload import Upload


@dataclass
class SteppingClock:
    """A clock that goes on a second at each look."""

    moment: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def wait(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


def page(kept: list[Any], limit: int, cursor: str | None) -> Page[Any]:
    """A page of what is kept, newest first; cursors are ids."""
    kept = sorted(kept, key=lambda one: (one.created_at, one.id), reverse=True)
    start = 0
    if cursor is not None:
        ids = [one.id for one in kept]
        if cursor not in ids:
            raise Invalid("not a cursor of ours", field="cursor")
        start = ids.index(cursor) + 1
    data = tuple(kept[start : start + limit])
    more = start + limit < len(kept)
    return Page(data, data[-1].id if more else None)


@dataclass
class MemoryJobStore:
    jobs: dict[str, Job] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)
    songs: dict[str, SongRecord] = field(default_factory=dict)
    artifacts: dict[tuple[str, str], Artifact] = field(default_factory=dict)

    def add(self, job: Job) -> None:
        if job.id in self.jobs:
            raise Conflict(job.id)
        self.jobs[job.id] = job
        self.marks.add(job.id)

    def get(self, job_id: str) -> Job:
        try:
            return self.jobs[job_id]
        except KeyError:
            raise NotFound(f"no job {job_id}") from None

    def replace(self, old: Job, new: Job) -> None:
        if self.jobs[old.id].version != old.version:
            raise Conflict(old.id)
        self.jobs[old.id] = new

    def end(self, old: Job, new: Job, song: SongRecord | None = None) -> None:
        self.replace(old, new)
        self.marks.discard(old.id)
        if song:
            self.songs[song.id] = song
        self.artifacts |= {(one.id, new.owner): one for one in new.artifacts}

    def list(
        self, owner: str, *, limit: int, cursor: str | None, status: Status | None = None
    ) -> Page[Job]:
        mine = [job for job in self.jobs.values() if job.owner == owner]
        return page([job for job in mine if status in (None, job.status)], limit, cursor)

    def open(self) -> Iterable[str]:
        return sorted(self.marks)


@dataclass
class MemorySongStore:
    jobs: MemoryJobStore

    def get(self, song_id: str) -> SongRecord:
        try:
            return self.jobs.songs[song_id]
        except KeyError:
            raise NotFound(f"no song {song_id}") from None

    def list(self, owner: str, *, limit: int, cursor: str | None) -> Page[SongRecord]:
        mine = [song for song in self.jobs.songs.values() if song.owner == owner]
        return page(mine, limit, cursor)


@dataclass
class MemoryArtifactStore:
    jobs: MemoryJobStore

    def get(self, artifact_id: str, owner: str) -> Artifact:
        try:
            return self.jobs.artifacts[artifact_id, owner]
        except KeyError:
            raise NotFound(f"no artifact {artifact_id}") from None


@dataclass
class MemoryWorkflow:
    started: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)

    def start(self, job: Job) -> None:
        if job.execution not in self.started:
            self.started.append(job.execution)

    def stop(self, job: Job) -> None:
        self.stopped.append(job.execution)

    def standing(self, job: Job) -> Standing:
        if job.execution not in self.started:
            return Standing.MISSING
        over = {*self.stopped, *self.gone}
        return Standing.OVER if job.execution in over else Standing.RUNNING


@dataclass
class MemoryDocuments:
    kept: dict[str, bytes] = field(default_factory=dict)
    canceled: set[str] = field(default_factory=set)
    progress: dict[str, float] = field(default_factory=dict)

    def put_song(self, song: Song) -> str:
        self.kept[song.sha256] = document.canonical(song)
        return song.sha256

    def get_song(self, sha256: str) -> Song:
        return document.loads(Song, self.get_manifest(sha256))

    def put_manifest(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self.kept[sha256] = content
        return sha256

    def get_manifest(self, sha256: str) -> bytes:
        try:
            return self.kept[sha256]
        except KeyError:
            raise NotFound(sha256) from None

    def put_result(self, stage: Stage, inputs: str, result: object) -> str:
        key = self.result_key(stage, inputs)
        self.kept[key] = document.canonical(result)
        return key

    def result_key(self, stage: Stage, inputs: str) -> str:
        return f"{stage}/{inputs}"

    def find_result(self, stage: Stage, inputs: str, kind: type[Any]) -> Any:
        key = self.result_key(stage, inputs)
        return self.get_result(key, kind) if key in self.kept else None

    def get_result(self, key: str, kind: type[Any]) -> Any:
        return document.loads(kind, self.get_manifest(key))

    def cancel(self, job_id: str) -> None:
        self.canceled.add(job_id)

    def engine_progress(self, job_id: str, stage: Stage) -> float | None:
        return self.progress.get(job_id)


@dataclass
class MemoryUploads:
    kept: dict[str, Upload] = field(default_factory=dict)

    def get(self, upload_id: str) -> Upload:
        try:
            return self.kept[upload_id]
        except KeyError:
            raise NotFound(f"no upload {upload_id}") from None


class MemoryArtifacts:
    def adopt(self, upload: Upload) -> Artifact:
        return Artifact(
            f"art_{upload.id}", ArtifactKind.UPLOAD, upload.filename, upload.mime, upload.bytes,
            upload.sha256,
        )  # fmt: skip

    def url(self, artifact: Artifact, *, seconds: int) -> str:
        return f"https://files.example/{artifact.sha256}?for={seconds}"


@dataclass
class MemoryEngine:
    version: str = "band-1"
    awake: bool = True
    asked: list[tuple[str, str]] = field(default_factory=list)
    busy: bool = False

    def state(self) -> EngineState:
        return EngineState(self.version, self.awake)

    def ask(self, question: Question, inference_id: str) -> None:
        if self.busy:
            raise Unavailable("the engine is busy")
        self.asked.append((question.job.id, inference_id))


@dataclass
class MemoryBreakers:
    kept: dict[str, Breaker] = field(default_factory=dict)

    def get(self, engine: str) -> Breaker:
        return self.kept.get(engine, Breaker(engine=engine))

    def replace(self, old: Breaker, new: Breaker) -> None:
        if self.get(old.engine).version != old.version:
            raise Conflict(old.engine)
        self.kept[new.engine] = new


@dataclass
class MemoryInferences:
    kept: dict[tuple[str, Stage], Inference] = field(default_factory=dict)

    def put(self, inference: Inference) -> None:
        self.kept[inference.job, inference.stage] = inference

    def asked(self, inference: Inference) -> None:
        if self.kept[inference.job, inference.stage] == inference:
            self.put(replace(inference, asked=True))

    def lost(self, inference: Inference, reason: str) -> None:
        self.put(replace(inference, asked=True, failed=reason))

    def get(self, job_id: str, stage: Stage) -> Inference:
        try:
            return self.kept[job_id, stage]
        except KeyError:
            raise NotFound(job_id) from None


@dataclass
class MemoryWaiting:
    heard: list[tuple[str, str]] = field(default_factory=list)

    def succeed(self, token: str) -> None:
        self.heard.append((token, "success"))

    def fail(self, token: str, failure: HarmoniaError) -> None:
        self.heard.append((token, type(failure).__name__))
