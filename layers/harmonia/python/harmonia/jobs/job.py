"""
A job: work that takes longer than a request, and its life.

queued -> waiting_for_capacity -> running -> succeeded | failed, and canceling -> canceled from
anywhere before the end. Terminal states never change. Every change is a new version; stores
accept a version once, so each transition happens exactly once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from harmonia.engines.engine import Artifact, Conversion
from harmonia.engines.offer import EngineWishes
from harmonia.errors import Conflict
from harmonia.films.film import Film
from harmonia.jobs.scorecard import Scorecard
from harmonia.songs.brief import Brief
from harmonia.songs.wishes import TIMINGS, Output


class Status(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    WAITING_FOR_CAPACITY = "waiting_for_capacity"
    RUNNING = "running"
    CANCELING = "canceling"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"
    EXPIRED = "expired"


class Stage(StrEnum):
    """A step of a song's making, in the order they come."""

    COMPOSE = "compose"
    MUSIC = "music"
    VOCAL = "vocal"
    MASTER = "master"
    FILM = "film"
    FINISH = "finish"


SAMPLE = "sample.create"  # the type of jobs that make one; songs are listed elsewhere


class Cut(StrEnum):
    """How a mix is cut, where it is not handed out as it rings out."""

    LOOP = "loop"  # its end leads back into its beginning, to the sample
    SHOT = "shot"  # a single sound, from its first moment to its last


class SoundWork(StrEnum):
    """What can be done with a sound that exists."""

    LISTEN = "listen"
    FILTER = "filter"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundOrder:
    """What is to be done with the first of a job's inputs, instead of making a song."""

    work: SoundWork
    effects: tuple[Mapping[str, Any], ...] = ()
    format: str = "flac"


BY_ENGINE = frozenset(
    {Stage.MUSIC, Stage.VOCAL, Stage.FILM}
)  # stages that an engine behind an endpoint does
ENDS = frozenset({Status.SUCCEEDED, Status.FAILED, Status.CANCELED, Status.EXPIRED})
ALIVE = frozenset({Status.RUNNING, Status.WAITING_FOR_CAPACITY})
NEXT: Mapping[Status, frozenset[Status]] = {
    Status.QUEUED: ALIVE | ENDS - {Status.SUCCEEDED} | {Status.CANCELING},
    Status.WAITING_FOR_CAPACITY: ALIVE | ENDS | {Status.CANCELING},
    Status.RUNNING: ALIVE | ENDS | {Status.CANCELING},
    Status.CANCELING: frozenset({Status.CANCELED, Status.FAILED}),
    **{end: frozenset[Status]() for end in ENDS},
}


@dataclass(frozen=True, slots=True)
class StageRun:
    """What is known of one stage of a job."""

    started_at: str | None = None  # RFC 3339, UTC
    finished_at: str | None = None
    seconds: float | None = None
    progress: float = 0.0  # 0 to 1
    result: str | None = None  # the key of the stage's result document
    cached: bool = False  # whether an earlier, equal piece of work was taken
    attempts: int = 0
    engine: str | None = None  # the model that was asked; None: a built-in engine
    passed: tuple[str, ...] = ()  # models that did not deliver, and why
    usd: float | None = None  # what a model's work cost, in US dollars


