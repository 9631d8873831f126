"""
Prosody: when each syllable of a line is sung.

A line has a window of some bars and a rhythm it leans to (the style's, or the first verse's). A
search over the grid weighs what a singer feels: heavy syllables on strong beats and longer, light
ones between, the last word long and a breath after it, and as much of the rhythm kept as the words
allow. So other words on a known tune keep its shape.
"""

import math
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from harmonia.composing.singing import Ground

QUICKEST = 0.16  # seconds: no syllable is shorter
EASY = 0.21  # seconds: most are not
BREATH = 0.3  # seconds between lines
HELD = 2.6  # seconds: a last syllable need not be longer
PICKUP = 3  # grid steps before its window that a line may begin
ACCENTS = {  # what it costs a syllable of that weight to begin on such a place
    2: {3: 0.0, 2: 0.1, 1: 0.6, 0: 1.7, -1: 3.0},
    1: {3: 0.5, 2: 0.3, 1: 0.2, 0: 0.6, -1: 1.6},
    0: {3: 2.0, 2: 1.4, 1: 0.5, 0: 0.0, -1: 0.4},
}
LONGER = {2: 1.3, 1: 1.0, 0: 0.8}  # than the line's mean syllable
KEPT, LEFT = 0.55, 0.3  # costs of a note off the rhythm, and of a note of it left out


@dataclass(frozen=True, slots=True)
class Window:
    """Where a line is sung."""

    start: int  # a bar line, in ticks
    end: int
    free: int  # from where on the voice has its breath back
    bpm: float
    final: int = 0  # where the last syllable must begin, if anywhere
    firm: float = 1.0  # how much it is worth to keep the rhythm it leans to

    def seconds(self, ticks: float) -> float:
        """How long that is."""
        return ticks * 60 / (self.bpm * 480)


def unit(bpm: float, beat: int, crowded: bool) -> int:
    """The grid's step in ticks: eighths, or what is slower in fast songs, finer in full lines."""
    base = min(240, beat) if beat in (240, 120) else 240
    while base * 60 / (bpm * 480) < (QUICKEST if crowded else EASY - 0.03):
        base *= 2
    while crowded and base * 30 / (bpm * 480) >= QUICKEST and base > 60:
        base //= 2
    return base


def room(ticks: int, bpm: float, beat: int) -> int:
    """How many syllables that stretch can hold at most, with a breath at its end."""
    step = unit(bpm, beat, True)
    rest = max(step, BREATH * bpm * 480 / 60)
    return max(1, int((ticks - rest) // step))


def placed(
    stresses: Sequence[int],
    window: Window,
    ground: Ground,
    rhythm: Collection[int],
    draw: random.Random,
) -> list[tuple[int, int]]:
    """When each syllable begins and how long it is sung, in ticks."""
    count, beat = len(stresses), ground.meter.beat
    easy = unit(window.bpm, beat, False)
    length = window.end - window.start
    crowded = count > 0.75 * (length / easy - 2)
    step = unit(window.bpm, beat, True) if crowded else easy
    breath = max(step, math.ceil(BREATH * window.bpm * 8 / step) * step)
    last = window.final + step if window.final else window.end - breath
    first = max(window.start - PICKUP * step, window.free)
    first = window.start - (window.start - first) // step * step if first < window.start else first
    first = -(-(first - window.start) // step) * step + window.start
    slots = list(range(first, max(last, first + count * step), step))
    starts = _search(stresses, slots, step, window, ground, frozenset(rhythm), draw)
    return _lengths(starts, step, max(last, starts[-1] + step), window)


def _search(
    stresses: Sequence[int],
    slots: Sequence[int],
    step: int,
    window: Window,
    ground: Ground,
    rhythm: frozenset[int],
    draw: random.Random,
) -> list[int]:
    """The cheapest slots for the syllables, in order."""
    count, size = len(stresses), len(slots)
    mean = max(1.0, (size - PICKUP) / (count + 0.8))
    here = [_here(slot, window, ground, rhythm, draw) for slot in slots]
    skipped = [0.0]
    for slot in slots:
        skipped.append(skipped[-1] + (LEFT * window.firm if slot in rhythm else 0.0))
    reach = range(1, min(size, round(3.4 * mean) + 3) + 1)
    spans = {
        weight: [_span(gap, mean * LONGER[weight], step, window) for gap in range(reach.stop)]
        for weight in (0, 1, 2)
    }
    final = min(size - 1, max(0, (window.final - slots[0]) // step)) if window.final else -1
    costs: list[list[float]] = []
    origins: list[list[int]] = []
    for index, weight in enumerate(stresses):
        accents = ACCENTS[weight]
        own = [accents[place] + price for place, price in here]
        row, origin = [math.inf] * size, [-1] * size
        left = count - 1 - index
        for at in range(index, size - left):
            if index == 0:
                row[at] = own[at] + skipped[at] + 0.1 * max(0, (window.start - slots[at]) // step)
                continue
            gaps = spans[stresses[index - 1]]
            best, where = math.inf, -1
            for gap in reach:
                before = at - gap
                if before < 0:
                    break
                price = costs[-1][before] + gaps[gap] - skipped[before + 1] + skipped[at]
                if price < best:
                    best, where = price, before
            row[at], origin[at] = best + own[at], where
        if left == 0:
            row = [
                price + _last(slots[at], count, slots[-1] + step, window, final == at)
                if final in (-1, at)
                else math.inf
                for at, price in enumerate(row)
            ]
        costs.append(row)
        origins.append(origin)
    at = min(range(size), key=lambda place: costs[-1][place])
    if math.isinf(costs[-1][at]):
        return list(slots[:count])
    chosen = [at]
    for index in range(count - 1, 0, -1):
        chosen.append(origins[index][chosen[-1]])
    return [slots[place] for place in reversed(chosen)]


def _here(
    slot: int, window: Window, ground: Ground, rhythm: frozenset[int], draw: random.Random
) -> tuple[int, float]:
    """How strong a place is, from 3 (the one) to -1 (between eighths), and its own cost."""
    offset = (slot - ground.origin) % ground.meter.bar
    weight = ground.weight(slot)
    place = 3 if offset == 0 else weight
    if weight == 0 and offset % min(240, ground.meter.beat):
        place = -1
    return place, (0.0 if slot in rhythm else KEPT * window.firm) + 0.12 * draw.random()


def _span(gap: int, wanted: float, step: int, window: Window) -> float:
    """What it costs a syllable to last that many steps."""
    if gap == 0:
        return math.inf
    hurried = 0.8 if window.seconds(gap * step) < EASY else 0.0
    return hurried + 0.9 * math.log2(gap / wanted) ** 2


def _last(slot: int, count: int, end: int, window: Window, pinned: bool) -> float:
    """What it costs the last syllable to begin there: it wants time, but not all of it."""
    if pinned:
        return 0.0
    length = window.seconds(end - slot)
    alone = 0.8 if count == 1 else 0.3
    wanted = max(0.5, min(HELD if count == 1 else 1.4, alone * window.seconds(end - window.start)))
    return 1.6 * math.log2(max(0.05, length) / wanted) ** 2 * (1.0 if length < wanted else 0.5)


def _lengths(starts: Sequence[int], step: int, end: int, window: Window) -> list[tuple[int, int]]:
    """The starts with their lengths: to the next one, the last held for a while."""
    held = round(HELD / window.seconds(1)) // step * step
    tail = window.end if window.final else min(end, starts[-1] + max(step, held))
    return [
        (start, after - start) for start, after in zip(starts, [*starts[1:], tail], strict=True)
    ]
