"""Events for other services, on EventBridge."""

from dataclasses import dataclass
from typing import Any

from harmonia import document
from harmonia.webhooks.event import Event
from harmonia_aws.errors import domain_errors

SOURCE = "harmonia.jobs"


@dataclass(frozen=True, slots=True)
class Detail:
    """What an event says."""

    id: str
    tenant_id: str
    correlation_id: str
    data: Any
    schema_version: int = 1


@dataclass(frozen=True)
class EventBus:
    """The bus."""

    client: Any  # boto3's EventBridge client
    name: str

    def put(self, event: Event, owner: str, correlation_id: str) -> None:
        """Tell whoever listens."""
        detail = Detail(event.id, owner, correlation_id, event.data)
        entry = {
            "EventBusName": self.name,
            "Source": SOURCE,
            "DetailType": event.type,
            "Detail": document.canonical(detail).decode(),
        }
        with domain_errors("the event bus cannot be reached now"):
            self.client.put_events(Entries=[entry])
