"""What a live session tells; news that may be asked for again are numbered."""

from dataclasses import dataclass

from harmonia.accompanying.band import Event
from harmonia.music.chord import Chord


@dataclass(frozen=True, slots=True)
class HeardChord:
    """A chord that sounds from t0 to t1, in seconds of the sound; as a guess, or for good."""

    t0: float
    t1: float
    chord: Chord | None
    confidence: float
    final: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """The band is counted in: its time zero is `lead` seconds after this is heard."""

    session: str
    lead: float


@dataclass(frozen=True, slots=True)
class Placing:
    """A chord of a bar; beats are quarter notes from the bar line."""

    beat: float
    chord: Chord


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """
    A bar of the band, or the rest of one.

    A note sounds at `at + (beat - start) * 60 / tempo` seconds of the band's time. A bar of a
    higher revision takes the place of all of lower ones that would begin at or after its `at`.
    """

    bar: int
    revision: int
    start: float  # quarter notes from the bar line, from which on this holds
    at: float  # seconds of the band's time, of `start`
    tempo: float
    beats: float  # quarter notes in the whole bar
    chords: tuple[Placing, ...]
    fill: bool
    programs: tuple[int, ...]  # General MIDI, of the channels from 0 on; drums are on 9
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """The band stops at that second of its time; nothing of lower revisions begins after it."""

    at: float
    revision: int


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """It was understood."""

    session: str
    missed: int = 0  # numbered news that are forgotten and cannot be told again


@dataclass(frozen=True, slots=True)
class Told:
    """News and, where it may be asked for again, its number."""

    news: HeardChord | Begun | Bar | Ended | Acknowledged
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What is said to a message, and whether it is time for a sign of life."""

    news: tuple[Told, ...]
    due: bool = False
