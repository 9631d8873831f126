"""
The plan of a song: its sections with their chords, and who sits in the band.

Everything that plays reads the plan and nothing else; whoever writes one part may look at parts
written before it (a bass at the kick, comping at the melody), never at those after.
"""

import random
from dataclasses import dataclass

from harmonia.music.instrument import Instrument, performer
from harmonia.music.tempo import TempoMark
from harmonia.songs.brief import Brief
from harmonia.songs.song import ChordSpan, Role, Section


@dataclass(frozen=True, slots=True)
class Seat:
    """A player's place: what they play, and how busy they are in each section (0 is silent)."""

    name: str  # the part's name: drums, bass, keys, rhythm guitar, lead
    role: Role
    instrument: str
    activity: tuple[float, ...]  # one per section, 0 to 1

    @property
    def player(self) -> Instrument:
        """The instrument or voice, with its range."""
        return performer(self.instrument)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be played."""

    brief: Brief
    sections: tuple[Section, ...]
    tempo: tuple[TempoMark, ...]
    seats: tuple[Seat, ...]

    def random(self, purpose: str) -> random.Random:
        """Chance for one purpose, from the song's seed alone."""
        return random.Random(f"{self.brief.seed}/{purpose}")

    def chord_at(self, tick: int) -> ChordSpan:
        """The chord that sounds at that tick; the last one after the end."""
        section = next((one for one in self.sections if tick < one.end), self.sections[-1])
        return next(
            (one for one in reversed(section.chords) if one.start <= tick), section.chords[0]
        )
