"""Subscriptions, events and their delivery."""

from dataclasses import dataclass, replace

import pytest

from harmonia.errors import Conflict, Invalid, NotFound
from harmonia.jobs.job import Status
from harmonia.webhooks.delivery import Answer, Verdict
from harmonia.webhooks.event import Event, job_event
from harmonia.webhooks.service import MOST, Deliveries, Publishing, Webhooks
from harmonia.webhooks.subscription import Registration, Targets, safe
from tests.fakes.jobs import SteppingClock
from tests.fakes.songs import job
from tests.fakes.webhooks import (
    FakeServer,
    MemoryDeliveryLog,
    MemoryOutbox,
    MemorySubscriptionStore,
)

HOOK = Registration(url="https://hooks.example.com/a")
EVENT = job_event(job(status=Status.FAILED, finished_at="2026-01-01T00:00:09.000Z"))


@dataclass
class World:
    store: MemorySubscriptionStore
    log: MemoryDeliveryLog
    outbox: MemoryOutbox
    webhooks: Webhooks

    def deliveries(self, *answers: Answer) -> Deliveries:
        return Deliveries(self.store, self.log, FakeServer(list(answers)), SteppingClock())


@pytest.fixture
def world() -> World:
    store, log, outbox = MemorySubscriptionStore(), MemoryDeliveryLog(), MemoryOutbox()
    return World(store, log, outbox, Webhooks(store, log, outbox, SteppingClock(), Targets.PUBLIC))


def test_every_subscription_has_a_secret_of_its_own(world: World) -> None:
    secrets = {world.webhooks.register(HOOK, "alice").secret for _ in range(2)}

    assert len(secrets) == 2
    assert all(secret.startswith("whsec_") for secret in secrets)


def test_one_key_is_one_subscription(world: World) -> None:
    first = world.webhooks.register(HOOK, "alice", "k1")

    assert world.webhooks.register(HOOK, "alice", "k1") == first
    assert world.webhooks.list("alice") == (first,)


def test_there_is_an_end_to_subscribing(world: World) -> None:
    for _ in range(MOST):
        world.webhooks.register(HOOK, "alice")

    with pytest.raises(Conflict):
        world.webhooks.register(HOOK, "alice")


def test_strangers_see_nothing(world: World) -> None:
    hook = world.webhooks.register(HOOK, "alice")

    for ask in (world.webhooks.get, world.webhooks.remove, world.webhooks.deliveries):
        with pytest.raises(NotFound):
            ask(hook.id, "bob")


def test_an_event_goes_to_those_who_want_it(world: World) -> None:
    every = world.webhooks.register(HOOK, "alice")
    good = world.webhooks.register(replace(HOOK, events=("job.succeeded",)), "alice")
    off = world.webhooks.register(HOOK, "alice")
    world.store.put(replace(off, disabled_at="2026-01-01T00:00:00.000Z"))
    world.webhooks.register(HOOK, "bob")

    told = Publishing(world.store, world.outbox).publish(EVENT, "alice")

    assert told == 1
    assert world.outbox.letters == [(every.id, EVENT)]
    assert good.id != every.id


def test_an_end_has_one_event_whoever_tells_it() -> None:
    ended = job(status=Status.FAILED, finished_at="2026-01-01T00:00:09.000Z")

    assert job_event(ended) == job_event(ended)
    assert job_event(ended).id != job_event(replace(ended, id="job_b")).id
    assert EVENT.type == "job.failed"


def test_each_attempt_leaves_a_line(world: World) -> None:
    hook = world.webhooks.register(HOOK, "alice")
    deliveries = world.deliveries(
        Answer(12, error="TimeoutError"), Answer(8, status=500), Answer(9, status=204)
    )

    verdicts = [deliveries.attempt(hook.id, EVENT, n) for n in (1, 2, 3)]

    lines = world.webhooks.deliveries(hook.id, "alice")
    assert verdicts == [Verdict.AGAIN, Verdict.AGAIN, Verdict.DONE]
    assert [(line.attempt, line.status, line.ok) for line in lines] == [
        (3, 204, True), (2, 500, False), (1, None, False),
    ]  # fmt: skip
    assert {line.event for line in lines} == {EVENT.id}


def test_who_is_gone_is_not_called_again(world: World) -> None:
    hook = world.webhooks.register(HOOK, "alice")

    assert world.deliveries(Answer(5, status=410)).attempt(hook.id, EVENT, 1) is Verdict.GONE
    assert world.webhooks.get(hook.id, "alice").disabled_at
    assert world.deliveries().attempt(hook.id, EVENT, 2) is Verdict.GONE
    assert world.deliveries().attempt("hook_removed", EVENT, 1) is Verdict.GONE


def test_who_unsubscribes_during_the_call_is_simply_gone(world: World) -> None:
    hook = world.webhooks.register(HOOK, "alice")
    deliveries = world.deliveries(Answer(5, status=410))
    send = deliveries.sender.send

    class Leaving:
        def send(self, *words: object) -> Answer:
            world.store.remove(hook.id)
            return send(hook, EVENT)

    gone = replace(deliveries, sender=Leaving())
    assert gone.attempt(hook.id, EVENT, 1) is Verdict.GONE


