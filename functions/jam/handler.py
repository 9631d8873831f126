"""Live sessions. This file only wires; what it does is in routes.py."""

from functions.jam.routes import create_routes
from functions.jam.settings import JamSettings
from harmonia.clock import SystemClock
from harmonia.live.bands import LiveBands
from harmonia.live.ears import LiveEars
from harmonia.live.sessions import Sessions
from harmonia_audio.ears.live_ear import LiveEar
from harmonia_aws.clients import client, sockets_client
from harmonia_aws.dynamodb import Table
from harmonia_aws.live import DynamoLiveStore
from harmonia_aws.log import Log
from harmonia_aws.sockets import Connections, Sockets
from harmonia_aws.websocket import speaking_handler

settings = JamSettings.read()
table = Table(client("dynamodb"), settings.table_name)
sessions = Sessions(DynamoLiveStore(table), SystemClock())
routes = create_routes(
    Connections(table), sessions, LiveEars(sessions, LiveEar()), LiveBands(sessions)
)
handler = speaking_handler(routes, Sockets(sockets_client(settings.websocket_url)), Log())
