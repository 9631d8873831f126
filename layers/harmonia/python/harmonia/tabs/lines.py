"""
Melodies and bass lines on the neck: the string and fret of every note.

A hand at a position covers four frets, a finger each. Dynamic programming over (places, position)
finds the way through the line that moves the hand least, then keeps it low and crosses few strings.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from harmonia.tabs.tab import Place
from harmonia.tabs.tuning import Tuning
from harmonia.tabs.viterbi import cheapest

COVER = 3  # frets above the position that fingers reach
MOVE, FRET = 1.0, 0.5  # cost of moving the hand at all, and of each fret it moves
CROSS = 0.12  # cost of each string crossed
HEIGHT = 0.03  # cost of each fret up the neck
AWAY = 0.5  # cost of an open string far below the hand
NEAR = 4  # the position up to which open strings are at hand
MOST_WAYS = 24  # of holding notes that sound together
MOST_TOGETHER = 6


@dataclass(frozen=True, slots=True)
class Hold:
    """Where the notes that sound together are held, and where the hand is."""

    places: tuple[Place, ...]
    position: int

    @property
    def cost(self) -> float:
        """What it costs by itself."""
        cost = HEIGHT * self.position
        for place in self.places:
            if place.fret == 0:
                cost += AWAY * (self.position > NEAR)
            else:
                cost += 0.05 * (place.fret - self.position == COVER)
        return cost


def fingered_line(groups: Sequence[frozenset[int]], tuning: Tuning) -> tuple[Hold, ...]:
    """
    Where each group of MIDI keys is held; what hands can't hold together is thinned.

    Every key must be on the neck: see `fitted`.
    """
    columns = [ways(group, tuning) for group in groups]
    if not columns:
        return ()
    path = cheapest(
        [[one.cost for one in column] for column in columns],
        lambda index: _steps(columns[index - 1], columns[index]),
    )
    return tuple(column[one] for column, one in zip(columns, path, strict=True))


@cache
def _steps(before: tuple[Hold, ...], after: tuple[Hold, ...]) -> tuple[tuple[float, ...], ...]:
    """What it costs to come to each later hold from each earlier one."""
    return tuple(tuple(_step(old, new) for old in before) for new in after)


def _step(old: Hold, new: Hold) -> float:
    moved = abs(new.position - old.position)
    crossed = abs(new.places[0].string - old.places[0].string)
    return (MOVE + FRET * moved if moved else 0.0) + CROSS * crossed


@cache
def ways(group: frozenset[int], tuning: Tuning) -> tuple[Hold, ...]:
    """Every way to hold the keys together, the easiest first; inner notes go where none is."""
    keys = sorted(group)
    while len(keys) > MOST_TOGETHER:
        del keys[len(keys) // 2]
    while True:
        found = sorted(_holds(keys, tuning), key=lambda one: (one.cost, one.places))[:MOST_WAYS]
        if found:
            return tuple(found)
        del keys[len(keys) // 2]


def _holds(keys: Sequence[int], tuning: Tuning) -> Iterator[Hold]:
    for choice in product(*(_places(key, tuning) for key in keys)):
        if len({place.string for place in choice}) < len(choice):
            continue
        frets = [place.fret for place in choice if place.fret]
        if not frets:
            for position in range(1, 13, 1 if len(keys) == 1 else 4):
                yield Hold(choice, position)
        elif max(frets) - min(frets) <= COVER:
            for position in range(max(1, max(frets) - COVER), min(frets) + 1):
                yield Hold(choice, position)


@cache
def _places(key: int, tuning: Tuning) -> tuple[Place, ...]:
    """Where the key is on the neck."""
    instrument = tuning.instrument
    found = []
    for string, open_key in enumerate(tuning.strings):
        top = 0 if instrument.drone and string == 0 else instrument.frets
        if 0 <= key - open_key <= top:
            found.append(Place(string, key - open_key))
    return tuple(found)


def fitted(keys: Iterable[int], tuning: Tuning) -> dict[int, int]:
    """
    What each key is played as: the line moved by the octaves that keep most of it on the neck, and
    the rest folded in.
    """
    given = list(keys)
    octave = max(
        (0, 12, -12, 24, -24, 36, -36, 48, -48),
        key=lambda one: (sum(bool(_places(key + one, tuning)) for key in given), -abs(one)),
    )
    found = {}
    for key in set(given):
        moved = key + octave
        while not _places(moved, tuning):
            moved += 12 if moved < min(tuning.strings) else -12
        found[key] = moved
    return found


def hand_shift(frets: Iterable[Iterable[int]]) -> int:
    """
    The least way in frets that a hand covering four must go along the neck to play these in turn.

    It moves only as far as it has to; open strings move nothing.
    """
    low, high, total = 1, 99, 0
    for group in frets:
        held = [fret for fret in group if fret]
        if not held:
            continue
        first, last = max(1, max(held) - COVER), max(1, min(held))
        if first > high:
            total, low, high = total + first - high, first, first
        elif last < low:
            total, low, high = total + low - last, last, last
        else:
            low, high = max(low, first), min(high, last)
    return total
