"""
Voice leading: how far the notes of one chord have to move to become the next.

The distance is the least sum of semitones over all ways to send each note to one of the other's and
leave none of those out (Tymoczko, The geometry of musical chords, 2006), on pitch classes.
"""

from functools import lru_cache
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
    return _distance(_classes(before), _classes(after))


def common(before: Chord, after: Chord) -> int:
    """How many tones the two share."""
    return len(_classes(before) & _classes(after))


@lru_cache(8192)
def _classes(chord: Chord) -> frozenset[int]:
    root = chord.root.semitone
    kept = sorted(tones(chord.quality), key=lambda tone: (tone in (2, 9, 5), tone))[:VOICES]
    return frozenset((root + tone) % 12 for tone in kept)


@lru_cache(8192)
def _distance(before: frozenset[int], after: frozenset[int]) -> int:
    many, few = sorted((tuple(before), tuple(after)), key=len, reverse=True)
    # Where one has more notes, some of the other's are reached twice.
    doubled = ((*few, *extra) for extra in combinations_with_replacement(few, len(many) - len(few)))
    return min(
        sum(min((a - b) % 12, (b - a) % 12) for a, b in zip(many, order, strict=True))
        for target in doubled
        for order in permutations(target)
    )
