"""
Keys: where the music is at home.

Every key has a profile of how much each pitch class sounds in it (Temperley, "What's key for key?",
1999); the key whose profile goes best with what sounds, bass counted extra, is likely. The chords
have a word in it as well: which degrees they stand on, and that music likes to begin and end at
home, tells a key from its relatives. Modulations are the path through windows of some seconds that
changes key least.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from harmonia.music.key import Key
from harmonia.music.note import Note
from harmonia_audio.ears.chords import NONE, QUALITIES, ChordSpan, Scores

Likely = NDArray[np.float64]  # [24]: major keys from C, then minor keys

TONICS = {  # how the twelve tonics are written
    "major": "C Db D Eb E F F# G Ab A Bb B".split(),
    "minor": "C C# D Eb E F F# G G# A Bb B".split(),
}
PROFILES = {
    "major": (5.0, 2.0, 3.5, 2.0, 4.5, 4.0, 2.0, 4.5, 2.0, 3.5, 1.5, 4.0),
    "minor": (5.0, 2.0, 3.5, 4.5, 2.0, 4.0, 2.0, 4.5, 3.5, 2.0, 1.5, 4.0),
}
HOME = {  # how much chords on a degree speak for the key: semitones above the tonic and family
    "major": {(0, "M"): 1.0, (7, "M"): 0.8, (5, "M"): 0.7, (9, "m"): 0.55, (2, "m"): 0.6,
              (4, "m"): 0.45, (11, "d"): 0.4, (10, "M"): 0.2, (5, "m"): 0.3, (7, "s"): 0.6,
              (0, "s"): 0.5, (2, "M"): 0.1, (9, "M"): 0.1, (4, "M"): 0.15},
    "minor": {(0, "m"): 1.0, (7, "M"): 0.8, (7, "m"): 0.5, (5, "m"): 0.7, (8, "M"): 0.55,
              (3, "M"): 0.55, (10, "M"): 0.55, (2, "d"): 0.5, (5, "M"): 0.25, (7, "s"): 0.6,
              (0, "s"): 0.5},
}  # fmt: skip
FAMILIES = {"": "M", "7": "M", "maj7": "M", "m": "m", "m7": "m", "dim": "d", "sus4": "s"}
ENDS = (0.55, 0.3)  # what a first and a last chord on the tonic weigh, against all chords
SEVENTHS = {7: 0.35, 0: -0.1, 5: -0.1}  # what a dominant seventh adds there; blues have all three
ELSEWHERE = -0.3
CHORDS, SHARP = 1.3, 12.0  # weight of the chords; how fast a key grows less likely
BASS = 0.3
LEAN = 0.35  # how far the key may bend what is heard
WINDOW, STEP = 16.0, 4.0  # seconds
CHANGE = 4.0  # what it costs to change key


@dataclass(frozen=True, slots=True)
class KeySpan:
    """A key from when to when."""

    start: float
    end: float
    key: Key
    confidence: float


def keys(
    chroma: Scores, moments: NDArray[Any], chords: Sequence[ChordSpan], seconds: float
) -> list[KeySpan]:
    """The keys in their order; none where nothing harmonic sounds. `chroma` is [frames, 2, 12]."""
    if not any(span.state != NONE for span in chords):
        return []
    starts = np.arange(0, max(seconds - WINDOW, 0) + STEP, STEP)
    whole = _likely(chroma, chords, 1.0)
    begins, ends = [span.start for span in chords], [span.end for span in chords]
    local = []
    for start in starts:
        first, last = np.searchsorted(moments, (start, start + WINDOW))
        part = chords[bisect_right(ends, start) : bisect_left(begins, start + WINDOW)]
        local.append(_likely(chroma[first:last], part, 0.4) if last > first else whole)
    path = _steadiest(np.array(local) + 0.5 * whole)
    odds = np.exp(SHARP * 0.5 * (whole - whole.max()))
    if len(starts) == 1:
        path = np.array([int(whole.argmax())])
    edges = [0.0, *(starts[1:] + (WINDOW - STEP) / 2), seconds]
    found: list[KeySpan] = []
    for place, start, end in zip(path, edges[:-1], edges[1:], strict=True):
        key = _named(int(place))
        if found and found[-1].key == key:
            found[-1] = KeySpan(found[-1].start, end, key, found[-1].confidence)
        else:
            found.append(KeySpan(start, end, key, float(odds[place] / odds.sum())))
    return [_on_chords(span, chords, seconds) for span in found]


def _likely(chroma: Scores, chords: Sequence[ChordSpan], ends: float) -> Likely:
    """How well each key goes with it, up to a constant."""
    profiles, speaks, home = _tables()
    sounds = chroma.mean(axis=0)
    heard = _standard(sounds[0] + BASS * sounds[1])
    likely = profiles @ heard
    named = [span for span in chords if span.state != NONE]
    if named:
        states = [span.state for span in named]
        lasts = np.array([span.end - span.start for span in named])
        word = speaks[:, states] @ lasts / lasts.sum()
        word += ends * (ENDS[0] * home[:, states[0]] + ENDS[1] * home[:, states[-1]])
        likely = likely + CHORDS * word
    return np.asarray(likely)


@cache
def _tables() -> tuple[Likely, Likely, Likely]:
    """Profiles of the keys, [24, 12]; what chords say for them, and which are home."""
    keys = [(tonic, mode) for mode in PROFILES for tonic in range(12)]
    profiles = np.array([_standard(np.roll(PROFILES[mode], tonic)) for tonic, mode in keys])
    states = range(NONE)
    speaks = [[_speaks(state, tonic, mode) for state in states] for tonic, mode in keys]
    home = [[_home(state, tonic, mode) for state in states] for tonic, mode in keys]
    return profiles, np.array(speaks), np.array(home, dtype=float)


def _standard(values: NDArray[Any]) -> Likely:
    """The values about their mean, of length one."""
    values = values - values.mean()
    return np.asarray(values / (np.linalg.norm(values) + 1e-9), dtype=np.float64)


def _speaks(state: int, tonic: int, mode: str) -> float:
    """How much the chord speaks for the key."""
    root, kind = divmod(state, len(QUALITIES))
    degree, quality = (root - tonic) % 12, QUALITIES[kind]
    weight = HOME[mode].get((degree, FAMILIES[quality]), -0.2)
    return weight + (SEVENTHS.get(degree, ELSEWHERE) if quality == "7" else 0.0)


def _home(state: int, tonic: int, mode: str) -> bool:
    """Whether the chord is the key's own first."""
    root, kind = divmod(state, len(QUALITIES))
    return root == tonic and FAMILIES[QUALITIES[kind]] == {"major": "M", "minor": "m"}[mode]


