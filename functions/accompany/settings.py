"""What accompany must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class AccompanySettings(Settings):
    """Where accompany finds its surroundings."""

    table_name: str
    bucket_name: str
    workflow_arn: str  # the state machine of song.asl.json
