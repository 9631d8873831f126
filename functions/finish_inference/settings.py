"""What finish_inference must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class FinishInferenceSettings(Settings):
    """Where finish_inference finds its surroundings."""

    table_name: str
    bucket_name: str
    engines: str  # the models on offer, as JSON
