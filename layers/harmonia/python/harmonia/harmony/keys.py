"""
The key that chords are in: every key's own reading of them, weighed.

Each key pays for each chord what `roles` says the chord costs in it, more for long chords, and
earns by what tells a listener where home is: the first chord, the last, and fifths that fall to the
tonic.
The ranking's confidences are a softmax over keys, so that Am F C G is told as the open question
that it is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from harmonia.harmony.families import Family, family
from harmonia.harmony.roles import AUTHENTIC, Place, Role, role
from harmonia.music.chord import Chord
from harmonia.music.key import Key, fifths
from harmonia.music.note import LETTERS, Note
from harmonia.music.scale import FIFTHS

RARITY = {  # what a mode must make up for, major and minor being what most music is in
    "major": 0.0, "minor": 0.0, "mixolydian": 0.8, "dorian": 0.8, "lydian": 2.0, "phrygian": 2.0,
}  # fmt: skip
FIRST, LAST, ABSENT = 1.0, 0.9, 1.2
ARRIVAL, FIRM = 0.35, 0.7  # a fifth that falls home, and one with its seventh
MOST_FIFTHS = 3  # falls to the tonic that count
DEAREST = 2.5  # a chord from far away costs no more than this
WEIGHT = 12.0  # chords; longer progressions are not surer for their length alone
SHOWN = 4
REST = frozenset({Family.MAJOR, Family.MINOR, Family.DOMINANT, Family.SUSPENDED, Family.POWER})


@dataclass(frozen=True, slots=True)
class Likely:
    """A key, and how sure one can be of it, 0 to 1."""

    key: Key
    confidence: float


def roles(chords: Sequence[Chord], key: Key) -> tuple[Role, ...]:
    """What each chord does in the key."""
    places = [Place.of(chord, key) for chord in chords]
    return tuple(
        role(place, tuple(places[index + 1 : index + 3]), key.mode)
        for index, place in enumerate(places)
    )


def ranked(chords: Sequence[Chord], beats: Sequence[float]) -> tuple[Likely, ...]:
    """The likeliest keys of the chords, best first; `beats` says how long each sounds."""
    found = {
        mode_key: score(chords, beats, mode_key)
        for mode_key in candidates(sum(fifths(chord.root) for chord in chords) / len(chords))
    }
    best = max(found.values())
    scale = min(1.0, WEIGHT / len(chords))
    weights = {key: math.exp((value - best) * scale) for key, value in found.items()}
    total = sum(weights.values())
    order = sorted(weights, key=lambda key: (-weights[key], abs(key.signature), str(key)))
    return tuple(Likely(key, round(weights[key] / total, 3)) for key in order[:SHOWN])


def score(chords: Sequence[Chord], beats: Sequence[float], key: Key) -> float:
    """How well the chords sit in the key, in rough nats; higher is better."""
    mean = sum(beats) / len(beats)
    paid = sum(
        min(one.cost, DEAREST) * min(length / mean, 2.0)
        for one, length in zip(roles(chords, key), beats, strict=True)
    )
    tonic = key.tonic.semitone
    homes = [at_home(chord, key) for chord in chords]
    earned = FIRST * homes[0] + LAST * homes[-1] - ABSENT * (not any(homes))
    falls = [
        FIRM if family(before.quality) == Family.DOMINANT else ARRIVAL
        for before, after, home in zip(chords, chords[1:], homes[1:], strict=False)
        if home
        and (before.root.semitone - tonic) % 12 == 7
        and family(before.quality) in AUTHENTIC
        and family(after.quality) != Family.DOMINANT  # a blues goes round, it does not fall
    ]
    return earned + sum(sorted(falls)[-MOST_FIFTHS:]) - paid - RARITY[key.mode]


def at_home(chord: Chord, key: Key) -> bool:
    """Whether the chord is the key's tonic: on its root, with its third."""
    if chord.root.semitone != key.tonic.semitone or family(chord.quality) not in REST:
        return False
    return (family(chord.quality) == Family.MINOR) == key.minor or family(chord.quality) in (
        Family.SUSPENDED,
        Family.POWER,
    )


@cache
def _spelled(semitone: int, mode: str, flat: bool) -> Key:
    """The key on that pitch class, with the fewest signs; F# or Gb as the chords lean."""
    names = [Note(letter, sign) for letter in range(len(LETTERS)) for sign in (-1, 0, 1)]
    fits = [name for name in names if name.semitone == semitone]
    signs = {name: fifths(name) + FIFTHS[mode] for name in fits}
    best = min(fits, key=lambda name: (abs(signs[name]), (signs[name] < 0) != flat))
    return Key(best, mode)


def candidates(lean: float) -> tuple[Key, ...]:
    """Every key that may be, spelled with flats where the chords lean (on the line of fifths)."""
    return _candidates(lean < 0)


@cache
def _candidates(flat: bool) -> tuple[Key, ...]:
    return tuple(_spelled(semitone, mode, flat) for mode in RARITY for semitone in range(12))