def _steadiest(likely: Likely) -> NDArray[np.int64]:
    """The key of each window, by the Viterbi algorithm."""
    best, came = SHARP * likely[0], []
    for now in likely[1:]:
        top = int(best.argmax())
        change = best[top] - CHANGE
        came.append(np.where(best >= change, np.arange(24), top))
        best = np.maximum(best, change) + SHARP * STEP / WINDOW * now
    path = [int(best.argmax())]
    for step in reversed(came):
        path.append(int(step[path[-1]]))
    return np.array(path[::-1])


def _named(place: int) -> Key:
    half, tonic = divmod(place, 12)
    mode = ("major", "minor")[half]
    return Key(Note.parse(TONICS[mode][tonic]), mode)


def _on_chords(span: KeySpan, chords: Sequence[ChordSpan], seconds: float) -> KeySpan:
    """The key from a chord's beginning to another's, for nobody modulates within a chord."""
    edges = np.array([chord.start for chord in chords] + [seconds])
    start, end = (float(edges[np.abs(edges - at).argmin()]) for at in (span.start, span.end))
    return KeySpan(start, end, span.key, span.confidence)


def tonality(key: Key) -> Scores:
    """How much likelier each chord is for belonging to the key, for `chords.chords`, [states]."""
    added = np.zeros(NONE + 1, dtype=np.float32)
    row = key.tonic.semitone + 12 * key.minor
    added[:NONE] = LEAN * np.maximum(_tables()[1][row], -0.2)
    return added
