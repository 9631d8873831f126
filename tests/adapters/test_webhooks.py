"""One set of promises, kept by the fakes and by DynamoDB alike."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from moto import mock_aws

from harmonia.errors import Conflict, NotFound
from harmonia.webhooks.delivery import Delivery
from harmonia.webhooks.event import Event
from harmonia.webhooks.ports import DeliveryLog, SubscriptionStore
from harmonia.webhooks.subscription import Subscription
from harmonia_aws.webhooks import DynamoDeliveryLog, DynamoSubscriptionStore
from tests.fakes.aws import make_table
from tests.fakes.webhooks import MemoryDeliveryLog, MemorySubscriptionStore

HOOK = Subscription(
    id="hook_a", owner="alice", url="https://example.com", events=("job.*",),
    created_at="2026-01-01T00:00:00.000Z", secret="whsec_YQ==",
)  # fmt: skip
Stores = tuple[SubscriptionStore, DeliveryLog]


@pytest.fixture(params=["memory", "dynamodb"])
def stores(request: pytest.FixtureRequest, credentials: None) -> Iterator[Stores]:
    if request.param == "memory":
        yield MemorySubscriptionStore(), MemoryDeliveryLog()
        return
    with mock_aws():
        table = make_table()
        yield DynamoSubscriptionStore(table), DynamoDeliveryLog(table)


def test_a_subscription_comes_back_equal(stores: Stores) -> None:
    store, _ = stores
    store.add(HOOK)

    assert store.get("hook_a") == HOOK
    assert store.of("alice") == (HOOK,)
    assert store.of("bob") == ()
    with pytest.raises(Conflict):
        store.add(HOOK)


def test_what_was_removed_does_not_come_back(stores: Stores) -> None:
    store, _ = stores
    store.add(HOOK)
    store.remove("hook_a")
    store.remove("hook_a")

    with pytest.raises(NotFound):
        store.put(replace(HOOK, disabled_at="2026-01-02T00:00:00.000Z"))
    with pytest.raises(NotFound):
        store.get("hook_a")
    assert store.of("alice") == ()


def test_a_subscription_can_be_disabled(stores: Stores) -> None:
    store, _ = stores
    store.add(HOOK)
    off = replace(HOOK, disabled_at="2026-01-02T00:00:00.000Z")

    store.put(off)

    assert store.get("hook_a") == off


def test_what_was_told_is_kept_for_each_subscriber(stores: Stores) -> None:
    _, log = stores
    event = Event("evt_a", "job.failed", "2026-01-01T00:00:00.000Z", {"id": "job_a"})

    log.keep("hook_a", event)
    log.keep("hook_a", event)

    assert log.event("hook_a", "evt_a") == event
    assert log.of("hook_a", limit=9) == ()
    for place in (("hook_b", "evt_a"), ("hook_a", "evt_b")):
        with pytest.raises(NotFound):
            log.event(*place)


def test_the_log_shows_the_newest_first(stores: Stores) -> None:
    _, log = stores
    lines = [
        Delivery(
            subscription="hook_a", event="evt_a", type="job.failed", attempt=n,
            at=f"2026-01-01T00:00:0{n}.000Z", milliseconds=5, ok=False, status=500,
        )
        for n in range(3)
    ]  # fmt: skip
    for line in lines:
        log.add(line)

    assert log.of("hook_a", limit=2) == (lines[2], lines[1])
    assert log.of("hook_b", limit=2) == ()
