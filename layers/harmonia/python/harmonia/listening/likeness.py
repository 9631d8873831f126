"""
How alike two recordings are.

Harmony is compared in the best of the twelve transpositions, so that a song and itself in another
key stay one song; timbre by the distance of mean mel cepstra against how far they stray; tempo as
a ratio, where twice as fast counts as almost the same.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from harmonia.listening.analysis import Analysis, Mfcc

WEIGHTS = {"harmony": 0.4, "timbre": 0.4, "tempo": 0.2}
OCTAVE_APART = 0.85  # how alike a tempo and its double are
DISTANT = 0.4  # octaves at which tempi have nothing in common


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two recordings are, 0 to 1, and in what."""

    score: float
    harmony: float
    timbre: float
    tempo: float
    transposed: int  # semitones by which the second must go up to sound like the first


def likeness(one: Analysis, other: Analysis) -> Likeness:
    """How alike the two are; what one of them lacks is taken as unlike."""
    harmony, transposed = _harmony(one.chroma or (), other.chroma or ())
    parts = {
        "harmony": harmony,
        "timbre": _timbre(one.mfcc, other.mfcc),
        "tempo": _tempo(one, other),
    }
    score = sum(WEIGHTS[name] * value for name, value in parts.items())
    return Likeness(
        score=round(score, 3),
        transposed=transposed,
        **{name: round(value, 3) for name, value in parts.items()},
    )


def _harmony(one: Sequence[float], other: Sequence[float]) -> tuple[float, int]:
    if len(one) != 12 or len(other) != 12 or not any(one) or not any(other):
        return 0.0, 0
    turned = [_correlation(one, [*other[-up:], *other[:-up]] if up else other) for up in range(12)]
    best = max(range(12), key=lambda up: (turned[up], -min(up, 12 - up)))
    return max(turned[best], 0.0), best if best <= 6 else best - 12


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    left, right = ([value - sum(row) / len(row) for value in row] for row in (one, other))
    size = math.sqrt(sum(value * value for value in left) * sum(value * value for value in right))
    return sum(a * b for a, b in zip(left, right, strict=True)) / size if size else 0.0


def _timbre(one: Mfcc | None, other: Mfcc | None) -> float:
    if one is None or other is None:
        return 0.0
    distances = [
        (a - b) ** 2 / (s * s + t * t + 1.0)
        for a, b, s, t in zip(
            one.mean[1:], other.mean[1:], one.spread[1:], other.spread[1:], strict=True
        )
    ]
    return math.exp(-sum(distances) / max(len(distances), 1))


def _tempo(one: Analysis, other: Analysis) -> float:
    if one.tempo is None or other.tempo is None:
        return 0.0
    apart = abs(math.log2(one.tempo.bpm / other.tempo.bpm))
    octaves = round(apart)
    near = max(0.0, 1 - abs(apart - octaves) / DISTANT)
    return near * OCTAVE_APART ** min(octaves, 3)
