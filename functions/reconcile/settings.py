"""What reconcile must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class ReconcileSettings(Settings):
    """Where reconcile finds its surroundings."""

    table_name: str
    bucket_name: str
    workflow_arn: str  # the state machine of song.asl.json
    patience_seconds: str  # after this a job that never ended expires
