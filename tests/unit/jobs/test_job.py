"""A job's life: each state, and what may follow."""

import pytest

from harmonia import document
from harmonia.errors import Conflict
from harmonia.jobs.job import ALIVE, ENDS, NEXT, SHARE, Job, Stage, StageRun, Status
from tests.fakes.songs import job

AT = "2026-01-01T00:00:09.000Z"


@pytest.mark.parametrize("end", sorted(ENDS))
def test_nothing_follows_an_end(end: Status) -> None:
    ended = job(status=end)

    assert ended.ended
    for status in Status:
        with pytest.raises(Conflict):
            ended.become(status, at=AT)
    with pytest.raises(Conflict):
        ended.with_stage(Stage.MUSIC, StageRun(), at=AT)


def test_a_job_succeeds_only_after_it_ran() -> None:
    with pytest.raises(Conflict):
        job().become(Status.SUCCEEDED, at=AT)
    assert job(status=Status.RUNNING).become(Status.SUCCEEDED, at=AT).finished_at == AT


def test_every_state_knows_what_follows_and_every_stage_its_share() -> None:
    assert set(NEXT) == set(Status)
    assert all(share > 0 for share in SHARE.values())
    assert set(SHARE) == set(Stage)


def test_each_change_is_a_new_version_with_its_time() -> None:
    running = job().become(Status.RUNNING, at=AT)

    assert (running.version, running.updated_at, running.started_at) == (2, AT, AT)
    assert Status.RUNNING in ALIVE


def test_progress_is_what_the_stages_have_done() -> None:
    done = {Stage.COMPOSE: StageRun(finished_at=AT), Stage.MUSIC: StageRun(progress=0.5)}

    assert job(stages=done).progress == round((2 + 8 / 2) / (2 + 8 + 8 + 1), 3)
    assert job(status=Status.SUCCEEDED).progress == 1
    assert job(stages=done).seen(Stage.MUSIC, 7.0).stages[Stage.MUSIC].progress == 1


def test_a_job_reads_back_as_it_was_written() -> None:
    whole = job(stages={Stage.MUSIC: StageRun(progress=0.5)}, status=Status.RUNNING, prompt="hi")

    assert document.loads(Job, document.canonical(whole)) == whole
