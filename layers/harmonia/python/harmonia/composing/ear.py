"""
The ear: which of several tunes is the better one.

It counts what makes a line dull: notes that stick, bars that all walk alike, no leap at all or too
many, a height reached again and again, a compass too narrow to be a tune. Nothing here knows how a
tune was made.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from harmonia.composing.singing import Tone


def dullness(tune: Sequence[Tone], bar: int, centre: int) -> float:
    """How dull the tune is, or how far from its register; 0 leaves nothing to complain of."""
    if len(tune) < 4:
        return 3.0
    steps = [tone.step for tone in tune]
    moves = [abs(after - before) for before, after in pairwise(steps)]
    share = Counter(min(move, 5) for move in moves)
    stuck, walked = share[0] / len(moves), share[1] / len(moves)
    leaps = sum(share[size] for size in (3, 4, 5)) / len(moves)
    longest = max(len(list(run)) for _, run in groupby(steps))
    complaints = [
        8.0 * max(0.0, stuck - 0.24),
        5.0 * max(0.0, 0.45 - walked),
        6.0 * max(0.0, leaps - 0.16),
        0.7 * (leaps == 0),
        0.9 * max(0, 5 - len(set(steps))),
        0.6 * max(0, 5 - (max(steps) - min(steps))),
        0.4 * max(0, longest - 2),
        0.3 * max(0, steps.count(max(steps)) - 2),
        0.9 * max(0.0, abs(sum(steps) / len(steps) - centre) - 0.7),
        _gait(tune, bar),
    ]
    return sum(complaints)


def _gait(tune: Sequence[Tone], bar: int) -> float:
    """Whether rhythms return, but not in every bar."""
    bars: dict[int, list[tuple[int, int]]] = {}
    for tone in tune:
        bars.setdefault(tone.start // bar, []).append((tone.start % bar, tone.length))
    rhythms = [tuple(row) for row in bars.values()]
    if len(rhythms) < 4:
        return 0.0
    again = 1 - len(set(rhythms)) / len(rhythms)
    return 4.0 * max(0.0, again - 0.7) + 3.0 * max(0.0, 0.25 - again)
