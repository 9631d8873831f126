"""
Conversion: a singer's own take, brought to the melody of a part.

Every stretch of voice in the take is told which note of the part it sings, by the cheapest way
through the notes in their order; octaves do not matter. Then the middle of each note goes to where
the score has it, and what the singer did around it, scoops and vibrato, stays. When things were
sung stays as it was.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import resample_poly

from harmonia.engines.engine import Conversion
from harmonia.errors import Invalid
from inference_containers.vocal.hearing import Curve, Heard, hear
from inference_containers.vocal.line import Tone
from inference_containers.vocal.phones import BANDS
from inference_containers.vocal.singing import Take, panned
from inference_containers.vocal.tract import Tract
from inference_containers.vocal.unit import Real
from inference_containers.vocal.vocoder import (
    BINS,
    HERTZ,
    HOP,
    SAMPLE_RATE,
    Audio,
    Frames,
    synthesise,
)

STEP = HOP / SAMPLE_RATE  # seconds from frame to frame
LEVEL = -20.0  # dB, of the voiced frames, as the singer's own vowels have
SPARSE = 4  # frames of which one is looked at to find the notes
FAR = 3.0  # semitones: what is further off counts no more
BESIDE = 8.0  # semitones that a second beside the note's own time counts as
CHANGE = 2.0  # semitones that going on to another note counts as
KEPT = 1.5  # semitones around a note's middle that are the singer's own
GLIDE = 0.025  # seconds, the spread of the way from note to note
LATE = 30.0  # seconds that a take may last beyond its song
SPREAD = np.stack([np.interp(HERTZ, BANDS, row) for row in np.eye(len(BANDS))])  # [bands, BINS]


@dataclass(frozen=True)
class Converted:
    """A take on its melody."""

    sound: Audio  # [channels, samples]
    start: int  # sample of the song
    notes: int  # of the part that somebody sings in it


def read(content: bytes, longest: float) -> Audio:
    """The take, [samples] at 44.1 kHz; Invalid if it is no sound or much longer, in seconds."""
    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            if file.frames > (longest + LATE) * file.samplerate:
                raise Invalid(f"the take is longer than the song, {longest:.0f} s", field="inputs")
            sound, rate = file.read(dtype="float32", always_2d=True), file.samplerate
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise Invalid(f"the take cannot be read: {error}", field="inputs") from error
    single = np.nan_to_num(np.clip(sound, -8, 8)).mean(axis=1)
    common = np.gcd(rate, SAMPLE_RATE)
    same = rate == SAMPLE_RATE
    result: Audio = (
        single if same else resample_poly(single, SAMPLE_RATE // common, rate // common)
    ).astype(np.float32)
    return result


def convert(
    sound: Audio,
    tones: Sequence[Tone],
    asked: Conversion,
    cast: Sequence[tuple[Tract, Take]],
    natural: float,
) -> Converted:
    """
    The take, [samples], on the notes, as everybody in the cast would sing it.

    `natural` is the tract of the voice that the cast is made of; Invalid if nobody sings.
    """
    heard = hear(sound)
    if not heard.voiced.any() or not tones:
        raise Invalid("nobody sings in this take", field="inputs")
    times = asked.starts_at + np.arange(len(heard.pitch)) * STEP
    cents = 12 * np.log2(heard.pitch / 440) + 69
    notes = assigned(cents, heard.voiced, times, tones)
    keys = on_melody(cents, heard.voiced, notes, tones)
    gain = 10 ** ((LEVEL - level(heard)) / 20)
    channels = 1 if cast[0][1].pan is None else 2
    first = round(asked.starts_at * SAMPLE_RATE)
    latest = max(round(take.late * SAMPLE_RATE) for _, take in cast)
    known: dict[int, tuple[Real, Real]] | None = {} if len(cast) > 1 else None
    total = np.zeros((channels, len(heard.pitch) * HOP + max(latest, 0)), np.float32)
    for tract, take in cast:
        hertz = 440 * 2 ** ((keys - 69 + take.detune / 100) / 12)
        size = asked.formant * tract.voice.tract / natural
        sung = panned(synthesise(hertz, Throat(heard, size, known).frames, take.seed), take)
        at = max(0, round(take.late * SAMPLE_RATE))
        total[:, at : at + sung.shape[1]] += sung * np.float32(gain)
    return Converted(total, first, len(np.unique(notes[heard.voiced])))


@dataclass(frozen=True)
class Throat:
    """The take's own sound, from a head of another size."""

    heard: Heard
    size: float  # formants against those of the take
    known: dict[int, tuple[Real, Real]] | None  # what others in a choir have looked at before

    def frames(self, first: int, last: int) -> Frames:
        """What the vocoder asks for."""
        logs, bands = self.looked(first, last)
        if self.size != 1:
            place = np.minimum(HERTZ / self.size / HERTZ[1], BINS - 1.001)
            whole = place.astype(np.intp)
            part = (place - whole).astype(np.float32)
            logs = logs[:, whole] * (1 - part) + logs[:, whole + 1] * part
        noise: Real = np.clip(bands @ SPREAD, 0, 1).astype(np.float32)
        return Frames(logs.astype(np.float32), noise)

    def looked(self, first: int, last: int) -> tuple[Real, Real]:
        """The take's envelopes and breath there."""
        if self.known is None:
            return self.heard.envelopes(first, last), self.heard.breath(first, last)
        if first not in self.known:
            self.known[first] = self.heard.envelopes(first, last), self.heard.breath(first, last)
        return self.known[first]


