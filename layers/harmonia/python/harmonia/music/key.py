"""
Keys: a tonic and a mode.

Spelling follows the key signature; notes foreign to the key take the name that is closest on the
line of fifths, so that G# in A minor stays G# and Bb in F major stays Bb.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import ClassVar

from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.note import LETTERS, Interval, Note, Pitch
from harmonia.music.scale import FIFTHS, MINOR, MODES

LINE = "FCGDAEB"  # the line of fifths, naturals
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
MODE_NAMES = {"maj": "major", "dur": "major", "ionian": "major", "min": "minor", "m": "minor",
              "moll": "minor", "aeolian": "minor", "natural minor": "minor"}  # fmt: skip


def fifths(note: Note) -> int:
    """The note's place on the line of fifths; C is 0, G 1, F -1, F# 6."""
    return LINE.index(LETTERS[note.letter]) - 1 + 7 * note.accidental


@dataclass(frozen=True, slots=True)
class Key:
    """A tonic and a mode."""

    PATTERN: ClassVar[str] = "^[A-G](#|b)? [a-z ]+$"

    tonic: Note
    mode: str = "major"

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise Invalid(f"{self.mode!r} is not a mode; known are {', '.join(MODES)}")
        if abs(self.signature) > 7:
            raise Invalid(f"{self.tonic} {self.mode} has no key signature of seven signs or fewer")

    @classmethod
    @lru_cache(1024)
    def parse(cls, text: str) -> "Key":
        """
        The key that the text names: "D", "F# minor", "Bbm", "E dorian".

        >>> Key.parse("Ebm").signature
        -6
        """
        tidy = text.strip().replace("♯", "#").replace("♭", "b")
        match = re.fullmatch(r"([A-Ga-g](?:#|b|\s?(?i:sharp)|\s?(?i:flat))?)\s*([A-Za-z ]*)", tidy)
        if not match:
            raise Invalid(f"{text!r} is not a key; write one like D major, F#m or E dorian")
        name = re.sub(r"(?i)\s?sharp", "#", match[1])
        mode = " ".join(match[2].split())
        mode = {"m": "minor", "M": "major"}.get(mode, mode.lower())
        name = re.sub(r"(?i)\s?flat", "b", name)
        return cls(Note.parse(name), MODE_NAMES.get(mode, mode) or "major")

    @property
    def minor(self) -> bool:
        """Whether the third above the tonic is a minor one."""
        return self.mode in MINOR

    @property
    def signature(self) -> int:
        """Sharps (positive) or flats (negative) at the staff's beginning."""
        return fifths(self.tonic) + FIFTHS[self.mode]

    @property
    def notes(self) -> tuple[Note, ...]:
        """The seven notes of the scale, tonic first."""
        return _scale(self)

    @property
    def semitones(self) -> frozenset[int]:
        """The scale's pitch classes."""
        return _pitch_classes(self)

    def spell(self, midi: int) -> Pitch:
        """The pitch of that MIDI key as it is written in this key."""
        return Pitch.spelled(midi, _spelling(self)[midi % 12])

    def chord(self, degree: int, quality: str = "", alter: int = 0) -> Chord:
        """The chord of that quality on a scale degree, 1 to 7, raised by `alter` semitones."""
        root = self.notes[degree - 1]
        return Chord(root + Interval(0, alter), quality)

    def roman(self, chord: Chord) -> str:
        """The chord's degree in Roman numerals, altered against the scale: i, bVI, V, #iv."""
        step = (chord.root.letter - self.tonic.letter) % 7
        gap = (chord.root.semitone - self.notes[step].semitone + 6) % 12 - 6
        numeral = ROMAN[step]
        if chord.quality.startswith(("m", "dim")) and not chord.quality.startswith("maj"):
            numeral = numeral.lower()
        return ("#" * gap or "b" * -gap) + numeral

    def transposed(self, interval: Interval) -> "Key":
        """The key moved by that interval, respelled where it would need more than six signs."""
        tonic = self.tonic + interval
        while abs(fifths(tonic) + FIFTHS[self.mode]) > 6:
            sharp = fifths(tonic) + FIFTHS[self.mode] > 0
            tonic = tonic + (Interval(1, 0) if sharp else Interval(-1, 0))
        return Key(tonic, self.mode)

    def __str__(self) -> str:
        return f"{self.tonic} {self.mode}"


@cache
def _scale(key: Key) -> tuple[Note, ...]:
    return tuple(key.tonic + interval for interval in MODES[key.mode])


@cache
def _pitch_classes(key: Key) -> frozenset[int]:
    return frozenset(note.semitone for note in key.notes)


@cache
def _spelling(key: Key) -> tuple[Note, ...]:
    """For each pitch class the name nearest the key's centre on the line of fifths."""
    centre = key.signature + 2  # the middle of a major scale's seven fifths
    if key.minor:
        centre += 1  # leading notes are sharp
    names = [Note(letter, sign) for letter in range(7) for sign in range(-2, 3)]
    own = {note.semitone: note for note in key.notes}
    return tuple(
        own.get(semitone)
        or min(
            (name for name in names if name.semitone == semitone),
            key=lambda name: (abs(fifths(name) - centre), abs(name.accidental)),
        )
        for semitone in range(12)
    )
