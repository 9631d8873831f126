"""The WebSocket's envelope, and the edges of its functions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from harmonia import document
from harmonia.clock import stamp
from harmonia.errors import HarmoniaError
from harmonia_aws.log import Log
from harmonia_aws.problems import problem
from harmonia_aws.sockets import Sockets

Answer = dict[str, Any]
LIFE = 2 * 3600  # seconds after which API Gateway ends a connection


@dataclass(frozen=True, slots=True)
class Message:
    """What a client says; `id` comes back in the answer."""

    type: str
    v: int = 1
    id: str | None = None
    ref: str | None = None
    seq: int | None = None
    ts: str | None = None
    data: Any = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What we say."""

    type: str
    ts: str
    data: Any = field(default_factory=dict)
    v: int = 1
    id: str | None = None
    ref: str | None = None
    seq: int | None = None


def say(
    kind: str,
    data: Any = None,
    *,
    to: str | None = None,
    ref: str | None = None,
    seq: int | None = None,
) -> Envelope:
    """An envelope, sealed now; `to` is the id of the message it answers."""
    now = stamp(datetime.now(UTC))
    return Envelope(type=kind, ts=now, data={} if data is None else data, id=to, ref=ref, seq=seq)


def complain(error: HarmoniaError, *, to: str | None = None) -> Envelope:
    """The error as an envelope with a problem in it."""
    return say("error", problem(error, correlation_id=None, instance=None), to=to)


def socket_handler(
    routes: Callable[[str, str, dict[str, Any]], int], log: Log
) -> Callable[[dict[str, Any], object], Answer]:
    """What Lambda calls; `routes` takes route, connection and event, and returns a status."""

    def handler(event: dict[str, Any], context: object = None) -> Answer:
        told = event["requestContext"]
        route, connection = told["routeKey"], told["connectionId"]
        with log.work("socket", route=route, connection=connection) as facts:
            status = routes(route, connection, event)
            facts["outcome"] = status
        return {"statusCode": status}

    return handler


@dataclass(frozen=True, slots=True)
class Line:
    """The connection that a message came on, and how long it will last."""

    connection: str
    seconds_left: int


def speaking_handler(
    routes: Callable[[Line, str], Iterable[object]], sockets: Sockets, log: Log
) -> Callable[[dict[str, Any], object], Answer]:
    """
    What Lambda calls where a message is answered with several.

    The last goes out as the call's own answer, which saves a request; those before it through the
    way back to the connection. If nobody is there any more, the rest need not be said.
    """

    def handler(event: dict[str, Any], context: object = None) -> Answer:
        told = event["requestContext"]
        age = (told["requestTimeEpoch"] - told["connectedAt"]) // 1000
        line = Line(told["connectionId"], LIFE - age)
        with log.work("message", connection=line.connection) as facts:
            said = [*routes(line, event.get("body") or "")]
            facts["said"] = len(said)
            for message in said[:-1]:
                if not sockets.send(line.connection, message):
                    return {"statusCode": 410}
        last = {"body": document.canonical(said[-1]).decode()} if said else {}
        return {"statusCode": 200, **last}

    return handler
