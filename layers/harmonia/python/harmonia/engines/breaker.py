"""
A circuit breaker: an engine that failed a few times in a row is left alone for a while.

Closed, everybody asks it. After `FAILURES` failures it opens, and nobody asks until it has rested;
then one question is let through as a probe. Its answer closes the breaker, its failure opens it
for twice as long. (M. Nygard, "Release It!", 2007.)
"""

from dataclasses import dataclass, replace
from datetime import datetime

from harmonia.clock import seconds_between, stamp

FAILURES = 3
REST, LONGEST_REST = 60.0, 3600.0  # seconds
PROBE = 900.0  # seconds after which a probe that nobody heard of counts as lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """How an engine has fared of late."""

    engine: str
    failures: int = 0  # in a row
    opened_at: str | None = None  # RFC 3339; None: closed
    opened: int = 0  # how often in a row
    probed_at: str | None = None
    version: int = 0  # 0: never kept

    @property
    def rest(self) -> float:
        """Seconds that the engine is left alone."""
        return min(REST * 2.0 ** max(0, self.opened - 1), LONGEST_REST)

    def admits(self, now: datetime) -> bool:
        """Whether the engine may be asked."""
        at = stamp(now)
        if self.opened_at is None:
            return True
        if self.probed_at is not None and seconds_between(self.probed_at, at) < PROBE:
            return False
        return seconds_between(self.opened_at, at) >= self.rest

    def asked(self, now: datetime) -> "Breaker":
        """The breaker once the engine is asked; a probe is noted, so that there is one."""
        if self.opened_at is None:
            return self
        return replace(self, probed_at=stamp(now), version=self.version + 1)

    def failed(self, now: datetime) -> "Breaker":
        """The breaker after a failure."""
        failures, probing = self.failures + 1, self.probed_at is not None
        opens = probing or (self.opened_at is None and failures >= FAILURES)
        return replace(
            self,
            failures=failures,
            opened_at=stamp(now) if opens else self.opened_at,
            opened=self.opened + 1 if opens else self.opened,
            probed_at=None,
            version=self.version + 1,
        )

    def succeeded(self) -> "Breaker":
        """The breaker after a good answer."""
        if not self.failures and self.opened_at is None:
            return self
        return Breaker(engine=self.engine, version=self.version + 1)
