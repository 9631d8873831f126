"""What happens on the WebSocket."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from harmonia import document
from harmonia.errors import HarmoniaError, Invalid, NotFound
from harmonia.jobs.job import Job
from harmonia.jobs.ports import JobStore
from harmonia.jobs.report import brief_report
from harmonia_aws.sockets import Connections, Sockets, Tickets
from harmonia_aws.websocket import Envelope, Message, complain, say

MESSAGES = ("ping", "job.subscribe")


def create_routes(
    tickets: Tickets, connections: Connections, sockets: Sockets, jobs: JobStore
) -> Callable[[str, str, dict[str, Any]], int]:
    """The routes; each answers with a status, and speaks on the socket for itself."""

    def route(key: str, connection: str, event: dict[str, Any]) -> int:
        match key:
            case "$connect":
                return connect(connection, event)
            case "$disconnect":
                connections.remove(connection)
            case _:
                talk(connection, event.get("body") or "")
        return HTTPStatus.OK

    def connect(connection: str, event: dict[str, Any]) -> int:
        try:
            ticket = (event.get("queryStringParameters") or {}).get("ticket", "")
            connections.add(connection, tickets.redeem(ticket))
        except NotFound:
            return HTTPStatus.UNAUTHORIZED
        return HTTPStatus.OK

    def talk(connection: str, body: str) -> None:
        said: Message | None = None
        try:
            said = document.loads(Message, body)
            for envelope in answers(connection, said):
                sockets.send(connection, envelope)
        except HarmoniaError as error:
            sockets.send(connection, complain(error, to=said.id if said else None))

    def answers(connection: str, said: Message) -> list[Envelope]:
        match said.type:
            case "ping":
                return [say("pong", to=said.id)]
            case "job.subscribe":
                job = owned(connection, said)
                return [
                    say("ack", to=said.id, ref=job.id),
                    say("job.updated", brief_report(job), ref=job.id, seq=job.version),
                ]
        raise Invalid(
            f"{said.type!r} is none of {', '.join(MESSAGES)}", field="type", code="unknown-type"
        )

    def owned(connection: str, said: Message) -> Job:
        """The job that the message means; a stranger's is not found."""
        name = said.ref or (said.data.get("job") if isinstance(said.data, dict) else None)
        if not isinstance(name, str) or not name:
            raise Invalid("name a job", field="ref")
        job = jobs.get(name)
        if job.owner != connections.get(connection).owner:
            raise NotFound(f"no job {name}")
        return job

    return route
