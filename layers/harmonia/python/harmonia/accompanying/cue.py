"""
The cue: what the band is told of one bar.

Ticks count from the bar line, `PPQ` (480) to a quarter note.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.tempo import FASTEST, SLOWEST
from harmonia.songs.wishes import Genre

PARTS = ("drums", "bass", "keys", "guitar")
MOST_CHORDS = 16  # in one bar


@dataclass(frozen=True, slots=True)
class Placed:
    """A chord and where in the bar it begins."""

    tick: int
    chord: Chord


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One bar, before it is played."""

    style: Genre
    bpm: float  # quarter notes a minute
    chords: tuple[Placed, ...]  # in their order, the first at 0
    meter: Meter = field(default_factory=Meter)
    following: Chord | None = None  # what the next bar begins with, as far as anybody knows
    number: int = 0  # bars since the beginning: chance hangs on it, and on the seed
    index: int = 0  # of the bar in its section
    bars: int = 8  # in the section
    fill: bool | None = None  # None: where the section ends
    energy: float = 0.6  # 0 to 1: how much is played, and how loud
    key: Key | None = None  # None: as the chords have it
    seed: int = 0
    parts: tuple[str, ...] = PARTS
    melody: tuple[tuple[int, int], ...] = ()  # starts and lengths of the tune that is played

    def __post_init__(self) -> None:
        ticks = [one.tick for one in self.chords]
        rising = all(one < other for one, other in pairwise(ticks))
        if not ticks or ticks[0] or not rising or ticks[-1] >= self.meter.bar:
            raise Invalid("a bar has chords in their order, the first at 0", field="chords")
        if len(ticks) > MOST_CHORDS:
            raise Invalid(f"{len(ticks)} chords in a bar; at most {MOST_CHORDS}", field="chords")
        if not SLOWEST <= self.bpm <= FASTEST:
            raise Invalid(f"must be {SLOWEST:g} to {FASTEST:g}, not {self.bpm:g}", field="bpm")
        if not 0 <= self.index < self.bars or self.number < 0:
            raise Invalid(f"there is no bar {self.index} of {self.bars}", field="index")
        if not 0 <= self.energy <= 1:
            raise Invalid(f"must be 0 to 1, not {self.energy:g}", field="energy")
        if unknown := set(self.parts) - set(PARTS):
            raise Invalid(
                f"nobody plays {min(unknown)}; there are {', '.join(PARTS)}", field="parts"
            )

    @property
    def filled(self) -> bool:
        """Whether a fill leads out of the bar."""
        return self.index == self.bars - 1 if self.fill is None else self.fill


def placed(chords: Sequence[Chord], meter: Meter) -> tuple[Placed, ...]:
    """The chords shared out over a bar's pulses, the first longest where they do not fit."""
    return tuple(_placed(chords, meter))


def _placed(chords: Sequence[Chord], meter: Meter) -> Iterator[Placed]:
    edges = list(meter.pulses)
    if len(edges) < len(chords):
        edges = [index * meter.bar // len(chords) for index in range(len(chords))]
    each, longer = divmod(len(edges), max(1, len(chords)))
    for index, chord in enumerate(chords):
        yield Placed(edges[index * each + min(index, longer)], chord)
