"""
A take on the song's grid: moved as a whole so that what begins in it begins on the beat.

A model keeps the tempo it was told, more or less, but not where the first beat lies. How much new
energy falls on the beats is counted for every shift up to half a beat; a shift is made only if it
is clearly better than the usual one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from harmonia.filming.bars import bars
from harmonia.songs.song import Song
from inference_containers.models.take import Sound

STEP = 0.01  # seconds
CLEAR = 1.5  # times the usual shift's energy


def beats(song: Song) -> list[float]:
    """When the felt pulses fall, in seconds."""
    clock = song.clock
    return [
        clock.seconds(bar.start + pulse) for bar in bars(song) for pulse in bar.section.meter.pulses
    ]


def late(sound: Sound, rate: int, beats: Sequence[float]) -> float:
    """How many seconds after the beats the sound's own ones come; 0 if it has no clear ones."""
    frame = max(1, round(STEP * rate))
    count = sound.shape[1] // frame
    if len(beats) < 2 or count < 2:
        return 0.0
    power = np.square(sound[:, : count * frame]).reshape(len(sound), count, frame).sum((0, 2))
    fresh = np.maximum(np.diff(np.sqrt(power), prepend=0.0), 0.0)
    half = round((beats[1] - beats[0]) / STEP / 2)
    places = np.rint(np.asarray(beats) / STEP).astype(int)
    shifts = np.arange(-half, half + 1)
    grid = places[None] + shifts[:, None]
    found = np.where((grid >= 0) & (grid < count), fresh[np.clip(grid, 0, count - 1)], 0.0).sum(1)
    best = int(found.argmax())
    return float(shifts[best] * STEP) if found[best] > CLEAR * found.mean() else 0.0


def aligned(sound: Sound, rate: int, song: Song) -> tuple[Sound, float]:
    """The sound, [channels, samples], moved onto the song's beats, and by how many seconds."""
    seconds = late(sound, rate, beats(song))
    samples = round(seconds * rate)
    if samples > 0:
        return sound[:, samples:], -seconds
    return np.pad(sound, ((0, 0), (-samples, 0))), -seconds
