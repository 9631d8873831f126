"""What jobs must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class JobsSettings(Settings):
    """Where jobs finds its surroundings."""

    table_name: str
    bucket_name: str
    workflow_arn: str  # the state machine of song.asl.json
    stage: str  # local, dev, staging or prod
    engines: str  # the models on offer, as JSON
