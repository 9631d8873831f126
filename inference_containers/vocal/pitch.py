"""
The pitch of a line: what the score says, sung by somebody.

The voice moves to a note before its beat, through the consonants, comes in a little from below,
settles, and lets vibrato in once a note has lasted; under all of it lies a slow drift. All of this
keeps the middle of a note in tune, however short the note is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from inference_containers.vocal.line import Tone
from inference_containers.vocal.voices import Voice

GLIDE = 0.07  # seconds from note to note
AFTER = 0.03  # of them after the beat
SETTLING = 0.035  # seconds
WAITING, RISING = 0.28, 0.35  # seconds until vibrato begins, and until it is full
LONG = 0.5  # seconds; shorter notes have no vibrato
DRIFT = 3.0  # cents
LOWEST, HIGHEST = 45.0, 1400.0  # Hz

Curve = NDArray[np.floating]


def pitch(
    tones: Sequence[Tone],
    times: Curve,
    voice: Voice,
    generator: np.random.Generator,
    detune: float = 0.0,
) -> Curve:
    """The pitch in Hz at those times, `detune` cents beside the score."""
    keys = np.full(len(times), float(tones[0].key))
    for before, here in pairwise(tones):
        width = min(GLIDE, 0.45 * (before.end - before.start), 0.6 * (here.end - here.start))
        late = min(AFTER, 0.1 * (here.end - here.start))
        way = np.clip((times - (here.start + late - width)) / width, 0, 1)
        keys += (here.key - before.key) * way * way * (3 - 2 * way)
    cents = np.full(len(times), detune)
    for index, tone in enumerate(tones):
        after, left = times - tone.start, tone.end - times
        inside = (after >= 0) & (left > 0)
        length = tone.end - tone.start
        fresh = index == 0 or tone.start - tones[index - 1].end > 0.02
        scoop = voice.scoop * (1.0 if fresh else 0.4) * min(1.0, length / 0.3)
        cents -= scoop * np.exp(-np.maximum(after, 0) / SETTLING) * inside
        if length > LONG:
            depth = np.clip((after - WAITING) / RISING, 0, 1) * np.clip(left / 0.08, 0, 1)
            rate = voice.rate * (1 + 0.06 * (generator.random() - 0.5))
            swing = np.sin(2 * np.pi * rate * np.maximum(after - WAITING, 0))
            cents += voice.vibrato * (0.85 + 0.3 * generator.random()) * depth * swing * inside
    cents += drift(times, generator)
    hertz: Curve = 440 * 2 ** ((keys - 69 + cents / 100) / 12)
    return np.clip(hertz, LOWEST, HIGHEST)


def drift(times: Curve, generator: np.random.Generator) -> Curve:
    """How far the voice strays, in cents: slow waves, and the flutter no larynx is without."""
    waves = ((1.0, 0.23), (0.8, 0.61), (0.5, 1.7), (0.35, 7.9), (0.3, 11.3))
    total: Curve = np.zeros(len(times))
    for size, rate in waves:
        total += size * np.sin(2 * np.pi * (rate * times + generator.random()))
    return DRIFT / 1.4 * total
