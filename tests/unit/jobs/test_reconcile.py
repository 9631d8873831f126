"""No accepted job is forgotten."""

from dataclasses import dataclass

import pytest

from harmonia.jobs.job import Status
from harmonia.jobs.reconcile import MOST_ATTEMPTS, Reconciler
from tests.fakes.jobs import MemoryDocuments, MemoryJobStore, MemoryWorkflow, SteppingClock
from tests.fakes.songs import job


@dataclass
class World:
    store: MemoryJobStore
    workflow: MemoryWorkflow
    clock: SteppingClock
    reconciler: Reconciler

    def verdicts(self) -> dict[str, int]:
        return dict(self.reconciler.run())


@pytest.fixture
def world() -> World:
    store, workflow, clock = MemoryJobStore(), MemoryWorkflow(), SteppingClock()
    reconciler = Reconciler(store, workflow, MemoryDocuments(), clock, patience=3600)
    store.add(job())
    clock.wait(60)
    return World(store, workflow, clock, reconciler)


def test_a_job_that_runs_is_left_alone(world: World) -> None:
    world.workflow.start(job())

    assert world.verdicts() == {"fine": 1}


def test_a_job_that_was_never_started_is_started_under_its_own_name(world: World) -> None:
    assert world.verdicts() == {"started": 1}

    assert world.store.get("job_a").attempt == 1
    assert world.workflow.started == ["job_a-1"]
    assert world.verdicts() == {"fine": 1}


def test_a_job_whose_execution_is_gone_gets_another(world: World) -> None:
    world.workflow.start(job())
    world.workflow.gone.add("job_a-1")

    assert (world.verdicts(), world.verdicts()) == ({"restarted": 1}, {"fine": 1})
    assert world.store.get("job_a").attempt == 2
    assert world.workflow.started == ["job_a-1", "job_a-2"]


def test_a_cancel_that_died_half_way_is_finished(world: World) -> None:
    world.store.replace(job(), job().become(Status.CANCELING, at=job().created_at))

    assert world.verdicts() == {"canceled": 1}
    assert world.store.get("job_a").status is Status.CANCELED


def test_a_job_that_never_ends_expires(world: World) -> None:
    world.workflow.start(job())
    world.clock.wait(3600)

    assert world.verdicts() == {"expired": 1}
    expired = world.store.get("job_a")
    assert expired.status is Status.EXPIRED
    assert expired.error
    assert expired.error.code == "expired"
    assert world.workflow.stopped == ["job_a-1"]
    assert world.verdicts() == {}


def test_a_job_that_stops_again_and_again_fails(world: World) -> None:
    world.workflow.start(job())
    for _ in range(MOST_ATTEMPTS - 1):
        world.workflow.gone |= set(world.workflow.started)
        assert world.verdicts() == {"restarted": 1}
    world.workflow.gone |= set(world.workflow.started)

    assert world.verdicts() == {"failed": 1}
    assert world.store.get("job_a").status is Status.FAILED


def test_a_mark_without_a_job_harms_nothing(world: World) -> None:
    world.store.marks.add("job_gone")
    world.workflow.start(job())

    assert world.verdicts() == {"fine": 1, "missing": 1}
