"""
What the table's stream says, told to those whom it concerns.

Every change of a job goes to its owner's open WebSockets. Its end goes to the event bus and to the
owner's webhooks. The stream tells things at least once; so do we, each under an id that stays.
"""

from collections.abc import Callable
from dataclasses import dataclass

from harmonia.errors import HarmoniaError
from harmonia.jobs.job import Job
from harmonia.jobs.report import brief_report
from harmonia.webhooks.event import job_event
from harmonia.webhooks.service import Publishing
from harmonia_aws.events import EventBus
from harmonia_aws.log import Log, count_job
from harmonia_aws.sockets import Connections, Sockets
from harmonia_aws.websocket import say


@dataclass(frozen=True, slots=True)
class Change:
    """A job before and after."""

    old: Job | None
    new: Job

    @property
    def ended(self) -> bool:
        """Whether the job ended just now."""
        return self.new.ended and not (self.old and self.old.ended)


def create_announcing(
    connections: Connections,
    sockets: Sockets,
    publishing: Publishing,
    bus: EventBus,
    log: Log,
) -> Callable[[Change], None]:
    """What is done with a change."""

    def announce(change: Change) -> None:
        job = change.new
        facts = {"job": job.id, "status": job.status, "correlation_id": job.correlation_id}
        with log.work("change", **facts) as told:
            told["connections"] = push(job)
            if change.ended:
                event = job_event(job)
                bus.put(event, job.owner, job.correlation_id)
                told["webhooks"] = publishing.publish(event, job.owner)
                count_job(job)

    def push(job: Job) -> int:
        reached = 0
        envelope = None
        for connection in connections.of(job.owner):
            envelope = envelope or say(
                "job.updated", brief_report(job), ref=job.id, seq=job.version
            )
            try:
                there = sockets.send(connection.id, envelope)
            except HarmoniaError as error:
                log.warn("push", connection=connection.id, reason=str(error))
                continue  # a push is a courtesy; the job can always be read
            if there:
                reached += 1
            else:
                connections.remove(connection.id)
        return reached

    return announce
