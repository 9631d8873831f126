"""One structured line per request or task, and the few numbers worth an alarm."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import MetricUnit, single_metric

from harmonia.errors import HarmoniaError
from harmonia.jobs.job import Job

NAMESPACE = "Harmonia"


class Log:
    """The function's log; its name comes from POWERTOOLS_SERVICE_NAME."""

    def __init__(self) -> None:
        self._logger = Logger(location=None)  # the message says where

    def say(self, what: str, **facts: Any) -> None:
        """One line that something happened."""
        self._logger.info(what, extra=_known(facts))

    def warn(self, what: str, **facts: Any) -> None:
        """One line that something was refused or will be tried again."""
        self._logger.warning(what, extra=_known(facts))

    def alarm(self, what: str, **facts: Any) -> None:
        """One line with the traceback of what nobody expected."""
        self._logger.exception(what, extra=_known(facts))

    @contextmanager
    def work(self, what: str, **facts: Any) -> Iterator[dict[str, Any]]:
        """One line about the work inside: how it went and how long it took; add facts to it."""
        began = time.perf_counter()
        told = dict(facts)
        try:
            yield told
        except HarmoniaError as error:
            told["outcome"] = told.get("outcome", type(error).__name__)
            self.warn(what, **told, reason=str(error), milliseconds=_since(began))
            raise
        except Exception as error:
            told["outcome"] = type(error).__name__
            self.alarm(what, **told, milliseconds=_since(began))
            raise
        self.say(what, **{"outcome": "ok", **told}, milliseconds=_since(began))


def count_job(job: Job) -> None:
    """A job ended: count it by outcome, and its stages by their seconds."""
    with single_metric("Jobs", MetricUnit.Count, 1, namespace=NAMESPACE) as metric:
        metric.add_dimension("outcome", job.status.value)
    for stage, run in job.stages.items():
        if run.seconds is not None and not run.cached:
            with single_metric(
                "StageSeconds", MetricUnit.Seconds, run.seconds, namespace=NAMESPACE
            ) as metric:
                metric.add_dimension("stage", stage.value)


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: fact for name, fact in facts.items() if fact is not None}


def _since(began: float) -> int:
    return round((time.perf_counter() - began) * 1000)
