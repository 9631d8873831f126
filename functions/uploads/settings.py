"""What uploads must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class UploadsSettings(Settings):
    """Where uploads finds its surroundings."""

    table_name: str
    bucket_name: str
