"""
What ears find in a recording.

Times are seconds from its beginning. What cannot be told is left out: silence has no key, and a
drum solo no chords. Confidences go from 0 to 1 and are the listener's own.
"""

from dataclasses import dataclass, fields
from enum import StrEnum

from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter


class Feature(StrEnum):
    """Something that can be asked about a recording."""

    CHORDS = "chords"
    BEATS = "beats"
    DOWNBEATS = "downbeats"
    TEMPO = "tempo"
    METER = "meter"
    KEY = "key"
    SECTIONS = "sections"
    LOUDNESS = "loudness"
    CHROMA = "chroma"
    MFCC = "mfcc"
    ONSETS = "onsets"
    ENERGY = "energy"
    BRIGHTNESS = "brightness"
    SILENCE = "silence"
    TUNING = "tuning"


@dataclass(frozen=True, slots=True)
class HeardChord:
    """A chord and how long it sounded; no chord where there is no harmony."""

    start: float
    end: float
    confidence: float
    chord: Chord | None = None


@dataclass(frozen=True, slots=True)
class HeardTempo:
    """From this moment on, so many beats a minute."""

    start: float
    bpm: float


@dataclass(frozen=True, slots=True)
class Tempo:
    """How fast the beat goes: the tempo that lasts longest, and every change."""

    bpm: float
    confidence: float
    changes: tuple[HeardTempo, ...]


@dataclass(frozen=True, slots=True)
class HeardKey:
    """A key and how long the music stayed in it."""

    start: float
    end: float
    key: Key
    confidence: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one character; equal labels sound alike."""

    start: float
    end: float
    label: str  # A, B, …
    energy: float  # 0 to 1, against the loudest passage


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to another."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud it is, as broadcasters measure it."""

    integrated: float  # LUFS
    range: float  # LU
    true_peak: float  # dBTP


@dataclass(frozen=True, slots=True)
class Mfcc:
    """The colour of the sound: mel cepstra, their mean and how far they stray."""

    mean: tuple[float, ...]
    spread: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that was heard."""

    seconds: float
    listener: str  # who listened, name@version
    tuning: float | None = None  # cents above A = 440 Hz
    tempo: Tempo | None = None
    meter: Meter | None = None
    key: tuple[HeardKey, ...] | None = None  # in the order they come
    beats: tuple[float, ...] | None = None
    downbeats: tuple[float, ...] | None = None
    chords: tuple[HeardChord, ...] | None = None
    sections: tuple[Passage, ...] | None = None
    loudness: Loudness | None = None
    chroma: tuple[float, ...] | None = None  # from C upwards; the strongest is 1
    mfcc: Mfcc | None = None
    onsets: tuple[float, ...] | None = None
    energy: tuple[float, ...] | None = None  # of each second, 0 to 1
    brightness: float | None = None  # Hz, where the spectrum's middle lies
    silence: tuple[Span, ...] | None = None

    def __post_init__(self) -> None:
        if self.seconds < 0:
            raise Invalid("a recording cannot be shorter than nothing", field="seconds")

    @property
    def main_key(self) -> Key | None:
        """The key the music is in for longest."""
        if not self.key:
            return None
        lasted: dict[Key, float] = {}
        for heard in self.key:
            lasted[heard.key] = lasted.get(heard.key, 0.0) + heard.end - heard.start
        return max(lasted, key=lambda key: lasted[key])

    def only(self, wanted: frozenset[Feature]) -> "Analysis":
        """The analysis with what was asked for and nothing else."""
        kept = {"seconds", "listener", *(str(feature) for feature in wanted)}
        values = {one.name: getattr(self, one.name) for one in fields(self) if one.name in kept}
        return Analysis(**values)
