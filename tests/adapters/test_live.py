"""Live sessions: one set of promises, kept by a fake and by DynamoDB alike."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from moto import mock_aws

from harmonia.errors import Conflict, NotFound
from harmonia.live.jam import start
from harmonia.live.listening import Listening
from harmonia.live.ports import SessionStore
from harmonia.live.session import Session
from harmonia.live.sheet import Sheet, bars
from harmonia.songs.wishes import Genre
from harmonia_aws.live import DynamoLiveStore
from tests.fakes.aws import client, make_table
from tests.fakes.live import MemorySessionStore

BAND = start(Sheet(Genre.JAZZ, bars(["Dm7 G7", "Cmaj7"])), 1_800_000_000.25)
SESSION = Session(id="live_a", owner="alice", connection="line", expires_at=1_900_000_000)


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest, credentials: None) -> Iterator[SessionStore]:
    if request.param == "memory":
        yield MemorySessionStore()
        return
    with mock_aws():
        yield DynamoLiveStore(make_table())


@pytest.mark.parametrize(
    "session", [replace(SESSION, jam=BAND), replace(SESSION, listening=Listening(number=3))]
)
def test_what_is_kept_comes_back_whole(store: SessionStore, session: Session) -> None:
    store.add(session)

    assert store.get("live_a") == session


def test_an_id_is_given_once(store: SessionStore) -> None:
    store.add(SESSION)

    with pytest.raises(Conflict):
        store.add(replace(SESSION, owner="bob"))


def test_nobody_there_is_not_found(store: SessionStore) -> None:
    with pytest.raises(NotFound):
        store.get("live_none")


def test_of_two_who_change_a_session_at_once_one_is_told(store: SessionStore) -> None:
    store.add(SESSION)
    first, second = (replace(SESSION, version=2, pinged=at) for at in (1.0, 2.0))

    store.replace(SESSION, first)

    with pytest.raises(Conflict):
        store.replace(SESSION, second)
    assert store.get("live_a").pinged == 1


def test_sessions_are_forgotten_in_time(credentials: None) -> None:
    with mock_aws():
        table = make_table()
        DynamoLiveStore(table).add(SESSION)

        (item,) = client("dynamodb").scan(TableName=table.name)["Items"]

    assert item["expires"] == {"N": "1900000000"}
    assert item["pk"] == {"S": "LIVE#live_a"}
