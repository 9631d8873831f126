"""
Notes, intervals and pitches, spelled.

A note is a letter and its sharps or flats, so F# and Gb stay two notes that sound alike. An
interval counts letters and semitones; adding one to a note gives the right spelling without any
table of keys. A pitch is a note in an octave; C4 is middle C, MIDI 60 (scientific notation).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from harmonia.errors import Invalid

LETTERS = "CDEFGAB"
SEMITONES = (0, 2, 4, 5, 7, 9, 11)  # of the natural letters above C


@dataclass(frozen=True, slots=True)
class Interval:
    """A distance between two notes; a major third is two steps and four semitones."""

    steps: int  # letters: a third is 2
    semitones: int

    def __neg__(self) -> "Interval":
        return Interval(-self.steps, -self.semitones)


@dataclass(frozen=True, slots=True)
class Note:
    """A note's name without its octave."""

    PATTERN: ClassVar[str] = "^[A-G](#{1,2}|b{1,2})?$"

    letter: int  # 0 is C
    accidental: int = 0  # sharps above zero, flats below

    @classmethod
    def parse(cls, text: str) -> "Note":
        """
        The note that the text spells, sharps as # or ♯ and flats as b or ♭.

        >>> Note.parse("F#").semitone
        6
        """
        tidy = text.strip().replace("♯", "#").replace("♭", "b")
        if not re.fullmatch("[A-Ga-g](#{1,2}|b{1,2})?", tidy):
            raise Invalid(f"{text!r} is not a note; write A to G with # or b, like F# or Bb")
        signs = tidy[1:]
        return cls(LETTERS.index(tidy[0].upper()), signs.count("#") - signs.count("b"))

    @property
    def semitone(self) -> int:
        """Semitones above C, 0 to 11: the note's pitch class."""
        return (SEMITONES[self.letter] + self.accidental) % 12

    def __add__(self, interval: Interval) -> "Note":
        letter = (self.letter + interval.steps) % 7
        gap = self.semitone + interval.semitones - SEMITONES[letter]
        return Note(letter, (gap + 6) % 12 - 6)

    def __sub__(self, interval: Interval) -> "Note":
        return self + -interval

    def __str__(self) -> str:
        return LETTERS[self.letter] + ("#" * self.accidental or "b" * -self.accidental)


@dataclass(frozen=True, slots=True)
class Pitch:
    """A note in an octave."""

    PATTERN: ClassVar[str] = "^[A-G](#{1,2}|b{1,2})?-?[0-9]$"

    note: Note
    octave: int

    @classmethod
    @lru_cache(1024)
    def parse(cls, text: str) -> "Pitch":
        """
        The pitch that the text spells.

        >>> Pitch.parse("Bb3").midi
        58
        """
        match = re.fullmatch("(.*?)(-?[0-9])", text.strip())
        if not match:
            raise Invalid(f"{text!r} is not a pitch; write a note and an octave, like C4 or F#3")
        return cls(Note.parse(match[1]), int(match[2]))

    @property
    def midi(self) -> int:
        """The MIDI key number; 60 is middle C."""
        return 12 * (self.octave + 1) + SEMITONES[self.note.letter] + self.note.accidental

    @classmethod
    def spelled(cls, midi: int, note: Note) -> "Pitch":
        """The pitch of that key number under that name; the name must sound like it."""
        natural = midi - note.accidental
        if natural % 12 != SEMITONES[note.letter]:
            raise Invalid(f"{note} does not sound like key {midi}")
        return cls(note, natural // 12 - 1)

    def __add__(self, interval: Interval) -> "Pitch":
        return Pitch.spelled(self.midi + interval.semitones, self.note + interval)

    def __str__(self) -> str:
        return f"{self.note}{self.octave}"
