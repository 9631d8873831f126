"""
Loops: a stretch of audio that joins its own beginning without a click.

The length is law, to the sample, since a loop must keep its tempo. A stretch cut out of longer
audio (`looped`) begins where the wave crosses zero, and its end fades, at constant power, into what
came just before it began. Audio made for a loop (`wrapped`) has what rings on after the end laid
over its beginning.
"""

import numpy as np

from harmonia.errors import Invalid
from harmonia_audio.audio import SAMPLE_RATE, Audio

SEAM = 0.020  # seconds of crossfade
NEARBY = 0.005  # seconds within which a zero is looked for; no ear hears a beat move so little


def looped(
    audio: Audio, start: int, length: int, seam: float = SEAM, nearby: float = NEARBY
) -> Audio:
    """
    The `length` samples from about `start` on, made to go round.

    The first sample is the nearest rise through zero, `nearby` seconds away at most; the last ones
    fade into what came just before, or, at the beginning of the audio, into silence. Invalid if the
    audio has no such stretch.
    """
    if start < 0 or length < 2 or start + length > audio.shape[1]:
        raise Invalid(f"no {length:,} samples from {start:,} on", field="length")
    start = zero_crossing(audio[:, : audio.shape[1] - length + 1], start, nearby)
    made = audio[:, start : start + length].copy()
    overlap = min(round(seam * SAMPLE_RATE), length // 2)
    if not overlap:
        return made
    before = audio[:, max(0, start - overlap) : start]
    before = np.pad(before, ((0, 0), (overlap - before.shape[1], 0)))
    angle = (np.arange(1, overlap + 1) / (overlap + 1) * np.pi / 2).astype(np.float32)
    made[:, -overlap:] = made[:, -overlap:] * np.cos(angle) + before * np.sin(angle)
    return made


def wrapped(audio: Audio, length: int) -> Audio:
    """The first `length` samples with all that rings on after them laid over, round and round."""
    if length < 2:
        raise Invalid(f"{length} samples are no loop", field="length")
    rounds = -(-audio.shape[1] // length)
    filled = np.pad(audio, ((0, 0), (0, rounds * length - audio.shape[1])))
    made: Audio = filled.reshape(audio.shape[0], rounds, length).sum(axis=1)
    return made


def zero_crossing(audio: Audio, near: int, nearby: float = NEARBY) -> int:
    """The sample at which the sum of channels rises through zero, the nearest; `near` if none."""
    reach = round(nearby * SAMPLE_RATE)
    first, last = max(0, near - reach), min(audio.shape[1] - 1, near + reach)
    wave = audio[:, first : last + 1].sum(axis=0)
    crossings = np.flatnonzero((wave[:-1] < 0) & (wave[1:] >= 0)) + 1
    if not len(crossings):
        return near
    return first + int(crossings[np.argmin(np.abs(crossings + first - near))])


def jump(loop: Audio) -> float:
    """How far the wave jumps where the loop joins, against its own steepest step inside."""
    steps = np.abs(np.diff(loop, axis=1)).max(axis=1)
    seam = np.abs(loop[:, 0] - loop[:, -1])
    return float((seam / np.maximum(steps, 1e-9)).max())
