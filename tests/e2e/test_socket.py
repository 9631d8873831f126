"""Live news: each hears of their own jobs and of nobody else's."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from harmonia_cli.client import Client
from harmonia_cli.places import Place
from tests.e2e.conftest import SHORT, Local


def line(place: Place, ticket: str) -> ClientConnection:
    return connect(f"{place.websocket}?{urlencode({'ticket': ticket})}", open_timeout=20)


def hear(connection: ClientConnection, seconds: float) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(connection.recv(timeout=seconds))
    return message


def test_the_owner_hears_a_job_to_its_end_and_strangers_hear_nothing(
    stage: Local, client: Client
) -> None:
    other = stage.someone("listener")
    with (
        Client(other) as listener,
        line(stage.place, client.socket_ticket()) as mine,
        line(other, listener.socket_ticket()) as theirs,
    ):
        job = client.create_song(brief=SHORT, seed=21)
        heard: list[dict[str, Any]] = []
        while not heard or heard[-1]["data"]["status"] not in ("succeeded", "failed"):
            message = hear(mine, 90)
            if message["type"] == "job.updated" and message["data"]["id"] == job["id"]:
                heard.append(message)
        with pytest.raises(TimeoutError):
            hear(theirs, 1)

    assert heard[-1]["data"]["status"] == "succeeded"
    assert {"compose", "music", "master"} <= set(heard[-1]["data"]["stages"])
    assert heard[-1]["v"] == 1


def test_a_ticket_opens_once(stage: Local, client: Client) -> None:
    ticket = client.socket_ticket()
    with line(stage.place, ticket):
        pass

    with pytest.raises(InvalidStatus), line(stage.place, ticket):
        pass


def test_no_ticket_no_line(stage: Local) -> None:
    with pytest.raises(InvalidStatus), connect(stage.place.websocket, open_timeout=20):
        pass


def test_a_ping_is_answered_and_nonsense_is_named(stage: Local, client: Client) -> None:
    with line(stage.place, client.socket_ticket()) as mine:
        mine.send(json.dumps({"type": "ping"}))
        pong = hear(mine, 20)
        mine.send("no json at all")
        complaint = hear(mine, 20)

    assert pong["type"] == "pong"
    assert complaint["type"] == "error"
