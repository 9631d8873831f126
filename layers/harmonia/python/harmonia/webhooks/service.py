"""What an owner can do with webhooks, and what becomes of an event."""

import base64
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from harmonia.clock import Clock, stamp
from harmonia.errors import Conflict, NotFound
from harmonia.ids import derived, fresh
from harmonia.webhooks.delivery import Delivery, Verdict
from harmonia.webhooks.event import TEST, Event
from harmonia.webhooks.ports import DeliveryLog, Outbox, Sender, SubscriptionStore
from harmonia.webhooks.subscription import Registration, Subscription, Targets

MOST = 20  # subscriptions of one owner
OVERLAP = timedelta(days=1)  # in which a secret and the one before it both sign


@dataclass(frozen=True)
class Webhooks:
    """Subscriptions as their owners see them."""

    store: SubscriptionStore
    log: DeliveryLog
    outbox: Outbox
    clock: Clock
    targets: Targets

    def register(
        self, registration: Registration, owner: str, key: str | None = None
    ) -> Subscription:
        """Subscribe; the same owner and key always name the same subscription."""
        registration.check(self.targets)
        subscription = Subscription(
            id=derived("hook", owner, key) if key else fresh("hook"),
            owner=owner,
            url=registration.url,
            events=registration.events,
            description=registration.description,
            secret=_secret(),
            created_at=stamp(self.clock.now()),
        )
        if len(self.store.of(owner)) >= MOST:
            raise Conflict(f"you have {MOST} webhooks already; remove one first")
        try:
            self.store.add(subscription)
        except Conflict:
            return self.get(subscription.id, owner)
        return subscription

    def get(self, subscription_id: str, owner: str) -> Subscription:
        """The owner's subscription; strangers never learn that it exists."""
        subscription = self.store.get(subscription_id)
        if subscription.owner != owner:
            raise NotFound(f"no webhook {subscription_id}")
        return subscription

    def list(self, owner: str) -> tuple[Subscription, ...]:
        """Everything the owner subscribed to, newest first."""
        return self.store.of(owner)

    def remove(self, subscription_id: str, owner: str) -> None:
        """Unsubscribe."""
        self.get(subscription_id, owner)
        self.store.remove(subscription_id)

    def deliveries(
        self, subscription_id: str, owner: str, *, limit: int = 50
    ) -> tuple[Delivery, ...]:
        """What was tried lately, newest first."""
        self.get(subscription_id, owner)
        return self.log.of(subscription_id, limit=limit)

    def rotate(self, subscription_id: str, owner: str) -> Subscription:
        """Give the subscription a new secret; the old one signs beside it for a day."""
        now = self.clock.now()
        until = stamp(now + OVERLAP)
        rotated = self.get(subscription_id, owner).rotated(_secret(), stamp(now), until)
        self.store.put(rotated)
        return rotated

    def replay(self, subscription_id: str, event_id: str, owner: str) -> Event:
        """Tell the subscriber once more of an event, under the id that it had."""
        subscription = self.get(subscription_id, owner)
        if subscription.disabled_at:
            raise Conflict(f"webhook {subscription.id} is disabled: its server is gone")
        event = self.log.event(subscription.id, event_id)
        self.outbox.put(subscription.id, event)
        return event

    def test(self, subscription_id: str, owner: str) -> Event:
        """Send the subscriber an event that means nothing."""
        subscription = self.get(subscription_id, owner)
        event = Event(
            id=fresh("evt"),
            type=TEST,
            timestamp=stamp(self.clock.now()),
            data={"webhook": subscription.id},
        )
        self.outbox.put(subscription.id, event)
        return event


@dataclass(frozen=True)
class Publishing:
    """Brings events to those who subscribed to them."""

    store: SubscriptionStore
    outbox: Outbox

    def publish(self, event: Event, owner: str) -> int:
        """Put the event on its way to each matching subscription of the owner; how many."""
        subscribers = [
            one for one in self.store.of(owner) if not one.disabled_at and event.fits(one.events)
        ]
        for subscriber in subscribers:
            self.outbox.put(subscriber.id, event)
        return len(subscribers)


@dataclass(frozen=True)
class Deliveries:
    """Tells subscribers, and keeps a line of each attempt."""

    store: SubscriptionStore
    log: DeliveryLog
    sender: Sender
    clock: Clock

    def attempt(self, subscription_id: str, event: Event, attempt: int) -> Verdict:
        """Tell the subscriber once."""
        try:
            subscription = self.store.get(subscription_id)
        except NotFound:
            return Verdict.GONE
        if subscription.disabled_at:
            return Verdict.GONE
        at = stamp(self.clock.now())
        if attempt == 1:
            self.log.keep(subscription.id, event)
        answer = self.sender.send(subscription, event)
        self.log.add(
            Delivery(
                subscription=subscription.id,
                event=event.id,
                type=event.type,
                attempt=attempt,
                at=at,
                milliseconds=answer.milliseconds,
                ok=answer.ok,
                status=answer.status,
                error=answer.error,
            )
        )
        if answer.gone:
            self._disable(subscription, at)
            return Verdict.GONE
        return Verdict.DONE if answer.ok else Verdict.AGAIN

    def _disable(self, subscription: Subscription, at: str) -> None:
        try:
            self.store.put(replace(subscription, disabled_at=at))
        except NotFound:
            return  # removed in the meantime: nothing to disable


def _secret() -> str:
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
