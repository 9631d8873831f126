"""What filters must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class FiltersSettings(Settings):
    """Where filters finds its surroundings."""

    table_name: str
    bucket_name: str
    workflow_arn: str
