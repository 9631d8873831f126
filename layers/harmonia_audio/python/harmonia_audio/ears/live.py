"""
Listening while it sounds: chunks in, chords out, and a state small enough to keep anywhere.

Of each chunk only the notes heard in it are kept, a byte each, for as long as a decision may still
change; never the sound. A chord is said at once as the best guess, and for good when `LAG` frames
have come after it: the Viterbi path (see `chords`) is then looked back along. Chords change more
easily where something begins, which stands in for the beats that nobody knows yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import median_filter, uniform_filter1d

from harmonia.live.hearing import Heard, Hearing, Settled, Sounding
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia_audio.ears import chords, packing
from harmonia_audio.ears.chords import NONE, QUALITIES, STATES, Path, Scores
from harmonia_audio.ears.frames import Wave, halved
from harmonia_audio.ears.live_frames import FADING, PARTS, take
from harmonia_audio.ears.pitches import Activations

__all__ = ["Heard", "Hearing", "Settled", "finish", "follow", "hear", "named", "pointed"]

LAG = 6  # frames after which a chord is settled: half a second
AT_ONCE = 6  # frames that are followed together
RING = 16  # frames whose notes are remembered, for decisions and for looking around them
BRIEF, WIDE = 3, 9  # frames over which a stray note is forgotten, and which are averaged
CHANGE, EASED = 12.0, 8.0  # what a change of chord costs, and how much less where something begins
CLEAR = 0.1  # nepers of a rise from which on a chord begins with it, not with its frame
FAINT = 0.003  # of the loudest, under which nothing begins
C_MAJOR = Key.parse("C")


def hear(hearing: Hearing, chunk: Wave, key: Key | None = None) -> Heard:
    """Listen to one more chunk, mono at 44,100 Hz; names are spelled in the key if one is given."""
    return follow(hearing, take(pointed(hearing), halved(halved(chunk))), key)


def pointed(hearing: Hearing) -> complex:
    """Where the peaks have pointed to, for taking the next chunk."""
    return complex(*hearing.tuning)


def follow(hearing: Hearing, sounding: Sounding, key: Key | None = None) -> Heard:
    """What the next chunk means after all that was heard before."""
    settled: tuple[Settled, ...] = ()
    for part in _parts(sounding):
        heard = _followed(hearing, part, key)
        hearing, settled = heard.hearing, (*settled, *heard.settled)
    return replace(heard, settled=settled)


def _parts(sounding: Sounding) -> Iterator[Sounding]:
    """A chunk in parts that leave room in the ring for what is around them."""
    strengths, count = packing.read_notes(sounding.notes), len(sounding.lengths)
    for start in range(0, count, AT_ONCE):
        end = min(start + AT_ONCE, count)
        yield replace(
            sounding,
            lengths=sounding.lengths[start:end],
            notes=packing.notes(strengths[start:end]),
            levels=sounding.levels[start * PARTS : end * PARTS],
            tuning=sounding.tuning if end == count else (0.0, 0.0),
        )


def _followed(hearing: Hearing, sounding: Sounding, key: Key | None) -> Heard:
    loudest = max([hearing.loudest * FADING, *sounding.levels])
    onsets, places = _onsets(hearing.level, sounding.levels, loudest)
    rest = replace(
        hearing,
        seconds=round(hearing.seconds + sum(sounding.lengths), 6),
        tuning=tuple(
            round(FADING * old + new, 4)
            for old, new in zip(hearing.tuning, sounding.tuning, strict=True)
        ),
        level=sounding.levels[-1],
        loudest=round(loudest, 6),
        notes=packing.notes(
            np.concatenate([packing.read_notes(hearing.notes), packing.read_notes(sounding.notes)])[
                -RING:
            ]
        ),
        onsets=(*hearing.onsets, *onsets)[-RING:],
        places=(*hearing.places, *places)[-RING:],
        lengths=(*hearing.lengths, *sounding.lengths),
    )
    path, odds, bests = _judged(rest)
    done = max(len(path) - LAG, 0)
    now = int(path[-1])
    return Heard(
        hearing=replace(
            rest,
            lengths=rest.lengths[done:],
            state=int(path[done - 1]) if done else rest.state,
            scores=packing.scores(bests[done - 1]) if done else rest.scores,
        ),
        chord=named(now, key),
        confidence=round(float(odds[-1, now]), 3),
        settled=_spans(rest, path[:done], odds, key),
    )


def finish(hearing: Hearing, key: Key | None = None) -> tuple[Settled, ...]:
    """The chords that were still open when the sound ended."""
    if not hearing.lengths:
        return ()
    path, odds, _ = _judged(hearing)
    return _spans(hearing, path, odds, key)


def named(state: int, key: Key | None = None) -> Chord | None:
    """The chord of that state as it is written in the key."""
    if state == NONE:
        return None
    root, kind = divmod(state, len(QUALITIES))
    return Chord((key or C_MAJOR).spell(60 + root).note, QUALITIES[kind])


def _onsets(
    before: float, levels: Sequence[float], loudest: float
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The steepest rise between the parts of each frame, in nepers up to 1, and where it is."""
    heights = np.log(np.array([before, *levels]) + FAINT * loudest + 1e-12)
    rises = np.diff(heights).reshape(-1, PARTS)
    places = np.where(rises.max(axis=1) > CLEAR, rises.argmax(axis=1) / PARTS, 0.0)
    steep = np.clip(rises.max(axis=1), 0, 1)
    return tuple(round(float(one), 3) for one in steep), tuple(map(float, places))


