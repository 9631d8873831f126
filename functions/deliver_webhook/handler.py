"""A queue of events. This file only wires; what it does is in letters.py."""

from functions.deliver_webhook.letters import create_post
from functions.deliver_webhook.settings import DeliverWebhookSettings
from harmonia.clock import SystemClock
from harmonia.webhooks.service import Deliveries
from harmonia.webhooks.subscription import Targets
from harmonia_aws.calling import HttpSender
from harmonia_aws.clients import client
from harmonia_aws.dynamodb import Table
from harmonia_aws.log import Log
from harmonia_aws.queue import queue_handler
from harmonia_aws.webhooks import DynamoDeliveryLog, DynamoSubscriptionStore, Letter, SqsOutbox

settings = DeliverWebhookSettings.read()
table = Table(client("dynamodb"), settings.table_name)
deliveries = Deliveries(
    DynamoSubscriptionStore(table),
    DynamoDeliveryLog(table),
    HttpSender(Targets(settings.webhook_targets)),
    SystemClock(),
)
outbox = SqsOutbox(client("sqs"), settings.queue_url)
waits = [int(seconds) for seconds in settings.retry_seconds.split(",")]
handler = queue_handler(Letter, create_post(deliveries, outbox, waits), Log())
