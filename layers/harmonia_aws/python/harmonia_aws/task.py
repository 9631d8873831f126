"""
The edge of a Step Functions task.

A task is a function of its payload. What the domain raises leaves by its class name, which the
workflow's Retry and Catch go by; each run leaves one line in the log.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from harmonia import document
from harmonia_aws.log import Log

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class JobTask:
    """The payload of a task that needs to know no more than its job."""

    job: str
    correlation_id: str


def task_handler(
    payload: type[P], work: Callable[[P], str], log: Log
) -> Callable[[dict[str, Any], object], None]:
    """What Lambda calls; `work` returns the outcome in a word. The workflow gets nothing back."""

    def handler(event: dict[str, Any], context: object = None) -> None:
        facts = {"job": event.get("job"), "correlation_id": event.get("correlation_id")}
        with log.work("task", **facts) as told:
            told["outcome"] = work(document.restore(payload, event))

    return handler
