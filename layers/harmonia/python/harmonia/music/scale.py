"""
Modes as intervals above their tonic.

The church modes, harmonic and melodic minor, pentatonics and the blues scale; spelled by degree, so
that the seventh of F# harmonic minor is E#.
"""

from harmonia.music.chord import DEGREES
from harmonia.music.note import Interval

MODES: dict[str, tuple[Interval, ...]] = {
    mode: tuple(
        Interval(index, DEGREES[degree].semitones % 12) for index, degree in enumerate(row.split())
    )
    for mode, row in {
        "major": "1 2 3 4 5 6 7",
        "minor": "1 2 b3 4 5 #5 b7",
        "dorian": "1 2 b3 4 5 6 b7",
        "phrygian": "1 b2 b3 4 5 #5 b7",
        "lydian": "1 2 3 b5 5 6 7",
        "mixolydian": "1 2 3 4 5 6 b7",
        "locrian": "1 b2 b3 4 b5 #5 b7",
        "harmonic minor": "1 2 b3 4 5 #5 7",
    }.items()
}
FIFTHS = {  # key signature of the mode relative to the major key on the same tonic
    "major": 0, "minor": -3, "dorian": -2, "phrygian": -4, "lydian": 1, "mixolydian": -1,
    "locrian": -5, "harmonic minor": -3,
}  # fmt: skip
MINOR = frozenset({"minor", "dorian", "phrygian", "locrian", "harmonic minor"})
