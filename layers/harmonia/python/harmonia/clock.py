"""The time, as a port, and its one spelling: RFC 3339, UTC, milliseconds."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """This moment, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """The moment as it is written everywhere.

    >>> stamp(datetime(2026, 1, 2, 3, 4, 5, 678_900, tzinfo=UTC))
    '2026-01-02T03:04:05.678Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """The moment that a stamp names."""
    return datetime.fromisoformat(text)


def seconds_between(earlier: str, later: str) -> float:
    """How many seconds lie between two stamps."""
    return round((moment(later) - moment(earlier)) / timedelta(seconds=1), 3)
