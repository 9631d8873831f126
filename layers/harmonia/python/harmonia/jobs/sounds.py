"""
Long sounds: what takes more than a caller waits for is done by a job.

The same work on the same sound is the same job, unless that one was lost.
"""

from dataclasses import dataclass

from harmonia import document
from harmonia.clock import Clock, stamp
from harmonia.engines.engine import Artifact
from harmonia.errors import NotFound
from harmonia.ids import derived, fresh
from harmonia.jobs.job import Job, SoundOrder, Status
from harmonia.jobs.ports import JobStore, Workflow
from harmonia.jobs.service import Created, submit
from harmonia.songs.brief import settle
from harmonia.songs.wishes import Wishes

LOST = frozenset({Status.FAILED, Status.CANCELED, Status.EXPIRED})


@dataclass(frozen=True)
class Sounds:
    """Work on sounds as their owners see it."""

    store: JobStore
    workflow: Workflow
    clock: Clock

    def create(
        self, order: SoundOrder, sound: Artifact, owner: str, key: str | None, correlation_id: str
    ) -> Created:
        """Queue the work. The same owner and key always name the same job."""
        fingerprint = document.digest({"order": order, "sound": sound.sha256})
        if key is None:
            key = fingerprint if not self._lost(derived("job", owner, fingerprint)) else fresh("k")
        job = Job(
            id=derived("job", owner, key),
            owner=owner,
            type=f"sound.{order.work}",
            brief=settle(Wishes(), seed=0),
            sound=order,
            inputs=(sound,),
            fingerprint=fingerprint,
            idempotency_key=key,
            correlation_id=correlation_id,
            created_at=stamp(self.clock.now()),
        )
        return submit(job, self.store, self.workflow)

    def _lost(self, job_id: str) -> bool:
        try:
            return self.store.get(job_id).status in LOST
        except NotFound:
            return False
