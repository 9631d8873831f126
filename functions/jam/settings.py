"""What jam must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class JamSettings(Settings):
    """Where jam finds its surroundings."""

    table_name: str
    websocket_url: str  # https://<api>.execute-api.<region>.amazonaws.com/<stage>
