"""Webhook subscriptions over HTTP, through the real handler."""

import pytest

from harmonia.webhooks.event import Event
from harmonia_aws.webhooks import DynamoDeliveryLog
from tests.fakes.api import BOB, Api, event
from tests.fakes.aws import Account

HOOK = {"url": "https://hooks.example.com/harmonia", "events": ["job.*"]}


@pytest.fixture
def webhooks(account: Account) -> Api:
    return Api(account.handler("webhooks"))


def test_the_events_kept_for_invoking_by_hand_work(webhooks: Api) -> None:
    assert webhooks.invoke(event("webhooks", "register")).status == 201
    assert len(webhooks.invoke(event("webhooks", "list")).json["data"]) == 1


def test_the_secret_is_told_once(webhooks: Api) -> None:
    made = webhooks.send("POST", "/v1/webhooks", HOOK)

    path = made.headers["location"]
    read = webhooks.send("GET", path)
    assert made.status == 201
    assert made.json["secret"].startswith("whsec_")
    assert read.json == {k: v for k, v in made.json.items() if k != "secret"}
    assert "secret" not in webhooks.send("GET", "/v1/webhooks").text


def test_a_removed_webhook_is_gone(webhooks: Api) -> None:
    path = webhooks.send("POST", "/v1/webhooks", HOOK).headers["location"]

    assert webhooks.send("DELETE", path, owner=BOB).status == 404
    assert webhooks.send("DELETE", path).status == 204
    assert webhooks.send("GET", path).status == 404


def test_a_test_event_is_put_on_its_way(webhooks: Api, account: Account) -> None:
    path = webhooks.send("POST", "/v1/webhooks", HOOK).headers["location"]

    told = webhooks.send("POST", f"{path}:test")

    letters = account.letters()
    assert told.status == 202
    assert [letter["event"] for letter in letters] == [told.json]
    assert webhooks.send("GET", f"{path}/deliveries").json == {"data": [], "has_more": False}


def test_a_new_secret_is_told_once_too(webhooks: Api) -> None:
    made = webhooks.send("POST", "/v1/webhooks", HOOK)
    path = made.headers["location"]

    told = webhooks.send("POST", f"{path}:rotate")

    assert told.status == 200
    assert told.json["secret"].startswith("whsec_")
    assert told.json["secret"] != made.json["secret"]
    read = webhooks.send("GET", path)
    assert "secret" not in read.text
    assert "retired" not in read.text
    assert webhooks.send("POST", f"{path}:rotate", owner=BOB).status == 404


def test_a_delivery_is_put_on_its_way_once_more(webhooks: Api, account: Account) -> None:
    path = webhooks.send("POST", "/v1/webhooks", HOOK).headers["location"]
    told_before = Event("evt_a", "job.failed", "2026-01-01T00:00:00.000Z", {"id": "job_a"})
    DynamoDeliveryLog(account.table).keep(path.rpartition("/")[2], told_before)

    told = webhooks.send("POST", f"{path}/deliveries/evt_a:replay")
    unheard = webhooks.send("POST", f"{path}/deliveries/evt_b:replay")

    assert (told.status, told.json["id"]) == (202, "evt_a")
    assert [letter["event"] for letter in account.letters()] == [told.json]
    assert unheard.status == 404
    assert webhooks.send("POST", f"{path}/deliveries/evt_a:replay", owner=BOB).status == 404


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"url": "ftp://example.com"}, "/url"),
        ({"url": "http://example.com"}, "/url"),
        ({"url": "https://10.0.0.1/x"}, "/url"),
        ({"url": "https://[fd00::1]/x"}, "/url"),
        ({"url": "https://me:secret@example.com"}, "/url"),
        ({"url": "nonsense"}, "/url"),
        ({"url": "https://example.com", "events": ["song.*"]}, "/events/0"),
        ({"url": "https://example.com", "events": []}, "/events"),
        ({"url": "https://example.com", "colour": 1}, "/colour"),
        ({}, "/url"),
    ],
)
def test_bad_subscriptions_are_refused_by_name(body: object, pointer: str, webhooks: Api) -> None:
    told = webhooks.send("POST", "/v1/webhooks", body)

    assert told.status == 422
    assert told.json["errors"][0]["pointer"] == pointer
    assert webhooks.send("GET", "/v1/webhooks").json["data"] == []


def test_only_this_machine_may_be_called_in_plain_http_and_only_here(account: Account) -> None:
    body = {"url": "http://127.0.0.1:9000/hook"}

    here = Api(account.handler("webhooks")).send("POST", "/v1/webhooks", body)
    there = Api(account.handler("webhooks", WEBHOOK_TARGETS="public")).send(
        "POST", "/v1/webhooks", body
    )

    assert (here.status, there.status) == (201, 422)
