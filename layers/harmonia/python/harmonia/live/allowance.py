"""How much somebody may say on a line: a bucket of words that fills up again with time."""

from dataclasses import dataclass

from harmonia.errors import Unavailable

DEEP, A_SECOND = 80.0, 20.0  # messages at once, and in the long run; 250 ms of sound are four


class TooFast(Unavailable):
    """They say more than anybody could play."""

    code = "rate-limited"


@dataclass(frozen=True, slots=True)
class Allowance:
    """What was left at that moment."""

    left: float = DEEP
    at: float = 0.0  # seconds since 1970

    def spend(self, now: float) -> "Allowance":
        """The allowance after one more message; TooFast if nothing is left."""
        left = min(DEEP, self.left + A_SECOND * max(now - self.at, 0.0))
        if left < 1:
            raise TooFast(f"at most {A_SECOND:g} messages a second; say less and try again")
        return Allowance(round(left - 1, 3), round(max(now, self.at), 3))
