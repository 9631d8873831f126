"""
Chord symbols: a root, a quality and, after a slash, another bass.

Qualities are written as on a lead sheet (C, Am7, F#m7b5, Bb13, Dsus4, G/B) and stand for intervals
above the root, spelled by letter: the fifth of a diminished seventh on B is F, not E#.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from harmonia.errors import Invalid
from harmonia.music.note import Interval, Note

DEGREES = {  # of the major scale and its alterations, the way players say them
    "1": Interval(0, 0), "b2": Interval(1, 1), "2": Interval(1, 2), "b3": Interval(2, 3),
    "3": Interval(2, 4), "4": Interval(3, 5), "b5": Interval(4, 6), "5": Interval(4, 7),
    "#5": Interval(4, 8), "6": Interval(5, 9), "bb7": Interval(6, 9), "b7": Interval(6, 10),
    "7": Interval(6, 11), "b9": Interval(1, 13), "9": Interval(1, 14), "#9": Interval(1, 15),
    "11": Interval(3, 17), "#11": Interval(3, 18), "b13": Interval(5, 20), "13": Interval(5, 21),
}  # fmt: skip

QUALITIES = {
    quality: tuple(DEGREES[degree] for degree in degrees.split())
    for quality, degrees in {
        "": "1 3 5", "m": "1 b3 5", "dim": "1 b3 b5", "aug": "1 3 #5",
        "5": "1 5", "sus2": "1 2 5", "sus4": "1 4 5",
        "6": "1 3 5 6", "m6": "1 b3 5 6", "6/9": "1 3 5 6 9", "m6/9": "1 b3 5 6 9",
        "7": "1 3 5 b7", "maj7": "1 3 5 7", "m7": "1 b3 5 b7", "mmaj7": "1 b3 5 7",
        "m7b5": "1 b3 b5 b7", "dim7": "1 b3 b5 bb7", "7sus4": "1 4 5 b7",
        "7b5": "1 3 b5 b7", "7#5": "1 3 #5 b7", "maj7#5": "1 3 #5 7", "maj7#11": "1 3 5 7 #11",
        "7b9": "1 3 5 b7 b9", "7#9": "1 3 5 b7 #9", "7#11": "1 3 5 b7 #11",
        "7b13": "1 3 5 b7 b13", "7alt": "1 3 #5 b7 #9",
        "9": "1 3 5 b7 9", "maj9": "1 3 5 7 9", "m9": "1 b3 5 b7 9", "9sus4": "1 4 5 b7 9",
        "add9": "1 3 5 9", "madd9": "1 b3 5 9", "add11": "1 3 5 11",
        "11": "1 3 5 b7 9 11", "m11": "1 b3 5 b7 9 11", "maj11": "1 3 5 7 9 11",
        "13": "1 3 5 b7 9 13", "maj13": "1 3 5 7 9 13", "m13": "1 b3 5 b7 9 13",
        "13sus4": "1 4 5 b7 9 13",
    }.items()
}  # fmt: skip

ALIASES = {
    "maj": "", "Maj": "", "M": "", "major": "", "min": "m", "mi": "m", "minor": "m", "-": "m",
    "M7": "maj7", "Maj7": "maj7", "major7": "maj7", "minor7": "m7",
    "Δ": "maj7", "Δ7": "maj7", "j7": "maj7", "ma7": "maj7",
    "min7": "m7", "-7": "m7", "mi7": "m7", "M9": "maj9", "Maj9": "maj9", "min9": "m9", "-9": "m9",
    "mM7": "mmaj7", "m(maj7)": "mmaj7", "mMaj7": "mmaj7", "minmaj7": "mmaj7",
    "o": "dim", "°": "dim", "o7": "dim7", "°7": "dim7", "ø": "m7b5", "ø7": "m7b5",
    "min7b5": "m7b5", "-7b5": "m7b5", "+": "aug", "+7": "7#5", "7+": "7#5", "aug7": "7#5",
    "sus": "sus4", "7sus": "7sus4", "9sus": "9sus4", "69": "6/9", "m69": "m6/9",
    "min6": "m6", "-6": "m6", "2": "add9", "add2": "add9", "4": "sus4", "alt": "7alt",
    "min11": "m11", "min13": "m13", "M13": "maj13", "-11": "m11",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord symbol."""

    PATTERN: ClassVar[str] = "^[A-G](#{1,2}|b{1,2})?[^ ]*$"

    root: Note
    quality: str = ""
    bass: Note | None = None

    def __post_init__(self) -> None:
        if self.quality not in QUALITIES:
            raise Invalid(f"{self.quality!r} is no chord quality; known are {', '.join(QUALITIES)}")
        if self.bass == self.root:
            object.__setattr__(self, "bass", None)  # C/C is C

    @classmethod
    @lru_cache(4096)
    def parse(cls, text: str) -> "Chord":
        """
        The chord that the symbol names.

        >>> [str(note) for note in Chord.parse("Bbmaj7/D").notes]
        ['Bb', 'D', 'F', 'A']
        """
        tidy = text.strip().replace("♯", "#").replace("♭", "b")
        match = re.fullmatch("([A-G](?:##?|bb?)?)(.*)", tidy)
        if not match:
            raise Invalid(f"{text!r} is not a chord symbol; write one like Am, F#m7 or C/E")
        root, rest, bass = Note.parse(match[1]), match[2], None
        if over := re.fullmatch("(.*)/([A-G](?:##?|bb?)?)", rest):
            rest, bass = over[1], Note.parse(over[2])
        rest = rest.replace("(", "").replace(")", "") if rest not in ALIASES else rest
        quality = ALIASES.get(rest, rest)
        if quality not in QUALITIES:
            raise Invalid(f"{text!r} is not a chord I know: no quality {rest!r}")
        return cls(root, quality, bass)

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """The chord's tones as intervals above the root, root first."""
        return QUALITIES[self.quality]

    @property
    def notes(self) -> tuple[Note, ...]:
        """The chord's tones, spelled, root first; a foreign slash bass is not among them."""
        return _tones(self)

    @property
    def lowest(self) -> Note:
        """What the bass plays."""
        return self.bass or self.root

    def transposed(self, interval: Interval) -> "Chord":
        """The chord moved by that interval."""
        bass = self.bass + interval if self.bass else None
        return Chord(self.root + interval, self.quality, bass)

    def __str__(self) -> str:
        return f"{self.root}{self.quality}" + (f"/{self.bass}" if self.bass else "")


@lru_cache(4096)
def _tones(chord: Chord) -> tuple[Note, ...]:
    return tuple(chord.root + interval for interval in chord.intervals)
