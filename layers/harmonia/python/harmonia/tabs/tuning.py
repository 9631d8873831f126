"""
Fretted instruments and how their strings are tuned.

Strings go in the order in which chord shapes name them: on a guitar from the thick E to the thin
one, on a ukulele G C E A, on a banjo from the short drone on. An open string's pitch is a MIDI key.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from harmonia.errors import Invalid
from harmonia.music.note import Note, Pitch

LOOSEST, TIGHTEST = 7, 5  # semitones from the usual pitch at which a string flaps, or breaks
LOW, HIGH = Pitch.parse("A0").midi, Pitch.parse("B5").midi  # what any string is made for


@dataclass(frozen=True, slots=True)
class Fretted:
    """An instrument with frets."""

    name: str
    scale: float  # mm from nut to bridge
    frets: int
    program: int  # General MIDI
    tunings: Mapping[str, str]  # the first is the usual one
    rooted: bool = False  # whether listeners expect the chord's bass at the bottom
    drone: bool = False  # whether the first string is too short to be fretted

    @property
    def usual(self) -> str:
        """The name of the usual tuning."""
        return next(iter(self.tunings))


GUITAR_TUNINGS = {
    "standard": "E2 A2 D3 G3 B3 E4", "drop d": "D2 A2 D3 G3 B3 E4",
    "double drop d": "D2 A2 D3 G3 B3 D4", "dadgad": "D2 A2 D3 G3 A3 D4",
    "open d": "D2 A2 D3 F#3 A3 D4", "open g": "D2 G2 D3 G3 B3 D4",
    "open e": "E2 B2 E3 G#3 B3 E4", "open a": "E2 A2 E3 A3 C#4 E4",
    "open c": "C2 G2 C3 G3 C4 E4", "half step down": "Eb2 Ab2 Db3 Gb3 Bb3 Eb4",
    "whole step down": "D2 G2 C3 F3 A3 D4", "drop c": "C2 G2 C3 F3 A3 D4",
}  # fmt: skip
FRETTED = {
    one.name: one
    for one in (
        Fretted("guitar", 648, 19, 25, GUITAR_TUNINGS, rooted=True),
        Fretted("bass", 864, 20, 33,
                {"standard": "E1 A1 D2 G2", "drop d": "D1 A1 D2 G2",
                 "half step down": "Eb1 Ab1 Db2 Gb2"}, rooted=True),
        Fretted("bass 5", 864, 20, 33,
                {"standard": "B0 E1 A1 D2 G2", "tenor": "E1 A1 D2 G2 C3"}, rooted=True),
        Fretted("ukulele", 380, 15, 24,
                {"standard": "G4 C4 E4 A4", "low g": "G3 C4 E4 A4", "d tuning": "A4 D4 F#4 B4",
                 "baritone": "D3 G3 B3 E4"}),
        Fretted("banjo", 670, 17, 105,
                {"open g": "G4 D3 G3 B3 D4", "double c": "G4 C3 G3 C4 D4",
                 "sawmill": "G4 D3 G3 C4 D4", "standard c": "G4 C3 G3 B3 D4"}, drone=True),
        Fretted("mandolin", 352, 17, 25,
                {"standard": "G3 D4 A4 E5", "open g": "G3 D4 B4 D5"}),
    )
}  # fmt: skip
ALIASES = {"acoustic guitar": "guitar", "electric guitar": "guitar", "uke": "ukulele",
           "bass guitar": "bass", "bass 4": "bass", "5-string bass": "bass 5",
           "bass5": "bass 5", "5 string bass": "bass 5"}  # fmt: skip
NICKNAMES = {"eadgbe": "standard", "gcea": "standard", "drop-d": "drop d", "open-g": "open g",
             "open-d": "open d", "half-step down": "half step down", "eb": "half step down",
             "half-step-down": "half step down"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tuning:
    """An instrument whose strings are tuned."""

    instrument: Fretted
    name: str
    strings: tuple[int, ...]  # MIDI keys of the open strings

    def __hash__(self) -> int:
        return hash((self.instrument.name, self.strings))

    @property
    def letters(self) -> tuple[str, ...]:
        """The strings' names as tabs have them, the thinnest in small letters on a guitar."""
        names = [NAMES[key % 12] for key in self.strings]
        last = len(names) - 1
        doubled = names.count(names[last]) > 1
        return tuple(
            name.lower() if (index == last and doubled) or self._short(index) else name
            for index, name in enumerate(names)
        )

    def _short(self, index: int) -> bool:
        return self.instrument.drone and index == 0

    @property
    def pitches(self) -> tuple[str, ...]:
        """The open strings in scientific notation, spelled as tuners show them."""
        return tuple(map(_pitch, self.strings))


NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")


def fretted(name: str) -> Fretted:
    """The instrument of that name; Invalid names those there are."""
    tidy = " ".join(name.lower().split())
    found = FRETTED.get(ALIASES.get(tidy, tidy))
    if found is None:
        known = ", ".join((*FRETTED, "piano"))
        raise Invalid(f"{name!r} has no tabs; choose one of {known}", field="instrument")
    return found


def tuned(instrument: Fretted, text: str | None = None) -> Tuning:
    """
    The instrument in that tuning: by name, as pitches or as letters; the usual one for None.

    >>> tuned(fretted("guitar"), "DADGAD").pitches
    ('D2', 'A2', 'D3', 'G3', 'A3', 'D4')
    """
    name = instrument.usual if text is None else " ".join(text.lower().split())
    name = NICKNAMES.get(name, name)
    if name in instrument.tunings:
        return Tuning(instrument, name, _keys(instrument.tunings[name]))
    if text is None or len(text) > 60:
        raise Invalid("a tuning is a name or a few pitches, like E2 A2 D3 G3 B3 E4", field="tuning")
    made = Tuning(instrument, "custom", _custom(instrument, text))
    for known, pitches in instrument.tunings.items():
        if _keys(pitches) == made.strings:
            return Tuning(instrument, known, made.strings)
    return made


def _keys(pitches: str) -> tuple[int, ...]:
    return tuple(Pitch.parse(pitch).midi for pitch in pitches.split())


def _custom(instrument: Fretted, text: str) -> tuple[int, ...]:
    words = re.findall(r"[A-Ga-g](?:##?|bb?|♯|♭)?-?[0-9]?", text)
    usual = _keys(instrument.tunings[instrument.usual])
    if "".join(words) != re.sub(r"[\s,;-]+", "", text) or not words:
        known = ", ".join(instrument.tunings)
        raise Invalid(
            f"{text!r} is not a tuning of the {instrument.name}; choose {known}, "
            f"or write pitches like {instrument.tunings[instrument.usual]}",
            field="tuning",
        )
    if len(words) != len(usual):
        raise Invalid(
            f"{text!r} tunes {len(words)} strings; this {instrument.name} has {len(usual)}",
            field="tuning",
        )
    keys = tuple(map(_key, words, usual))
    for index, key in enumerate(keys):
        tried = [_keys(pitches)[index] for pitches in instrument.tunings.values()]
        least = max(LOW, min(usual[index] - LOOSEST, *tried))
        most = min(HIGH, max(usual[index] + TIGHTEST, *tried))
        if not least <= key <= most:
            raise Invalid(
                f"nobody can tune string {len(usual) - index} to {_pitch(key)}; "
                f"it holds {_pitch(least)} to {_pitch(most)}",
                field="tuning",
            )
    return keys


def _pitch(key: int) -> str:
    return f"{NAMES[key % 12]}{key // 12 - 1}"


def _key(word: str, usual: int) -> int:
    """The pitch as written, or the one of that name nearest to the string's usual pitch."""
    if word[-1].isdigit():
        return Pitch.parse(word[0].upper() + word[1:]).midi
    gap = (Note.parse(word).semitone - usual) % 12
    return usual + (gap if gap <= TIGHTEST else gap - 12)
