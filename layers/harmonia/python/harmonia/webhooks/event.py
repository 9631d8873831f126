"""An event that subscribers hear of, as Standard Webhooks has it."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from harmonia.ids import derived
from harmonia.jobs.job import ENDS, Job, Status
from harmonia.jobs.report import brief_report

TYPES = tuple(sorted(f"job.{status}" for status in ENDS))
TEST = "webhook.test"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; its id stays the same however often it is told."""

    id: str  # evt_…
    type: str
    timestamp: str
    data: Any

    def fits(self, patterns: tuple[str, ...]) -> bool:
        """Whether one of the patterns, like job.* or job.failed, means this event."""
        return any(fnmatchcase(self.type, pattern) for pattern in patterns)


@dataclass(frozen=True, slots=True)
class Body:
    """What a subscriber is sent."""

    type: str
    timestamp: str
    data: Any


def job_event(job: Job) -> Event:
    """The event that the job ended."""
    return Event(
        id=derived("evt", job.id, job.status),
        type=f"job.{Status(job.status)}",
        timestamp=job.finished_at or job.created_at,
        data=brief_report(job),
    )
