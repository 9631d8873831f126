"""
Audio as everything here holds it: float32 `[channels, samples]` at 44,100 Hz, full scale at 1.0.
"""

import numpy as np
from numpy.typing import NDArray

from harmonia.errors import Invalid

SAMPLE_RATE = 44_100
SILENCE = -200.0  # dB; what no sound at all is said to measure

Audio = NDArray[np.float32]  # [channels, samples]
Curve = NDArray[np.float32]  # one value per hop or per sample


def amplitude(decibels: float) -> float:
    """The factor that so many decibels are."""
    return float(10 ** (decibels / 20))


def decibels(amplitude: float) -> float:
    """The decibels that a factor is."""
    return float(20 * np.log10(amplitude)) if amplitude > 0 else SILENCE


def checked(audio: Audio) -> Audio:
    """The audio itself; Invalid unless it is one or two channels of finite numbers."""
    if audio.ndim != 2 or audio.shape[0] not in (1, 2):
        raise Invalid(f"audio has one or two channels, not the shape {audio.shape}", field="audio")
    # A scalar product with itself is finite only if all terms are, and is the fastest look at them.
    for channel in audio:
        if not np.isfinite(np.dot(channel, channel)):
            raise Invalid("audio holds a number that is not finite", field="audio")
    return audio


def stereo(audio: Audio) -> Audio:
    """The audio with two channels; one channel is heard from both."""
    return audio if audio.shape[0] == 2 else np.repeat(audio, 2, axis=0)
