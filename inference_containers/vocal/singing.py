"""
Singing a phrase: the bank's words, placed, pitched, levelled and given to the vocoder.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from inference_containers.vocal import articulation
from inference_containers.vocal.bank import Bank
from inference_containers.vocal.breath import breath
from inference_containers.vocal.dynamics import between_harmonics, dynamics
from inference_containers.vocal.line import Phrase
from inference_containers.vocal.pitch import pitch
from inference_containers.vocal.stack import stack
from inference_containers.vocal.tract import NEPERS, Tract
from inference_containers.vocal.vocoder import HOP, SAMPLE_RATE, Audio, Frames, synthesise

STEP = HOP / SAMPLE_RATE  # seconds from frame to frame
BEFORE, AFTER = 0.05, 0.12  # seconds of silence around a phrase, for what fades


@dataclass(frozen=True)
class Take:
    """One singer's way through a phrase."""

    seed: int
    detune: float = 0.0  # cents
    late: float = 0.0  # seconds
    gain: float = 1.0
    pan: float | None = None  # -1 left to 1 right; none of them for a single channel


def seed_of(*words: object) -> int:
    """A number drawn from the words, the same every time."""
    said = "/".join(str(word) for word in words)
    return int.from_bytes(hashlib.sha256(said.encode()).digest()[:6])


def sing(phrase: Phrase, bank: Bank, tract: Tract, take: Take) -> tuple[int, Audio]:
    """The phrase as sound, [channels, samples], and at which sample of the song it begins."""
    rows = stack(phrase, bank)
    placed = articulation.place(phrase, rows.said)
    generator = np.random.default_rng(take.seed)
    first = int((placed[0].start - BEFORE) / STEP)
    count = int((placed[-1].end + AFTER) / STEP) - first + 1
    times = (first + np.arange(count)) * STEP
    path = articulation.path(placed, rows.cepstra, times, generator)
    hertz = pitch(phrase.tones, times, tract.voice, generator, take.detune)
    loud = (
        dynamics(phrase, placed, times) + np.interp(path, np.arange(len(rows.gain)), rows.gain)
    ) * NEPERS
    logs = tract.amplitudes(rows.cepstra, rows.hiss)
    noise = tract.noise(rows.noise)
    loud += NEPERS * between_harmonics(logs, path, hertz)

    upper = np.minimum(path.astype(np.intp), len(logs) - 1)
    lower = np.minimum(upper + 1, len(logs) - 1)
    part = (path - upper).astype(np.float32)[:, None]

    def frames(begin: int, end: int) -> Frames:
        here, there, way = upper[begin:end], lower[begin:end], part[begin:end]
        amplitudes = logs[here] + (logs[there] - logs[here]) * way
        amplitudes += loud[begin:end, None].astype(np.float32)
        return Frames(amplitudes, noise[here] + (noise[there] - noise[here]) * way)

    start, sound = first * HOP, synthesise(hertz, frames, take.seed)
    air = breath(phrase, placed[0].start, bank, tract, take.seed)
    if air is not None:
        start, sound = joined(air, (start, sound))
    return start + round(take.late * SAMPLE_RATE), panned(sound, take)


def joined(first: tuple[int, Audio], second: tuple[int, Audio]) -> tuple[int, Audio]:
    """Two sounds, [samples], as one, and where the earlier of them begins."""
    start = min(first[0], second[0])
    end = max(at + len(sound) for at, sound in (first, second))
    both = np.zeros(end - start, np.float32)
    for at, sound in (first, second):
        both[at - start : at - start + len(sound)] += sound
    return start, both


def panned(sound: Audio, take: Take) -> Audio:
    """The sound, [samples], in its place, [channels, samples], at constant power."""
    if take.pan is None:
        return sound[None] * np.float32(take.gain)
    angle = (take.pan + 1) * np.pi / 4
    return np.outer([np.cos(angle), np.sin(angle)], sound).astype(np.float32) * np.float32(
        take.gain
    )
