"""
Following a job to its end.

News comes over the WebSocket as it happens; where that fails (a proxy in the way, a dropped line)
the job is asked for now and then instead, so a lost connection never loses a song.
"""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from harmonia_cli.client import ENDED, Client
from harmonia_cli.errors import ClientError

QUIET = 3.0  # seconds without news after which the job is asked for
Json = dict[str, Any]


def follow(client: Client, job: Json) -> Iterator[Json]:
    """The job each time something about it changed; the last one has ended."""
    yield job
    with ExitStack() as held:
        line = _open(client, held)
        while job["status"] not in ENDED:
            news, line = _next(client, job, line)
            if news.get("version", 0) > job.get("version", 0):
                job = news
                yield job


def _open(client: Client, held: ExitStack) -> ClientConnection | None:
    try:
        query = urlencode({"ticket": client.socket_ticket()})
        address = f"{client.place.websocket}?{query}"
        return held.enter_context(connect(address, open_timeout=5, close_timeout=1))
    except (ClientError, WebSocketException, OSError):
        return None


def _next(
    client: Client, job: Json, line: ClientConnection | None
) -> tuple[Json, ClientConnection | None]:
    """What is known next, and the line if it still holds."""
    if line is None:
        time.sleep(0.7)
        return client.job(job["id"]), None
    try:
        message = json.loads(line.recv(timeout=QUIET))
    except TimeoutError:
        return client.job(job["id"]), line
    except (WebSocketException, OSError, ValueError):
        return client.job(job["id"]), None
    data = message.get("data") or {}
    mine = message.get("type") == "job.updated" and data.get("id") == job["id"]
    return (data if mine else job), line
