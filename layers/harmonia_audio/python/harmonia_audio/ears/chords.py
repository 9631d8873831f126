"""
Chords: which of a few kinds on which root sounds from when to when.

Every frame is judged by its chroma of treble and bass, turned so that the root comes first: one
row of weights a kind of chord serves all twelve roots. The weights are a logistic regression over
generated music (`python -m benchmarks.ears --learn`). A Viterbi path, along which chords change
more easily on beats, makes spans of frames; each span is then judged once more as a whole, since
an arpeggio shows its seventh only now and then.
"""

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import median_filter, uniform_filter1d

from harmonia_audio.ears.beats import Seconds, nearest
from harmonia_audio.ears.pitches import HIGHEST, LOWEST, SECONDS, Activations

Features = NDArray[np.float32]  # [frames, rows, 12 pitch classes]
Scores = NDArray[np.float32]  # [frames, states], logarithms of probabilities
Path = NDArray[np.int64]  # a state a frame

QUALITIES = ("", "m", "7", "maj7", "m7", "dim", "sus4")
STATES = 12 * len(QUALITIES) + 1  # root by root, and at the end none
NONE = STATES - 1
TREBLE, BASS = (66.0, 14.0, 128), (40.0, 6.0, 55)  # centre, width and end in MIDI keys
BRIEF, WIDE = 5, 9  # frames over which one note more or less is forgotten, and which are averaged
ON_BEAT, OFF_BEAT = 6.0, 10.0  # what a change of chord costs
WHOLE = 0.3  # how much the frames weigh against the judgement of the whole span
QUIET = 1e-3  # of the strongest note, under which nothing sounds
SNAP = 0.25  # seconds within which a change is meant to be on the beat


@dataclass(frozen=True, slots=True)
class ChordSpan:
    """A state and how long it lasts, in seconds."""

    start: float
    end: float
    state: int
    confidence: float


@dataclass(frozen=True)
class Weights:
    """What was learned of the look of chords."""

    chord: Features  # [features, qualities]
    bias: Features  # [qualities]
    none: Features  # [features]
    none_bias: float

    @cached_property
    def _in_all_keys(self) -> Features:
        """The weights turned to each root, [features, roots times qualities]."""
        rows = self.chord.reshape(-1, 12, len(QUALITIES))
        turned = [np.roll(rows, root, axis=1).reshape(-1, len(QUALITIES)) for root in range(12)]
        return np.concatenate(turned, axis=1)

    def scores(self, features: Features) -> Scores:
        """The logarithm of each state's probability, [frames, states]."""
        flat = features.reshape(len(features), -1)
        chords = (flat @ self._in_all_keys).reshape(len(features), -1) + np.tile(self.bias, 12)
        none = flatness(features) @ self.none + self.none_bias
        raw = np.concatenate([chords, none[:, None]], axis=1)
        raw -= raw.max(axis=1, keepdims=True)
        scores: Scores = raw - np.log(np.exp(raw).sum(axis=1, keepdims=True))
        return scores


@cache
def weights(kind: str) -> Weights:
    """The weights for single frames, or for whole spans."""
    text = files("harmonia_audio.ears").joinpath("chords.json").read_text()
    kept = json.loads(text)[kind]
    chord, bias, none = (np.array(kept[name], np.float32) for name in ("chord", "bias", "none"))
    return Weights(chord, bias, none, kept["none_bias"])


def flatness(features: Features) -> Features:
    """How the pitch classes share the sound, whichever they are, [frames, features]."""
    return np.sort(features, axis=2).reshape(len(features), -1)


def _weighting(where: tuple[float, float, int]) -> Scores:
    """How much each key adds to each pitch class, [keys, 12]."""
    centre, width, end = where
    keys = np.arange(LOWEST, HIGHEST)
    weight = np.where(keys < end, np.exp(-0.5 * ((keys - centre) / width) ** 2), 0)
    fold = np.zeros((len(keys), 12), dtype=np.float32)
    fold[np.arange(len(keys)), keys % 12] = weight
    return fold


FOLD = np.concatenate([_weighting(TREBLE), _weighting(BASS)], axis=1)  # [keys, treble and bass]


def folded(activations: Activations) -> Features:
    """Treble and bass as pitch classes from C, [frames, 2, 12]."""
    chroma: Features = (activations @ FOLD).reshape(len(activations), 2, 12)
    return chroma


def unit(chroma: Features) -> Features:
    """Each row made of length one."""
    unit: Features = chroma / (np.linalg.norm(chroma, axis=-1, keepdims=True) + 1e-6)
    return unit


