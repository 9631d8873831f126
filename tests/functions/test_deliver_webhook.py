"""The queue of events, through the real handler, and calls of other people's servers."""

import base64
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from standardwebhooks import Webhook

from harmonia.webhooks.event import Event
from harmonia.webhooks.subscription import Subscription, Targets
from harmonia_aws.calling import HttpSender
from harmonia_aws.webhooks import DynamoDeliveryLog, DynamoSubscriptionStore
from tests.adapters.test_webhooks import HOOK
from tests.fakes.api import event
from tests.fakes.aws import Account, client

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SUBSCRIPTION = replace(HOOK, id="hook_nobodyhasthisone", secret=SECRET)


class Server:
    """Somebody's server on this machine."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.got: list[tuple[dict[str, str], bytes]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                server.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
                status = server.answers.pop(0)
                self.send_response(status)
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *words: object) -> None:
                """Quiet."""

        self.http = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/hook?a=b"
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.01,))
        self.thread.start()

    def close(self) -> None:
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def unused_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def deliver(account: Account, attempt: int = 1) -> bool:
    """Whether the queue is rid of the letter."""
    told = event("deliver_webhook", "first_attempt")
    queue = client("sqs")
    queue.send_message(QueueUrl=account.queue, MessageBody=told["Records"][0]["body"])
    message = queue.receive_message(QueueUrl=account.queue)["Messages"][0]
    told["Records"][0]["receiptHandle"] = message["ReceiptHandle"]
    told["Records"][0]["attributes"]["ApproximateReceiveCount"] = str(attempt)
    return not account.handler("deliver_webhook")(told, None)["batchItemFailures"]


def test_an_event_arrives_signed(account: Account, server: Server) -> None:
    DynamoSubscriptionStore(account.table).add(replace(SUBSCRIPTION, url=server.url))
    server.answers = [200]

    done = deliver(account)

    headers, body = server.got[0]
    assert done
    assert Webhook(SECRET).verify(body, headers)["type"] == "job.failed"
    assert headers["webhook-id"].startswith("evt_")
    assert set(json.loads(body)) == {"type", "timestamp", "data"}


def test_while_secrets_change_both_sign(account: Account, server: Server) -> None:
    new = f"whsec_{base64.b64encode(b'another secret').decode()}"
    hook = replace(SUBSCRIPTION, url=server.url).rotated(new, "2026", "2999")
    DynamoSubscriptionStore(account.table).add(hook)
    server.answers = [200]

    deliver(account)

    headers, body = server.got[0]
    assert len(headers["webhook-signature"].split()) == 2
    for secret in (new, SECRET):
        assert Webhook(secret).verify(body, headers)["type"] == "job.failed"


def test_what_was_told_can_be_found_again(account: Account, server: Server) -> None:
    DynamoSubscriptionStore(account.table).add(replace(SUBSCRIPTION, url=server.url))
    server.answers = [500]

    deliver(account)

    (line,) = DynamoDeliveryLog(account.table).of(SUBSCRIPTION.id, limit=9)
    kept = DynamoDeliveryLog(account.table).event(SUBSCRIPTION.id, line.event)
    assert kept.data == json.loads(server.got[0][1])["data"]


def test_a_refusal_is_tried_again_under_the_same_id(account: Account, server: Server) -> None:
    DynamoSubscriptionStore(account.table).add(replace(SUBSCRIPTION, url=server.url))
    server.answers = [500, 302, 204]

    done = [deliver(account, attempt) for attempt in (1, 2, 3)]

    log = DynamoDeliveryLog(account.table).of(SUBSCRIPTION.id, limit=9)
    assert done == [False, False, True]
    assert len({headers["webhook-id"] for headers, _ in server.got}) == 1
    assert [(line.attempt, line.status) for line in log] == [(3, 204), (2, 302), (1, 500)]


def test_the_wait_grows_by_the_schedule(
    account: Account, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    DynamoSubscriptionStore(account.table).add(replace(SUBSCRIPTION, url=server.url))
    waits: list[int] = []
    monkeypatch.setattr(
        "harmonia_aws.webhooks.SqsOutbox.postpone", lambda _, __, seconds: waits.append(seconds)
    )
    server.answers = [500] * 4

    for attempt in (1, 2, 3, 4):
        deliver(account, attempt)

    assert [5 <= waits[0] <= 6, 300 <= waits[1] <= 330, 1800 <= waits[2] <= 1980] == [True] * 3
    assert len(waits) == 3


def test_a_server_that_is_gone_is_not_called_again(account: Account, server: Server) -> None:
    store = DynamoSubscriptionStore(account.table)
    store.add(replace(SUBSCRIPTION, url=server.url))
    server.answers = [410]

    assert deliver(account)
    assert deliver(account)
    assert len(server.got) == 1
    assert store.get(SUBSCRIPTION.id).disabled_at


def test_nobody_home_is_a_line_in_the_log_too(account: Account, server: Server) -> None:
    url = f"http://127.0.0.1:{unused_port()}/hook"
    DynamoSubscriptionStore(account.table).add(replace(SUBSCRIPTION, url=url))

    done = deliver(account)

    line = DynamoDeliveryLog(account.table).of(SUBSCRIPTION.id, limit=1)[0]
    assert not done
    assert "NewConnectionError" in (line.error or "")


def test_a_letter_that_nobody_can_read_stays_for_the_dead_letters(account: Account) -> None:
    told = event("deliver_webhook", "first_attempt")
    told["Records"][0]["body"] = "{"

    failures = account.handler("deliver_webhook")(told, None)["batchItemFailures"]

    assert failures == [{"itemIdentifier": told["Records"][0]["messageId"]}]


def sent(url: str, targets: Targets, *addresses: str) -> Any:
    hook: Subscription = replace(SUBSCRIPTION, url=url)
    sender = HttpSender(targets, resolve=lambda host, port: list(addresses), seconds=1)
    return sender.send(hook, Event("evt_a", "job.failed", "2026-01-01T00:00:00.000Z", {}))


def test_a_name_that_leads_into_a_private_network_is_never_called() -> None:
    told = sent("https://innocent.example", Targets.PUBLIC, "93.184.216.34", "10.0.0.7")

    assert told.error == "Invalid: 10.0.0.7 is not a public address"


def test_plain_http_is_never_spoken_to_others() -> None:
    assert "https" in sent("http://example.com", Targets.LOOPBACK, "93.184.216.34").error
