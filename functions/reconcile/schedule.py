"""Looks at every open job, now and then."""

from collections.abc import Callable
from typing import Any

from harmonia.jobs.reconcile import Reconciler
from harmonia_aws.log import Log


def create_schedule(
    reconciler: Reconciler, log: Log
) -> Callable[[dict[str, Any], object], dict[str, int]]:
    """What the schedule, or anybody who may invoke it, calls; how many of each verdict."""

    def handler(event: dict[str, Any], context: object = None) -> dict[str, int]:
        with log.work("reconcile") as told:
            verdicts = dict(reconciler.run())
            told.update(verdicts)
        return verdicts

    return handler
