"""
The reconciler: no accepted job is forgotten.

A job's truth is its item, the execution only what moves it. Where an execution was never started
it is started now, under the name it would have had, so that a request that is only slow does no
harm. Where it is over and the job is not, the next attempt begins, which skips what is done.
"""

from collections import Counter
from dataclasses import dataclass, replace

from harmonia.clock import Clock, seconds_between, stamp
from harmonia.errors import NotFound
from harmonia.jobs.change import change
from harmonia.jobs.job import Job, JobError, Status
from harmonia.jobs.ports import Documents, JobStore, Standing, Workflow
from harmonia.jobs.service import finish_canceling

MOST_ATTEMPTS = 10


@dataclass(frozen=True)
class Reconciler:
    """Drives on the jobs that nobody drives."""

    store: JobStore
    workflow: Workflow
    documents: Documents
    clock: Clock
    patience: float  # seconds; an older job expires

    def run(self) -> Counter[str]:
        """Look at every open job once; how many of each verdict."""
        return Counter(self._verdict(job_id) for job_id in list(self.store.open()))

    def _verdict(self, job_id: str) -> str:
        try:
            job = self.store.get(job_id)
        except NotFound:
            return "missing"
        now = stamp(self.clock.now())
        if job.status is Status.CANCELING:
            finish_canceling(job, self.store, self.workflow, self.documents, self.clock)
            return "canceled"
        if job.ended:
            return "fine"
        if seconds_between(job.created_at, now) > self.patience:
            return self._expire(job, now)
        standing = self.workflow.standing(job)
        if standing is Standing.RUNNING:
            return "fine"
        if standing is Standing.MISSING:
            self.workflow.start(job)
            return "started"
        if job.attempt >= MOST_ATTEMPTS:
            return self._give_up(job, now)
        again = change(self.store, job_id, lambda found: _again(found, job.attempt, now))
        if again.ended:
            return "fine"
        self.workflow.start(again)
        return "restarted"

    def _expire(self, job: Job, now: str) -> str:
        self.workflow.stop(job)
        error = JobError(
            code="expired",
            detail=f"the job did not end within {self.patience:g} seconds",
            stage=job.stage,
            retryable=True,
        )
        change(self.store, job.id, lambda job: _end(job, Status.EXPIRED, error, now))
        return "expired"

    def _give_up(self, job: Job, now: str) -> str:
        error = JobError(
            code="internal",
            detail=f"the job stopped {job.attempt} times without an end",
            stage=job.stage,
            retryable=True,
        )
        change(self.store, job.id, lambda job: _end(job, Status.FAILED, error, now))
        return "failed"


def _again(job: Job, attempt: int, now: str) -> Job:
    if job.ended or job.attempt != attempt:
        return job
    return replace(job, attempt=attempt + 1, version=job.version + 1, updated_at=now)


def _end(job: Job, status: Status, error: JobError, now: str) -> Job:
    return job if job.ended else replace(job.become(status, at=now), error=error)
