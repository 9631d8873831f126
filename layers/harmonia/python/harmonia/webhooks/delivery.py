"""A delivery: one attempt to tell one subscriber of one event."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call: the status of the answer, or why there was none."""

    milliseconds: int
    status: int | None = None
    error: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the subscriber has it."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """Whether the subscriber never wants to hear of us again."""
        return self.status == 410


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One line of the delivery log."""

    subscription: str
    event: str
    type: str
    attempt: int
    at: str
    milliseconds: int
    ok: bool
    status: int | None = None
    error: str | None = None


class Verdict(StrEnum):
    """What to do with an event after an attempt."""

    DONE = "done"
    AGAIN = "again"
    GONE = "gone"  # nobody is there to tell
