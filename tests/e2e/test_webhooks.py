"""A receiver of somebody's own: signed events, tried again until they arrive."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook

from harmonia_cli.client import Client
from harmonia_cli.login import signed_in
from tests.e2e.conftest import SHORT, Local


class Receiver:
    """Answers 500 twice to each event, then 200; keeps what it got."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.arrived = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                receiver.got.append((headers, body))
                same = [
                    one for one, _ in receiver.got if one["webhook-id"] == headers["webhook-id"]
                ]
                self.send_response(200 if len(same) > 2 else 500)
                self.end_headers()
                if len(same) > 2:
                    receiver.arrived.set()

            def log_message(self, *words: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/hook"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


def test_an_event_is_signed_and_tried_until_it_arrives(
    stage: Local, client: Client, receiver: Receiver
) -> None:
    headers = {"Authorization": f"Bearer {signed_in(stage.place).access}"}
    api = f"{stage.place.api}/v1"
    asked = {"url": receiver.url, "events": ["job.succeeded", "job.failed"]}
    made = httpx.post(f"{api}/webhooks", json=asked, headers=headers | {"Idempotency-Key": "w-1"})
    assert made.status_code == 201, made.text
    hook: dict[str, Any] = made.json()

    job = client.wait(client.create_song(brief=SHORT, seed=31), 180)

    assert receiver.arrived.wait(120)
    mine = [(head, body) for head, body in receiver.got if job["id"] in body.decode()]
    assert len({head["webhook-id"] for head, _ in mine}) == 1
    for head, body in mine:
        event = Webhook(hook["secret"]).verify(body, head)
        assert event["type"] == "job.succeeded"
        assert json.loads(body)["data"]["id"] == job["id"]
    log = httpx.get(f"{api}/webhooks/{hook['id']}/deliveries", headers=headers).json()["data"]
    statuses = [
        attempt.get("status")
        for delivery in log
        for attempt in delivery.get("attempts", [delivery])
    ]
    assert statuses.count(500) >= 2
    assert statuses.count(200) >= 1
    httpx.delete(f"{api}/webhooks/{hook['id']}", headers=headers)
