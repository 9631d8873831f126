"""Tickets and connections in DynamoDB."""

import pytest

from harmonia.errors import NotFound
from harmonia_aws import sockets
from harmonia_aws.sockets import Connections, Tickets
from tests.fakes.aws import Account, client


def test_a_ticket_admits_its_owner_once(account: Account) -> None:
    tickets = Tickets(account.table)
    ticket = tickets.issue("alice").ticket

    assert tickets.redeem(ticket) == "alice"
    with pytest.raises(NotFound):
        tickets.redeem(ticket)


def test_a_ticket_that_is_too_old_admits_nobody(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "TICKET_SECONDS", -1)
    tickets = Tickets(account.table)

    with pytest.raises(NotFound):
        tickets.redeem(tickets.issue("alice").ticket)


def test_the_table_never_holds_a_ticket_itself(account: Account) -> None:
    ticket = Tickets(account.table).issue("alice").ticket

    held = client("dynamodb").scan(TableName=account.table.name)["Items"]
    assert ticket not in str(held)
    assert int(held[0]["expires"]["N"]) > 0


def test_who_is_connected_is_known_until_they_leave(account: Account) -> None:
    connections = Connections(account.table)
    connections.add("c1", "alice")
    connections.add("c2", "bob")

    assert [one.id for one in connections.of("alice")] == ["c1"]
    connections.remove("c1")
    connections.remove("c1")
    assert connections.of("alice") == ()
    with pytest.raises(NotFound):
        connections.get("c1")
