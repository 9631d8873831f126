"""
Recordings that strangers sent, decoded with care.

The gate has looked at the header; here the decoder runs, for as long as was claimed and no longer.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import soundfile
import soxr

from harmonia.errors import Invalid
from harmonia.uploads.upload import Content
from harmonia_audio import gate
from harmonia_audio.audio import SAMPLE_RATE, Audio

BLOCK = SAMPLE_RATE  # frames decoded at once: at the usual rate whole steps of all meters
SLACK = 2.0  # seconds by which decoders may give more than was claimed
LOUDEST = 1e4  # of full scale; beyond this it is no sound but an accident


def admit(path: Path, content_of: str) -> Content:
    """What the file is, after the gate and, for sound, a look at what the decoder makes of it."""
    content = gate.inspect(path, content_of)
    if content.seconds is not None and content.format == "wav":
        for _ in _blocks(path, content.seconds):  # the one form in which a sample can be no number
            pass
    elif content.seconds is not None:
        next(_blocks(path, content.seconds), None)
    return content


def recording(path: Path, longest: float) -> Audio:
    """The file's sound at 44,100 Hz; Invalid if it is longer, broken or holds what is no number."""
    parts = list(passing(path, longest))
    if not parts:
        raise Invalid("there is no sound in the file", field="audio")
    return np.ascontiguousarray(np.concatenate(parts, axis=1))


def passing(path: Path, longest: float) -> Iterator[Audio]:
    """The same sound in blocks, without holding more than one of them."""
    content = gate.inspect(path, "audio")
    seconds, rate = content.seconds or 0.0, content.sample_rate or SAMPLE_RATE
    if seconds > longest:
        raise Invalid(
            f"{seconds / 60:.1f} minutes are too long to be heard at once;"
            f" send at most {longest / 60:.0f}",
            code="too-long",
        )
    decoded = _blocks(path, seconds)
    yield from decoded if rate == SAMPLE_RATE else _resampled(decoded, rate, content.channels or 1)


def _resampled(sound: Iterable[Audio], rate: int, channels: int) -> Iterator[Audio]:
    stream = soxr.ResampleStream(rate, SAMPLE_RATE, channels, dtype="float32", quality="HQ")
    for block in sound:
        if len(made := stream.resample_chunk(np.ascontiguousarray(block.T))):
            yield np.ascontiguousarray(made.T)
    if len(made := stream.resample_chunk(np.zeros((0, channels), np.float32), last=True)):
        yield np.ascontiguousarray(made.T)


def _blocks(path: Path, seconds: float) -> Iterator[Audio]:
    """The sound as it is decoded, [channels, samples]; not much more than so many seconds."""
    decoded = 0
    try:
        with soundfile.SoundFile(path) as file:
            most = (seconds + SLACK) * file.samplerate
            while len(frames := file.read(BLOCK, dtype="float32", always_2d=True)):
                decoded += len(frames)
                if decoded > most:
                    raise Invalid("there is more sound in the file than it says")
                if not np.isfinite(frames).all() or np.abs(frames).max() > LOUDEST:
                    raise Invalid("the file holds samples that are no numbers")
                yield np.ascontiguousarray(frames.T)
    except (soundfile.LibsndfileError, RuntimeError, ValueError) as error:
        if isinstance(error, Invalid):
            raise
        raise Invalid("the sound in the file cannot be decoded", field="audio") from error
