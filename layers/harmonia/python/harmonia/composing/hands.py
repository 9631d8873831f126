"""
Hands: what a player is asked to strike, and how it becomes notes.

Strikes are signs of a page: chords (C c s A a), single tones of the chord from the bottom (1 to 6),
strums down and up (D d U u), a muted chuck (x), a bass note (B), muted power chords (P p).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from harmonia.composing.bars import Bar, spelled
from harmonia.songs.song import ChordSpan, Note, Sound

LOUD = {
    "C": 86, "c": 72, "s": 76, "A": 88, "a": 74, "D": 88, "d": 70, "U": 72, "u": 58, "x": 42,
    "P": 90, "p": 74, "B": 80, "!": 80,
}  # fmt: skip
SINGLE = 70  # velocity of a picked tone
FINAL = "!"  # the sign of the last chord, which everyone holds


@dataclass(frozen=True, slots=True)
class Strike:
    """A sign of the page, in the song."""

    at: int
    length: int
    voice: str
    sign: str
    span: ChordSpan
    bar: Bar
    loud: float = 1.0


class Hands(Protocol):
    """Someone who turns strikes into notes."""

    def notes(self, strikes: Sequence[Strike]) -> tuple[Note, ...]:
        """The notes, in order of time."""


def struck(strike: Strike, key: int, length: int, velocity: float, nudge: int = 0) -> Note:
    """A note of a strike."""
    loud = velocity * strike.loud * strike.bar.loudness
    pitch = spelled(strike.bar.section, strike.span.chord, key)
    return Note(strike.at, max(1, length), Sound(pitch), max(1, min(127, round(loud))), nudge)


def untangled(notes: Iterable[Note]) -> tuple[Note, ...]:
    """The notes in order, none sounding on while its own key is struck again."""
    latest: dict[int, int] = {}
    found: list[Note] = []
    for note in sorted(notes, key=lambda one: (one.start, one.sound.key)):
        key = note.sound.key
        index = latest.get(key)
        if index is not None:
            before = found[index]
            if before.start == note.start:
                continue
            if before.start + before.length > note.start:
                found[index] = replace(before, length=note.start - before.start)
        latest[key] = len(found)
        found.append(note)
    return tuple(found)
