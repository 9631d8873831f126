"""What listen must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class ListenSettings(Settings):
    """Where listen finds its surroundings."""

    table_name: str
    bucket_name: str
    workflow_arn: str
