"""WebSocket connections: who is there, by which ticket they came, and how to reach them."""

import hashlib
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from harmonia import document
from harmonia.clock import stamp
from harmonia.errors import NotFound
from harmonia.ids import fresh
from harmonia_aws import table
from harmonia_aws.dynamodb import Table
from harmonia_aws.errors import code, domain_errors
from harmonia_aws.table import Listed

TICKET_SECONDS = 60
CONNECTION_SECONDS = 2 * 3600 + 600  # API Gateway ends a connection after two hours


@dataclass(frozen=True, slots=True)
class Ticket:
    """Admits one connection, once and soon."""

    ticket: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class Admission:
    """What a ticket is kept as: whom it admits, never the ticket itself."""

    owner: str
    until: int


@dataclass(frozen=True, slots=True)
class Connection:
    """An open WebSocket."""

    id: str
    owner: str


@dataclass(frozen=True)
class Tickets:
    """One-time tickets, kept as hashes."""

    table: Table

    def issue(self, owner: str) -> Ticket:
        """A ticket for the owner."""
        ticket = fresh("wst")
        until = int(time.time()) + TICKET_SECONDS
        admission = Admission(owner, until)
        self.table.add(table.item(_ticket_key(ticket), admission, expires=until), "ticket")
        return Ticket(ticket, stamp(datetime.fromtimestamp(until, UTC)))

    def redeem(self, ticket: str) -> str:
        """Whose ticket it is; NotFound the second time, or too late."""
        found = self.table.take(_ticket_key(ticket), "ticket")
        admission = table.value(Admission, found) if found else None
        if admission is None or admission.until < time.time():
            raise NotFound("no such ticket")
        return admission.owner


@dataclass(frozen=True)
class Connections:
    """Who is connected."""

    table: Table

    def add(self, connection_id: str, owner: str) -> None:
        """Somebody came."""
        connection = Connection(connection_id, owner)
        self.table.put(
            table.item(
                table.connection_key(connection_id),
                connection,
                listed=Listed(owner, "CONN", connection_id),
                expires=int(time.time()) + CONNECTION_SECONDS,
            ),
            connection_id,
        )

    def get(self, connection_id: str) -> Connection:
        """Who it is; NotFound if nobody."""
        return self.table.get(table.connection_key(connection_id), Connection, connection_id)

    def remove(self, connection_id: str) -> None:
        """Somebody left; harmless if they had before."""
        self.table.remove(table.connection_key(connection_id), connection_id)

    def of(self, owner: str) -> tuple[Connection, ...]:
        """Every connection of the owner."""
        return self.table.newest(owner, "CONN", Connection, most=100)


@dataclass(frozen=True)
class Sockets:
    """The way out to connected clients."""

    client: Any  # boto3's API Gateway management client, for our WebSocket API

    def send(self, connection_id: str, message: object) -> bool:
        """Send the message; False if nobody is there any more."""
        with domain_errors("the connection cannot be reached now"):
            try:
                self.client.post_to_connection(
                    ConnectionId=connection_id, Data=document.canonical(message)
                )
            except ClientError as error:
                if code(error) not in ("GoneException", "410"):
                    raise
                return False
        return True


def _ticket_key(ticket: str) -> table.Key:
    return table.ticket_key(hashlib.sha256(ticket.encode()).hexdigest())
