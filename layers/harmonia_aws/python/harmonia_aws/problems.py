"""Errors as problem details (RFC 9457), the same over HTTP and on the WebSocket."""

from dataclasses import dataclass
from http import HTTPStatus

from harmonia.errors import (
    Conflict,
    EngineFailed,
    HarmoniaError,
    Invalid,
    NotFound,
    Unavailable,
)


class Unauthenticated(HarmoniaError):
    """Nobody vouches for the caller."""


STATUS: dict[type[BaseException], tuple[HTTPStatus, str]] = {
    Invalid: (HTTPStatus.UNPROCESSABLE_ENTITY, "validation-failed"),
    NotFound: (HTTPStatus.NOT_FOUND, "not-found"),
    Conflict: (HTTPStatus.CONFLICT, "conflict"),
    Unavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "unavailable"),
    EngineFailed: (HTTPStatus.BAD_GATEWAY, "engine-failed"),
    Unauthenticated: (HTTPStatus.UNAUTHORIZED, "unauthenticated"),
    BaseException: (HTTPStatus.INTERNAL_SERVER_ERROR, "internal"),
}
STATUS_OF_CODE = {
    "malformed": HTTPStatus.BAD_REQUEST,
    "payload-too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "unsupported-media": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "method-not-allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    "rate-limited": HTTPStatus.TOO_MANY_REQUESTS,
}
TITLES = {
    "validation-failed": "The request does not fit",
    "malformed": "The request is not readable",
    "idempotency-mismatch": "The key was used with another request",
    "payload-too-large": "The request is too large",
    "unsupported-media": "The request must be JSON",
    "unauthenticated": "Log in first",
    "not-found": "There is no such thing",
    "method-not-allowed": "That cannot be done here",
    "conflict": "It is too late for that",
    "unavailable": "Try again soon",
    "rate-limited": "That is too much at once",
    "engine-failed": "An engine failed",
    "internal": "Something broke on our side",
}
RETRY_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with one field: where in the request it is, and what is allowed."""

    pointer: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem document."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: tuple[Complaint, ...] = ()
    instance: str | None = None
    correlation_id: str | None = None
    retryable: bool = False
    retry_after: int | None = None


def problem(
    error: BaseException,
    *,
    correlation_id: str | None,
    instance: str | None,
    complaints: tuple[Complaint, ...] = (),
) -> Problem:
    """The error as a problem, by the nearest class in the table."""
    status, code = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    code = getattr(error, "code", "") or code
    status, told = STATUS_OF_CODE.get(code, status), _written(str(error))
    if isinstance(error, Invalid) and error.field and not complaints:
        complaints = (Complaint(pointer(_written(error.field)), code, told),)
    busy = status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS)
    return Problem(
        type=f"urn:harmonia:problem:{code}",
        title=TITLES.get(code, status.phrase),
        status=status,
        detail=told if status < HTTPStatus.INTERNAL_SERVER_ERROR or busy else TITLES[code],
        code=code,
        errors=complaints,
        instance=instance,
        correlation_id=correlation_id,
        retryable=busy or status == HTTPStatus.INTERNAL_SERVER_ERROR,
        retry_after=RETRY_SECONDS if busy else None,
    )


def _written(text: str) -> str:
    """The text as UTF-8 can hold it: what callers send may hold half a character."""
    return text.encode(errors="backslashreplace").decode()


def pointer(path: str) -> str:
    """The dotted path as a JSON pointer; a header stays under its own name."""
    if path[:1].isupper():
        return f"header:{path}"
    return "/" + path.replace("~", "~0").replace("/", "~1").replace(".", "/")
