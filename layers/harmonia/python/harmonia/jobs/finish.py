"""The last stage: all is measured and listed; the job ends well, or says what it missed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from harmonia import document
from harmonia.clock import Clock, stamp
from harmonia.engines.engine import Artifact, ArtifactKind, EngineResponse, artifact_id
from harmonia.errors import Conflict
from harmonia.ids import derived
from harmonia.jobs.change import change
from harmonia.jobs.job import BY_ENGINE, SAMPLE, Cut, Job, JobError, Stage, StageRun, Status
from harmonia.jobs.manifest import Manifest
from harmonia.jobs.ports import Documents, JobStore
from harmonia.jobs.results import Mastered
from harmonia.jobs.scorecard import Scorecard, score
from harmonia.songs.record import SongRecord
from harmonia.songs.song import Song
from harmonia.songs.wishes import FILES, Output

WISHED = {name: output for output, name in FILES.items()}


@dataclass(frozen=True, slots=True)
class Made:
    """Everything that the stages of a job left."""

    song: Song
    mastered: Mastered
    by_engine: Mapping[Stage, EngineResponse]

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """What is handed out: what came off the desk, and the film."""
        film = self.by_engine.get(Stage.FILM)
        return (*self.mastered.artifacts, *(film.artifacts if film else ()))

    @property
    def taken(self) -> bool:
        """Whether a model played it, which follows the document as far as it can."""
        music = self.by_engine.get(Stage.MUSIC)
        return any(one.kind is ArtifactKind.TAKE for one in (music.artifacts if music else ()))

    @property
    def measured(self) -> dict[str, float]:
        """What was measured: the desk's readings by their names, an engine's by its stage's too."""
        engines = {
            f"{stage.value}.{name}": value
            for stage, response in self.by_engine.items()
            if stage is not Stage.MUSIC  # its stems are measured on the desk
            for name, value in response.measured.items()
        }
        return {**self.mastered.measured, **engines}


@dataclass(frozen=True)
class Finish:
    """Ends jobs whose stages are all done."""

    store: JobStore
    documents: Documents
    clock: Clock

    def succeed(self, job_id: str) -> Job:
        """End the job with its manifest, or as failed if it missed a must."""
        job = self.store.get(job_id)
        if job.ended:
            return job
        made = self._made(job)
        card = score(
            made.song,
            made.mastered.measured,
            outputs(made.artifacts),
            job.brief,
            shot=job.cut is Cut.SHOT,
            taken=made.taken,
        )
        if card.missed:
            return self._fail(job_id, card)
        return self._succeed(job, made, card)

    def _made(self, job: Job) -> Made:
        results = {stage: run.result for stage, run in job.stages.items() if run.result}
        master = results.get(Stage.MASTER)
        if job.song is None or master is None or (job.film and Stage.FILM not in results):
            raise Conflict(f"job {job.id} has stages that are not done")
        return Made(
            self.documents.get_song(job.song),
            self.documents.get_result(master, Mastered),
            {
                stage: self.documents.get_result(results[stage], EngineResponse)
                for stage in Stage
                if stage in BY_ENGINE and stage in results
            },
        )

    def _succeed(self, job: Job, made: Made, card: Scorecard) -> Job:
        song = made.song
        made_at = job.stages[Stage.MASTER].finished_at or job.created_at  # the same if done twice
        song_id = job.song_id or derived("song", job.id)
        artifacts = (*made.artifacts, song_artifact(song))
        manifest = Manifest(
            job=job.id,
            song_id=song_id,
            title=song.title,
            revision=song.sha256,
            seed=song.seed,
            composer=song.composer,
            brief=job.brief,
            artifacts=artifacts,
            models=tuple(response.model for response in made.by_engine.values()),
            scorecard=card,
            seconds=_seconds(job, made),
            correlation_id=job.correlation_id,
            created_at=made_at,
            measured=made.measured,
        )
        content = document.canonical(manifest)
        sha256 = self.documents.put_manifest(content)
        record = SongRecord(
            id=song_id,
            owner=job.owner,
            title=song.title,
            genre=song.genre.value,
            seconds=round(song.seconds, 3),
            revision=song.sha256,
            job=job.id,
            manifest=sha256,
            created_at=made_at,
        )
        listed = (*artifacts, manifest_artifact(content, sha256))
        now = stamp(self.clock.now())

        def step(job: Job) -> Job:
            if job.ended or job.status is Status.CANCELING:
                return job
            return replace(
                _finished(job, now).become(Status.SUCCEEDED, at=now),
                song_id=song_id,
                artifacts=listed,
                manifest=sha256,
                scorecard=card,
            )

        # Another film makes no other song, and a sample is listed among samples.
        elsewhere = job.song_id is not None or job.type == SAMPLE
        return change(self.store, job.id, step, None if elsewhere else record)

    def _fail(self, job_id: str, card: Scorecard) -> Job:
        now = stamp(self.clock.now())
        missed = "; ".join(
            f"{entry.constraint} should be {entry.expected} and is {entry.measured}"
            for entry in card.missed
        )
        error = JobError(code="constraint-unmet", detail=missed, stage=Stage.FINISH)

        def step(job: Job) -> Job:
            if job.ended or job.status is Status.CANCELING:
                return job
            return replace(job.become(Status.FAILED, at=now), error=error, scorecard=card)

        return change(self.store, job_id, step)


def outputs(artifacts: Iterable[Artifact]) -> set[Output]:
    """What of the outputs one can wish for the files are."""
    made = set()
    for artifact in artifacts:
        if artifact.kind is ArtifactKind.STEM:
            made.add(Output.STEMS)
        elif artifact.name in WISHED:
            made.add(WISHED[artifact.name])
    return made


def song_artifact(song: Song) -> Artifact:
    """The song document as a file."""
    content = document.canonical(song)
    return _file(ArtifactKind.SONG, "song.json", content, song.sha256, song.composer)


def manifest_artifact(content: bytes, sha256: str) -> Artifact:
    """The manifest as a file; it cannot list itself."""
    return _file(ArtifactKind.MANIFEST, "manifest.json", content, sha256)


def _file(kind: ArtifactKind, name: str, content: bytes, sha256: str, engine: str = "") -> Artifact:
    return Artifact(
        id=artifact_id(name, sha256),
        kind=kind,
        name=name,
        mime="application/json",
        bytes=len(content),
        sha256=sha256,
        engine=engine,
    )


def _finished(job: Job, now: str) -> Job:
    run = replace(
        job.stages.get(Stage.FINISH, StageRun()),
        started_at=now,
        finished_at=now,
        seconds=0.0,
        progress=1.0,
    )
    return job.with_stage(Stage.FINISH, run, at=now)


def _seconds(job: Job, made: Made) -> dict[str, float]:
    stages = {stage.value: run.seconds for stage, run in job.stages.items() if run.seconds}
    steps = {stage.value: response.seconds for stage, response in made.by_engine.items()}
    steps[Stage.MASTER.value] = made.mastered.seconds
    return stages | {
        f"{stage}.{step}": seconds
        for stage, taken in steps.items()
        for step, seconds in taken.items()
    }
