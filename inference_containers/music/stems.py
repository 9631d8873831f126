"""The last touches to what the band played, before it becomes a file."""

from __future__ import annotations

import numpy as np

from inference_containers.music.playing import SAMPLE_RATE, Audio

FADE = 0.5  # seconds


def close(stem: Audio) -> Audio:
    """The stem, faded out over its last half second, in place."""
    length = min(round(FADE * SAMPLE_RATE), stem.shape[1])
    stem[:, stem.shape[1] - length :] *= np.linspace(1, 0, length, dtype=np.float32) ** 2
    return stem


def narrowed(stem: Audio) -> Audio:
    """One channel, where both hold the same: half of everything that follows."""
    return stem[:1] if np.array_equal(stem[0], stem[-1]) else stem
