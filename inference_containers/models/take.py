"""A model's sound as a take: 44.1 kHz, as long as the song, in a file."""

from __future__ import annotations

import io
from math import gcd

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly

from harmonia.engines.card import Card
from harmonia.engines.engine import Artifact, ArtifactKind, EngineRequest, artifact_id
from harmonia.errors import EngineFailed
from inference_containers.serving.storage import Storage, keep

SAMPLE_RATE = 44_100
DEPTH = 20  # bits that are kept of a file's 24
CEILING = 0.98
FADE = 0.02  # seconds at the end
MIME = "audio/flac"
Sound = NDArray[np.float32]  # [channels, samples]


def resampled(sound: Sound, rate: int, wanted: int) -> Sound:
    """The sound at another sample rate, by a polyphase filter."""
    if rate == wanted:
        return sound
    common = gcd(rate, wanted)
    made: Sound = resample_poly(sound, wanted // common, rate // common, axis=1)
    return made.astype(np.float32)


def fitted(sound: Sound, rate: int, seconds: float) -> Sound:
    """The sound in stereo at 44.1 kHz, exactly so long; EngineFailed if nobody can play it."""
    if not np.isfinite(sound).all():
        raise EngineFailed("the model made something that is not sound: it holds NaN or infinity")
    made = resampled(sound, rate, SAMPLE_RATE)
    samples = round(seconds * SAMPLE_RATE)
    made = np.pad(made[:, :samples], ((0, 0), (0, max(0, samples - made.shape[1]))))
    fade = min(round(FADE * SAMPLE_RATE), samples)
    if fade:
        made[:, -fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    peak = float(np.abs(made).max(initial=0.0))
    if peak > CEILING:
        made *= np.float32(CEILING / peak)
    return made if made.shape[0] == 2 else np.repeat(made[:1], 2, axis=0)


def flac(sound: Sound, rate: int = SAMPLE_RATE) -> bytes:
    """The sound, [channels, samples] within full scale, as a FLAC file of 24 bits."""
    content = io.BytesIO()
    whole = np.rint(sound.T * np.float32(2 ** (DEPTH - 1))).astype(np.int32) << (32 - DEPTH)
    soundfile.write(content, whole, rate, format="FLAC", subtype="PCM_24")
    return content.getvalue()


def read(content: bytes) -> tuple[Sound, int]:
    """An audio file's sound, [channels, samples], and its sample rate."""
    samples, rate = soundfile.read(io.BytesIO(content), dtype="float32", always_2d=True)
    return np.ascontiguousarray(samples.T), int(rate)


def kept(
    storage: Storage,
    request: EngineRequest,
    card: Card,
    name: str,
    kind: ArtifactKind,
    content: bytes,
    mime: str = MIME,
) -> Artifact:
    """Put a file where the request says."""
    sha256 = keep(storage, request.artifacts, content, mime)
    return Artifact(
        id=artifact_id(name, sha256),
        kind=kind,
        name=name,
        mime=mime,
        bytes=len(content),
        sha256=sha256,
        parents=(request.song_sha256, *(one.sha256 for one in request.inputs)),
        engine=card.title,
    )
