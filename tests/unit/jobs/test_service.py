"""What owners can do with jobs."""

from dataclasses import dataclass, replace

import pytest

from harmonia.errors import Invalid, NotFound, Unavailable
from harmonia.jobs.job import Job, Stage, StageRun, Status
from harmonia.jobs.materials import Materials
from harmonia.jobs.order import Order
from harmonia.jobs.service import Jobs
from harmonia.songs.brief import Source
from harmonia.songs.wishes import Wishes
from tests.fakes.jobs import (
    MemoryArtifacts,
    MemoryDocuments,
    MemoryJobStore,
    MemoryUploads,
    MemoryWorkflow,
    SteppingClock,
)
from tests.fakes.songs import order


@dataclass
class World:
    store: MemoryJobStore
    workflow: MemoryWorkflow
    documents: MemoryDocuments
    jobs: Jobs

    def create(self, key: str = "k1", wishes: Order | None = None) -> Job:
        return self.jobs.create(wishes or order(), "alice", key, "cor").job


@pytest.fixture
def world() -> World:
    store, workflow, documents = MemoryJobStore(), MemoryWorkflow(), MemoryDocuments()
    materials = Materials(MemoryUploads(), MemoryArtifacts())
    jobs = Jobs(store, workflow, documents, SteppingClock(), materials)
    return World(store, workflow, documents, jobs)


def test_a_job_is_queued_and_set_going(world: World) -> None:
    job = world.create()

    assert job.status is Status.QUEUED
    assert job.id.startswith("job_")
    assert len(job.id) == 30
    assert world.workflow.started == [job.execution]


def test_asking_twice_is_asking_once(world: World) -> None:
    first = world.jobs.create(order(), "alice", "k1", "cor")
    second = world.jobs.create(order(), "alice", "k1", "other")

    assert (first.replayed, second.replayed) == (False, True)
    assert first.job == second.job
    assert len(world.workflow.started) == 1


def test_a_request_that_died_before_it_started_is_healed_by_its_repeat(world: World) -> None:
    def dead(job: Job) -> None:
        raise Unavailable("no workflow")

    jobs = replace(world.jobs, workflow=world.workflow)
    world.workflow.start = dead  # type: ignore[method-assign]
    with pytest.raises(Unavailable):
        jobs.create(order(), "alice", "k1", "cor")
    del world.workflow.start

    job = world.create()

    assert world.workflow.started == [job.execution]


def test_one_key_is_for_one_request(world: World) -> None:
    world.create()
    other = Order(wishes=Wishes(bpm=90), request={"brief": {"bpm": 90}})

    with pytest.raises(Invalid) as refused:
        world.create(wishes=other)
    assert refused.value.code == "idempotency-mismatch"


def test_the_seed_follows_from_the_job_unless_it_was_said(world: World) -> None:
    mine = Order(wishes=Wishes(seed=5), request={"seed": 5})

    first, second, said = world.create("a"), world.create("b"), world.create("c", mine)

    assert first.brief.seed != second.brief.seed
    assert said.brief.seed == 5
    assert said.brief.sources["seed"] is Source.SAID


def test_strangers_see_nothing(world: World) -> None:
    job = world.create()

    with pytest.raises(NotFound):
        world.jobs.get(job.id, "bob")
    with pytest.raises(NotFound):
        world.jobs.cancel(job.id, "bob")


def test_canceling_stops_the_workflow_and_leaves_word(world: World) -> None:
    job = world.create()

    canceled = world.jobs.cancel(job.id, "alice")

    assert canceled.status is Status.CANCELED
    assert canceled.finished_at
    assert world.workflow.stopped == [job.execution]
    assert world.documents.canceled == {job.id}
    assert list(world.store.open()) == []


def test_canceling_what_has_ended_changes_nothing(world: World) -> None:
    job = world.create()
    done = job.become(Status.FAILED, at="2026-01-01T00:00:09.000Z")
    world.store.end(job, done)

    assert world.jobs.cancel(job.id, "alice") == done
    assert world.workflow.stopped == []


def test_a_cancel_that_died_half_way_is_finished_by_the_next(world: World) -> None:
    job = world.create()
    world.store.replace(job, job.become(Status.CANCELING, at="2026-01-01T00:00:09.000Z"))

    assert world.jobs.cancel(job.id, "alice").status is Status.CANCELED


def test_what_an_engine_says_of_its_progress_is_seen(world: World) -> None:
    job = world.create()
    run = StageRun(started_at=job.created_at)
    running = job.become(Status.RUNNING, at=job.created_at)
    world.store.replace(job, running.with_stage(Stage.MUSIC, run, at=job.created_at))
    world.documents.progress[job.id] = 0.5

    seen = world.jobs.get(job.id, "alice")

    assert seen.stages[Stage.MUSIC].progress == 0.5
    assert seen.progress == round(4 / 19, 3)
    assert world.store.get(job.id).stages[Stage.MUSIC].progress == 0