def _judged(hearing: Hearing) -> tuple[Path, Scores, Scores]:
    """The likeliest way through the open frames; how likely each chord is in them, alone and so."""
    count = len(hearing.lengths)
    scores = _scores(packing.read_notes(hearing.notes))[-count:]
    costs = CHANGE - EASED * np.array(hearing.onsets[-count:], dtype=np.float32)
    best = packing.read_scores(hearing.scores)
    came, bests = [], np.empty_like(scores)
    for frame, (score, cost) in enumerate(zip(scores, costs, strict=True)):
        top = int(best.argmax())
        came.append(np.where(best < best[top] - cost, top, np.arange(STATES)))
        best = np.maximum(best, best[top] - cost) + score
        bests[frame] = best
    path: Path = np.empty(count, dtype=np.int64)
    path[-1] = best.argmax()
    for frame in range(count - 1, 0, -1):
        path[frame - 1] = came[frame][path[frame]]
    odds = np.exp(bests - bests.max(axis=1, keepdims=True))
    return path, odds / odds.sum(axis=1, keepdims=True), bests


def _scores(ring: Activations) -> Scores:
    """The score of each chord in each frame, in the light of those around it."""
    now = chords.unit(chords.folded(np.sqrt(median_filter(ring, (BRIEF, 1)))))
    features = np.concatenate([now, uniform_filter1d(now, WIDE, axis=0)], axis=1)
    scores = chords.weights("frame").scores(features)
    quiet = ring.max(axis=1) < chords.QUIET
    scores[quiet] = np.where(np.arange(STATES) == NONE, 0.0, -20.0)
    return scores


def _spans(
    hearing: Hearing, path: Path, odds: NDArray[np.float32], key: Key | None
) -> tuple[Settled, ...]:
    """The first of the open frames as chords; each begins where something begins in its frame."""
    lengths, places = hearing.lengths, hearing.places[-len(hearing.lengths) :]
    starts = [*accumulate(lengths, initial=hearing.seconds - sum(lengths))]
    found: list[Settled] = []
    at, before, sure = starts[0], hearing.state, 1.0
    for first, last in chords.runs(path):
        state = int(path[first])
        begins = starts[first] + places[first] * lengths[first]
        if before is not None and state != before and begins > at:
            found.append(_settled(at, begins, before, sure, key))
            at = begins
        sure = float(odds[first:last, state].mean())
        before = state
        if last == len(path):
            found.append(_settled(at, starts[last], state, sure, key))
    return tuple(found)


def _settled(start: float, end: float, state: int, sure: float, key: Key | None) -> Settled:
    return Settled(round(start, 3), round(end, 3), named(state, key), round(sure, 3))
