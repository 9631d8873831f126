"""The WebSocket, through the real handler."""

import json
from typing import Any

import pytest

from harmonia import document
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.sockets import Connections, Sockets, Tickets
from tests.fakes.api import event
from tests.fakes.aws import Account
from tests.fakes.songs import job

CONNECTION = "JKJbAd4yoAMCIuQ="


class Socket:
    """The function, and what it says on the socket."""

    def __init__(self, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
        self.account, self.heard = account, list[Any]()
        self.handler = account.handler("socket")

        def send(sockets: object, connection: str, message: object) -> bool:
            self.heard.append(json.loads(document.canonical(message)))
            return True

        monkeypatch.setattr(Sockets, "send", send)

    def connect(self, ticket: str | None) -> int:
        told = event("socket", "connect")
        if ticket is None:
            del told["queryStringParameters"]
        else:
            told["queryStringParameters"]["ticket"] = ticket
        return int(self.handler(told, None)["statusCode"])

    def enter(self, owner: str) -> int:
        return self.connect(Tickets(self.account.table).issue(owner).ticket)

    def say(self, body: str) -> Any:
        told = event("socket", "ping") | {"body": body}
        assert self.handler(told, None) == {"statusCode": 200}
        return self.heard[-1]


@pytest.fixture
def socket(account: Account, monkeypatch: pytest.MonkeyPatch) -> Socket:
    return Socket(account, monkeypatch)


def test_a_ticket_lets_its_owner_in_once(socket: Socket) -> None:
    ticket = Tickets(socket.account.table).issue("alice").ticket

    assert socket.connect(ticket) == 200
    assert socket.connect(ticket) == 401
    assert [one.id for one in Connections(socket.account.table).of("alice")] == [CONNECTION]


@pytest.mark.parametrize("ticket", ["wst_nobodyhasthisone", "", None])
def test_without_a_ticket_nobody_comes_in(ticket: str | None, socket: Socket) -> None:
    assert socket.connect(ticket) == 401


def test_who_leaves_is_forgotten(socket: Socket) -> None:
    socket.enter("alice")

    socket.handler(event("socket", "disconnect"), None)

    assert Connections(socket.account.table).of("alice") == ()


def test_a_ping_is_answered(socket: Socket) -> None:
    socket.handler(event("socket", "ping"), None)

    pong = socket.heard[-1]
    assert (pong["type"], pong["id"], pong["v"]) == ("pong", "m1", 1)


def test_a_job_can_be_asked_for(socket: Socket) -> None:
    DynamoJobStore(socket.account.table).add(job())
    socket.enter("alice")

    socket.say('{"type": "job.subscribe", "ref": "job_a", "id": "m2"}')

    assert [said["type"] for said in socket.heard] == ["ack", "job.updated"]
    assert socket.heard[1]["seq"] == 1
    assert socket.heard[1]["data"]["id"] == "job_a"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('{"type": "job.subscribe", "ref": "job_a"}', "not-found"),
        ('{"type": "job.subscribe", "ref": "job_none"}', "not-found"),
        ('{"type": "job.subscribe"}', "validation-failed"),
        ('{"type": "dance"}', "unknown-type"),
        ('{"type": "ping", "loud": 1}', "validation-failed"),
        ("{", "malformed"),
        ("", "malformed"),
        ("[]", "validation-failed"),
    ],
)
def test_nonsense_and_strangers_jobs_are_named(body: str, code: str, socket: Socket) -> None:
    DynamoJobStore(socket.account.table).add(job())
    socket.enter("bob")

    said = socket.say(body)

    assert (said["type"], said["data"]["code"]) == ("error", code)
