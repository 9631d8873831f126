"""The WebSocket. This file only wires; what it does is in routes.py."""

from functions.socket.routes import create_routes
from functions.socket.settings import SocketSettings
from harmonia_aws.clients import client, sockets_client
from harmonia_aws.dynamodb import Table
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.log import Log
from harmonia_aws.sockets import Connections, Sockets, Tickets
from harmonia_aws.websocket import socket_handler

settings = SocketSettings.read()
table = Table(client("dynamodb"), settings.table_name)
routes = create_routes(
    Tickets(table),
    Connections(table),
    Sockets(sockets_client(settings.websocket_url)),
    DynamoJobStore(table),
)
handler = socket_handler(routes, Log())
