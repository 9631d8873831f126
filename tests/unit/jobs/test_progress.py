"""What the workflow does to a job, once and again."""

import pytest

from harmonia.errors import Conflict
from harmonia.jobs.change import change
from harmonia.jobs.job import ENDS, Job, JobError, Stage, Status
from harmonia.jobs.progress import Stages
from tests.fakes.jobs import MemoryJobStore, SteppingClock
from tests.fakes.songs import job

WRONG = JobError(code="engine-failed", detail="a string broke")


@pytest.fixture
def store() -> MemoryJobStore:
    store = MemoryJobStore()
    store.add(job())
    return store


@pytest.fixture
def stages(store: MemoryJobStore) -> Stages:
    return Stages(store, SteppingClock())


def test_a_stage_begins_and_finishes(stages: Stages) -> None:
    begun = stages.begin("job_a", Stage.COMPOSE)
    done = stages.finish("job_a", Stage.COMPOSE, "key", song="sha")

    run = done.stages[Stage.COMPOSE]
    assert begun.status is Status.RUNNING
    assert begun.started_at
    assert (run.seconds, run.progress, run.result, run.attempts) == (1.0, 1.0, "key", 1)
    assert done.song == "sha"
    assert done.progress == round(2 / 19, 3)


def test_finishing_twice_keeps_the_first(stages: Stages) -> None:
    stages.begin("job_a", Stage.COMPOSE)
    first = stages.finish("job_a", Stage.COMPOSE, "first")

    again = stages.finish("job_a", Stage.COMPOSE, "second", cached=True)
    begun = stages.begin("job_a", Stage.COMPOSE)

    assert again == begun == first


def test_beginning_again_counts(stages: Stages) -> None:
    stages.begin("job_a", Stage.MUSIC)

    assert stages.begin("job_a", Stage.MUSIC).stages[Stage.MUSIC].attempts == 2


def test_waiting_for_capacity_shows_and_passes(stages: Stages) -> None:
    stages.begin("job_a", Stage.MUSIC)

    waiting = stages.wait("job_a")
    again = stages.wait("job_a")
    done = stages.finish("job_a", Stage.MUSIC, "key")

    assert waiting.status is Status.WAITING_FOR_CAPACITY
    assert again == waiting
    assert done.status is Status.RUNNING


@pytest.mark.parametrize("end", [*sorted(ENDS - {Status.SUCCEEDED}), Status.CANCELING])
def test_nothing_moves_a_job_that_nobody_wants(
    end: Status, store: MemoryJobStore, stages: Stages
) -> None:
    ended = change(store, "job_a", lambda job: job.become(end, at="2026-01-01T00:00:01.000Z"))

    with pytest.raises(Conflict):
        stages.begin("job_a", Stage.COMPOSE)
    assert stages.finish("job_a", Stage.COMPOSE, "key") == ended
    assert stages.fail("job_a", WRONG) == ended
    assert stages.wait("job_a") == ended


def test_a_failure_knows_its_stage(stages: Stages) -> None:
    stages.begin("job_a", Stage.MUSIC)

    failed = stages.fail("job_a", WRONG)

    assert failed.status is Status.FAILED
    assert failed.error
    assert failed.error.stage is Stage.MUSIC


def test_a_change_is_made_upon_whatever_came_first(store: MemoryJobStore, stages: Stages) -> None:
    raced: list[Job] = []

    def step(job: Job) -> Job:
        if not raced:
            raced.append(stages.begin("job_a", Stage.COMPOSE))
        return job.become(Status.FAILED, at="2026-01-01T00:00:05.000Z")

    ended = change(store, "job_a", step)

    assert ended.version == raced[0].version + 1
    assert Stage.COMPOSE in ended.stages


def test_a_change_gives_up_where_others_never_stop(store: MemoryJobStore, stages: Stages) -> None:
    def step(job: Job) -> Job:
        stages.begin("job_a", Stage.COMPOSE)
        return job.become(Status.FAILED, at="2026-01-01T00:00:05.000Z")

    with pytest.raises(Conflict):
        change(store, "job_a", step)
