"""What jobs need of the world."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol, TypeVar

from harmonia.engines.breaker import Breaker
from harmonia.engines.engine import Artifact
from harmonia.errors import HarmoniaError
from harmonia.jobs.inference import EngineState, Inference, Question
from harmonia.jobs.job import Job, Stage, Status
from harmonia.paging import Page
from harmonia.songs.ports import SongDocuments
from harmonia.songs.record import SongRecord
from harmonia.uploads.upload import Upload

T = TypeVar("T")


class JobStore(Protocol):
    """Jobs, each change of which happens once."""

    def add(self, job: Job) -> None:
        """Keep a new job; Conflict if its id is taken."""

    def get(self, job_id: str) -> Job:
        """The job of that id; NotFound if there is none."""

    def replace(self, old: Job, new: Job) -> None:
        """Put the new version in the place of the old; Conflict if another came first."""

    def end(self, old: Job, new: Job, song: SongRecord | None = None) -> None:
        """Like `replace`, and in the same moment close the job and keep the song it made."""

    def list(
        self, owner: str, *, limit: int, cursor: str | None, status: Status | None = None
    ) -> Page[Job]:
        """The owner's jobs, newest first; Invalid if the cursor is not one of ours."""

    def open(self) -> Iterable[str]:
        """The ids of all jobs that have not ended."""


class ArtifactStore(Protocol):
    """What artifacts are known by; `JobStore.end` fills it."""

    def get(self, artifact_id: str, owner: str) -> Artifact:
        """The owner's artifact of that id; NotFound if they have none."""


class Standing(StrEnum):
    """How an attempt at a job stands."""

    MISSING = "missing"  # it was never started
    RUNNING = "running"
    OVER = "over"


class Workflow(Protocol):
    """What moves jobs."""

    def start(self, job: Job) -> None:
        """Set the job's current attempt going; harmless if that was done before."""

    def stop(self, job: Job) -> None:
        """Stop the current attempt; harmless if it does not run."""

    def standing(self, job: Job) -> Standing:
        """How the current attempt stands."""


class Artifacts(Protocol):
    """Files under the sha256 of their bytes; what is there never changes."""

    def url(self, artifact: Artifact, *, seconds: int) -> str:
        """An address from which anyone can fetch the file for that many seconds."""

    def adopt(self, upload: Upload) -> Artifact:
        """Keep what was uploaded among the files, where engines find it; again is harmless."""


class Documents(SongDocuments, Protocol):
    """Everything that is kept as a whole document, by content or by the work that made it."""

    def put_manifest(self, content: bytes) -> str:
        """Keep the manifest; its sha256."""

    def get_manifest(self, sha256: str) -> bytes:
        """The manifest of that hash; NotFound if there is none."""

    def put_result(self, stage: Stage, inputs: str, result: object) -> str:
        """Keep what the stage made of inputs with that hash; the document's key."""

    def result_key(self, stage: Stage, inputs: str) -> str:
        """The key under which the stage's result for those inputs is, if there is one."""

    def find_result(self, stage: Stage, inputs: str, kind: type[T]) -> T | None:
        """What the stage made of those inputs before, if it did."""

    def get_result(self, key: str, kind: type[T]) -> T:
        """The result of that key; NotFound if there is none."""

    def cancel(self, job_id: str) -> None:
        """Leave word for engines that nobody wants the job's result any more."""

    def engine_progress(self, job_id: str, stage: Stage) -> float | None:
        """How far the engine says it is, 0 to 1, if it said anything."""


class Engine(Protocol):
    """An engine behind an asynchronous endpoint."""

    def state(self) -> EngineState:
        """Which version it is and whether it is awake; Unavailable if it cannot be asked now."""

    def ask(self, question: Question, inference_id: str) -> None:
        """Send the request; the answer is reported under the id later."""


class Inferences(Protocol):
    """What engines were asked for and who waits for it, one per job and stage."""

    def put(self, inference: Inference) -> None:
        """Keep it in the place of what was asked before."""

    def asked(self, inference: Inference) -> None:
        """Note that the engine has the question; harmless if its failure is noted already."""

    def lost(self, inference: Inference, reason: str) -> None:
        """Note that the engine failed, and why."""

    def get(self, job_id: str, stage: Stage) -> Inference:
        """What was asked last; NotFound if nothing was."""


class Breakers(Protocol):
    """How models have fared of late."""

    def get(self, engine: str) -> Breaker:
        """The model's breaker; a closed one if nothing is known."""

    def replace(self, old: Breaker, new: Breaker) -> None:
        """Put the new one in the place of the old; Conflict if another came first."""


class Waiting(Protocol):
    """Workflows that wait for a task token to come back."""

    def succeed(self, token: str) -> None:
        """Let the workflow go on; harmless if it does not wait any more."""

    def fail(self, token: str, failure: HarmoniaError) -> None:
        """Tell the workflow why not; harmless if it does not wait any more."""
