"""
The click in a player's ear: a tick on every pulse, a higher one on the first of a bar.

A tick is a sine of 40 ms that dies away, as metronomes have it; it follows the song's tempo to the
sample, ritardandos and changes of meter included.
"""

from collections.abc import Iterator

import numpy as np

from harmonia.songs.song import Song
from harmonia_audio.audio import SAMPLE_RATE, Audio

HIGH, LOW = 1760.0, 880.0  # Hz of a bar's first pulse, and of the others
LOUD, SOFT = 0.5, 0.3
LENGTH, DECAY = 0.040, 0.008  # seconds


def click(song: Song, samples: int) -> Audio:
    """The song's pulses as ticks, [1, samples]."""
    audio: Audio = np.zeros((1, samples), dtype=np.float32)
    for seconds, first in pulses(song):
        tick = _tick(HIGH if first else LOW, LOUD if first else SOFT)
        start = round(seconds * SAMPLE_RATE)
        room = audio[0, start : start + len(tick)]
        room += tick[: len(room)]
    return audio


def pulses(song: Song) -> Iterator[tuple[float, bool]]:
    """When each pulse of the song is, in seconds, and whether it begins a bar."""
    for section in song.sections:
        for bar in range(section.bars):
            start = section.start + bar * section.meter.bar
            for pulse in section.meter.pulses:
                yield song.clock.seconds(start + pulse), pulse == 0


def _tick(hertz: float, level: float) -> Audio:
    time = np.arange(round(LENGTH * SAMPLE_RATE), dtype=np.float32) / SAMPLE_RATE
    wave: Audio = (level * np.sin(2 * np.pi * hertz * time) * np.exp(-time / DECAY)).astype(
        np.float32
    )
    return wave
