"""The end of a job, through the real handler."""

import json

import pytest

from functions.advance_job.task import Failure, reason
from harmonia.errors import Conflict
from harmonia.jobs.job import Status
from harmonia_aws.jobs import DynamoJobStore
from tests.fakes.api import event
from tests.fakes.aws import Account
from tests.fakes.songs import job


def test_a_failure_ends_the_job_once(account: Account) -> None:
    store = DynamoJobStore(account.table)
    store.add(job())
    task = event("advance_job", "fail") | {"job": "job_a"}
    handler = account.handler("advance_job")

    handler(task, None)
    first = store.get("job_a")
    handler(task, None)

    assert first.status is Status.FAILED
    assert first.error
    assert first.error.detail == "the engine failed: no sound came out"
    assert store.get("job_a") == first


def test_a_job_does_not_succeed_before_its_stages(account: Account) -> None:
    DynamoJobStore(account.table).add(job())

    with pytest.raises(Conflict):
        account.handler("advance_job")(event("advance_job", "succeed") | {"job": "job_a"}, None)


@pytest.mark.parametrize(
    ("failure", "code", "detail", "retryable"),
    [
        (Failure("EngineFailed", "a string broke"), "engine-failed", "a string broke", True),
        (
            Failure("EngineFailed", json.dumps({"errorMessage": "no stem"})),
            "engine-failed",
            "no stem",
            True,
        ),
        (Failure("Invalid", "no such part"), "engine-refused", "no such part", False),
        (Failure("States.Timeout"), "upstream-timeout", "a stage took too long", True),
        (Failure("Unavailable", "busy"), "engine-unavailable", "busy", True),
        (Failure("ZeroDivisionError", "secret"), "internal", "something broke", True),
        (Failure("Runtime.ExitError", "signal: killed"), "internal", "something broke", True),
        (Failure(None, None), "internal", "something broke", True),
        (Failure("EngineFailed", "[1]"), "engine-failed", "[1]", True),
    ],
)
def test_every_failure_has_words_for_people(
    failure: Failure, code: str, detail: str, retryable: bool
) -> None:
    told = reason(failure)

    assert (told.code, told.retryable) == (code, retryable)
    assert told.detail.startswith(detail)
