"""
Charts: what is to be played, whatever it was read from.

Passages of chords in order of time, in ticks (`PPQ` to a quarter note) from the first bar line, and
where there is one a line of single notes. Lyrics carry their chords by column, as lead sheets do.
"""

from dataclasses import dataclass, replace

from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.meter import Meter
from harmonia.music.tempo import FASTEST, SLOWEST
from harmonia.tabs.tones import moved

MOST_CHORDS = 512
MOST_DIFFERENT = 64  # chords
MOST_NOTES = 4096
USUAL_BPM = 100.0
COMMON = Meter()


@dataclass(frozen=True, slots=True)
class Change:
    """A chord and how long it lasts; None where nothing is played."""

    start: int
    length: int
    chord: Chord | None


@dataclass(frozen=True, slots=True)
class Lyric:
    """A line of words; each chord is (column in the text, index into the passage's changes)."""

    text: str
    chords: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the chart under one name; the name may be empty."""

    name: str
    changes: tuple[Change, ...]
    lyrics: tuple[Lyric, ...] = ()


@dataclass(frozen=True, slots=True)
class Sung:
    """A note of a line: a MIDI key."""

    start: int
    length: int
    key: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Chords, and perhaps a line, in time."""

    passages: tuple[Passage, ...]
    meter: Meter = COMMON
    bpm: float = USUAL_BPM
    title: str = ""
    artist: str = ""
    line: tuple[Sung, ...] = ()

    def __post_init__(self) -> None:
        if not SLOWEST <= self.bpm <= FASTEST:
            raise Invalid(
                f"{self.bpm:g} bpm is out of reach; choose {SLOWEST:g} to {FASTEST:g}", field="bpm"
            )

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change in order."""
        return tuple(change for passage in self.passages for change in passage.changes)

    @property
    def chords(self) -> tuple[Chord, ...]:
        """Every chord in order, silences left out."""
        return tuple(change.chord for change in self.changes if change.chord is not None)

    @property
    def end(self) -> int:
        """The tick of the last bar line."""
        ends = [one.start + one.length for one in self.changes[-1:]]
        ends += [one.start + one.length for one in self.line]
        bar = self.meter.bar
        return -(-max(ends, default=0) // bar) * bar

    def transposed(self, semitones: int) -> "Chart":
        """The chart so many semitones higher."""
        if not semitones:
            return self
        passages = tuple(
            replace(
                passage,
                changes=tuple(
                    replace(one, chord=one.chord and moved(one.chord, semitones))
                    for one in passage.changes
                ),
            )
            for passage in self.passages
        )
        line = tuple(replace(one, key=one.key + semitones) for one in self.line)
        return replace(self, passages=passages, line=line)


def too_different(count: int) -> Invalid:
    """The refusal of a chart that has no song in it."""
    return Invalid(
        f"{count} different chords are too many; send at most {MOST_DIFFERENT}, "
        "a song in parts if need be",
        field="chords",
    )


def too_many(count: int, field: str) -> Invalid:
    """The refusal of a chart that is too long."""
    return Invalid(
        f"{count:,} chords are too many; send at most {MOST_CHORDS}, a song in parts if need be",
        field=field,
    )