@dataclass(frozen=True, slots=True)
class JobError:
    """Why a job failed, in words for people."""

    code: str  # engine-failed, constraint-unmet, upstream-timeout, internal
    detail: str
    stage: Stage | None = None
    retryable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work and how far it is."""

    id: str
    owner: str
    brief: Brief
    film: Film | None = None  # if one is wanted
    inputs: tuple[Artifact, ...] = ()  # what its owner brought: a recording, pictures
    fingerprint: str  # hash of the request, to tell a repeat from another request under one key
    idempotency_key: str
    correlation_id: str
    created_at: str
    type: str = "song.create"
    cut: Cut | None = None
    sound: SoundOrder | None = None
    conversion: Conversion | None = None  # of the take among the inputs
    prompt: str | None = None  # the words the brief was read from
    engines: EngineWishes | None = None  # who is to play; None: whoever is built in
    candidate: str | None = None  # the job of a model's take of the same song
    draft: str | None = None  # the job of which this is a take
    status: Status = Status.QUEUED
    stage: Stage | None = None
    stages: Mapping[Stage, StageRun] = field(default_factory=dict)
    song_id: str | None = None
    song: str | None = None  # sha256 of the song document, once composed
    artifacts: tuple[Artifact, ...] = ()  # only when succeeded
    manifest: str | None = None  # sha256 of the manifest
    scorecard: Scorecard | None = None
    error: JobError | None = None
    started_at: str | None = None
    finished_at: str | None = None
    updated_at: str | None = None
    attempt: int = 1  # of the execution that moves it
    version: int = 1

    @property
    def ended(self) -> bool:
        """Whether nothing can change any more."""
        return self.status in ENDS

    @property
    def execution(self) -> str:
        """The name of the workflow execution that moves this attempt."""
        return f"{self.id}-{self.attempt}"

    @property
    def recording(self) -> Artifact | None:
        """The music that was brought and is not to be made, if any was."""
        return None if self.conversion else self._audio

    @property
    def take(self) -> Artifact | None:
        """The singer's own recording that becomes a part of the song, if one was brought."""
        return self._audio if self.conversion else None

    @property
    def _audio(self) -> Artifact | None:
        return next((one for one in self.inputs if one.mime.startswith("audio/")), None)

    def become(self, status: Status, *, at: str) -> "Job":
        """The same job, one state on; Conflict if that state cannot follow."""
        if status not in NEXT[self.status]:
            raise Conflict(f"job {self.id} is {self.status} and cannot become {status}")
        return replace(
            self,
            status=status,
            version=self.version + 1,
            updated_at=at,
            started_at=self.started_at or (at if status in ALIVE else None),
            finished_at=at if status in ENDS else None,
        )

    def with_stage(self, stage: Stage, run: StageRun, *, at: str) -> "Job":
        """The same job with news of one stage."""
        if self.ended:
            raise Conflict(f"job {self.id} is {self.status}; its stages are closed")
        return replace(
            self,
            stage=stage,
            stages={**self.stages, stage: run},
            version=self.version + 1,
            updated_at=at,
        )

    def without_stage(self, stage: Stage, *, at: str) -> "Job":
        """The same job, in which nobody speaks of that stage."""
        kept = {one: run for one, run in self.stages.items() if one is not stage}
        return replace(self, stages=kept, version=self.version + 1, updated_at=at)

    def seen(self, stage: Stage, done: float) -> "Job":
        """The same version of the job, with a stage's progress as it is seen from outside."""
        run = replace(self.stages[stage], progress=min(max(done, 0.0), 1.0))
        return replace(self, stages={**self.stages, stage: run})

    def wants(self, stage: Stage) -> bool:
        """Whether what was asked for needs that stage."""
        asked = set(self.brief.outputs)
        if stage is Stage.MUSIC:
            return self.recording is None and bool(asked & HEARD)
        if stage is Stage.VOCAL:
            sung = self.recording is None and self.brief.voice != "none"
            return sung and bool(asked & VOICED)
        return self.film is not None if stage is Stage.FILM else True

    @property
    def progress(self) -> float:
        """How much is done, 0 to 1, by the usual share of each stage."""
        if self.status is Status.SUCCEEDED:
            return 1.0
        wanted = [stage for stage in Stage if self.wants(stage)]
        done = sum(SHARE[stage] * _done(self.stages.get(stage, StageRun())) for stage in wanted)
        return round(done / sum(SHARE[stage] for stage in wanted), 3)


HEARD = frozenset(Output) - {Output.MIDI, Output.COVER, Output.CLICK, *TIMINGS}
VOICED = HEARD - {Output.INSTRUMENTAL}
SHARE: Mapping[Stage, float] = {  # usual seconds of a song of three minutes
    Stage.COMPOSE: 2.0,
    Stage.MUSIC: 8.0,
    Stage.VOCAL: 8.0,
    Stage.MASTER: 8.0,
    Stage.FILM: 30.0,
    Stage.FINISH: 1.0,
}


def _done(run: StageRun) -> float:
    return 1.0 if run.finished_at else run.progress
