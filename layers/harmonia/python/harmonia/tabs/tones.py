"""
Which of a chord's tones a shape must have, and which may go where strings are few.

The bass, the third and the seventh make the chord; the perfect fifth goes first, then the ninth
under a thirteenth, and where nobody listens for a bass (a ukulele) at last the root.
"""

from dataclasses import dataclass
from functools import cache

from harmonia.music.chord import Chord
from harmonia.music.note import Interval, Note
from harmonia.tabs.tuning import NAMES

FIFTH, NINTH, THIRTEENTH = Interval(4, 7), Interval(1, 14), Interval(5, 21)
CANONICAL = tuple(Note.parse(name) for name in NAMES)


@dataclass(frozen=True, slots=True)
class Tones:
    """Pitch classes as sets of bits, C the lowest."""

    allowed: int
    required: int
    bass: int  # pitch class


@cache
def tones(chord: Chord, strings: int, *, rooted: bool) -> Tones:
    """What a shape of the chord on so many strings may and must sound."""
    allowed = {note.semitone for note in chord.notes} | {chord.lowest.semitone}
    required = set(allowed)
    for dispensable in _dispensable(chord, rooted):
        if len(allowed) > 3 and dispensable != chord.lowest.semitone:
            required.discard(dispensable)
    droppable = [(chord.root + interval).semitone for interval in chord.intervals[:0:-1]]
    while len(required) > strings:  # seven tones on four strings: the colours on top stay longest
        required.discard(droppable.pop())
    return Tones(_bits(allowed), _bits(required), chord.lowest.semitone)


def _dispensable(chord: Chord, rooted: bool) -> list[int]:
    found = [FIFTH]
    if THIRTEENTH in chord.intervals or Interval(3, 17) in chord.intervals:
        found.append(NINTH)
    gone = [(chord.root + one).semitone for one in found if one in chord.intervals]
    if not rooted and len(chord.intervals) > 4:
        gone.append(chord.root.semitone)
    return gone


def _bits(classes: set[int]) -> int:
    return sum(1 << one for one in classes)


@cache
def moved(chord: Chord, semitones: int) -> Chord:
    """The chord so many semitones higher, under the name that players use."""
    bass = chord.bass and CANONICAL[(chord.bass.semitone + semitones) % 12]
    return Chord(CANONICAL[(chord.root.semitone + semitones) % 12], chord.quality, bass)


def omitted(chord: Chord, keys: tuple[int, ...]) -> tuple[Note, ...]:
    """The chord's tones that are not among the sounding keys."""
    sounding = {key % 12 for key in keys}
    return tuple(note for note in chord.notes if note.semitone not in sounding)
