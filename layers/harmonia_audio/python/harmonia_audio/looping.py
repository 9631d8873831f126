"""
Loops of what was played, and single sounds: cut to the sample, and nobody hears where.

What rings on after a loop's end belongs over its beginning. So the dry stems are laid over one
another round after round, the desk hears the loop go round until nothing new comes in, and the last
round is cut out. Its end fades into the end of the round before, which is what led into its
beginning: the wave goes on where it joins.
"""

import math

import numpy as np

from harmonia.errors import Invalid
from harmonia_audio.audio import SAMPLE_RATE, Audio, amplitude
from harmonia_audio.peaks import sample_peak, true_peak

SEAM = 0.010  # seconds of crossfade
SETTLED = 6.0  # seconds after which a round sounds like the one before
FLOOR = -66.0  # dB under its peak, where a sound has not begun or is over
AHEAD, FADE = 0.001, 0.010  # seconds kept before a sound begins, and of fading at its end


def rounds(length: int) -> int:
    """How often a loop of so many samples goes round until it has settled."""
    if length < 2:
        raise Invalid(f"{length} samples are no loop", field="length")
    return 1 + max(1, math.ceil(SETTLED * SAMPLE_RATE / length))


def tiled(audio: Audio, length: int, rounds: int) -> Audio:
    """The audio laid over itself every `length` samples, [channels, samples]; its end rings on."""
    end = (rounds - 1) * length + max(length, audio.shape[1])
    made: Audio = np.zeros((audio.shape[0], end), dtype=np.float32)
    for start in range(0, rounds * length, length):
        made[:, start : start + audio.shape[1]] += audio
    return made


def last_round(audio: Audio, length: int, rounds: int) -> Audio:
    """The last of so many rounds, `length` samples that join their own beginning."""
    start = (rounds - 1) * length
    if audio.shape[1] < start + length:
        raise Invalid(f"no {rounds} rounds of {length:,} samples", field="length")
    made: Audio = audio[:, start : start + length].copy()
    seam = min(round(SEAM * SAMPLE_RATE), length // 2)
    # Both ends are nearly the same wave, so shares that add up to one keep its level.
    share = np.arange(1, seam + 1, dtype=np.float32) / np.float32(seam)
    made[:, -seam:] += (audio[:, start - seam : start] - made[:, -seam:]) * share
    return made


def single(audio: Audio, peak: float) -> Audio:
    """The one sound in the audio, from its first moment to its last, at that true peak (dBTP)."""
    loud = np.abs(audio).max(axis=0)
    heard = np.flatnonzero(loud > sample_peak(audio) * amplitude(FLOOR))
    if not len(heard):
        raise Invalid("there is nothing to hear", field="audio")
    start = max(0, int(heard[0]) - round(AHEAD * SAMPLE_RATE))
    fade = round(FADE * SAMPLE_RATE)
    made: Audio = audio[:, start : int(heard[-1]) + fade].copy()
    made[:, -fade:] *= np.linspace(1, 0, min(fade, made.shape[1]), dtype=np.float32)
    made *= np.float32(amplitude(peak - true_peak(made)))
    return made
