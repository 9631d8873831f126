"""Webhooks' ports, kept in memory."""

from dataclasses import dataclass, field

from harmonia.errors import Conflict, NotFound
from harmonia.webhooks.delivery import Answer, Delivery
from harmonia.webhooks.event import Event
from harmonia.webhooks.subscription import Subscription


@dataclass
class MemorySubscriptionStore:
    kept: dict[str, Subscription] = field(default_factory=dict)

    def add(self, subscription: Subscription) -> None:
        if subscription.id in self.kept:
            raise Conflict(subscription.id)
        self.kept[subscription.id] = subscription

    def get(self, subscription_id: str) -> Subscription:
        try:
            return self.kept[subscription_id]
        except KeyError:
            raise NotFound(subscription_id) from None

    def put(self, subscription: Subscription) -> None:
        self.get(subscription.id)
        self.kept[subscription.id] = subscription

    def remove(self, subscription_id: str) -> None:
        self.kept.pop(subscription_id, None)

    def of(self, owner: str) -> tuple[Subscription, ...]:
        mine = [one for one in self.kept.values() if one.owner == owner]
        return tuple(sorted(mine, key=lambda one: (one.created_at, one.id), reverse=True))


@dataclass
class MemoryDeliveryLog:
    lines: list[Delivery] = field(default_factory=list)
    events: dict[tuple[str, str], Event] = field(default_factory=dict)

    def add(self, delivery: Delivery) -> None:
        self.lines.append(delivery)

    def of(self, subscription_id: str, *, limit: int) -> tuple[Delivery, ...]:
        mine = [line for line in reversed(self.lines) if line.subscription == subscription_id]
        return tuple(mine[:limit])

    def keep(self, subscription_id: str, event: Event) -> None:
        self.events[subscription_id, event.id] = event

    def event(self, subscription_id: str, event_id: str) -> Event:
        try:
            return self.events[subscription_id, event_id]
        except KeyError:
            raise NotFound(event_id) from None


@dataclass
class MemoryOutbox:
    letters: list[tuple[str, Event]] = field(default_factory=list)

    def put(self, subscription_id: str, event: Event) -> None:
        self.letters.append((subscription_id, event))


@dataclass
class FakeServer:
    """Somebody's server: answers what it was told to, one after the other."""

    answers: list[Answer]
    got: list[Event] = field(default_factory=list)

    def send(self, subscription: Subscription, event: Event) -> Answer:
        self.got.append(event)
        return self.answers.pop(0)
