"""The reconciler on a schedule, through the real handler and a real state machine."""

from collections.abc import Callable
from typing import Any

from harmonia.jobs.job import Status
from harmonia.jobs.ports import Standing
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.workflow import SongWorkflow
from tests.fakes.api import event
from tests.fakes.aws import Account, client
from tests.fakes.songs import job

Lines = Callable[[], list[dict[str, Any]]]
LONG = {"PATIENCE_SECONDS": str(10**10)}


def test_a_forgotten_job_is_driven_on_until_somebody_drives_it(
    account: Account, lines: Lines
) -> None:
    store = DynamoJobStore(account.table)
    store.add(job())
    handler = account.handler("reconcile", **LONG)
    workflow = SongWorkflow(client("stepfunctions"), account.workflow)

    verdicts = handler(event("reconcile", "schedule"), None)

    started = workflow.standing(job())
    workflow.stop(job())
    assert (verdicts, started) == ({"started": 1}, Standing.RUNNING)
    assert [handler({}, None), handler({}, None)] == [{"restarted": 1}, {"fine": 1}]
    assert store.get("job_a").attempt == 2
    assert lines()[1]["restarted"] == 1


def test_an_old_job_expires(account: Account) -> None:
    store = DynamoJobStore(account.table)
    store.add(job())

    account.handler("reconcile")(event("reconcile", "schedule"), None)

    assert store.get("job_a").status is Status.EXPIRED
    assert list(store.open()) == []


def test_a_workflow_can_be_stopped_started_and_asked(account: Account) -> None:
    workflow = SongWorkflow(client("stepfunctions"), account.workflow)

    before = workflow.standing(job())
    workflow.stop(job())
    workflow.start(job())
    workflow.start(job())
    during = workflow.standing(job())
    workflow.stop(job())

    assert (before, during, workflow.standing(job())) == tuple(Standing)
