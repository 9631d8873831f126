"""What a conversation needs of the world."""

from typing import Protocol

from harmonia.chat.conversation import Conversation
from harmonia.jobs.order import Order
from harmonia.jobs.service import Created


class ConversationStore(Protocol):
    """Conversations, each change of which happens once."""

    def add(self, conversation: Conversation) -> None:
        """Keep a new conversation; Conflict if its id is taken."""

    def get(self, conversation_id: str) -> Conversation:
        """The conversation of that id; NotFound if there is none."""

    def replace(self, old: Conversation, new: Conversation) -> None:
        """Put the new version in the place of the old; Conflict if another came first."""


class Studio(Protocol):
    """Where songs are made."""

    def create(self, order: Order, owner: str, key: str, correlation_id: str) -> Created:
        """Queue a song. The same owner and key always name the same job."""
