"""The table's stream, through the real handler."""

import json
from dataclasses import replace
from typing import Any

import pytest

from harmonia.errors import Unavailable
from harmonia.webhooks.event import Event
from harmonia_aws.errors import domain_errors
from harmonia_aws.events import EventBus
from harmonia_aws.sockets import Connections, Sockets
from harmonia_aws.webhooks import DynamoSubscriptionStore
from tests.adapters.test_webhooks import HOOK
from tests.fakes.api import ALICE, event
from tests.fakes.aws import Account, client


class Ears:
    """Everybody who may hear of a job."""

    def __init__(self, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
        self.account, self.pushed, self.bus = account, list[Any](), list[str]()
        self.gone, self.deaf = set[str](), set[str]()
        self.connections = Connections(account.table)
        self.handler = account.handler("announce")

        def send(sockets: object, connection: str, message: Any) -> bool:
            if connection in self.deaf:
                raise Unavailable("too busy")
            self.pushed.append((connection, message.seq, message.data.status))
            return connection not in self.gone

        def put(bus: object, told: Any, owner: str, correlation_id: str) -> None:
            self.bus.append(told.type)

        monkeypatch.setattr(Sockets, "send", send)
        monkeypatch.setattr(EventBus, "put", put)


@pytest.fixture
def ears(account: Account, monkeypatch: pytest.MonkeyPatch) -> Ears:
    return Ears(account, monkeypatch)


def test_every_change_is_pushed_to_its_owner_and_nobody_else(ears: Ears) -> None:
    ears.connections.add("mine", ALICE)
    ears.connections.add("theirs", "bob")

    ears.handler(event("announce", "running"), None)

    assert ears.pushed == [("mine", 1, "queued"), ("mine", 2, "running")]
    assert ears.bus == []


def test_who_is_gone_is_forgotten_and_who_is_busy_holds_nobody_up(ears: Ears) -> None:
    for name in ("a", "b", "c"):
        ears.connections.add(name, ALICE)
    ears.gone.add("a")
    ears.deaf.add("b")

    ears.handler(event("announce", "failed"), None)

    assert {one.id for one in ears.connections.of(ALICE)} == {"b", "c"}
    assert ("c", 3, "failed") in ears.pushed
    assert ears.bus == ["job.failed"]


def test_an_end_goes_to_the_bus_the_webhooks_and_the_metrics(
    ears: Ears, capsys: pytest.CaptureFixture[str]
) -> None:
    store = DynamoSubscriptionStore(ears.account.table)
    store.add(replace(HOOK, owner=ALICE))
    store.add(replace(HOOK, id="hook_b", owner=ALICE, events=("job.succeeded",)))

    ears.handler(event("announce", "failed"), None)
    ears.handler(event("announce", "failed"), None)

    letters = ears.account.letters()
    assert [letter["subscription"] for letter in letters] == ["hook_a", "hook_a"]
    assert len({letter["event"]["id"] for letter in letters}) == 1
    assert letters[0]["event"]["data"]["error"]["code"] == "engine-failed"
    metrics = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "_aws" in line]
    assert metrics[0]["Jobs"] == [1.0]
    assert metrics[0]["outcome"] == "failed"


def test_the_bus_takes_what_we_put(account: Account) -> None:
    EventBus(client("events"), "harmonia").put(Event("evt_a", "job.failed", "t", {}), "alice", "c")
    with pytest.raises(Unavailable), domain_errors("busy"):
        raise account.table.client.exceptions.ProvisionedThroughputExceededException(
            {"Error": {"Code": "ProvisionedThroughputExceededException"}}, "GetItem"
        )


def test_other_items_are_no_news(ears: Ears) -> None:
    told = event("announce", "failed")
    told["Records"][0]["dynamodb"]["NewImage"]["sk"] = {"S": "STAGE#music"}
    told["Records"].append({"eventName": "REMOVE", "dynamodb": {"Keys": {}}})
    ears.connections.add("mine", ALICE)

    ears.handler(told, None)

    assert ears.pushed == []
