"""
What can go wrong, in the domain's own words.

* HarmoniaError
  - Invalid        the request makes no sense            (the caller's fault)
    - TakesLonger  more than a caller waits for          (a job can do it)
  - NotFound       no such job, song or conversation     (the caller's fault)
  - Conflict       true once, but no longer              (try again with fresh state)
  - Unavailable    an engine or a store is busy          (try again later)
  - EngineFailed   an engine could not make the media    (the job ends here)
"""


class HarmoniaError(Exception):
    """Anything that the domain says no to."""


class Invalid(HarmoniaError, ValueError):
    """The request makes no sense; `field` is a dotted path to what is wrong, `code` its kind."""

    def __init__(self, message: str, *, field: str = "", code: str = "validation-failed") -> None:
        super().__init__(message)
        self.field = field
        self.code = code

    def under(self, parent: str | int) -> "Invalid":
        """The same complaint, seen from one level further out."""
        path = f"{parent}.{self.field}" if self.field else str(parent)
        return Invalid(str(self), field=path, code=self.code)


class TakesLonger(Invalid):
    """It can be done, but not while somebody waits for it."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message, field=field, code="too-long")


class NotFound(HarmoniaError):
    """There is no such thing, or it is somebody else's."""


class Conflict(HarmoniaError):
    """It was true once, but somebody was first."""


class Unavailable(HarmoniaError):
    """Something needed is busy or down; the same request may succeed later."""


class EngineFailed(HarmoniaError):
    """An engine could not make the media."""
