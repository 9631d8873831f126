"""
Who sings a part: one voice, a double that is not quite the same, or a choir.

Nobody is more than a few cents and milliseconds beside the score; the lead voice not at all.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from harmonia.songs.song import Part, Role, Song
from inference_containers.vocal.line import Phrase
from inference_containers.vocal.singing import Take, seed_of
from inference_containers.vocal.tract import Tract
from inference_containers.vocal.voices import Voice

CROWD = 9.0  # cents, how far a choir spreads
APART = 0.016  # seconds
HEADS = 0.035  # how different in size their heads are
DOUBLE = 4.0  # cents
BEHIND = 0.010  # seconds


def takes(song: Song, part: Part, voice: Voice, phrase: Phrase) -> tuple[tuple[Tract, Take], ...]:
    """Everybody who sings that phrase, and how."""
    who = np.random.default_rng(seed_of(song.seed, part.name))
    if voice.singers == 1:
        size, detune, late = 1.0, 0.0, 0.0
        if part.role is Role.BACKING:
            detune, late = float(who.uniform(-DOUBLE, DOUBLE)), float(who.uniform(0.2, 1)) * BEHIND
            size = 1 + HEADS * float(who.uniform(-0.6, 0.6))
        seed = seed_of(song.seed, part.name, phrase.number)
        return ((_tract(voice, size), Take(seed, detune, late)),)
    spread = np.linspace(-1, 1, voice.singers)
    gain = 0.9 / np.sqrt(voice.singers)
    cast = []
    for number, place in enumerate(who.permutation(spread)):
        detune, late = CROWD * float(who.uniform(-1, 1)), APART * float(who.uniform(-0.3, 1))
        seed = seed_of(song.seed, part.name, phrase.number, number)
        take = Take(seed, detune, late, float(gain), float(spread[number]))
        cast.append((_tract(voice, 1 + HEADS * float(place)), take))
    return tuple(cast)


def _tract(voice: Voice, size: float) -> Tract:
    return Tract(replace(voice, tract=voice.tract * size))
