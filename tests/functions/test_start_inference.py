"""Asking an engine, through the real handler and with engines that are not there."""

import pytest

from functions.start_inference.task import InferenceTask, create_task
from harmonia import document
from harmonia.engines.engine import EngineRequest
from harmonia.errors import NotFound, Unavailable
from harmonia.jobs.job import Stage, Status
from harmonia.jobs.progress import Stages
from harmonia.jobs.routing import Router, Watch
from harmonia_aws.documents import S3Documents
from harmonia_aws.jobs import DynamoInferences, DynamoJobStore
from tests.fakes.api import event
from tests.fakes.aws import Account
from tests.fakes.jobs import (
    MemoryBreakers,
    MemoryDocuments,
    MemoryEngine,
    MemoryInferences,
    MemoryJobStore,
    MemoryWaiting,
    SteppingClock,
)
from tests.fakes.songs import job, played, song

TASK = InferenceTask("job_a", Stage.MUSIC, "token-1", "cor_a")


class World:
    """A composed job, and an engine."""

    def __init__(self) -> None:
        self.store, self.engine, self.waiting = MemoryJobStore(), MemoryEngine(), MemoryWaiting()
        self.inferences, self.documents = MemoryInferences(), MemoryDocuments()
        self.store.add(job(song=self.documents.put_song(song())))
        watch = Watch(MemoryBreakers(), SteppingClock())
        self.router = Router({Stage.MUSIC: self.engine}, (), watch)
        self.start = create_task(
            Stages(self.store, SteppingClock()),
            self.router,
            self.inferences,
            self.documents,
            self.waiting,
        )


def test_the_engine_is_asked_and_the_token_kept() -> None:
    world = World()

    assert world.start(TASK) == "asked"
    assert world.engine.asked == [("job_a", "job_a.music.1")]
    assert world.inferences.get("job_a", Stage.MUSIC).token == "token-1"
    assert world.store.get("job_a").status is Status.RUNNING


def test_a_doubled_task_asks_once_and_a_retried_one_again() -> None:
    world = World()

    outcomes = [
        world.start(TASK),
        world.start(TASK),
        world.start(InferenceTask("job_a", Stage.MUSIC, "token-1", "cor_a", retry=1)),
        world.start(InferenceTask("job_a", Stage.MUSIC, "token-2", "cor_a")),
    ]

    assert outcomes == ["asked", "asked before", "asked", "asked"]
    assert [inference for _, inference in world.engine.asked] == [
        f"job_a.music.{n}" for n in (1, 2, 3)
    ]


def test_it_is_known_since_when_the_same_was_asked() -> None:
    world = World()

    def since(token: str) -> int:
        world.start(InferenceTask("job_a", Stage.MUSIC, token, "cor_a"))
        return world.inferences.get("job_a", Stage.MUSIC).since

    same = [since("t1"), since("t2")]
    world.engine.version = "band-2"

    assert (same, since("t3"), since("t4")) == ([1, 1], 3, 3)


def test_a_task_that_died_before_asking_asks_when_it_is_run_again() -> None:
    world = World()

    world.engine.busy = True
    with pytest.raises(Unavailable):
        world.start(TASK)
    world.engine.busy = False

    assert world.start(TASK) == "asked"


def test_a_cold_engine_shows() -> None:
    world = World()
    world.engine.awake = False

    world.start(TASK)

    assert world.store.get("job_a").status is Status.WAITING_FOR_CAPACITY


def test_what_was_played_before_is_taken_as_long_as_the_engine_is_the_same() -> None:
    world = World()
    inputs = document.digest({"song": song().sha256, "engine": "band-1"})
    key = world.documents.put_result(Stage.MUSIC, inputs, played())

    assert world.start(TASK) == "cached"
    assert world.waiting.heard == [("token-1", "success")]
    assert world.store.get("job_a").stages[Stage.MUSIC].result == key
    assert world.start(TASK) == "done before"

    other = World()
    other.documents.put_result(Stage.MUSIC, inputs, played())
    other.engine.version = "band-2"
    assert other.start(TASK) == "asked"


def test_the_request_lies_where_the_engine_looks(account: Account) -> None:
    sha256 = S3Documents(account.bucket).put_song(song())
    DynamoJobStore(account.table).add(job(song=sha256))
    task = event("start_inference", "music") | {"job": "job_a"}

    account.handler("start_inference")(task, None)

    kept = account.bucket.get("requests/job_a.music.1.json")
    request = document.loads(EngineRequest, kept)
    assert request.song == f"s3://harmonia/songs/{sha256}.json"
    assert request.artifacts == "s3://harmonia/artifacts/"
    assert request.correlation_id == "cor_a"
    assert DynamoInferences(account.table).get("job_a", Stage.MUSIC).asked


def test_a_job_that_is_not_there_is_not_found(account: Account) -> None:
    with pytest.raises(NotFound):
        account.handler("start_inference")(event("start_inference", "music"), None)
