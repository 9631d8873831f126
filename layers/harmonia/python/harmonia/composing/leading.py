"""
Voice leading: chords as voices that move as little as they can.

Upper voices stay between E3 and G5; a common tone is held, the others go to the nearest tone, and
nobody crosses. The root is left to the bass when the chord has enough else to say.
"""

from collections.abc import Sequence
from functools import cache
from itertools import combinations, pairwise

from harmonia.music.chord import Chord

LOW, HIGH = 52, 79  # E3 to G5


def essential(chord: Chord, count: int) -> list[int]:
    """The pitch classes to voice: third, seventh and colour first, then fifth, then root."""
    classes = [note.semitone for note in chord.notes]
    order = [*classes[1:2], *classes[3:], *classes[2:3], classes[0]]
    if len(classes) == 3:
        order = [classes[0], *classes[1:]]
    return list(dict.fromkeys(order))[:count]


@cache  # songs go round
def voiced(
    chord: Chord, before: tuple[int, ...], count: int, low: int = LOW, high: int = HIGH
) -> tuple[int, ...]:
    """
    The chord for `count` voices, nearest to the voices before it, as ascending MIDI keys.

    >>> voiced(Chord.parse("F"), (60, 64, 67), 3)
    (60, 65, 69)
    """
    classes = essential(chord, count)
    centre = sum(before) / len(before) if before else (low + high) / 2 - 2
    keys = [key for key in range(low, high + 1) if key % 12 in classes]
    near = sorted(keys, key=lambda key: abs(key - centre))[: 2 * count + 3]
    best: tuple[float, tuple[int, ...]] = (float("inf"), ())
    for voices in combinations(sorted(near), min(count, len(near))):
        cost = _cost(voices, before, classes, centre)
        if cost < best[0]:
            best = (cost, voices)
    return best[1]


def _cost(
    voices: Sequence[int], before: Sequence[int], classes: Sequence[int], centre: float
) -> float:
    missing = len(set(classes) - {key % 12 for key in voices})
    gaps = [high - low for low, high in pairwise(voices)]
    cost = 9.0 * missing + sum(2.0 for gap in gaps if gap < 2) + sum(1.5 for gap in gaps if gap > 9)
    cost += 0.15 * abs(sum(voices) / len(voices) - 65)
    if len(before) == len(voices):
        cost += sum(abs(now - then) for now, then in zip(voices, before, strict=True))
    else:
        cost += abs(sum(voices) / len(voices) - centre)
    return cost
