"""
What the workflow does to a job, each of it harmless when done twice.

A task may be run again at any time: after a crash, by an impatient queue, by the reconciler. So a
stage that is finished stays finished, a job that has ended stays as it ended, and a task asks
first whether its work is still wanted.
"""

from dataclasses import dataclass, replace

from harmonia.clock import Clock, seconds_between, stamp
from harmonia.errors import Conflict
from harmonia.jobs.change import change
from harmonia.jobs.job import Job, JobError, Stage, StageRun, Status
from harmonia.jobs.ports import JobStore


@dataclass(frozen=True)
class Stages:
    """A job's stages as the workflow moves them."""

    store: JobStore
    clock: Clock

    def begin(self, job_id: str, stage: Stage) -> Job:
        """Say that the stage is at work; Conflict if nobody wants it any more."""
        now = self._now()

        def step(job: Job) -> Job:
            if job.ended or job.status is Status.CANCELING:
                raise Conflict(f"job {job.id} is {job.status}")
            run = job.stages.get(stage, StageRun())
            if run.finished_at:
                return job
            begun = replace(
                run, started_at=run.started_at or now, attempts=run.attempts + 1, progress=0.0
            )
            return _running(job, now).with_stage(stage, begun, at=now)

        return change(self.store, job_id, step)

    def wait(self, job_id: str) -> Job:
        """Say that an engine has yet to start."""
        now = self._now()

        def step(job: Job) -> Job:
            if job.status is not Status.RUNNING:
                return job
            return job.become(Status.WAITING_FOR_CAPACITY, at=now)

        return change(self.store, job_id, step)

    def choose(self, job_id: str, stage: Stage, engine: str, passed: tuple[str, ...]) -> Job:
        """Say which model is at work, if one is, and which did not deliver."""

        def step(job: Job) -> Job:
            run = job.stages.get(stage, StageRun())
            chosen = replace(run, engine=engine or None, passed=passed)
            if job.ended or chosen == run:
                return job
            return job.with_stage(stage, chosen, at=self._now())

        return change(self.store, job_id, step)

    def finish(
        self,
        job_id: str,
        stage: Stage,
        result: str,
        *,
        cached: bool = False,
        song: str | None = None,
        usd: float | None = None,
    ) -> Job:
        """Say what the stage left; a job that ended meanwhile stays as it is."""
        now = self._now()

        def step(job: Job) -> Job:
            run = job.stages.get(stage, StageRun(started_at=now))
            if job.ended or job.status is Status.CANCELING or run.finished_at:
                return job
            done = replace(
                run,
                finished_at=now,
                seconds=seconds_between(run.started_at or now, now),
                progress=1.0,
                result=result,
                cached=cached,
                usd=usd,
            )
            moved = _running(job, now).with_stage(stage, done, at=now)
            return replace(moved, song=song or job.song)

        return change(self.store, job_id, step)

    def skip(self, job_id: str, stage: Stage) -> Job:
        """Take the stage off the job: it turned out that nobody needs it."""

        def step(job: Job) -> Job:
            return job if job.ended else job.without_stage(stage, at=self._now())

        return change(self.store, job_id, step)

    def fail(self, job_id: str, error: JobError) -> Job:
        """End the job with the reason; one that ended, or is being canceled, stays as it is."""
        now = self._now()

        def step(job: Job) -> Job:
            if job.ended or job.status is Status.CANCELING:
                return job
            failed = job.become(Status.FAILED, at=now)
            return replace(failed, error=replace(error, stage=error.stage or job.stage))

        return change(self.store, job_id, step)

    def _now(self) -> str:
        return stamp(self.clock.now())


def _running(job: Job, now: str) -> Job:
    return job if job.status is Status.RUNNING else job.become(Status.RUNNING, at=now)
