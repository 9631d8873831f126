"""Conversations in DynamoDB."""

from dataclasses import dataclass

from harmonia.chat.conversation import Conversation
from harmonia_aws import table
from harmonia_aws.dynamodb import Table
from harmonia_aws.table import Item


@dataclass(frozen=True)
class DynamoConversationStore:
    """Conversations; DynamoDB forgets them when nobody spoke for long."""

    table: Table

    def add(self, conversation: Conversation) -> None:
        """Keep a new conversation; Conflict if its id is taken."""
        self.table.add(_item(conversation), f"session {conversation.id} is there already")

    def get(self, conversation_id: str) -> Conversation:
        """The conversation of that id; NotFound if there is none."""
        key = table.session_key(conversation_id)
        return self.table.get(key, Conversation, f"no session {conversation_id}")

    def replace(self, old: Conversation, new: Conversation) -> None:
        """Put the new version in the place of the old; Conflict if another came first."""
        self.table.replace(_item(new), old.version, f"session {old.id} changed meanwhile")


def _item(conversation: Conversation) -> Item:
    return table.item(
        table.session_key(conversation.id),
        conversation,
        version=conversation.version,
        expires=conversation.expires_at,
    )
