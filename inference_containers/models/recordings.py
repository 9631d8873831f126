"""The recording that a request brings."""

from __future__ import annotations

import soundfile

from harmonia.engines.engine import ArtifactKind, EngineRequest
from harmonia.errors import Invalid
from inference_containers.models import take
from inference_containers.models.take import Sound
from inference_containers.serving.storage import Storage, verified

HEARD = (ArtifactKind.UPLOAD, ArtifactKind.TAKE, ArtifactKind.MIX)


def brought(storage: Storage, request: EngineRequest, rate: int) -> Sound:
    """Its sound, [channels, samples], at that rate; Invalid if there is none or it is none."""
    found = next((one for one in request.inputs if one.kind in HEARD), None)
    if found is None:
        raise Invalid("this needs a recording to work on", field="inputs")
    content = verified(storage, request.artifacts + found.sha256, found.sha256)
    try:
        sound, was = take.read(content)
    except soundfile.LibsndfileError as error:
        raise Invalid(f"{found.name} cannot be read: {error}", field="inputs") from error
    if not sound.shape[1]:
        raise Invalid(f"{found.name} holds no sound", field="inputs")
    return take.resampled(sound, was, rate)
