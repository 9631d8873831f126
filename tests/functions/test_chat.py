"""Conversations over HTTP, through the real handler."""

import pytest

from tests.fakes.api import BOB, Api, event
from tests.fakes.aws import Account, client


@pytest.fixture
def chat(account: Account) -> Api:
    return Api(account.handler("chat"))


def opened(chat: Api) -> str:
    return str(chat.send("POST", "/v1/sessions").json["id"])


def test_the_events_kept_for_invoking_by_hand_work(chat: Api) -> None:
    assert chat.invoke(event("chat", "open_session")).status == 201
    brief = chat.invoke(event("chat", "normalize")).json
    assert brief["meter"] == "3/4"
    assert "piano" in " ".join(brief["instruments"])


def test_a_session_begins_with_nothing(chat: Api) -> None:
    told = chat.send("POST", "/v1/sessions", {"mood": "sad"})

    assert (told.status, told.json["errors"][0]["pointer"]) == (422, "/mood")
    assert chat.send("POST", "/v1/sessions").status == 201


def test_messages_add_up_to_a_brief(chat: Api) -> None:
    path = f"/v1/sessions/{opened(chat)}/messages"

    chat.send("POST", path, {"text": "a jazz song in F major"})
    told = chat.send("POST", path, {"text": "at 120 bpm please"})

    assert told.status == 200
    assert told.json["reply"]
    assert (told.json["brief"]["genre"], told.json["brief"]["bpm"]) == ("jazz", 120)
    assert told.json["sources"]["bpm"] == "said"
    assert "job" not in told.json
    read = chat.send("GET", path.removesuffix("/messages")).json
    assert [said["text"] for said in read["messages"]] == [
        "a jazz song in F major",
        "at 120 bpm please",
    ]


def test_a_message_that_asks_for_the_song_starts_one_job(chat: Api, account: Account) -> None:
    path = f"/v1/sessions/{opened(chat)}/messages"
    body = {"text": "a folk song", "generate": True}

    told = chat.send("POST", path, body, key="k1")
    again = chat.send("POST", path, body, key="k1")

    found = client("stepfunctions").list_executions(stateMachineArn=account.workflow)
    assert told.status == 202
    assert told.headers["location"] == f"/v1/jobs/{told.json['job']['id']}"
    assert again.json["job"]["id"] == told.json["job"]["id"]
    assert again.headers["idempotent-replayed"] == "true"
    assert len(found["executions"]) == 1


def test_who_would_rather_wait_for_the_song_waits_as_long_as_was_said(chat: Api) -> None:
    path = f"/v1/sessions/{opened(chat)}/messages"
    body = {"text": "a folk song", "generate": True}

    told = chat.send("POST", path, body, key="k1", headers={"prefer": "wait=1"})

    assert (told.status, told.json["job"]["status"]) == (202, "queued")
    assert told.headers["preference-applied"] == "wait=1"


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"text": ""}, 422, "/text"),
        ({"text": "la " * 3334}, 422, "/text"),
        ({"text": "a song", "loud": True}, 422, "/loud"),
        ({"text": ["a", "song"]}, 422, "/text"),
        ({}, 422, "/text"),
        ({"text": "a folk song", "generate": True}, 400, "header:Idempotency-Key"),
    ],
)
def test_bad_messages_are_refused_by_name_and_change_nothing(
    body: object, status: int, pointer: str, chat: Api
) -> None:
    session = f"/v1/sessions/{opened(chat)}"

    told = chat.send("POST", f"{session}/messages", body)

    assert told.status == status
    assert told.json["errors"][0]["pointer"] == pointer
    assert chat.send("GET", session).json["messages"] == []


def test_strangers_never_learn_that_a_session_exists(chat: Api) -> None:
    session = f"/v1/sessions/{opened(chat)}"

    assert chat.send("GET", session, owner=BOB).status == 404
    assert chat.send("POST", f"{session}/messages", {"text": "hi"}, owner=BOB).status == 404
