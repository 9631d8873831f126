"""
Judging without ears: what a sound and a score say about themselves in figures.

Sound is measured where people hear it, on the finished audio; crowding and density are read from
the notes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harmonia.songs.song import Role, Song
from harmonia_audio import loudness
from harmonia_audio.audio import SAMPLE_RATE, Audio, decibels
from harmonia_audio.blocks import STEP, blocks
from harmonia_audio.peaks import sample_peak, true_peak
from harmonia_audio.spectra import centroid

LOW = 48  # the MIDI key under which chords turn to mud: C3
CROWD = 2  # parts that may share the register below it


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of the song as it sounds."""

    name: str
    loudness: float  # LUFS
    centroid: float  # Hz, where the spectrum's middle lies
    correlation: float  # of left and right
    density: float  # onsets per second over all parts


@dataclass(frozen=True, slots=True)
class Reading:
    """What the meters say of finished audio."""

    loudness: float  # LUFS
    true_peak: float  # dBTP
    loudness_range: float  # LU
    crest: float  # dB
    correlation: float


def read(audio: Audio) -> Reading:
    """The audio on the meters."""
    steps = loudness.step_powers(loudness.hop_powers(audio))
    return Reading(
        loudness=loudness.integrated(steps),
        true_peak=true_peak(audio),
        loudness_range=loudness.loudness_range(steps),
        crest=crest(audio),
        correlation=correlation(audio),
    )


def crest(audio: Audio) -> float:
    """How far the highest sample stands above the mean power, in dB."""
    power = float(np.sqrt(_moments(audio).mean())) if audio.size else 0.0
    return decibels(sample_peak(audio)) - decibels(power) if power else 0.0


def correlation(audio: Audio) -> float:
    """How alike left and right are: 1 is mono, 0 unrelated, -1 out of phase."""
    if audio.shape[0] == 1:
        return 1.0
    together = sum(
        float(np.dot(audio[0, block], audio[1, block])) for block in blocks(audio.shape[1])
    )
    left, right = _moments(audio) * audio.shape[1]
    return together / float(np.sqrt(left * right)) if left and right else 1.0


def _moments(audio: Audio) -> NDArray[np.float64]:
    """The mean square of each channel."""
    sums: NDArray[np.float64] = np.zeros(audio.shape[0])
    for block in blocks(audio.shape[1]):
        sums += [np.dot(channel, channel) for channel in audio[:, block]]
    sums /= max(audio.shape[1], 1)
    return sums


def passages(song: Song, audio: Audio) -> list[Passage]:
    """Each section of the song, measured on its audio."""
    clock = song.clock
    result = []
    for section in song.sections:
        start, end = clock.seconds(section.start), clock.seconds(section.end)
        sound = audio[:, int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)]
        notes = sum(
            section.start <= note.start < section.end for part in song.parts for note in part.notes
        )
        result.append(
            Passage(
                name=section.name,
                loudness=loudness.loudness(sound),
                centroid=centroid(sound),
                correlation=correlation(sound),
                density=notes / (end - start),
            )
        )
    return result


def short_term_loudness(audio: Audio) -> Sequence[float]:
    """The loudness of the three seconds from each whole second on, in LUFS."""
    steps = loudness.step_powers(loudness.hop_powers(audio))
    return [float(value) for value in loudness.short_term(steps)[:: SAMPLE_RATE // STEP]]


def crowding(song: Song) -> float:
    """The share of the song in which more than two parts sound below C3 at once."""
    changes: list[tuple[int, int]] = []
    for part in song.parts:
        if part.role in (Role.DRUMS, Role.PERCUSSION):
            continue
        free = 0  # the part's own low notes count once while they overlap
        for note in sorted(part.notes, key=lambda note: note.start):
            start, end = max(note.start, free), note.start + note.length
            if note.sound.key < LOW and end > start:
                changes += [(start, 1), (end, -1)]
                free = end
    crowded, playing, before = 0, 0, 0
    for tick, change in sorted(changes):
        if playing > CROWD:
            crowded += tick - before
        playing, before = playing + change, tick
    return crowded / song.end
