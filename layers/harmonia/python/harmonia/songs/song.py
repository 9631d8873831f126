"""
The song: a document that everything else is compiled from.

Immutable; a change gives another revision with another hash. Time is in ticks, `PPQ` (480) to a
quarter note, counted from the first bar line. A note's `start` and `length` are what is written,
its `nudge` is how far from there it is played (groove, a hand's looseness). Sections and chords
are in the order they sound and leave no gap.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from harmonia import document
from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.instrument import Instrument, Piece, performer
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.note import Pitch
from harmonia.music.tempo import Clock, TempoMark
from harmonia.songs.brief import Brief
from harmonia.songs.wishes import Genre, SectionKind

SCHEMA = "harmonia.song/1"


@dataclass(frozen=True, slots=True)
class Sound:
    """What a note sounds: a pitch, or a piece of the kit."""

    PATTERN: ClassVar[str] = "^([A-G](#{1,2}|b{1,2})?-?[0-9]|[a-z ]+)$"

    of: Pitch | Piece

    @classmethod
    def parse(cls, text: str) -> "Sound":
        """The sound that the text names: F#4, or snare."""
        return cls(Pitch.parse(text) if text[:1].isupper() else _piece(text))

    @property
    def key(self) -> int:
        """The MIDI key that sounds it."""
        return self.of.midi if isinstance(self.of, Pitch) else self.of.key

    def __str__(self) -> str:
        return str(self.of)


def _piece(text: str) -> Piece:
    try:
        return Piece(text)
    except ValueError as error:
        raise Invalid(f"{text!r} is neither a pitch nor a piece of the kit") from error


@dataclass(frozen=True, slots=True)
class Note:
    """A note that a part plays."""

    start: int  # ticks, as written
    length: int  # ticks, as written
    sound: Sound
    velocity: int  # 1 to 127
    nudge: int = 0  # ticks late (or early, below zero) as played

    def __post_init__(self) -> None:
        if self.start < 0 or self.length < 1 or not 1 <= self.velocity <= 127:
            raise Invalid(f"a note at {self.start} for {self.length} ticks at {self.velocity}")


@dataclass(frozen=True, slots=True)
class ChordSpan:
    """A chord and how long it lasts."""

    start: int
    length: int
    chord: Chord


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the song with one purpose; `energy` goes from 0 to 1."""

    name: str  # "verse 2"
    kind: SectionKind
    start: int
    bars: int
    key: Key
    meter: Meter
    energy: float
    chords: tuple[ChordSpan, ...]
    lyrics: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """In ticks."""
        return self.bars * self.meter.bar

    @property
    def end(self) -> int:
        """The tick after the last."""
        return self.start + self.length


class Role(StrEnum):
    """What a part does in the band."""

    DRUMS = "drums"
    PERCUSSION = "percussion"
    BASS = "bass"
    COMPING = "comping"
    PAD = "pad"
    LEAD = "lead"
    COUNTER = "counter"
    RIFF = "riff"
    VOCAL = "vocal"  # sings the words
    BACKING = "backing"  # sings with the voice: harmonies, doubles, a choir


SUNG = frozenset({Role.VOCAL, Role.BACKING})  # what a singer sings and no band can play
STYLES = ("", "plain", "breathy", "strong", "choir")  # of singing


@dataclass(frozen=True, slots=True)
class Strip:
    """A part's channel on the desk."""

    level: float = 0.0  # LU against the role's usual place in the mix
    pan: float = 0.0  # -1 left to 1 right
    room: float = 0.2  # share sent to the room, 0 to 1


@dataclass(frozen=True, slots=True)
class Syllable:
    """What is sung from one note to the end of another, mostly the same."""

    start: int  # ticks, where its first note starts
    length: int  # ticks, to where its last note ends
    text: str  # as written, with capitals and punctuation: "Leav", "ing,"
    phonemes: tuple[str, ...]  # ARPABET with the stress on the vowel: "L", "IY1", "V"
    word: int  # counts the words of the part, from 0
    line: int  # counts the lines of the part, from 0

    @property
    def end(self) -> int:
        """The tick after the last."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Part:
    """What one player plays, or one voice sings, in order of time."""

    name: str
    role: Role
    instrument: str
    notes: tuple[Note, ...]
    strip: Strip = field(default_factory=Strip)
    syllables: tuple[Syllable, ...] = ()  # only of voices
    style: str = ""  # how it is sung: plain, breathy, strong or choir; only of voices

    def __post_init__(self) -> None:
        if self.style not in STYLES:
            raise Invalid(
                f"nobody sings {self.style!r}; choose of{' '.join(STYLES)}", field="style"
            )

    @property
    def player(self) -> Instrument:
        """The instrument or voice, with its range and its General MIDI program."""
        return performer(self.instrument)

    @property
    def slug(self) -> str:
        """The part's name as file names have it."""
        return re.sub("[^a-z0-9]+", "-", self.name.lower()).strip("-") or "part"


class Room(StrEnum):
    """Where the band plays."""

    ROOM = "room"
    PLATE = "plate"
    HALL = "hall"


@dataclass(frozen=True, slots=True)
class Mix:
    """How the whole is put together."""

    room: Room = Room.ROOM
    duck: bool = False  # whether the kick ducks bass, pads and comping
    warmth: float = 0.0  # 0 to 1: how much of the top is softened, as tape does


@dataclass(frozen=True, slots=True)
class Song:
    """A whole song."""

    title: str
    genre: Genre
    seed: int
    key: Key
    meter: Meter
    tempo: tuple[TempoMark, ...]
    sections: tuple[Section, ...]
    parts: tuple[Part, ...]
    mix: Mix
    brief: Brief
    composer: str  # who made it, name@version
    schema: str = SCHEMA

    def __post_init__(self) -> None:
        if self.schema != SCHEMA:
            raise Invalid(f"cannot read {self.schema!r}; this is {SCHEMA}", field="schema")
        if not self.sections or not self.tempo or self.tempo[0].tick != 0:
            raise Invalid("a song has sections, and a tempo from its first tick on")
        names = [part.name for part in self.parts]
        if len(set(names)) < len(names):
            raise Invalid(f"two parts share a name: {', '.join(names)}", field="parts")

    @property
    def clock(self) -> Clock:
        """Ticks to seconds."""
        return Clock(self.tempo)

    @property
    def end(self) -> int:
        """The tick of the closing bar line."""
        return self.sections[-1].end

    @property
    def seconds(self) -> float:
        """How long the written music lasts, without what rings on."""
        return self.clock.seconds(self.end)

    @property
    def played(self) -> tuple[Part, ...]:
        """The parts that a band plays."""
        return tuple(part for part in self.parts if part.role not in SUNG)

    @property
    def sung(self) -> tuple[Part, ...]:
        """The parts that a singer sings."""
        return tuple(part for part in self.parts if part.role in SUNG)

    @property
    def chords(self) -> tuple[ChordSpan, ...]:
        """Every chord of the song in order."""
        return tuple(span for section in self.sections for span in section.chords)

    @property
    def sha256(self) -> str:
        """The hash of the document's canonical form: the revision's name."""
        return document.digest(self)
