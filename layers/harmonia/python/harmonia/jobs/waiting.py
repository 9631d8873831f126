"""Waiting for a job while its caller waits for the answer."""

import time
from collections.abc import Callable
from datetime import timedelta

from harmonia.clock import Clock
from harmonia.jobs.job import Job
from harmonia.jobs.ports import JobStore

LONGEST = 20.0  # seconds; the API's door gives up after 30, and a function may have to start first
STEP = 0.25  # seconds between two looks


def awaited(
    job: Job,
    store: JobStore,
    clock: Clock,
    seconds: float,
    pause: Callable[[float], None] = time.sleep,
) -> Job:
    """The job once it has ended, or as it is after so many seconds, `LONGEST` at most."""
    until = clock.now() + timedelta(seconds=min(seconds, LONGEST))
    while not job.ended and clock.now() < until:
        pause(STEP)
        job = store.get(job.id)
    return job
