"""
Where a progression changes its key: the cheapest path through the keys (Viterbi).

To stay costs what the chords cost; to go costs `MOVE`, and more for keys far apart on the circle of
fifths. So a secondary dominant stays a visitor, and only a key that is lived in for some chords
becomes one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from harmonia.harmony.families import Family, family
from harmonia.harmony.keys import DEAREST, at_home, candidates, ranked, roles
from harmonia.harmony.roles import AUTHENTIC
from harmonia.music.chord import Chord
from harmonia.music.key import Key, fifths

MOVE, FAR = 2.2, 0.06  # to go at all, and per fifth between the keys
BELOVED = 0.2  # what the key that the caller named is cheaper by, a chord
ARRIVES = 0.4
SHORTEST = 3  # chords that a key must last


@dataclass(frozen=True, slots=True)
class Region:
    """Chords from `first` up to, not with, `end`, all in one key."""

    first: int
    end: int
    key: Key


def regions(
    chords: Sequence[Chord], beats: Sequence[float], named: Key | None
) -> tuple[Region, ...]:
    """The progression's keys in order; the first is the named one where one was named."""
    if not named and (blue := _blues(chords)):
        return (Region(0, len(chords), blue),)
    cuts = _cuts(_path(chords, named))
    if len(cuts) == 2:
        key = named or ranked(chords, beats)[0].key
        return (Region(0, len(chords), key),)
    found: list[Region] = []
    for first, end in pairwise(cuts):
        key = ranked(chords[first:end], beats[first:end])[0].key
        if first == 0 and named:
            key = named
        elif found and (known := _known(key, found)):
            key = known
        if found and found[-1].key == key:
            found[-1] = Region(found[-1].first, end, key)
        else:
            found.append(Region(first, end, key))
    return tuple(found)


def _blues(chords: Sequence[Chord]) -> Key | None:
    """The key of a blues, where sevenths on I, IV and V are all at home."""
    tonic = chords[0].root
    degrees = [
        (chord.root.semitone - tonic.semitone) % 12
        for chord in chords
        if family(chord.quality) == Family.DOMINANT
    ]
    mostly = sum(degree in (0, 5, 7) for degree in degrees) * 2 > len(chords)
    return Key(tonic, "major") if mostly and {0, 5, 7} <= set(degrees) else None


def _known(key: Key, found: Sequence[Region]) -> Key | None:
    """The same key under the spelling it had before."""
    same = (
        one.key
        for one in found
        if one.key.tonic.semitone == key.tonic.semitone and one.key.mode == key.mode
    )
    return next(same, None)


def _path(chords: Sequence[Chord], named: Key | None) -> list[int]:
    """For each chord the number of its key on the cheapest path."""
    keys = [
        key
        for key in candidates(sum(fifths(chord.root) for chord in chords) / len(chords))
        if key.mode in ("major", "minor") or _alike(key, named)
    ]
    costs = [_costs(chords, key, BELOVED if _alike(key, named) else 0.0) for key in keys]
    moves = [[_move(one, other) for one in keys] for other in keys]
    total = [cost[0] for cost in costs]
    came: list[list[int]] = []
    for index in range(1, len(chords)):
        cheapest = min(range(len(keys)), key=total.__getitem__)
        step, back = [], []
        for at in range(len(keys)):
            best, origin = total[at], at
            # From the cheapest or from none: another origin could save a fifth's distance alone.
            if total[cheapest] + moves[at][cheapest] < best:
                best, origin = total[cheapest] + moves[at][cheapest], cheapest
            step.append(best + costs[at][index])
            back.append(origin)
        total = step
        came.append(back)
    at = min(range(len(keys)), key=total.__getitem__)
    path = [at]
    for back in reversed(came):
        at = back[at]
        path.append(at)
    return path[::-1]


def _costs(chords: Sequence[Chord], key: Key, discount: float) -> list[float]:
    costs = [min(one.cost, DEAREST) - discount for one in roles(chords, key)]
    fifth = (key.tonic.semitone + 7) % 12
    for index in range(1, len(chords)):
        before = chords[index - 1]
        if before.root.semitone == fifth and family(before.quality) in AUTHENTIC:
            costs[index] -= ARRIVES * at_home(chords[index], key)
    return costs


def _alike(key: Key, named: Key | None) -> bool:
    return (
        named is not None and key.mode == named.mode and key.tonic.semitone == named.tonic.semitone
    )


def _move(one: Key, other: Key) -> float:
    return MOVE + FAR * min(abs(one.signature - other.signature), 6)


def _cuts(path: Sequence[int]) -> list[int]:
    """Where keys begin, and the end; a key too short to be one belongs to what was before."""
    starts = [0, *(index for index in range(1, len(path)) if path[index] != path[index - 1])]
    kept: list[int] = []
    for first, end in zip(starts, [*starts[1:], len(path)], strict=True):
        if not kept or (end - first >= SHORTEST and path[first] != path[kept[-1]]):
            kept.append(first)
    if len(kept) > 1 and kept[1] - kept[0] < SHORTEST:
        kept.pop(1 if kept[1] - kept[0] < 2 else 0)
        kept[0] = 0
    return [*kept, len(path)]
