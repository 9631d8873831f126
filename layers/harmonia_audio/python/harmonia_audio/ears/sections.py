"""
Sections: where the music turns to something else, and where it comes back.

Bars that sound alike make blocks along the diagonal of a self-similarity matrix; a checkerboard
slid along it peaks where one block ends (Foote, "Automatic audio segmentation using a measure of
audio novelty", 2000). Stretches whose bars are as like each other's as their own get one label.
"""

from bisect import bisect
from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
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
    novelty = _novelty(_unit(bars))
    novelty[: SHORTEST // 2] = novelty[len(bars) - SHORTEST // 2 :] = 0
    found = [0, len(bars)]
    for bar in np.argsort(-novelty):
        if novelty[bar] <= max(PROMINENT * novelty.max(), 0.02):
            break
        place = bisect(found, bar)
        if bar - found[place - 1] >= SHORTEST <= found[place] - bar:
            found.insert(place, int(bar))
    return found[:-1]


def labels(bars: Matrix, starts: Sequence[int]) -> list[str]:
    """A letter for each section; those that sound alike share it."""
    unit = _unit(bars)
    ends = [*starts[1:], len(bars)]
    named: list[str] = []
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        close = [
            (_sameness(unit, (start, end), (starts[other], ends[other])), named[other])
            for other in range(index)
        ]
        best, name = max(close, default=(0.0, ""))
        named.append(name if best > ALIKE else _letter(len(set(named))))
    return named


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"Z{number - 25}"


def _unit(bars: Matrix) -> Matrix:
    """The bars about their mean, each of length one: products of two say how alike they are."""
    spread = bars - bars.mean(axis=0)
    return np.asarray(spread / (np.linalg.norm(spread, axis=1, keepdims=True) + 1e-9))


def _novelty(unit: Matrix) -> Matrix:
    """How much the bars before each are like each other, and so are those after, but not both."""
    sums = np.concatenate([np.zeros((1, unit.shape[1])), np.cumsum(unit, axis=0)])
    bar = np.arange(len(unit))
    reach = np.minimum(np.minimum(bar, len(unit) - bar), KERNEL)
    # A mean over a block of the similarity matrix is the product of two mean bars, so the
    # checkerboard is a quarter of the squared distance between what is before and what is after.
    apart = sums[bar + reach] - 2 * sums[bar] + sums[bar - reach]
    novelty = (apart**2).sum(axis=1) / (4 * np.maximum(reach, 1) ** 2)
    return np.asarray(np.where(reach < 2, 0.0, novelty))


def _sameness(unit: Matrix, one: tuple[int, int], other: tuple[int, int]) -> float:
    """How alike two stretches are bar by bar, in the best of the ways to lay one on the other."""
    length = min(one[1] - one[0], other[1] - other[0])
    first = unit[one[0] : one[0] + length]
    laid = sliding_window_view(unit[other[0] : other[1]], length, axis=0)
    return float((1 + np.einsum("bf,wfb->w", first, laid).max() / length) / 2)
