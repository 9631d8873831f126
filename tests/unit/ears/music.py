"""Small pieces of generated music."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from harmonia.music.chord import Chord

RATE = 44_100
Audio = NDArray[np.float32]


@cache
def tone(midi: float, seconds: float, overtones: int = 5) -> Audio:
    """A plucked tone."""
    time = np.arange(round(seconds * RATE)) / RATE
    hertz = 440 * 2 ** ((midi - 69) / 12)
    parts = [0.6**n * np.sin(2 * np.pi * hertz * (n + 1) * time) for n in range(overtones)]
    plucked: Audio = (sum(parts) * np.exp(-1.5 * time)).astype(np.float32)
    return plucked


def cadence(
    symbols: str, bpm: float = 100, beats: int = 4, overtones: int = 5, cents: float = 0
) -> Audio:
    """The chords, one a bar: a bass on the first beat, chords on every beat, [1, samples]."""
    beat = 60 / bpm
    chords = [Chord.parse(symbol) for symbol in symbols.split()]
    samples = round((len(chords) * beats * beat + 0.5) * RATE)
    audio = np.zeros(samples + RATE * 2, dtype=np.float32)
    for bar, chord in enumerate(chords):
        for count in range(beats):
            start = round((bar * beats + count) * beat * RATE)
            pitches = [48 + note.semitone for note in chord.notes]
            level = 0.08
            for pitch in pitches:
                sound = level * tone(pitch + 12 + cents / 100, beat, overtones)
                audio[start : start + len(sound)] += sound
            if count == 0:
                sound = 0.25 * tone(36 + chord.root.semitone + cents / 100, beat * 2, overtones)
                audio[start : start + len(sound)] += sound
    return audio[None, :samples]
