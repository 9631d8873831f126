"""
Listening while it sounds: chunks in, chords out, and a state small enough to keep anywhere.

Of each chunk only the notes heard in it are kept, a byte each, for as long as a decision may still
change; never the sound. A chord is said at once as the best guess, and for good when `LAG` chunks
have come after it: the Viterbi path is then looked back along.
"""

import base64
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia_audio.audio import SAMPLE_RATE
from harmonia_audio.ears import chords
from harmonia_audio.ears.chords import NONE, QUALITIES, STATES, Scores
from harmonia_audio.ears.frames import Magnitudes, Wave, halved, magnitudes
from harmonia_audio.ears.pitches import SHORT, Activations, notes, on_scale
from harmonia_audio.ears.tuning import cents, direction

LAG = 2  # chunks after which a chord is settled
KEPT = 4  # chunks whose notes are remembered
FRAMES = 3  # spectra a chunk
FULL = 8.0  # the strength of a note that a byte's 255 stands for
CHANGE = 5.0  # what a change of chord costs from one chunk to the next
LONGEST = 2.0  # seconds of a chunk
FADING = 0.97  # how much of the tuning stays from one chunk to the next
QUIET = 1e-5  # of full scale, under which nothing sounds


@dataclass(frozen=True, slots=True)
class Settled:
    """A chord that will not change any more; None where there is no harmony."""

    start: float
    end: float
    chord: Chord | None


@dataclass(frozen=True, slots=True)
class Hearing:
    """What must be remembered between chunks; plain values, about two kilobytes."""

    seconds: float = 0.0  # heard so far
    tuning: tuple[float, ...] = (0.0, 0.0)  # where the peaks have pointed to
    notes: tuple[str, ...] = ()  # of the last chunks, in base64
    scores: str = ""  # of each state, in base64
    pending: tuple[str, ...] = ()  # where each state came from, for chunks not settled yet
    lengths: tuple[float, ...] = ()  # of those chunks, seconds


@dataclass(frozen=True, slots=True)
class Heard:
    """What a chunk added: the hearing to go on with, the best guess, and what is now sure."""

    hearing: Hearing
    chord: Chord | None
    confidence: float
    settled: tuple[Settled, ...]


def hear(hearing: Hearing, chunk: Wave, key: Key | None = None) -> Heard:
    """Listen to one more chunk, mono at 44,100 Hz; names are spelled in the key if one is given."""
    length = len(chunk) / SAMPLE_RATE
    if not 0.02 <= length <= LONGEST:
        raise Invalid(f"a chunk lasts 0.02 to {LONGEST:g} seconds, not {length:g}", field="data")
    if not np.isfinite(chunk).all():
        raise Invalid("the chunk holds samples that are no numbers", field="data")
    spectra = _spectra(chunk)
    pointed = FADING * complex(*hearing.tuning) + direction(spectra)
    sounding = _notes(spectra, cents(pointed))
    recent = [*(_unpacked(text) for text in hearing.notes), sounding][-KEPT:]
    score = _score(np.array(recent))
    before = _scores(hearing.scores)
    top = int(before.argmax())
    came = np.where(before >= before[top] - CHANGE, np.arange(STATES), top)
    best: Scores = np.maximum(before, before[top] - np.float32(CHANGE)) + score
    best -= best.max()
    pending = [*hearing.pending, _packed_bytes(came)]
    lengths = [*hearing.lengths, length]
    now = int(best.argmax())
    settled: tuple[Settled, ...] = ()
    start = hearing.seconds + length - sum(lengths)
    if len(pending) > LAG:
        state = now
        for text in reversed(pending[1:]):
            state = int(np.frombuffer(base64.b64decode(text), dtype=np.uint8)[state])
        settled = (Settled(start, start + lengths[0], named(state, key)),)
        pending, lengths = pending[1:], lengths[1:]
    odds = np.exp(best - np.log(np.exp(best).sum()))
    following = replace(
        hearing,
        seconds=hearing.seconds + length,
        tuning=(round(pointed.real, 4), round(pointed.imag, 4)),
        notes=tuple(_packed(one) for one in recent),
        scores=base64.b64encode(best.astype(np.float16).tobytes()).decode(),
        pending=tuple(pending),
        lengths=tuple(lengths),
    )
    return Heard(following, named(now, key), float(odds[now]), settled)


def finish(hearing: Hearing, key: Key | None = None) -> tuple[Settled, ...]:
    """The chords that were still open when the sound ended."""
    state = int(_scores(hearing.scores).argmax())
    end, found = hearing.seconds, []
    for text, length in zip(reversed(hearing.pending), reversed(hearing.lengths), strict=True):
        found.append(Settled(end - length, end, named(state, key)))
        state = int(np.frombuffer(base64.b64decode(text), dtype=np.uint8)[state])
        end -= length
    return tuple(reversed(found))


def named(state: int, key: Key | None = None) -> Chord | None:
    """The chord of that state as it is written in the key."""
    if state == NONE:
        return None
    root, kind = divmod(state, len(QUALITIES))
    return Chord((key or Key.parse("C")).spell(60 + root).note, QUALITIES[kind])


def _spectra(chunk: Wave) -> Magnitudes:
    low = halved(halved(np.asarray(chunk, dtype=np.float32)))
    return magnitudes(low, SHORT, max(len(low) // FRAMES, 1))


def _notes(spectra: Magnitudes, cents: float) -> NDArray[np.float32]:
    """How strongly each key sounds in the chunk; nothing where it is silent."""
    if float(spectra.max(initial=0)) < QUIET:
        return np.zeros(chords.FOLD.shape[0], dtype=np.float32)
    heard: NDArray[np.float32] = notes(on_scale(spectra, cents)).mean(axis=0)
    return heard


def _score(recent: Activations) -> Scores:
    """The score of each state for the last chunk, in the light of those before."""
    if recent[-1].max() < chords.QUIET:
        return np.where(np.arange(STATES) == NONE, 0.0, -20.0).astype(np.float32)
    fading = np.array([0.25, 0.5, 0.8, 1.0], dtype=np.float32)[-len(recent) :, None]
    together = ((recent * fading).sum(axis=0) / fading.sum())[None]
    rows = [chords.folded(np.sqrt(together)), chords.folded(together)]
    features = chords.unit(np.concatenate(rows, axis=1))
    score: Scores = np.maximum(chords.weights("span").scores(features)[0], -12.0)
    return score


def _packed(values: NDArray[np.float32]) -> str:
    scaled = np.sqrt(np.clip(values / FULL, 0, 1)) * 255
    return base64.b64encode(np.rint(scaled).astype(np.uint8).tobytes()).decode()


def _unpacked(text: str) -> NDArray[np.float32]:
    scaled = np.frombuffer(base64.b64decode(text), dtype=np.uint8) / 255
    return (scaled * scaled * FULL).astype(np.float32)


def _packed_bytes(values: NDArray[np.int64]) -> str:
    return base64.b64encode(values.astype(np.uint8).tobytes()).decode()


def _scores(text: str) -> Scores:
    if not text:
        return np.zeros(STATES, dtype=np.float32)
    return np.frombuffer(base64.b64decode(text), dtype=np.float16).astype(np.float32)
