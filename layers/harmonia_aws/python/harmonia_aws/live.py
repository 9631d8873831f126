"""Live sessions in DynamoDB."""

from dataclasses import dataclass

from harmonia.live.session import Session
from harmonia_aws import table
from harmonia_aws.dynamodb import Table
from harmonia_aws.table import Item


@dataclass(frozen=True)
class DynamoLiveStore:
    """Live sessions; DynamoDB forgets them when nobody spoke for long."""

    table: Table

    def add(self, session: Session) -> None:
        """Keep a new session; Conflict if its id is taken."""
        self.table.add(_item(session), f"session {session.id} is there already")

    def get(self, session_id: str) -> Session:
        """The session of that id; NotFound if there is none."""
        return self.table.get(table.live_key(session_id), Session, f"no session {session_id}")

    def replace(self, old: Session, new: Session) -> None:
        """Put the new one in the old one's place; Conflict if another came first."""
        self.table.replace(_item(new), old.version, f"session {old.id} changed meanwhile")


def _item(session: Session) -> Item:
    return table.item(
        table.live_key(session.id),
        session,
        version=session.version,
        expires=session.expires_at,
    )