def frame_features(activations: Activations) -> Features:
    """What is looked at in each frame, [frames, 4, 12]: treble and bass, now and around."""
    now = unit(folded(np.sqrt(median_filter(activations, (BRIEF, 1)))))
    return np.concatenate([now, uniform_filter1d(now, WIDE, axis=0)], axis=1)


class Harmony:
    """What sounds, looked at frame by frame and over any span."""

    def __init__(self, activations: Activations) -> None:
        self.features = frame_features(activations)
        self.scores = weights("frame").scores(self.features)
        quiet = activations.max(axis=1, initial=0) < QUIET
        self.scores[quiet] = np.where(np.arange(STATES) == NONE, 0.0, -20.0)
        rows = [folded(np.sqrt(activations)), folded(activations)]
        sums = np.cumsum(np.concatenate(rows, axis=1), axis=0, dtype=np.float64)
        self._sums = np.concatenate([np.zeros((1, 4, 12)), sums])

    def __len__(self) -> int:
        return len(self.features)

    def wholes(self, spans: Sequence[tuple[int, int]]) -> Scores:
        """The scores of whole spans of frames, [spans, states]."""
        edges = np.array(spans)
        return weights("span").scores(self.span_features(edges[:, 0], edges[:, 1]))

    def span_features(self, first: Path, last: Path) -> Features:
        """What is looked at in whole spans, [spans, 4, 12]: treble and bass, averaged two ways."""
        means = (self._sums[last] - self._sums[first]) / (last - first)[:, None, None]
        return unit(means.astype(np.float32))


def chords(harmony: Harmony, beats: Seconds, lean: Scores | None = None) -> Path:
    """The most likely state of each frame; `lean` is added to the scores, [frames, states]."""
    if not len(harmony):
        return np.zeros(0, dtype=np.int64)
    scores = harmony.scores if lean is None else harmony.scores + lean
    path = _steadiest(scores, _costs(len(scores), beats))
    found = [(start, end) for start, end in runs(path) if path[start] != NONE]
    if not found:
        return path
    # The first frame of a span still rings of the chord before.
    wholes = harmony.wholes([(start + (end - start > 4), end) for start, end in found])
    for (start, end), whole in zip(found, wholes, strict=True):
        judged = whole + WHOLE * scores[start:end].mean(axis=0)
        if lean is not None:
            judged += (1 - WHOLE) * lean[start:end].mean(axis=0)
        path[start:end] = judged.argmax()
    return path


def spans(path: Path, harmony: Harmony, beats: Seconds, seconds: float) -> list[ChordSpan]:
    """The path as spans without a gap, with changes that are nearly on a beat put there."""
    if not len(path):
        return []
    found: list[ChordSpan] = []
    wholes = np.exp(harmony.wholes(runs(path)))
    at = 0.0
    for (first, last), odds in zip(runs(path), wholes, strict=True):
        end = seconds if last == len(path) else min((last - 0.5) * SECONDS, seconds)
        if len(beats) and end < seconds:
            beat = float(beats[nearest(beats, np.array(end))])
            end = beat if abs(beat - end) < SNAP else end
        if end > at:
            state = int(path[first])
            found.append(ChordSpan(at, end, state, float(odds[state])))
            at = end
    return found


def runs(path: Path) -> list[tuple[int, int]]:
    """Where the path stays in one state: the first frame, and the one after the last."""
    edges = [0, *(np.flatnonzero(np.diff(path)) + 1).tolist(), len(path)]
    return list(itertools.pairwise(edges)) if len(path) else []


def _costs(frames: int, beats: Seconds) -> Scores:
    """What a change costs at each frame."""
    if not len(beats):
        return np.full(frames, ON_BEAT, dtype=np.float32)
    costs = np.full(frames, OFF_BEAT, dtype=np.float32)
    places = np.round(beats / SECONDS).astype(int)
    costs[places[places < frames]] = ON_BEAT
    return costs


def _steadiest(scores: Scores, costs: Scores) -> Path:
    """The Viterbi path when every change costs the same, whatever it leads to."""
    best = np.empty_like(scores)
    best[0] = scores[0]
    tops = [0]
    before = best[0]
    for cost, score, now in zip(costs[1:], scores[1:], best[1:], strict=True):
        top = before.argmax()
        tops.append(int(top))
        np.add(np.maximum(before, before[top] - cost, out=now), score, out=now)
        before = now
    path = np.empty(len(scores), dtype=np.int64)
    path[-1] = state = int(best[-1].argmax())
    for frame in range(len(scores) - 1, 0, -1):
        before, top = best[frame - 1], tops[frame]
        state = top if before[state] < before[top] - costs[frame] else state
        path[frame - 1] = state
    return path
