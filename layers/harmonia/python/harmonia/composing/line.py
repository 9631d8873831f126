"""
A bass line's tones, and how each of them ends.

One sounds at a time; a tone rings on where the style is legato, makes room for the snare where it
wants punch, and may be slid into from below.
"""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from harmonia.composing.bars import spelled
from harmonia.composing.grooves.groove import Groove
from harmonia.music.chord import Chord
from harmonia.music.meter import PPQ
from harmonia.music.tempo import Clock
from harmonia.songs.song import Note, Section, Sound

EIGHTH = PPQ // 2
GRACE = 60  # ticks of a slide into a note
BREATH = 24  # ticks before the snare
QUICKEST = 0.11  # seconds between two plucked notes


@dataclass(frozen=True, slots=True)
class Tone:
    """A note in the making."""

    start: int
    length: int
    key: int
    velocity: float
    section: Section
    chord: Chord
    root: bool = False

    @property
    def end(self) -> int:
        """The tick after the last."""
        return self.start + self.length


@dataclass(frozen=True)
class Line:
    """How a line is held together."""

    groove: Groove
    clock: Clock
    snares: Sequence[int]  # in order of time
    lowest: int
    draw: random.Random

    def shaped(self, tones: list[Tone]) -> list[Tone]:
        """One note at a time: ties, room for the snare, slides, nothing too quick."""
        found: list[Tone] = []
        for tone in sorted(tones, key=lambda one: one.start):
            before = found[-1] if found else None
            if before is None:
                found.append(tone)
                continue
            gap = self.clock.seconds(tone.start) - self.clock.seconds(before.start)
            if gap < QUICKEST and not tone.root:
                continue
            if gap < QUICKEST:
                found.pop()
                before = found[-1] if found else None
            if before is not None:
                found[-1] = self._ended(before, tone)
                if self._slides(before, tone):
                    found[-1] = replace(found[-1], length=tone.start - GRACE - before.start)
                    found.append(self._grace(tone))
            found.append(tone)
        return found

    def _ended(self, tone: Tone, after: Tone) -> Tone:
        """The note with its end where it belongs, given the one after it."""
        end = min(tone.end, after.start)
        if self.groove.legato and after.start - tone.end <= EIGHTH:
            end = after.start
        if self.groove.punch and tone.length <= 2 * PPQ:
            first = bisect_left(self.snares, tone.start + EIGHTH // 2 + BREATH)
            cut = self.snares[first] - BREATH if first < len(self.snares) else end
            if cut < end and end - cut - BREATH <= EIGHTH:
                end = cut
        return replace(tone, length=max(1, end - tone.start))

    def _slides(self, before: Tone, tone: Tone) -> bool:
        return (
            self.groove.slides
            and tone.root
            and before.key != tone.key
            and tone.start - before.start > 2 * GRACE
            and tone.key - 2 >= self.lowest
            and self.draw.random() < 0.22
        )

    def _grace(self, tone: Tone) -> Tone:
        return replace(tone, start=tone.start - GRACE, length=GRACE, key=tone.key - 2,
                       velocity=tone.velocity * 0.66, root=False)  # fmt: skip


def note(tone: Tone) -> Note:
    """The tone as a note of the song, spelled."""
    pitch = spelled(tone.section, tone.chord, tone.key)
    velocity = max(1, min(127, round(tone.velocity)))
    return Note(tone.start, tone.length, Sound(pitch), velocity)


def locked(tones: Sequence[Tone], kicks: Sequence[int]) -> list[Tone]:
    """The line with held notes struck again where the kick falls; kicks in order of time."""
    found: list[Tone] = []
    for tone in tones:
        first = bisect_left(kicks, tone.start + EIGHTH)
        last = bisect_right(kicks, tone.end - EIGHTH // 2)
        edges = [tone.start, *kicks[first:last][:2], tone.end]
        for number, (start, end) in enumerate(pairwise(edges)):
            velocity = tone.velocity * (0.94 if number else 1)
            found.append(replace(tone, start=start, length=end - start, velocity=velocity))
    return found


def skipped(tones: Sequence[Tone], draw: random.Random) -> list[Tone]:
    """The bar with one of its notes struck again, lightly, before the next."""
    index = draw.randrange(len(tones))
    tone = tones[index]
    half = tone.length // 2 if tone.length % 720 else tone.length * 2 // 3
    light = replace(tone, start=tone.start + half, length=tone.length - half,
                    velocity=tone.velocity * 0.72, root=False)  # fmt: skip
    return [*tones[:index], replace(tone, length=half), light, *tones[index + 1 :]]
