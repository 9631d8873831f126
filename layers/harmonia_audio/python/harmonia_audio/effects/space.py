"""Rooms, echoes and second players."""

import numpy as np
from numpy.typing import NDArray

from harmonia.effects.space import Chorus, Delay, Reverb
from harmonia_audio.audio import SAMPLE_RATE, Audio, Curve, stereo
from harmonia_audio.blocks import blocks
from harmonia_audio.room import SPACES, impulse, reverberate

INAUDIBLE = 1e-3  # of the first echo: 60 dB under it
NEAREST = 0.012  # seconds that a second player is late at least
SIDES = np.pi / 2  # of the drift's circle between left and right


def roomed(audio: Audio, effect: Reverb) -> Audio:
    """The audio, in stereo, in its room, until the tail has died away."""
    tail = round(SPACES[effect.room].rt60 * SAMPLE_RATE)
    dry = np.pad(stereo(audio), ((0, 0), (0, tail)))
    wet = reverberate(dry.mean(axis=0, keepdims=True), impulse(effect.room))
    share = np.float32(effect.mix)
    return dry * (1 - share) + wet * share


def echoed(audio: Audio, effect: Delay) -> Audio:
    """The audio with its echoes, to the sample, until they are 60 dB under the first."""
    late = round(effect.seconds * SAMPLE_RATE)
    count = 1
    if effect.feedback > 0:
        count += int(np.log(INAUDIBLE) / np.log(effect.feedback))
    samples = audio.shape[1]
    made = np.pad(audio, ((0, 0), (0, late * count)))
    for echo in range(1, count + 1):
        gain = np.float32(effect.mix * effect.feedback ** (echo - 1))
        made[:, late * echo : late * echo + samples] += gain * audio
    return made


def doubled(audio: Audio, effect: Chorus) -> Audio:
    """The audio, in stereo, with a second player who drifts."""
    both = stereo(audio)
    middle = (NEAREST + effect.depth) * SAMPLE_RATE
    reach = int(middle + effect.depth * SAMPLE_RATE) + 4
    padded = np.pad(both, ((0, 0), (reach, 4)))
    made = both * np.float32(1 - effect.mix / 2)
    for block in blocks(both.shape[1]):
        time = np.arange(block.start, block.stop)
        for side in range(2):
            angle = 2 * np.pi * effect.rate * time / SAMPLE_RATE + side * SIDES
            late = middle + effect.depth * SAMPLE_RATE * np.sin(angle)
            second = _between(padded[side], time + reach - late)
            made[side, block] += np.float32(effect.mix / 2) * second
    return made


def _between(wave: Curve, at: NDArray[np.float64]) -> Curve:
    """The wave between its samples (Catmull-Rom splines)."""
    whole = np.floor(at).astype(np.int64)
    part = (at - whole).astype(np.float32)
    a, b, c, d = (wave[whole + step] for step in (-1, 0, 1, 2))
    bend = a - 2.5 * b + 2 * c - d / 2 + part * (1.5 * (b - c) + (d - a) / 2)
    made: Curve = (b + part * ((c - a) / 2 + part * bend)).astype(np.float32)
    return made
