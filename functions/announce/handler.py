"""The table's stream. This file only wires; what it does is in stream.py."""

from functions.announce.settings import AnnounceSettings
from functions.announce.stream import Change, create_announcing
from harmonia.webhooks.service import Publishing
from harmonia_aws.clients import client, sockets_client
from harmonia_aws.dynamodb import Table
from harmonia_aws.events import EventBus
from harmonia_aws.log import Log
from harmonia_aws.sockets import Connections, Sockets
from harmonia_aws.stream import stream_handler
from harmonia_aws.webhooks import DynamoSubscriptionStore, SqsOutbox

settings = AnnounceSettings.read()
table = Table(client("dynamodb"), settings.table_name)
announce = create_announcing(
    Connections(table),
    Sockets(sockets_client(settings.websocket_url)),
    Publishing(DynamoSubscriptionStore(table), SqsOutbox(client("sqs"), settings.queue_url)),
    EventBus(client("events"), settings.event_bus_name),
    Log(),
)
handler = stream_handler(lambda old, new: announce(Change(old, new)))
