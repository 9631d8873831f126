"""AWS's errors in the domain's words, said once."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,
    HTTPClientError,
)

from harmonia.errors import Conflict, HarmoniaError, NotFound, Unavailable

MEANING: dict[str, type[HarmoniaError]] = {
    "ConditionalCheckFailedException": Conflict,
    "TransactionConflictException": Conflict,
    "TransactionInProgressException": Conflict,
    "NoSuchKey": NotFound,
    "404": NotFound,
    "ProvisionedThroughputExceededException": Unavailable,
    "ThrottlingException": Unavailable,
    "TooManyRequestsException": Unavailable,
    "RequestLimitExceeded": Unavailable,
    "InternalServerError": Unavailable,
    "InternalFailure": Unavailable,
    "InternalServiceError": Unavailable,
    "ServiceUnavailable": Unavailable,
    "ServiceUnavailableException": Unavailable,
    "SlowDown": Unavailable,
    "ModelNotReadyException": Unavailable,
}


@contextmanager
def domain_errors(what: str) -> Iterator[None]:
    """Say AWS's errors in the domain's words; let the rest through as they are."""
    try:
        yield
    except ClientError as error:
        meaning = _meaning(error)
        if meaning is None:
            raise
        raise meaning(what) from error
    except (ConnectionError, HTTPClientError) as error:
        raise Unavailable(what) from error


def code(error: BotoCoreError | ClientError) -> str:
    """AWS's own name of the error; empty if it never reached AWS."""
    if not isinstance(error, ClientError):
        return ""
    return str(error.response.get("Error", {}).get("Code", ""))


def _meaning(error: ClientError) -> type[HarmoniaError] | None:
    if code(error) != "TransactionCanceledException":
        return MEANING.get(code(error))
    reasons = [reason.get("Code") for reason in error.response.get("CancellationReasons", ())]
    if any(reason in ("ConditionalCheckFailed", "TransactionConflict") for reason in reasons):
        return Conflict
    return Unavailable if "ThrottlingError" in reasons else None
