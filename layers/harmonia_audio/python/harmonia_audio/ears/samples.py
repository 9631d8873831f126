"""
Samples as people put them into messages.

A text is base64 of mono samples, little-endian, or of a whole WAV file; a list holds the samples
themselves: whole numbers are 16-bit, others go from -1 to 1.
"""

import base64
import binascii
import io
import wave
from typing import Any

import numpy as np
from numpy.typing import NDArray

from harmonia.errors import Invalid
from harmonia.live.listening import RATES, Form
from harmonia_audio.ears.frames import Wave

FULL = 32_768.0
LOUDEST = 1.5  # of full scale, as floats; beyond it somebody means something else
KINDS = {"pcm16": "<i2", "float32": "<f4"}


def read(audio: Any, form: Form, longest: float) -> tuple[Wave, int]:
    """The samples, -1 to 1, and how many there are to a second; Invalid if they are none."""
    if isinstance(audio, str):
        samples, rate = _decoded(audio, form)
    elif isinstance(audio, list):
        samples, rate = _listed(audio, longest * form.rate), form.rate
    else:
        raise Invalid("send samples as base64 or as a list", field="data")
    if len(samples) > longest * rate:
        raise Invalid(
            f"a chunk lasts at most 2 seconds, not {len(samples) / rate:.3g}", field="data"
        )
    if not np.isfinite(samples).all() or np.abs(samples).max(initial=0) > LOUDEST:
        raise Invalid("there are samples that are no numbers from -1 to 1", field="data")
    return samples, rate


def _decoded(text: str, form: Form) -> tuple[Wave, int]:
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Invalid("this is not base64", field="data", code="broken-base64") from error
    if content[:4] == b"RIFF":
        return _wav(content)
    return _samples(content, form.format), form.rate


def _samples(content: bytes, kind: str) -> Wave:
    read_as = np.dtype(KINDS[kind])
    if len(content) % read_as.itemsize:
        raise Invalid(
            f"{len(content)} bytes are no whole number of {kind} samples",
            field="data",
            code="half-sample",
        )
    samples = np.frombuffer(content, read_as).astype(np.float32)
    return samples / np.float32(FULL) if kind == "pcm16" else samples


def _wav(content: bytes) -> tuple[Wave, int]:
    """The samples of a WAV file of 16 bits; channels are mixed."""
    try:
        with wave.open(io.BytesIO(content)) as file:
            channels, rate = file.getnchannels(), file.getframerate()
            if file.getsampwidth() != 2 or not RATES[0] <= rate <= RATES[1]:
                raise Invalid("a WAV file must have 16 bits and an ordinary rate", field="data")
            frames = file.readframes(len(content))
    except (wave.Error, EOFError, ValueError, RuntimeError) as error:  # each for another bad head
        if isinstance(error, Invalid):
            raise
        raise Invalid("this is no WAV file", field="data") from error
    whole = len(frames) - len(frames) % (2 * channels)
    mixed: Wave = _samples(frames[:whole], "pcm16").reshape(-1, channels).mean(axis=1)
    return mixed, rate


def _listed(values: list[Any], most: float) -> Wave:
    if len(values) > most:
        raise Invalid(f"{len(values)} samples are more than two seconds", field="data")
    if not all(type(value) in (int, float) and abs(value) <= FULL for value in values):
        raise Invalid("there are samples that are no numbers", field="data")
    whole = all(type(value) is int for value in values)
    samples: NDArray[np.float64] = np.array(values, dtype=np.float64)
    return (samples / FULL if whole else samples).astype(np.float32)
