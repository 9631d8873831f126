"""
What can go wrong for whoever holds the client, and the exit code each has.

* ClientError            1
  - Refused              2   the service said no: a problem document (RFC 9457)
  - JobFailed            3   the job ended, but not with a song
  - Unreachable          4   no service answers
  - NotSignedIn          5   no token, or one that is no longer good
  - Stopped            130   the person pressed Ctrl-C
"""

from typing import Any


class ClientError(Exception):
    """Anything the client has to tell."""

    exit_code = 1


class Refused(ClientError):
    """The service refused a request; `problem` is its problem document."""

    exit_code = 2

    def __init__(self, problem: dict[str, Any]) -> None:
        lines = [str(problem.get("detail") or problem.get("title") or "refused")]
        for error in problem.get("errors", []):
            if error.get("detail") and error["detail"] not in lines[0]:
                lines.append(f"  {error.get('pointer', '')}: {error['detail']}")
        super().__init__("\n".join(lines))
        self.problem = problem

    @property
    def status(self) -> int:
        """The HTTP status."""
        return int(self.problem.get("status", 0))


class JobFailed(ClientError):
    """The job ended without a song."""

    exit_code = 3


class Unreachable(ClientError):
    """Nobody answers at that address."""

    exit_code = 4


class NotSignedIn(ClientError):
    """There is no token, or it is no longer good."""

    exit_code = 5


class Stopped(ClientError):
    """The person pressed Ctrl-C."""

    exit_code = 130
