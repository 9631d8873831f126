"""
Tabs: strings and frets in time, ready to be written in anybody's format.

A bar is beats that fill it without a gap; a beat sounds some strings, or none. Strings are counted
from 0 in the order of the tuning, so the highest on paper is the last. Lengths are ones that note
values can write; what lasts longer is tied.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from harmonia.music.chord import Chord
from harmonia.music.meter import Meter
from harmonia.tabs.shape import Shape
from harmonia.tabs.tuning import Tuning

GRID = 120  # ticks: a sixteenth
VALUES = (1920, 1440, 960, 720, 480, 360, 240, 120)  # whole to sixteenth, some of them dotted


class Hand(StrEnum):
    """What the other hand does."""

    DOWN = "D"
    UP = "U"
    PLUCK = "p"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A string and a fret."""

    string: int
    fret: int


@dataclass(frozen=True, slots=True)
class Beat:
    """What sounds at once."""

    start: int
    length: int
    places: tuple[Place, ...] = ()
    hand: Hand | None = None
    tied: bool = False  # goes on sounding from the beat before
    label: str = ""  # the chord that begins here
    chord: int | None = None  # and its index in the tab's voicings, if it is held


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar."""

    start: int
    beats: tuple[Beat, ...]
    name: str = ""  # of the passage that begins here


@dataclass(frozen=True, slots=True)
class Voicing:
    """A chord in time and how it is held."""

    start: int
    length: int
    chord: Chord  # as it sounds
    held: Chord  # as it is named at the capo
    shape: Shape


@dataclass(frozen=True, slots=True)
class Tab:
    """A part for a fretted instrument."""

    title: str
    artist: str
    tuning: Tuning
    capo: int
    meter: Meter
    bpm: float
    voicings: tuple[Voicing, ...]
    bars: tuple[Bar, ...]
    left_handed: bool = False

    @property
    def strings(self) -> tuple[int, ...]:
        """The sounding keys of the open strings, capo and all."""
        return tuple(key + self.capo for key in self.tuning.strings)

    @property
    def notes(self) -> tuple[tuple[int, int], ...]:
        """Every struck note as (tick, sounding key), in order."""
        strings = self.strings
        return tuple(
            sorted(
                (beat.start, strings[place.string] + place.fret)
                for bar in self.bars
                for beat in bar.beats
                if not beat.tied
                for place in beat.places
            )
        )

    @property
    def distinct(self) -> tuple[Voicing, ...]:
        """Each chord and shape once, in the order they come."""
        found = {(str(one.chord), one.shape.frets): one for one in reversed(self.voicings)}
        return tuple(sorted(found.values(), key=lambda one: one.start))


def values(length: int) -> Iterable[int]:
    """The length as note values, the longest first; it is a multiple of the grid."""
    for value in VALUES:
        while length >= value:
            yield value
            length -= value
