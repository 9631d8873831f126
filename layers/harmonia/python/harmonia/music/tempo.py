"""
Tempo: words for speed, and the clock that turns ticks into seconds.

Beats per minute always count quarter notes here, as in MIDI and MusicXML's `sound` element.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from harmonia.errors import Invalid
from harmonia.music.meter import PPQ

SLOWEST, FASTEST = 30.0, 300.0
WORDS = {  # the usual middle of each Italian word, bpm
    "grave": 40, "largo": 50, "lento": 54, "larghetto": 62, "adagio": 70, "adagietto": 74,
    "andante": 84, "andantino": 88, "moderato": 108, "allegretto": 114, "allegro": 132,
    "vivace": 160, "presto": 180, "prestissimo": 200,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TempoMark:
    """From this tick on, so many quarter notes a minute."""

    tick: int
    bpm: float

    def __post_init__(self) -> None:
        if not SLOWEST * 0.4 <= self.bpm <= FASTEST * 1.1:  # room for a ritardando
            raise Invalid(f"{self.bpm:g} bpm is out of reach", field="bpm")


@dataclass(frozen=True)
class Clock:
    """Ticks to seconds under a sequence of tempo marks, the first at tick 0."""

    marks: Sequence[TempoMark]

    @cached_property
    def _starts(self) -> list[float]:
        starts = [0.0]
        for before, after in zip(self.marks, self.marks[1:], strict=False):
            starts.append(starts[-1] + (after.tick - before.tick) * 60 / (before.bpm * PPQ))
        return starts

    @cached_property
    def _ticks(self) -> list[int]:
        return [mark.tick for mark in self.marks]

    def seconds(self, tick: float) -> float:
        """When that tick sounds, in seconds from the beginning; negative before tick 0."""
        index = max(0, bisect_right(self._ticks, tick) - 1)
        mark = self.marks[index]
        return self._starts[index] + (tick - mark.tick) * 60 / (mark.bpm * PPQ)
