"""What announce must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class AnnounceSettings(Settings):
    """Where announce finds its surroundings."""

    table_name: str
    websocket_url: str  # https://<api>.execute-api.<region>.amazonaws.com/<stage>
    queue_url: str  # webhook deliveries
    event_bus_name: str
