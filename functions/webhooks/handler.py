"""HTTP for webhooks. This file only wires; what it does is in routes.py."""

from functions.webhooks.routes import create_app
from functions.webhooks.settings import WebhooksSettings
from harmonia.clock import SystemClock
from harmonia.webhooks.service import Webhooks
from harmonia.webhooks.subscription import Targets
from harmonia_aws.clients import client
from harmonia_aws.dynamodb import Table
from harmonia_aws.http import lambda_handler
from harmonia_aws.log import Log
from harmonia_aws.webhooks import DynamoDeliveryLog, DynamoSubscriptionStore, SqsOutbox

settings = WebhooksSettings.read()
table = Table(client("dynamodb"), settings.table_name)
webhooks = Webhooks(
    DynamoSubscriptionStore(table),
    DynamoDeliveryLog(table),
    SqsOutbox(client("sqs"), settings.queue_url),
    SystemClock(),
    Targets(settings.webhook_targets),
)
handler = lambda_handler(create_app(webhooks, Log()))
