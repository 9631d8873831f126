"""The job ends: well, with its manifest and scorecard, or with the reason why not."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from harmonia.jobs.finish import Finish
from harmonia.jobs.job import JobError, Stage
from harmonia.jobs.progress import Stages


@dataclass(frozen=True, slots=True)
class Failure:
    """What Step Functions' Catch hands on; the field names are its own."""

    Error: str | None = None
    Cause: str | None = None
    stage: Stage | None = None  # where several work side by side: which of them it was


@dataclass(frozen=True, slots=True)
class EndTask:
    """The payload: which job, and why it failed if it did."""

    job: str
    correlation_id: str
    failure: Failure | None = None


CODES = {  # the error's name: the job's code, and whether a new job may fare better
    "EngineFailed": ("engine-failed", True),
    "Invalid": ("engine-refused", False),
    "Unavailable": ("engine-unavailable", True),
    "States.Timeout": ("upstream-timeout", True),
    "Sandbox.Timedout": ("upstream-timeout", True),
}
WORDS = {
    "upstream-timeout": "a stage took too long and was given up",
    "internal": "something broke on our side; the operators can find it by the correlation id",
}


def create_task(stages: Stages, finish: Finish) -> Callable[[EndTask], str]:
    """The task."""

    def advance_job(task: EndTask) -> str:
        if task.failure is None:
            return finish.succeed(task.job).status.value
        return stages.fail(task.job, reason(task.failure)).status.value

    return advance_job


def reason(failure: Failure) -> JobError:
    """The failure in words for people."""
    code, retryable = CODES.get(failure.Error or "", ("internal", True))
    detail = WORDS.get(code) or _said(failure)
    return JobError(code=code, detail=detail, stage=failure.stage, retryable=retryable)


def _said(failure: Failure) -> str:
    """A Lambda's error comes as JSON around what was said, a task token's as it is."""
    cause = failure.Cause or "no reason was given"
    try:
        return str(json.loads(cause)["errorMessage"])
    except (ValueError, KeyError, TypeError):
        return cause
