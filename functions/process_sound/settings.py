"""What process_sound must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class ProcessSoundSettings(Settings):
    """Where process_sound finds its surroundings."""

    table_name: str
    bucket_name: str
