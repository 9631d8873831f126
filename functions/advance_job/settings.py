"""What advance_job must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class AdvanceJobSettings(Settings):
    """Where advance_job finds its surroundings."""

    table_name: str
    bucket_name: str
