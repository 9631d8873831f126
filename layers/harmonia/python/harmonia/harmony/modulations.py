"""How a progression gets from one key to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from harmonia.harmony.families import family
from harmonia.harmony.regions import Region
from harmonia.harmony.roles import AUTHENTIC, Place, fits
from harmonia.music.chord import Chord
from harmonia.music.key import Key

STEPS = {
    1: "up a half step", 2: "up a whole step", 3: "up a minor third", 4: "up a major third",
    5: "up a fourth", 6: "by a tritone", 7: "up a fifth", 8: "down a major third",
    9: "down a minor third", 10: "down a whole step", 11: "down a half step",
}  # fmt: skip


class Way(StrEnum):
    """How one gets to another key."""

    PIVOT = "pivot"  # by a chord that both keys have
    DOMINANT = "dominant"  # by the new key's V
    DIRECT = "direct"  # at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Modulation:
    """A change of key that begins with the chord of that number, counted from 0."""

    at: int
    bar: int
    before: Key
    after: Key
    way: Way
    words: str
    pivot: Chord | None = None


def modulations(
    chords: Sequence[Chord], found: Sequence[Region], bars: Sequence[int]
) -> tuple[Modulation, ...]:
    """The changes of key between the regions; `bars` is each chord's bar."""
    return tuple(_modulation(chords, old, new, bars[new.first]) for old, new in pairwise(found))


def _modulation(chords: Sequence[Chord], old: Region, new: Region, bar: int) -> Modulation:
    last, first = chords[new.first - 1], chords[new.first]
    pivot = next((one for one in (last, first) if _both(one, old.key, new.key)), None)
    fifth = (new.key.tonic.semitone + 7) % 12
    if first.root.semitone == fifth and family(first.quality) in AUTHENTIC:
        way, how = Way.DOMINANT, f"{first}, its dominant, opens the door"
    elif pivot:
        way, how = Way.PIVOT, f"{pivot} belongs to both keys and is the bridge"
    else:
        way, how = Way.DIRECT, "it steps there at once"
    return Modulation(
        at=new.first,
        bar=bar,
        before=old.key,
        after=new.key,
        way=way,
        pivot=pivot if way == Way.PIVOT else None,
        words=f"From bar {bar} it moves {_distance(old.key, new.key)} to {new.key}: {how}.",
    )


def _both(chord: Chord, old: Key, new: Key) -> bool:
    return fits(Place.of(chord, old), old.mode) and fits(Place.of(chord, new), new.mode)


def _distance(old: Key, new: Key) -> str:
    steps = (new.tonic.semitone - old.tonic.semitone) % 12
    if steps == 0:
        return "to the other mode,"
    related = old.minor != new.minor and steps == (3 if old.minor else 9)
    return "to its relative," if related else STEPS[steps]
