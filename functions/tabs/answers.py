"""What the tabs API answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from functions.tabs.requests import TabOutput
from harmonia.music.note import Pitch
from harmonia.songs.wishes import Genre
from harmonia.tabs.arrange import Arranged
from harmonia.tabs.difficulty import difficulty
from harmonia.tabs.fretboard import Level
from harmonia.tabs.shape import Barre
from harmonia.tabs.tab import Tab, Voicing
from harmonia.tabs.tones import omitted
from harmonia.tabs.tuning import NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class TabFile:
    """An output: text as it is, anything else in base64."""

    name: str
    mime: str
    text: str | None = None
    base64: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldChord:
    """A chord and how the hand holds it."""

    chord: str  # as it sounds
    held: str  # as it is called at the capo
    shape: str  # x24432
    fingers: tuple[int, ...]  # a string each; 1 the index, 0 none
    barres: tuple[Barre, ...]
    position: int
    notes: tuple[str, ...]  # sounding pitches
    omitted: tuple[str, ...]  # tones that no string has
    difficulty: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChordTime:
    """When a chord comes."""

    bar: int  # from 1
    beat: float  # from 1, in the meter's beats
    beats: float
    chord: str
    shape: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PianoChord:
    """A chord for two hands."""

    chord: str
    left: tuple[Pitch, ...]
    right: tuple[Pitch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TabAnswer:
    """A playable part."""

    instrument: str
    tuning: str
    strings: tuple[str, ...]
    capo: int
    level: Level
    style: Genre
    meter: str
    bpm: float
    transposed: int
    left_handed: bool
    pattern: str  # what the striking hand does, an eighth a sign
    chords: tuple[HeldChord, ...]
    progression: tuple[ChordTime, ...]
    piano: tuple[PianoChord, ...] = ()
    outputs: Mapping[TabOutput, TabFile]
    difficulty: float  # mean over the progression
    remarks: tuple[str, ...] = ()


def held_chords(tab: Tab) -> tuple[HeldChord, ...]:
    """Each chord of the tab once."""
    return tuple(_held(one, tab) for one in tab.distinct)


def times(tab: Tab) -> tuple[ChordTime, ...]:
    """When each chord comes."""
    meter = tab.meter
    return tuple(
        ChordTime(
            bar=one.start // meter.bar + 1,
            beat=one.start % meter.bar / meter.beat + 1,
            beats=one.length / meter.beat,
            chord=str(one.chord),
            shape=str(one.shape),
        )
        for one in tab.voicings
    )


def mean_difficulty(arranged: Arranged) -> float:
    """How hard the shapes are, as they come."""
    voicings, scale = arranged.tab.voicings, arranged.tab.tuning.instrument.scale
    if not voicings:
        return 0.0
    return round(sum(difficulty(one.shape, scale).total for one in voicings) / len(voicings), 2)


def _held(voicing: Voicing, tab: Tab) -> HeldChord:
    keys = voicing.shape.keys(tab.strings)
    return HeldChord(
        chord=str(voicing.chord),
        held=str(voicing.held),
        shape=str(voicing.shape),
        fingers=voicing.shape.fingers,
        barres=voicing.shape.barres,
        position=voicing.shape.position,
        notes=tuple(f"{_name(voicing, key)}{_octave(voicing, key)}" for key in keys),
        omitted=tuple(map(str, omitted(voicing.chord, keys))),
        difficulty=difficulty(voicing.shape, tab.tuning.instrument.scale).total,
    )


def _name(voicing: Voicing, key: int) -> str:
    """The note as the chord spells it."""
    notes = (*voicing.chord.notes, voicing.chord.lowest)
    return next((str(note) for note in notes if note.semitone == key % 12), NAMES[key % 12])


def _octave(voicing: Voicing, key: int) -> int:
    notes = (*voicing.chord.notes, voicing.chord.lowest)
    sign = next((note.accidental for note in notes if note.semitone == key % 12), 0)
    return (key - sign) // 12 - 1
