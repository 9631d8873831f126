"""A job as its owner sees it: over HTTP, on the WebSocket and in webhooks alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from harmonia.engines.engine import Artifact, ArtifactKind
from harmonia.jobs.job import SAMPLE, Job, JobError, Stage, StageRun, Status
from harmonia.jobs.scorecard import Scorecard
from harmonia.songs.brief import Brief


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An artifact, and for a while an address to fetch it from."""

    id: str
    kind: ArtifactKind
    name: str
    mime: str
    bytes: int
    sha256: str
    url: str | None = None
    url_expires_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the job made; only songs have an id, a revision, a manifest and a scorecard."""

    artifacts: tuple[File, ...]
    song_id: str | None = None
    revision: str | None = None
    manifest: str | None = None
    scorecard: Scorecard | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where to go from here."""

    self: str
    cancel: str
    song: str | None = None
    candidate: str | None = None  # the job of a model's take of the same song
    draft: str | None = None  # the job whose song this is a take of


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A job, told."""

    id: str
    type: str
    status: Status
    progress: float
    stages: Mapping[Stage, StageRun]
    attempt: int
    version: int
    idempotency_key: str
    correlation_id: str
    created_at: str
    links: Links
    title: str
    stage: Stage | None = None
    prompt: str | None = None
    brief: Brief | None = None
    song_id: str | None = None
    result: Result | None = None
    error: JobError | None = None
    started_at: str | None = None
    finished_at: str | None = None
    updated_at: str | None = None


def as_file(artifact: Artifact) -> File:
    """The artifact without an address."""
    return File(
        id=artifact.id,
        kind=artifact.kind,
        name=artifact.name,
        mime=artifact.mime,
        bytes=artifact.bytes,
        sha256=artifact.sha256,
    )


def report(job: Job, show: Callable[[Artifact], File] = as_file) -> Report:
    """All there is to tell of the job; files only once all of them are made."""
    brief = None if job.sound else job.brief
    return replace(brief_report(job, show), brief=brief, prompt=job.prompt)


def brief_report(job: Job, show: Callable[[Artifact], File] = as_file) -> Report:
    """The job without what its owner said themselves: short enough for a push."""
    return Report(
        id=job.id,
        type=job.type,
        title=job.inputs[0].name if job.sound else job.brief.title,
        song_id=job.song_id,
        status=job.status,
        progress=job.progress,
        stage=job.stage,
        stages={stage: replace(run, result=None) for stage, run in job.stages.items()},
        attempt=job.attempt,
        version=job.version,
        idempotency_key=job.idempotency_key,
        correlation_id=job.correlation_id,
        created_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        updated_at=job.updated_at,
        result=_result(job, show),
        error=job.error,
        links=Links(
            self=f"/v1/jobs/{job.id}",
            cancel=f"/v1/jobs/{job.id}/cancel",
            song=f"/v1/songs/{job.song_id}" if job.song_id and job.type != SAMPLE else None,
            candidate=f"/v1/jobs/{job.candidate}" if job.candidate else None,
            draft=f"/v1/jobs/{job.draft}" if job.draft else None,
        ),
    )


def _result(job: Job, show: Callable[[Artifact], File]) -> Result | None:
    if job.status is not Status.SUCCEEDED:
        return None
    if job.sound:
        return Result(artifacts=tuple(map(show, job.artifacts)))
    if not (job.song_id and job.song and job.manifest):
        return None
    return Result(
        song_id=job.song_id,
        revision=job.song,
        manifest=job.manifest,
        artifacts=tuple(map(show, job.artifacts)),
        scorecard=job.scorecard,
    )
