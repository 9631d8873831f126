"""Webhooks kept by AWS: subscriptions and the delivery log in DynamoDB, the outbox in SQS."""

from dataclasses import dataclass
from typing import Any

from harmonia import document
from harmonia.errors import Conflict, NotFound
from harmonia.webhooks.delivery import Delivery
from harmonia.webhooks.event import Event
from harmonia.webhooks.subscription import Subscription
from harmonia_aws import table
from harmonia_aws.dynamodb import Table
from harmonia_aws.errors import domain_errors
from harmonia_aws.table import Item, Listed

LOG_DAYS = 30
MOST = 100


@dataclass(frozen=True)
class DynamoSubscriptionStore:
    """Subscriptions, by id and by owner."""

    table: Table

    def add(self, subscription: Subscription) -> None:
        """Keep a new subscription; Conflict if its id is taken."""
        self.table.add(_item(subscription), f"webhook {subscription.id} is there already")

    def get(self, subscription_id: str) -> Subscription:
        """The subscription of that id; NotFound if there is none."""
        key = table.subscription_key(subscription_id)
        return self.table.get(key, Subscription, f"no webhook {subscription_id}")

    def put(self, subscription: Subscription) -> None:
        """Keep it in the place of what was there; NotFound if it was removed."""
        try:
            self.table.replace(_item(subscription), 1, f"no webhook {subscription.id}")
        except Conflict as error:
            raise NotFound(str(error)) from error

    def remove(self, subscription_id: str) -> None:
        """Forget it; harmless if it is not there."""
        self.table.remove(table.subscription_key(subscription_id), subscription_id)

    def of(self, owner: str) -> tuple[Subscription, ...]:
        """Everything the owner subscribed to, newest first."""
        return self.table.newest(owner, "HOOK", Subscription, most=MOST)


@dataclass(frozen=True)
class DynamoDeliveryLog:
    """What was tried, for a month."""

    table: Table

    def add(self, delivery: Delivery) -> None:
        """Keep a line."""
        key = table.delivery_key(
            delivery.subscription, delivery.at, delivery.event, delivery.attempt
        )
        self.table.put(table.item(key, delivery, expires=table.in_days(LOG_DAYS)), delivery.event)

    def of(self, subscription_id: str, *, limit: int) -> tuple[Delivery, ...]:
        """The newest lines of a subscription, newest first."""
        partition = table.subscription_key(subscription_id).partition
        found = self.table.under(partition, "TRY#", newest=limit)
        return tuple(table.value(Delivery, one) for one in found)

    def keep(self, subscription_id: str, event: Event) -> None:
        """Keep what the subscriber is told, as long as the lines about it; again is harmless."""
        key = table.event_key(subscription_id, event.id)
        self.table.put(table.item(key, event, expires=table.in_days(LOG_DAYS)), event.id)

    def event(self, subscription_id: str, event_id: str) -> Event:
        """What the subscriber was told under that id; NotFound if it is not kept."""
        what = f"no delivery of {event_id} to {subscription_id}"
        return self.table.get(table.event_key(subscription_id, event_id), Event, what)


@dataclass(frozen=True, slots=True)
class Letter:
    """One event for one subscriber, as it lies in the queue."""

    subscription: str
    event: Event


@dataclass(frozen=True)
class SqsOutbox:
    """Events on their way to subscribers."""

    client: Any  # boto3's SQS client
    queue_url: str

    def put(self, subscription_id: str, event: Event) -> None:
        """Have the event delivered soon."""
        letter = document.canonical(Letter(subscription_id, event)).decode()
        with domain_errors("the queue cannot be reached now"):
            self.client.send_message(QueueUrl=self.queue_url, MessageBody=letter)

    def postpone(self, receipt: str, seconds: int) -> None:
        """Have the message come back after that time, and not before."""
        with domain_errors("the queue cannot be reached now"):
            self.client.change_message_visibility(
                QueueUrl=self.queue_url, ReceiptHandle=receipt, VisibilityTimeout=seconds
            )


def _item(subscription: Subscription) -> Item:
    return table.item(
        table.subscription_key(subscription.id),
        subscription,
        listed=Listed(subscription.owner, "HOOK", f"{subscription.created_at}#{subscription.id}"),
        version=1,
    )
