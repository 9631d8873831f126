"""
The synthesised bank: plays any General MIDI program with instruments of its own.

Notes of one kind (the same key, force and take) are made once, laid wherever they are
played and forgotten, so a song costs little more time than its different notes, and no memory.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

import numpy as np

from inference_containers.music.bank.programs import PROGRAMS, piece
from inference_containers.music.bank.voice import Touch, Voice
from inference_containers.music.playing import SAMPLE_RATE, Audio, Playing, Strike

FORCES = (0.22, 0.4, 0.56, 0.72, 0.9)  # how hard the takes are played
LIMITS = (36, 60, 80, 102)  # velocities between them
LEVEL = 0.07  # of a note at velocity 127, as its loudest tenth of a second
LOUDEST = round(0.1 * SAMPLE_RATE)
SETTLED = 3 * SAMPLE_RATE  # samples in which every instrument has had its loudest moment
CHOKE = 0.012  # seconds
PEDAL, EXPRESSION = 64, 11


@dataclass(frozen=True)
class Laid:
    """A strike and how it differs a little from its neighbours."""

    strike: Strike
    seconds: float  # that it sounds before it is let go
    stop: float  # seconds in which it then falls silent
    gain: float
    dull: float  # 0 to 0.12: a hair darker


@dataclass(frozen=True)
class SynthesisedBank:
    """The bank."""

    name: str = "Harmonia's own instruments"
    licence: str = "Apache-2.0"

    @cached_property
    def sha256(self) -> str:
        """The hash of the code: the sounds are nothing else."""
        files = sorted(Path(__file__).parent.glob("*.py"))
        return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

    def render(self, playing: Playing, samples: int) -> Audio:
        """One dry stereo stem, [2, samples]."""
        stem = np.zeros((2, samples), np.float32)
        for (voice, pitch, layer, take), notes in sorted(
            kinds(playing).items(), key=lambda item: (item[0][0].name, *item[0][1:])
        ):
            length = max(note.seconds + note.stop for note in notes)
            tone = make(voice, pitch, layer, take, length)
            for note in notes:
                lay(stem, tone, note)
        stem = PROGRAMS[playing.program].finish(stem) if not playing.drums else stem
        return expressed(stem, playing)


Kind = tuple[Voice, int, int, int]


def kinds(playing: Playing) -> dict[Kind, list[Laid]]:
    """The notes to play, by what has to be made for them."""
    found: dict[Kind, list[Laid]] = defaultdict(list)
    heard: dict[int, int] = defaultdict(int)
    for number, (strike, seconds, choked) in enumerate(lengths(playing)):
        voice = piece(playing.program, strike.pitch) if playing.drums else PROGRAMS[playing.program]
        chance = Random(f"touch/{playing.program}/{strike.pitch}/{number}")
        layer = sum(strike.velocity >= limit for limit in LIMITS)
        take = heard[strike.pitch] % voice.variants
        heard[strike.pitch] += 1
        gain = (strike.velocity / 127) ** 1.6 * 10 ** (chance.uniform(-0.4, 0.4) / 20)
        rings = seconds if voice.rings is None else min(seconds, voice.rings)
        stop = CHOKE if choked else voice.release
        note = Laid(strike, rings, stop, gain * voice.gain, chance.uniform(0, 0.1))
        found[voice, strike.pitch, layer, take].append(note)
    return found


def lengths(playing: Playing) -> Iterator[tuple[Strike, float, bool]]:
    """Every strike in order of time, how long it sounds, and whether another cuts it off."""
    strikes = sorted(playing.strikes, key=lambda strike: (strike.seconds, strike.pitch))
    pedal = downs(playing)
    for index, strike in enumerate(strikes):
        end = strike.seconds + strike.length
        end = next((up for down, up in pedal if down <= end < up), end)
        choked = False
        if playing.drums:
            chokes = piece(playing.program, strike.pitch).choked_by
            later = (other for other in strikes[index + 1 :] if other.pitch in chokes)
            cut = next((other.seconds for other in later if other.seconds > strike.seconds), end)
            choked, end = cut < end, min(end, cut)
        yield strike, max(0.02, end - strike.seconds), choked


def downs(playing: Playing) -> list[tuple[float, float]]:
    """When the sustain pedal is down, [down, up)."""
    spans: list[tuple[float, float]] = []
    down: float | None = None
    for turn in sorted(playing.turns, key=lambda turn: turn.seconds):
        if turn.controller == PEDAL and turn.value >= 64 and down is None:
            down = turn.seconds
        elif turn.controller == PEDAL and turn.value < 64 and down is not None:
            spans.append((down, turn.seconds))
            down = None
    return [*spans, (down, float("inf"))] if down is not None else spans


def make(voice: Voice, pitch: int, layer: int, take: int, seconds: float) -> Audio:
    """One take of a note, [2, samples], all instruments and keys about equally loud."""
    name = f"{voice.name}/{pitch}/{layer}/{take}"
    rng = np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]))
    longest = seconds if voice.rings is None else min(seconds, voice.rings + voice.release)
    tone = voice.make(Touch(pitch, FORCES[layer], max(0.05, longest), rng))
    begun = np.square(tone[:, :SETTLED], dtype=np.float64).sum(axis=0)
    power = np.concatenate(([0.0], np.cumsum(begun)))
    window = min(LOUDEST, tone.shape[1])
    loudest = float(np.sqrt((power[window:] - power[:-window]).max(initial=1e-12) / (2 * window)))
    return tone * np.float32(LEVEL / max(loudest, 1e-6))


def lay(stem: Audio, tone: Audio, note: Laid) -> None:
    """Add a note to the stem, let go when its time is over."""
    start = round(note.strike.seconds * SAMPLE_RATE)
    held = round(note.seconds * SAMPLE_RATE)
    total = min(held + round(note.stop * SAMPLE_RATE), tone.shape[1], stem.shape[1] - start)
    if total <= 1:
        return
    sound = tone[:, :total] * np.float32(note.gain * (1 - note.dull))
    sound[:, 1:] += tone[:, : total - 1] * np.float32(note.gain * note.dull)
    falling = total - held
    if falling > 0:
        slope = np.linspace(0, 1, falling, dtype=np.float32)
        sound[:, held:] *= np.exp(-6.9 * slope) * (1 - slope)
    stem[:, start : start + total] += sound


def expressed(stem: Audio, playing: Playing) -> Audio:
    """The stem under the expression pedal's course."""
    turns = sorted((t.seconds, t.value) for t in playing.turns if t.controller == EXPRESSION)
    if not turns:
        return stem
    times = [turns[0][0], *(time for time, _ in turns)]
    gains = [1.0, *((value / 127) ** 2 for _, value in turns)]
    steps = np.arange(0, stem.shape[1] + 441, 441)
    course = np.interp(steps / SAMPLE_RATE, times, gains)
    stem *= np.interp(np.arange(stem.shape[1]), steps, course).astype(np.float32)
    return stem
