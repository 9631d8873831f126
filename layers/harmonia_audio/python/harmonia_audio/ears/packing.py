"""Arrays as short texts, for what is kept between two chunks of sound."""

import base64

import numpy as np
from numpy.typing import NDArray

from harmonia_audio.ears.chords import STATES, Scores
from harmonia_audio.ears.pitches import HIGHEST, LOWEST, Activations

KEYS = HIGHEST - LOWEST
FULL = 8.0  # the strength of a note that a byte's 255 stands for


def notes(strengths: Activations) -> str:
    """How strongly keys sound, [frames, keys], a byte each; faint ones keep their figures."""
    scaled = np.sqrt(np.clip(strengths / FULL, 0, 1)) * 255
    return _text(np.rint(scaled).astype(np.uint8))


def read_notes(text: str) -> Activations:
    """What `notes` wrote, [frames, keys]."""
    scaled = np.frombuffer(base64.b64decode(text), dtype=np.uint8).reshape(-1, KEYS) / 255
    return (scaled * scaled * FULL).astype(np.float32)


def scores(values: Scores) -> str:
    """How likely each chord is, [states], as logarithms under the likeliest."""
    return _text((values - values.max()).astype(np.float16))


def read_scores(text: str) -> Scores:
    """What `scores` wrote; where nothing was, everything is as likely."""
    if not text:
        return np.zeros(STATES, dtype=np.float32)
    return np.frombuffer(base64.b64decode(text), dtype=np.float16).astype(np.float32)


def _text(values: NDArray[np.generic]) -> str:
    return base64.b64encode(values.tobytes()).decode()