def level(heard: Heard) -> float:
    """How loud the voiced frames are, in dB."""
    count = len(heard.pitch)
    power = np.square(heard.sound[: count * HOP], dtype=np.float64).reshape(count, HOP).mean(axis=1)
    return 10 * float(np.log10(power[heard.voiced].mean() + 1e-12))


def assigned(
    cents: Curve, voiced: NDArray[np.bool_], times: Curve, tones: Sequence[Tone]
) -> NDArray[np.intp]:
    """Which of the notes every frame sings; `cents` are MIDI keys, `times` seconds of the song."""
    keys = np.array([tone.key for tone in tones], float)
    starts = np.array([tone.start for tone in tones])
    ends = np.array([tone.end for tone in tones])
    rows = np.flatnonzero(voiced)[::SPARSE]
    off = (cents[rows, None] - keys + 6) % 12 - 6  # octaves do not matter
    near = np.minimum(np.abs(off), FAR)
    at = times[rows, None]
    near = near + BESIDE * (np.maximum(starts - at, 0) + np.maximum(at - ends, 0))
    cost, came = near[0].copy(), np.zeros((len(rows), len(keys)), np.intp)
    own = np.arange(len(keys))
    for row in range(1, len(rows)):
        best = np.minimum.accumulate(cost)
        origin = np.maximum.accumulate(np.where(cost == best, own, 0))
        moved = np.concatenate(([np.inf], best[:-1])) + CHANGE
        stays = cost <= moved
        came[row] = np.where(stays, own, np.concatenate(([0], origin[:-1])))
        cost = np.where(stays, cost, moved) + near[row]
    chosen = np.empty(len(rows), np.intp)
    chosen[-1] = int(cost.argmin())
    for row in range(len(rows) - 1, 0, -1):
        chosen[row - 1] = came[row][chosen[row]]
    nearest = np.clip(np.searchsorted(rows, np.arange(len(cents))), 0, len(rows) - 1)
    result: NDArray[np.intp] = chosen[nearest]
    return result


def on_melody(
    cents: Curve, voiced: NDArray[np.bool_], notes: NDArray[np.intp], tones: Sequence[Tone]
) -> Curve:
    """The pitch of every frame as a MIDI key: the score's, and the singer's ways around it."""
    keys = np.array([tone.key for tone in tones], float)
    own = np.zeros(len(cents))
    for note in np.unique(notes[voiced]):
        inside = (notes == note) & voiced
        own[inside] = cents[inside] - np.median(cents[inside])
    own = np.clip(own, -KEPT, KEPT)
    known = np.flatnonzero(voiced)
    own = np.interp(np.arange(len(cents)), known, own[known])
    result: Curve = gaussian_filter1d(keys[notes], GLIDE / STEP) + own
    return result
