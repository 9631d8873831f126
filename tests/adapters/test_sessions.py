"""Conversations: one set of promises, kept by a fake and by DynamoDB alike."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from moto import mock_aws

from harmonia.chat.conversation import Conversation, Turn
from harmonia.chat.ports import ConversationStore
from harmonia.errors import Conflict, NotFound
from harmonia.songs.wishes import Wishes
from harmonia_aws.sessions import DynamoConversationStore
from tests.fakes.aws import client, make_table

AT = "2026-01-01T00:00:00.000Z"
TALK = Conversation(
    id="sess_a", owner="alice", created_at=AT, updated_at=AT, expires_at=1_800_000_000
)


@dataclass
class MemoryConversationStore:
    kept: dict[str, Conversation] = field(default_factory=dict)

    def add(self, conversation: Conversation) -> None:
        if conversation.id in self.kept:
            raise Conflict(conversation.id)
        self.kept[conversation.id] = conversation

    def get(self, conversation_id: str) -> Conversation:
        try:
            return self.kept[conversation_id]
        except KeyError:
            raise NotFound(conversation_id) from None

    def replace(self, old: Conversation, new: Conversation) -> None:
        if self.get(old.id).version != old.version:
            raise Conflict(old.id)
        self.kept[old.id] = new


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest, credentials: None) -> Iterator[ConversationStore]:
    if request.param == "memory":
        yield MemoryConversationStore()
        return
    with mock_aws():
        yield DynamoConversationStore(make_table())


def test_a_conversation_comes_back_equal(store: ConversationStore) -> None:
    said = replace(TALK, wishes=Wishes(bpm=90, chords=None)).answered(
        Turn(at=AT, text="slow, “please”", reply="Got it")
    )
    store.add(said)

    assert store.get("sess_a") == said
    with pytest.raises(Conflict):
        store.add(TALK)
    with pytest.raises(NotFound):
        store.get("sess_b")


def test_of_two_messages_at_once_one_waits(store: ConversationStore) -> None:
    store.add(TALK)
    first = TALK.answered(Turn(at=AT, text="a", reply="b"))
    store.replace(TALK, first)

    with pytest.raises(Conflict):
        store.replace(TALK, TALK.answered(Turn(at=AT, text="c", reply="d")))
    assert store.get("sess_a") == first


def test_dynamodb_is_told_when_to_forget(credentials: None) -> None:
    with mock_aws():
        DynamoConversationStore(make_table()).add(TALK)

        item = client("dynamodb").scan(TableName="harmonia")["Items"][0]
        assert item["expires"] == {"N": "1800000000"}
