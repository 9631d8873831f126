"""
Cadences: how phrases end.

Phrases are taken to be four bars, as nearly all are, and to end with the progression and with a
key. A fall V7-I is heard as an ending anywhere; half, plagal and deceptive ones only where a phrase
ends, for elsewhere the same chords just pass by.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from harmonia.harmony.families import Family, family
from harmonia.harmony.roles import AUTHENTIC
from harmonia.music.chord import Chord
from harmonia.music.key import Key


class Cadence(StrEnum):
    """A way to end a phrase."""

    AUTHENTIC = "authentic"
    HALF = "half"
    PLAGAL = "plagal"
    DECEPTIVE = "deceptive"
    BACKDOOR = "backdoor"


@dataclass(frozen=True, slots=True)
class Ending:
    """A cadence that arrives on the chord of that number, counted from 0."""

    at: int
    cadence: Cadence
    words: str


WORDS = {
    Cadence.AUTHENTIC: "{before} falls home to {after}: a full stop.",
    Cadence.HALF: "The phrase stops on {after}, the dominant: a question that wants an answer.",
    Cadence.PLAGAL: "{before} sinks home to {after}: the “Amen” ending, soft and warm.",
    Cadence.DECEPTIVE: "{before} promises home, but {after} comes instead: a surprise.",
    Cadence.BACKDOOR: "{before} comes home to {after} by the back door, from a whole step below.",
}
BRIGHTENED = "{before} falls home to {after}, major at last: a Picardy third."
WEAK = "{before} falls home to {after}, not on its root: a comma rather than a full stop."
HOME_SOUNDS = frozenset({Family.MAJOR, Family.MINOR, Family.POWER})


def endings(
    chords: Sequence[Chord], keys: Sequence[Key], phrase_ends: frozenset[int]
) -> tuple[Ending, ...]:
    """The cadences; `keys` is each chord's key, `phrase_ends` the chords that phrases end with."""
    found: list[Ending] = []
    for index, (chord, key) in enumerate(zip(chords, keys, strict=True)):
        before = chords[index - 1] if index else None
        closes = index in phrase_ends and index != len(chords) - 2  # no end just before the end
        cadence = _cadence(before, chord, key, closes=closes)
        if cadence:
            text = _words(cadence, before, chord, key)
            found.append(Ending(index, cadence, text.format(before=before, after=chord)))
    return tuple(found)


def _cadence(before: Chord | None, chord: Chord, key: Key, *, closes: bool) -> Cadence | None:
    degree, kind = _degree(chord, key), family(chord.quality)
    if before is None or before.root == chord.root:
        return Cadence.HALF if closes and _dominant(chord, key) else None
    origin = _degree(before, key)
    rests = kind in HOME_SOUNDS
    firm = family(before.quality) == Family.DOMINANT
    if _dominant(before, key) and (closes or firm):
        if degree == 0 and rests:
            return Cadence.AUTHENTIC
        if degree in (8, 9) and rests and (degree == 8) == key.minor:
            return Cadence.DECEPTIVE
    if closes and degree == 0 and rests and origin == 5:
        return Cadence.PLAGAL
    if origin == 10 and degree == 0 and firm and not key.minor:
        return Cadence.BACKDOOR
    return Cadence.HALF if closes and _dominant(chord, key) else None


def _words(cadence: Cadence, before: Chord | None, chord: Chord, key: Key) -> str:
    if cadence == Cadence.AUTHENTIC and before:
        if key.minor and family(chord.quality) == Family.MAJOR:
            return BRIGHTENED
        if chord.bass or before.bass:
            return WEAK
    return WORDS[cadence]


def _dominant(chord: Chord, key: Key) -> bool:
    return _degree(chord, key) == 7 and family(chord.quality) in AUTHENTIC


def _degree(chord: Chord, key: Key) -> int:
    return (chord.root.semitone - key.tonic.semitone) % 12
