"""What an owner can do with jobs."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from harmonia.clock import Clock, stamp
from harmonia.composing.compose import rehearse
from harmonia.engines.engine import Artifact
from harmonia.engines.offer import EngineWishes, Offer, check
from harmonia.errors import Conflict, Invalid, NotFound
from harmonia.films import film
from harmonia.ids import derived
from harmonia.jobs.change import change
from harmonia.jobs.job import ALIVE, BY_ENGINE, Job, Status
from harmonia.jobs.materials import Materials
from harmonia.jobs.order import Order, seed_for
from harmonia.jobs.ports import Documents, JobStore, Workflow
from harmonia.jobs.takes import drafted
from harmonia.jobs.waiting import awaited
from harmonia.paging import USUAL, Page
from harmonia.songs.brief import settle
from harmonia.songs.wishes import FILMED

MOST_AT_ONCE = 50  # jobs that are asked for by their ids


@dataclass(frozen=True, slots=True)
class Created:
    """A job, and whether it was there already."""

    job: Job
    replayed: bool


@dataclass(frozen=True)
class Jobs:
    """Jobs as their owners see them."""

    store: JobStore
    workflow: Workflow
    documents: Documents
    clock: Clock
    materials: Materials
    pause: Callable[[float], None] = time.sleep
    offered: tuple[Offer, ...] = ()  # models that run here

    def create(self, order: Order, owner: str, key: str, correlation_id: str) -> Created:
        """Queue a song. The same owner and key always name the same job."""
        job, take = drafted(self._job(order, owner, key, correlation_id), self.offered)
        created = submit(job, self.store, self.workflow)
        if take:
            submit(take, self.store, self.workflow)
        return created

    def get(self, job_id: str, owner: str) -> Job:
        """The owner's job; strangers never learn that it exists."""
        job = self.store.get(job_id)
        if job.owner != owner:
            raise NotFound(f"no job {job_id}")
        return self._with_engine_progress(job)

    def awaited(self, job: Job, seconds: float) -> Job:
        """The job once it has ended, or as it is when its caller has waited that long."""
        ended = awaited(job, self.store, self.clock, seconds, self.pause)
        return self._with_engine_progress(ended)

    def several(self, ids: Sequence[str], owner: str) -> tuple[Job, ...]:
        """Those of the named jobs that are the owner's, as they were named."""
        if len(ids) > MOST_AT_ONCE:
            raise Invalid(f"{len(ids)} jobs are too many; name {MOST_AT_ONCE} at most", field="ids")
        return tuple(job for job_id in dict.fromkeys(ids) for job in self._found(job_id, owner))

    def list(
        self,
        owner: str,
        *,
        limit: int = USUAL,
        cursor: str | None = None,
        status: Status | None = None,
    ) -> Page[Job]:
        """The owner's jobs, newest first."""
        return self.store.list(owner, limit=limit, cursor=cursor, status=status)

    def cancel(self, job_id: str, owner: str) -> Job:
        """Stop the job; one that has ended stays as it ended."""
        now = stamp(self.clock.now())

        def step(job: Job) -> Job:
            if job.ended or job.status is Status.CANCELING:
                return job
            return job.become(Status.CANCELING, at=now)

        self.get(job_id, owner)
        job = change(self.store, job_id, step)
        return finish_canceling(job, self.store, self.workflow, self.documents, self.clock)

    def _found(self, job_id: str, owner: str) -> Iterator[Job]:
        with suppress(NotFound):
            yield self.get(job_id, owner)

    def _job(self, order: Order, owner: str, key: str, correlation_id: str) -> Job:
        job_id = derived("job", owner, key)
        if order.engines:
            self._check(order.engines)
        brief = settle(
            order.wishes,
            seed=seed_for(job_id),
            inferred=order.inferred,
            not_understood=order.not_understood,
        )
        if brief.lyrics and brief.voice != "none":
            rehearse(brief)  # lyrics that cannot be sung are better refused now than in the job
        filmed = tuple(one.value for one in brief.outputs if one in FILMED)
        wanted = film.settle(order.wishes.film, filmed) if filmed else None
        pictures: tuple[Artifact, ...] = ()
        if wanted:
            wanted, pictures = self.materials.pictures(wanted, owner)
        return Job(
            id=job_id,
            owner=owner,
            brief=brief,
            film=wanted,
            inputs=pictures,
            prompt=order.prompt,
            engines=order.engines,
            fingerprint=order.fingerprint,
            idempotency_key=key,
            correlation_id=correlation_id,
            created_at=stamp(self.clock.now()),
        )

    def _check(self, wanted: EngineWishes) -> None:
        try:
            check(wanted, self.offered)
        except Invalid as error:
            raise error.under("engines") from error

    def _with_engine_progress(self, job: Job) -> Job:
        """The job with what its engines have said meanwhile; only seen, never stored."""
        if job.status not in ALIVE:
            return job
        for stage, run in job.stages.items():
            if stage in BY_ENGINE and not run.finished_at:
                done = self.documents.engine_progress(job.id, stage)
                job = job if done is None else job.seen(stage, done)
        return job


def submit(job: Job, store: JobStore, workflow: Workflow) -> Created:
    """Keep the job and set it going, or find the one that the same request made before."""
    try:
        store.add(job)
    except Conflict:
        there = store.get(job.id)
        if there.fingerprint != job.fingerprint:
            raise Invalid(
                "this key was used with another request; choose a new one",
                field="Idempotency-Key",
                code="idempotency-mismatch",
            ) from None
        if there.status is Status.QUEUED:
            workflow.start(there)  # in case the first request died before it could
        return Created(there, replayed=True)
    workflow.start(job)
    return Created(job, replayed=False)


def finish_canceling(
    job: Job, store: JobStore, workflow: Workflow, documents: Documents, clock: Clock
) -> Job:
    """Everything that makes a canceling job a canceled one; each step may be done again."""
    if job.ended:
        return job
    documents.cancel(job.id)
    workflow.stop(job)
    now = stamp(clock.now())
    return change(
        store, job.id, lambda job: job if job.ended else job.become(Status.CANCELED, at=now)
    )
