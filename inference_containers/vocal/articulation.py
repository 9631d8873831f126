"""
Articulation: when each phone of a phrase sounds, and which frames of its unit it runs through.

A vowel begins on its note. The consonants before it come before the beat, those behind it are taken
from its end; in fast music all of them are squeezed before the vowel is, in slow music they take
their time with it. A vowel that lasts longer than speech goes its ways in and out a little slower
and lingers in between, wandering to and fro over its steadiest stretch so that it stays alive; a
diphthong lingers on its first half.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inference_containers.vocal.line import Phrase, Sung
from inference_containers.vocal.phones import Kind, Phone
from inference_containers.vocal.unit import STEP, Real

Curve = NDArray[np.floating]

SHARE = 0.62  # of the time between two vowels that consonants may take
SPEECH = 1.05  # of a unit's length a consonant takes when there is time
SHORTEST = 0.02  # seconds
CALM, SLOWEST = 0.55, 2.2  # the share that slow music leaves to consonants, and how much longer
SHUT, BREATHED = 1.5, 1.1  # how much longer a stop may get, and an H
EASED = 0.25  # of the time by which a vowel is longer than in speech, for its ways in and out each
EASING = 0.2  # seconds of it at most; a diphthong glides over twice as much
STEADY = 8  # frames of the stretch that a vowel lingers on
BURST = 0.045  # seconds at the end of a stop that are not squeezed
BLEND, CUT = 0.018, 0.004  # seconds on either side of a seam, of tone and otherwise
TAIL = 0.5  # of the last consonants sound after the note's end


@dataclass(frozen=True, slots=True)
class Placed:
    """A phone at its time."""

    phone: Phone
    start: float  # seconds
    end: float
    first: int  # rows of the phrase's stack of frames
    last: int
    carries: bool  # whether it is its syllable's vowel
    syllable: int
    seam: bool  # whether it is the first of its word


@dataclass(frozen=True, slots=True)
class Sound:
    """A phone that waits for its time."""

    phone: Phone
    first: int
    last: int
    seam: bool

    @property
    def length(self) -> float:
        """Seconds that a consonant takes when there is time."""
        return max(
            SHORTEST, min(SPEECH * (self.last - self.first) * STEP, self.phone.longest or 0.12)
        )

    def at(self, pace: float) -> float:
        """Seconds that a consonant takes at that pace; a mouth that is shut opens sooner."""
        if self.phone.kind is Kind.STOP:
            pace = min(pace, SHUT)
        elif self.phone.name == "HH":
            pace = min(pace, BREATHED)
        return self.length * pace


@dataclass(frozen=True, slots=True)
class Said:
    """A syllable's sounds, sorted."""

    onset: tuple[Sound, ...]
    vowel: Sound
    coda: tuple[Sound, ...]


def length(sounds: Sequence[Sound], pace: float = 1.0) -> float:
    """Seconds that the sounds take at that pace."""
    return sum(one.at(pace) for one in sounds)


def place(phrase: Phrase, said: Sequence[Said]) -> list[Placed]:
    """Every phone of the phrase at its time."""
    placed: list[Placed] = []
    sung = phrase.syllables
    lead = length(said[0].onset)
    room = min(phrase.room + 0.02, phrase.start)
    first = sung[0].end - sung[0].start
    squeeze = _pace(first, lead + length(said[0].coda))
    squeeze = min(squeeze, max(room, 0.03) / lead) if lead else 1.0
    for index, (one, here) in enumerate(zip(sung, said, strict=True)):
        start = max(one.start, 0.03 if here.onset else 0.0)
        begin = start - length(here.onset, squeeze)
        placed += _row(here.onset, begin, start, index, squeeze)
        tail = length(here.coda)
        if index + 1 < len(sung):
            following = sung[index + 1].start
            pace = _pace(following - start, tail + length(said[index + 1].onset))
            end = following - length(said[index + 1].onset, pace)
            stop = end - length(here.coda, pace)
            squeeze = pace
        else:
            pace = _pace(one.end - start, TAIL * tail)
            end = one.end + TAIL * length(here.coda, pace)
            stop = end - length(here.coda, pace)
        vowel = here.vowel
        placed.append(
            Placed(vowel.phone, start, stop, vowel.first, vowel.last, True, index, vowel.seam)
        )
        placed += _row(here.coda, stop, end, index, pace)
    return placed


def _pace(time: float, wanted: float) -> float:
    """By how much consonants are squeezed to leave a vowel its time, or slowed down with it."""
    if not wanted:
        return 1.0
    return min(SHARE * max(time, 0.02) / wanted, min(max(1.0, CALM * time / wanted), SLOWEST))


