"""
Sections: where the music turns to something else, and where it comes back.

Bars that sound alike make blocks along the diagonal of a self-similarity matrix; a checkerboard
slid along it peaks where one block ends (Foote, "Automatic audio segmentation using a measure of
audio novelty", 2000). Stretches whose bars are as like each other's as their own get one label.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

KERNEL = 8  # bars to each side of a boundary that are looked at
SHORTEST = 4  # bars
PROMINENT = 0.35  # of the highest novelty
ALIKE = 0.72  # similarity from which two stretches are one kind


def boundaries(bars: Matrix) -> list[int]:
    """The bars at which a section begins, the first included; `bars` is [bars, features]."""
    if len(bars) < 2 * SHORTEST:
        return [0] if len(bars) else []
    alike = _alike(bars)
    novelty = np.array([_novelty(alike, bar) for bar in range(len(bars))])
    novelty[: SHORTEST // 2] = novelty[len(bars) - SHORTEST // 2 :] = 0
    found = [0]
    for bar in np.argsort(-novelty):
        enough = novelty[bar] > PROMINENT * novelty.max() and novelty[bar] > 0.02
        if enough and all(abs(int(bar) - other) >= SHORTEST for other in [*found, len(bars)]):
            found.append(int(bar))
    return sorted(found)


def labels(bars: Matrix, starts: Sequence[int]) -> list[str]:
    """A letter for each section; those that sound alike share it."""
    alike = _alike(bars)
    ends = [*starts[1:], len(bars)]
    named: list[str] = []
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        close = [
            (_sameness(alike, (start, end), (starts[other], ends[other])), named[other])
            for other in range(index)
        ]
        best, name = max(close, default=(0.0, ""))
        named.append(name if best > ALIKE else _letter(len(set(named))))
    return named


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"Z{number - 25}"


def _alike(bars: Matrix) -> Matrix:
    """How alike every two bars are, 0 to 1."""
    spread = bars - bars.mean(axis=0)
    unit = spread / (np.linalg.norm(spread, axis=1, keepdims=True) + 1e-9)
    return np.asarray((1 + unit @ unit.T) / 2)


def _novelty(alike: Matrix, bar: int) -> float:
    """How much the bars before are like each other, and so are those after, but not both."""
    reach = min(KERNEL, bar, len(alike) - bar)
    if reach < 2:
        return 0.0
    before, after = slice(bar - reach, bar), slice(bar, bar + reach)
    inside = alike[before, before].mean() + alike[after, after].mean()
    return float(inside / 2 - alike[before, after].mean())


def _sameness(alike: Matrix, one: tuple[int, int], other: tuple[int, int]) -> float:
    """How alike two stretches are bar by bar, in the best of the ways to lay one on the other."""
    length = min(one[1] - one[0], other[1] - other[0])
    first = np.arange(one[0], one[0] + length)
    spare = (other[1] - other[0]) - length
    return max(
        float(alike[first, np.arange(other[0] + skip, other[0] + skip + length)].mean())
        for skip in range(spare + 1)
    )
