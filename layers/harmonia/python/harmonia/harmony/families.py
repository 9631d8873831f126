"""
Families of chords: what a quality is to the ear, whatever its colours.

A family decides where a chord pulls: C7, C9 and C7b5 are dominants and want to fall a fifth; C, C6
and Cmaj9 are at rest. `core` is what a listener needs to tell the key by; the tensions above the
octave and the altered fifths of dominants are colour.
"""

from enum import StrEnum
from functools import cache

from harmonia.music.chord import QUALITIES


class Family(StrEnum):
    """What a chord is to the ear."""

    MAJOR = "major"
    DOMINANT = "dominant"
    MINOR = "minor"
    DIMINISHED = "diminished"
    HALF = "half-diminished"
    AUGMENTED = "augmented"
    SUSPENDED = "suspended"
    POWER = "power"


SMALL = frozenset({Family.MINOR, Family.DIMINISHED, Family.HALF})  # written in small numerals


@cache
def family(quality: str) -> Family:
    """
    The family of a quality.

    >>> str(family("7#9")), str(family("maj9")), str(family("m7b5"))
    ('dominant', 'major', 'half-diminished')
    """
    tones = {interval.semitones for interval in QUALITIES[quality]}
    if 3 in tones and 4 not in tones:
        if 6 not in tones:
            return Family.MINOR
        return Family.HALF if 10 in tones else Family.DIMINISHED
    if 4 in tones:
        if 10 in tones:
            return Family.DOMINANT
        return Family.AUGMENTED if 8 in tones else Family.MAJOR
    return Family.POWER if tones == {0, 7} else Family.SUSPENDED


@cache
def core(quality: str) -> frozenset[int]:
    """The tones, in semitones above the root, that tell the key."""
    tones = frozenset(
        interval.semitones for interval in QUALITIES[quality] if interval.semitones < 12
    )
    match family(quality):
        case Family.DOMINANT:
            return tones & {0, 4, 10}
        case Family.AUGMENTED:
            return tones - {8}
        case _:
            return tones


@cache
def tones(quality: str) -> frozenset[int]:
    """All tones as pitch classes above the root."""
    return frozenset(interval.semitones % 12 for interval in QUALITIES[quality])
