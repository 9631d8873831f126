"""What start_inference must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class StartInferenceSettings(Settings):
    """Where start_inference finds its surroundings."""

    table_name: str
    bucket_name: str
    music_endpoint: str  # the names of the SageMaker endpoints
    vocal_endpoint: str
    video_endpoint: str
    engines: str  # the models on offer, as JSON
