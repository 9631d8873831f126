"""
Progressions in the church modes and harmonic minor, for every style.

Each leans on the chord that carries the mode's own note: IV in dorian, bVII in mixolydian, II in
lydian, bII in phrygian, the major V in harmonic minor. The figures are scale degrees; each style
builds triads, sevenths or ninths on them. The other minor cadence (a raised leading note) is
avoided, because it would turn the mode into plain minor.
"""

from harmonia.composing.style import Progressions
from harmonia.songs.wishes import SectionKind as Kind

MODAL: dict[str, Progressions] = {
    "dorian": {
        Kind.VERSE: ("1 4 1 4 1 7 4 1", "1 2 4 1 1 2 7 1", "1 1 4 4 1 7 4 1"),
        Kind.PRECHORUS: ("2 4 7 4 2 4 7 7", "3 4 7 7 3 4 5 7"),
        Kind.CHORUS: ("4 1 7 1 4 1 7 1", "3 7 4 1 3 7 4 7", "1 3 7 4 1 3 4 1"),
        Kind.BRIDGE: ("7 4 3 1 7 4 2 4", "5 4 7 1 5 4 7 7"),
    },
    "mixolydian": {
        Kind.VERSE: ("1 7 4 1 1 7 4 1", "1 1 7 7 4 4 1 1", "1 5 7 4 1 5 7 1"),
        Kind.PRECHORUS: ("4 5 7 4 2 4 7 7", "2 4 7 7 2 4 5 7"),
        Kind.CHORUS: ("1 7 4 1 6 7 4 1", "4 1 7 1 4 1 7 1", "7 4 1 1 7 4 5 1"),
        Kind.BRIDGE: ("2 7 4 1 2 7 4 7", "6 4 7 1 6 4 7 7"),
    },
    "lydian": {
        Kind.VERSE: ("1 2 1 2 1 2 7 1", "1 1 2 2 1 5 2 1", "1 5 2 1 6 5 2 1"),
        Kind.PRECHORUS: ("6 2 5 2 6 7 5 2", "3 2 6 2 3 2 5 5"),
        Kind.CHORUS: ("1 2 6 5 1 2 5 1", "5 2 1 1 6 2 5 1", "1 2 3 2 1 2 5 1"),
        Kind.BRIDGE: ("6 3 2 5 6 3 7 2", "3 6 2 2 3 6 5 2"),
    },
    "phrygian": {
        Kind.VERSE: ("1 2 1 2 1 7 2 1", "1 1 2 2 1 3 2 1", "1 4 2 1 1 4 7 1"),
        Kind.PRECHORUS: ("4 3 2 7 4 3 2 2", "6 7 4 2 6 7 3 2"),
        Kind.CHORUS: ("1 2 3 2 1 7 2 1", "6 7 1 2 6 7 2 1", "4 3 2 1 6 7 2 1"),
        Kind.BRIDGE: ("3 7 6 2 3 7 4 2", "6 3 7 4 6 3 2 2"),
    },
    "locrian": {
        Kind.VERSE: ("1 2 1 5 1 7 2 1", "1 3 2 1 1 4 2 1"),
        Kind.PRECHORUS: ("4 3 6 5 4 3 7 2", "3 5 6 2 3 5 7 7"),
        Kind.CHORUS: ("5 6 3 1 5 6 2 1", "2 3 1 1 5 4 2 1"),
        Kind.BRIDGE: ("6 5 3 7 6 5 2 2", "3 4 5 6 3 4 7 2"),
    },
    "harmonic minor": {
        Kind.VERSE: ("1 4 1 5 1 6 5 1", "1 6 4 5 1 4 5 1", "1 5 1 4 6 4 5 5"),
        Kind.PRECHORUS: ("4 6 2 5 4 6 5 5", "6 4 1 5 6 4 5 5"),
        Kind.CHORUS: ("1 6 4 5 1 6 5 1", "4 1 5 1 4 1 5 1", "6 4 1 5 6 4 5 1"),
        Kind.BRIDGE: ("4 1 6 2 4 7 5 5", "6 1 4 6 2 4 5 5"),
    },
}
