"""What webhooks need of the world."""

from typing import Protocol

from harmonia.webhooks.delivery import Answer, Delivery
from harmonia.webhooks.event import Event
from harmonia.webhooks.subscription import Subscription


class SubscriptionStore(Protocol):
    """Subscriptions, by id and by owner."""

    def add(self, subscription: Subscription) -> None:
        """Keep a new subscription; Conflict if its id is taken."""

    def get(self, subscription_id: str) -> Subscription:
        """The subscription of that id; NotFound if there is none."""

    def put(self, subscription: Subscription) -> None:
        """Keep it in the place of what was there; NotFound if it was removed."""

    def remove(self, subscription_id: str) -> None:
        """Forget it; harmless if it is not there."""

    def of(self, owner: str) -> tuple[Subscription, ...]:
        """Everything the owner subscribed to, newest first."""


class DeliveryLog(Protocol):
    """What was tried."""

    def add(self, delivery: Delivery) -> None:
        """Keep a line."""

    def of(self, subscription_id: str, *, limit: int) -> tuple[Delivery, ...]:
        """The newest lines of a subscription, newest first."""

    def keep(self, subscription_id: str, event: Event) -> None:
        """Keep what the subscriber is told, as long as the lines about it; again is harmless."""

    def event(self, subscription_id: str, event_id: str) -> Event:
        """What the subscriber was told under that id; NotFound if it is not kept."""


class Outbox(Protocol):
    """Events on their way to subscribers."""

    def put(self, subscription_id: str, event: Event) -> None:
        """Have the event delivered soon."""


class Sender(Protocol):
    """Calls other people's servers."""

    def send(self, subscription: Subscription, event: Event) -> Answer:
        """Tell the subscriber, signed; never raises for what their server does."""