def _row(
    sounds: Sequence[Sound], start: float, end: float, syllable: int, pace: float
) -> list[Placed]:
    """The sounds one after another at that pace, filling the time."""
    edges = np.cumsum([0.0, *(one.at(pace) for one in sounds)])
    edges = start + edges * ((end - start) / max(edges[-1], 1e-9))
    return [
        Placed(one.phone, float(a), float(b), one.first, one.last, False, syllable, one.seam)
        for one, a, b in zip(sounds, edges, edges[1:], strict=False)
    ]


def steady(frames: Real, phone: Phone) -> tuple[int, int]:
    """The stretch of a vowel's frames that changes least."""
    count = len(frames)
    width = min(STEADY, max(1, count // 2))
    low, high = (0.12, 0.45) if phone.kind is Kind.DIPHTHONG else (0.25, 0.8)
    change = np.abs(np.diff(frames[:, 1:40], axis=0)).sum(axis=1)
    first, last = round(low * count), max(round(high * count) - width, round(low * count) + 1)
    sums = [float(change[at : at + width].sum()) for at in range(first, last)]
    best = first + int(np.argmin(sums)) if sums else first
    return best, min(best + width, count - 1)


def path(
    placed: Sequence[Placed],
    stack: Real,
    times: Curve,
    generator: np.random.Generator,
) -> Curve:
    """Which row of the stack sounds at those times; whole numbers are rows as they are."""
    anchors: list[tuple[float, float]] = []
    held: list[tuple[float, float, int, int]] = []
    for index, one in enumerate(placed):
        before = placed[index - 1] if index else None
        after = placed[index + 1] if index + 1 < len(placed) else None
        start = one.start + _gap(before, one)
        end = max(one.end - _gap(one, after), start + 0.001)
        last = one.last - 1.0 if after is None or after.seam else float(one.last)
        if one.phone.vowel or one.carries:
            ways, hold = _vowel(one, stack, start, end, last)
            anchors += ways
            held += hold
        elif one.phone.kind is Kind.STOP:
            burst = min(BURST, 0.6 * (end - start))
            anchors += [(start, one.first), (end - burst, last - burst / STEP), (end, last)]
        else:
            anchors += [(start, one.first), (end, last)]
    at, rows = np.array(anchors).T
    result: Curve = np.interp(times, np.maximum.accumulate(at), rows)
    for start, end, low, high in held:
        inside = (times >= start) & (times < end)
        result[inside] = _wander(times[inside], start, end, low, high, generator)
    return result


def _gap(before: Placed | None, after: Placed | None) -> float:
    """Half the time that a seam between two words takes."""
    if before is None or after is None or not after.seam:
        return 0.0
    gap = BLEND if before.phone.voiced and after.phone.voiced else CUT
    return min(gap, 0.25 * (before.end - before.start), 0.25 * (after.end - after.start))


def _vowel(
    one: Placed, stack: Real, start: float, end: float, last: float
) -> tuple[list[tuple[float, float]], list[tuple[float, float, int, int]]]:
    """The anchors of a vowel and, if it lasts, where it lingers."""
    natural = (last - one.first) * STEP
    time = end - start
    if time <= natural:
        return [(start, one.first), (end, last)], []
    low, high = (one.first + row for row in steady(stack[one.first : one.last], one.phone))
    eased = min(EASED * (time - natural), EASING)
    into = (low - one.first) * STEP + eased
    out = (last - high) * STEP + eased * (2 if one.phone.kind is Kind.DIPHTHONG else 1)
    most = min(1.0, 0.9 * time / (into + out))
    into, out = most * into, most * out
    anchors = [(start, one.first), (start + into, low), (end - out, high), (end, last)]
    return anchors, [(start + into, end - out, low, high)]


def _wander(
    times: Curve,
    start: float,
    end: float,
    low: int,
    high: int,
    generator: np.random.Generator,
) -> Curve:
    """From `low` to `high` by detours: slow waves that are still at both ends."""
    way = (times - start) / max(end - start, 1e-9)
    swing = sum(
        size * np.sin(2 * np.pi * (rate * (times - start) + generator.random()))
        for size, rate in ((0.30, 0.9), (0.20, 2.3), (0.1, 4.1))
    )
    calm = np.minimum(1.0, np.minimum(times - start, end - times) / 0.08)
    result: Curve = np.clip(low + (high - low) * (way + swing * calm), low, high)
    return result


def sounds_of(sung: Sequence[Sung]) -> list[tuple[int, ...]]:
    """The syllables' indices, word by word."""
    words: list[list[int]] = []
    for index, one in enumerate(sung):
        if words and sung[words[-1][-1]].word == one.word:
            words[-1].append(index)
        else:
            words.append([index])
    return [tuple(word) for word in words]
