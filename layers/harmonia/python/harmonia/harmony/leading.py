"""
Voice leading: how far the notes of one chord have to move to become the next.

The distance is the least sum of semitones over all ways to send each note to one of the other's and
leave none of those out (Tymoczko, The geometry of musical chords, 2006), on pitch classes.
"""

from functools import cache
from itertools import combinations_with_replacement, permutations

from harmonia.harmony.families import tones
from harmonia.music.chord import Chord

VOICES = 4  # the tones that move: more would be colour


def distance(before: Chord, after: Chord) -> int:
    """
    The semitones that all voices move together.

    >>> distance(Chord.parse("C"), Chord.parse("Am")), distance(Chord.parse("C"), Chord.parse("F#"))
    (2, 6)
    """
    return _distance(before.quality, after.quality, _apart(before, after))


def common(before: Chord, after: Chord) -> int:
    """How many tones the two share."""
    apart = _apart(before, after)
    moved = {(apart + one) % 12 for one in _voices(after.quality)}
    return len(moved.intersection(_voices(before.quality)))


def _apart(before: Chord, after: Chord) -> int:
    return (after.root.semitone - before.root.semitone) % 12


@cache
def _voices(quality: str) -> tuple[int, ...]:
    """The tones that move, in semitones above the root."""
    return tuple(sorted(tones(quality), key=lambda tone: (tone in (2, 9, 5), tone))[:VOICES])


@cache
def _distance(before: str, after: str, apart: int) -> int:
    """The distance of two qualities whose roots lie that far apart."""
    here, there = _voices(before), tuple(apart + one for one in _voices(after))
    many, few = sorted((here, there), key=len, reverse=True)
    ways = [[min((a - b) % 12, (b - a) % 12) for b in few] for a in many]
    # Where one has more notes, some of the other's are reached twice.
    spare = combinations_with_replacement(range(len(few)), len(many) - len(few))
    return min(
        sum(map(list.__getitem__, ways, order))
        for extra in spare
        for order in permutations((*range(len(few)), *extra))
    )
