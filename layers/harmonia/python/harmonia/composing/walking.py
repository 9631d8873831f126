"""
How a bass gets from root to root: an approach, a run, or a walk of one note a pulse.

The first note of a chord is its root, the last leads into the next root by a half step, a step or
from its fifth; between them the line steps through chord and scale and keeps its direction.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from harmonia.music.chord import Chord
from harmonia.music.key import Key

BEAM = 6
APPROACHES = ((-1, 1.0), (1, 1.0), (-2, 0.7), (2, 0.7), (7, 0.35), (-5, 0.4))  # from the target


@dataclass(frozen=True, slots=True)
class Register:
    """The register a line stays in."""

    low: int
    high: int

    def near(self, semitone: int, reference: int) -> int:
        """The key of that pitch class nearest the reference, drawn to the lower middle."""
        home = self.low + 9
        keys = range(self.low + (semitone - self.low) % 12, self.high + 1, 12)
        return min(
            keys or (self.low,), key=lambda key: abs(key - reference) + 0.25 * abs(key - home)
        )


def approach(
    root: int,
    target: int,
    scale: frozenset[int],
    register: Register,
    draw: random.Random,
    chromatic: float,
) -> int:
    """A note that leads from one root to the next: by a step, or a fifth if they are the same."""
    if target == root:
        fifth = target + 7 if target + 7 <= register.high else target - 5
        return fifth if fifth >= register.low else target
    near = [target + step for step in (-1, 1, -2, 2)]
    inside = [one for one in near if one % 12 in scale and one != root]
    beside = [one for one in near[:2] if one != root]
    liked = beside if draw.random() < chromatic else inside or beside
    allowed = [one for one in liked if register.low <= one <= register.high] or [target]
    return min(allowed, key=lambda one: (abs(one - root) > abs(target - root), abs(one - root)))


def run(root: int, target: int, count: int, scale: frozenset[int], register: Register) -> list[int]:
    """Steps of the scale into the target, from the root's side; none if there is no room."""
    up = target >= root and target - 5 >= register.low
    keys: list[int] = []
    key = target
    while len(keys) < count:
        key += -1 if up else 1
        if key % 12 in scale:
            keys.insert(0, key)
    return keys if all(register.low <= one <= register.high for one in keys) else []


def walk(
    start: int,
    target: int,
    count: int,
    chord: Chord,
    key: Key,
    register: Register,
    draw: random.Random,
    chromatic: float = 0.6,
) -> list[int]:
    """`count` notes beginning on `start` and leading into `target`, which is not among them."""
    if count <= 1:
        return [start]
    inside = {note.semitone for note in chord.notes}
    scale = inside | key.semitones
    lines: list[tuple[float, tuple[int, ...]]] = [(0.0, (start,))]
    for number in range(1, count - 1):
        lines = sorted(
            (cost + _step(line, key_, inside, draw), (*line, key_))
            for cost, line in lines
            for key_ in range(max(register.low, line[-1] - 7), min(register.high, line[-1] + 7) + 1)
            if key_ % 12 in scale and key_ != line[-1]
            and (number != 1 or key_ % 12 not in (target % 12,))
        )[:BEAM]  # fmt: skip
    ends = []
    for cost, line in lines:
        for distance, liking in APPROACHES:
            last = target + distance
            if not register.low <= last <= register.high or last == line[-1]:
                continue
            foreign = abs(distance) == 1 and last % 12 not in scale
            unlike = abs(distance) == 2 and last % 12 not in scale
            worth = liking * (chromatic / 0.6 if foreign else 1.0)
            jump = _leap(abs(last - line[-1])) + (2.0 if unlike else 0.0)
            ends.append((cost + jump - 1.6 * worth + draw.uniform(0, 1.2), (*line, last)))
    if not ends:
        return [*lines[0][1], start][:count]
    return list(min(ends)[1])


def _step(line: Sequence[int], key: int, inside: set[int], draw: random.Random) -> float:
    before = line[-1]
    cost = _leap(abs(key - before)) + draw.uniform(0, 1.4)
    cost -= 0.8 if key % 12 in inside else 0
    if len(line) > 1:
        cost += 0.7 if (key - before) * (before - line[-2]) < 0 else 0
        cost += 1.5 if key == line[-2] else 0
    return cost


def _leap(size: int) -> float:
    return (3.0, 0.2, 0.0, 0.3, 0.4, 0.9, 2.0, 1.2)[size] if size < 8 else 3.0 + size / 4
