"""
What a style is: its forms, harmony, tune, band and mix, as a page of a textbook would list them.

Forms are written as section kinds; a bracket is what may come again, with `|` between one time and
the next. Progressions are Roman numerals, a bar each (`roman`). Rhythms are bars of eighths (eight
signs) or sixteenths: `x` begins a note, `-` holds it, `.` is a rest; a bar that begins with `-`
holds what came before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from harmonia.songs.song import Mix, Role
from harmonia.songs.wishes import SectionKind

Progressions = Mapping[SectionKind, tuple[str, ...]]


class Ending(StrEnum):
    """How a song stops."""

    HOLD = "hold"  # slowing down into a long last chord
    TAG = "tag"  # the last phrase again, then the last chord
    COLD = "cold"  # a stop on the one


@dataclass(frozen=True, slots=True)
class Form:
    """An order of sections, with chords of its own where the form asks for them (a blues)."""

    sections: str
    weight: float = 1.0
    chords: Mapping[str, Progressions] = field(default_factory=dict)
    lengths: Mapping[SectionKind, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tune:
    """A style's melodic habits."""

    bars: tuple[str, ...]  # rhythms of bars that move
    hooks: tuple[str, ...]  # of choruses
    tails: tuple[str, ...]  # of bars that end a phrase
    rate: float = 2.4  # notes a second it likes
    steps: float = 1.0  # how much it prefers steps; fiddlers and beboppers leap more
    colour: float = 0.6  # how bad the fourth and seventh degree are: high is pentatonic
    pickup: float = 0.35  # how often a phrase starts before its bar
    lift: int = 2  # steps that the chorus lies above the verse
    solos: tuple[str, ...] = ()  # rhythms of solos, beside the others
    span: int = 9  # steps from lowest to highest; 9 is a tenth
    stretch: float = 190.0  # bpm above which a tune moves at half speed
    again: float = 0.5  # share of bars that may return note for note
    loops: bool = False  # whether a motif comes back where it was, not higher or lower
    vary: float = 0.45  # share of bars that a returning verse changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair:
    """A place in the band: who may sit there, and from which energy on they play."""

    name: str
    role: Role
    instruments: str  # best first, comma between
    enters: float = 0.0
    chance: float = 1.0
    rests: str = ""  # section kinds it sits out
    only: str = ""  # the only kinds it plays
    level: float = 0.0
    pan: float = 0.0
    room: float = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A genre's page."""

    forms: tuple[Form, ...]
    lengths: Mapping[SectionKind, str]  # bars, the usual number first
    energy: Mapping[SectionKind, float]
    growth: float = 0.05  # energy that each return adds
    major: Progressions
    minor: Progressions
    modal: Mapping[str, Progressions]
    colour: str = "triads"  # what chords of other modes are built of
    closing: tuple[str, str] = ("I", "i")  # the last chord, in major and in minor
    cadence: tuple[str, str] = ("V", "V")  # the bar before it
    tune: Tune
    chairs: tuple[Chair, ...]
    endings: tuple[Ending, ...]
    mix: tuple[Mix, ...]
    names: Mapping[SectionKind, str] = field(default_factory=dict)
    silent: str = "intro:0.65 break:0.4 outro:0.25"  # how often the lead leaves them to the band
    kin: bool = False  # whether the chorus sings the verse's theme, higher
    keychange: float = 0.0  # how often the last chorus goes up
    breathes: float = 0.0  # share by which the tempo eases in quiet sections