def test_what_was_told_can_be_told_again(world: World) -> None:
    hook = world.webhooks.register(HOOK, "alice")
    world.deliveries(Answer(8, status=500)).attempt(hook.id, EVENT, 1)

    again = world.webhooks.replay(hook.id, EVENT.id, "alice")

    assert again == EVENT
    assert world.outbox.letters == [(hook.id, EVENT)]


def test_what_was_never_told_cannot_be_told_again(world: World) -> None:
    hook, other = (world.webhooks.register(HOOK, "alice") for _ in range(2))
    world.deliveries(Answer(8, status=200)).attempt(hook.id, EVENT, 1)

    for subscription, event, owner in (
        (other.id, EVENT.id, "alice"),
        (hook.id, "evt_unheard", "alice"),
        (hook.id, EVENT.id, "bob"),
    ):
        with pytest.raises(NotFound):
            world.webhooks.replay(subscription, event, owner)
    assert world.outbox.letters == []


def test_who_is_gone_is_told_nothing_again(world: World) -> None:
    hook = world.webhooks.register(HOOK, "alice")
    world.deliveries(Answer(5, status=410)).attempt(hook.id, EVENT, 1)

    with pytest.raises(Conflict):
        world.webhooks.replay(hook.id, EVENT.id, "alice")


def test_a_secret_and_the_one_before_it_both_sign_for_a_day(world: World) -> None:
    first = world.webhooks.register(HOOK, "alice")

    second = world.webhooks.rotate(first.id, "alice")

    assert second.secret not in ("", first.secret)
    assert world.webhooks.get(first.id, "alice") == second
    until = second.retired[0].until
    assert until == "2026-01-02T00:00:02.000Z"
    assert second.secrets("2026-01-02T00:00:01.000Z") == (second.secret, first.secret)
    assert second.secrets(until) == (second.secret,)


def test_a_rotation_that_was_asked_for_twice_locks_nobody_out(world: World) -> None:
    first = world.webhooks.register(HOOK, "alice")

    world.webhooks.rotate(first.id, "alice")  # whose answer was lost
    third = world.webhooks.rotate(first.id, "alice")

    assert first.secret in third.secrets("2026-01-01T12:00:00.000Z")


def test_nobody_rotates_in_circles(world: World) -> None:
    hook = world.webhooks.register(HOOK, "alice")
    for _ in range(3):
        world.webhooks.rotate(hook.id, "alice")

    with pytest.raises(Conflict):
        world.webhooks.rotate(hook.id, "alice")
    with pytest.raises(NotFound):
        world.webhooks.rotate(hook.id, "bob")


def test_a_test_is_an_event_too(world: World) -> None:
    hook = world.webhooks.register(HOOK, "alice")

    event = world.webhooks.test(hook.id, "alice")

    assert world.outbox.letters == [(hook.id, event)]
    assert event.type == "webhook.test"


@pytest.mark.parametrize(
    ("patterns", "fits"),
    [(("job.*",), True), (("*",), True), (("job.failed",), True), (("job.succeeded",), False)],
)
def test_patterns_mean_what_they_say(patterns: tuple[str, ...], fits: bool) -> None:
    assert Event("e", "job.failed", "t", {}).fits(patterns) is fits


PRIVATE = [
    "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "127.0.0.1", "0.0.0.0", "::1",
    "fe80::1", "fd00::1", "::ffff:10.0.0.1", "100.64.0.1", "224.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_never_called(address: str) -> None:
    with pytest.raises(Invalid):
        safe(["93.184.216.34", address], Targets.PUBLIC)


def test_this_machine_may_be_called_where_that_is_welcome() -> None:
    assert safe(["127.0.0.1"], Targets.LOOPBACK) == "127.0.0.1"
    assert safe(["::1"], Targets.LOOPBACK) == "::1"
    assert safe(["93.184.216.34"], Targets.PUBLIC) == "93.184.216.34"
    for bad in (["10.0.0.1"], ["169.254.169.254"], []):
        with pytest.raises(Invalid):
            safe(bad, Targets.LOOPBACK)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com", "https://", "https://localhost/x", "https://a.localhost/x",
        "https://127.0.0.1", "https://[::1]:99/", "https://u:p@example.com", "https://example.com:0",
        "https://example.com:99999", "https://" + "a" * 2000 + ".com", "file:///etc/passwd", "",
    ],
)  # fmt: skip
def test_addresses_that_we_would_never_call_are_refused(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        Registration(url=url).check(Targets.PUBLIC)
    assert refused.value.field == "url"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/x", "http://localhost/x", "https://example.com"]
)
def test_the_local_stage_calls_this_machine(url: str) -> None:
    Registration(url=url).check(Targets.LOOPBACK)


@pytest.mark.parametrize(
    "words",
    [{"events": ()}, {"events": ("song.*",)}, {"events": ("*",) * 21}, {"description": "x" * 201}],
)
def test_subscriptions_have_measure(words: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        Registration(url="https://example.com", **words)  # type: ignore[arg-type]
