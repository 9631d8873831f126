"""What master_song must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class MasterSongSettings(Settings):
    """Where master_song finds its surroundings."""

    table_name: str
    bucket_name: str
