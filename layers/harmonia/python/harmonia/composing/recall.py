"""
Recalling: a theme laid out again over another stretch of bars.

A longer section sings the theme round, a shorter one its question and its answer, as the chords do;
an outro that tags says the last phrase again and again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmonia.composing.harmony import fitted
from harmonia.composing.singing import Tone
from harmonia.music.key import Key
from harmonia.songs.song import Section
from harmonia.songs.wishes import SectionKind


@dataclass(frozen=True, slots=True)
class Remembered:
    """A theme as it was first sung, in ticks from its section's beginning."""

    bars: int
    tones: tuple[Tone, ...]
    key: Key

    def at(self, section: Section, count: int) -> list[Tone]:
        """The theme in that section's key, in its first `count` bars."""
        bar = section.meter.bar
        labels = [(str(index),) for index in range(self.bars)]
        order = [int(label) for (label,) in fitted(labels, section.bars)][:count]
        if tagged(section) and self.bars >= 4:
            order = [self.bars - 2 + place % 2 for place in range(section.bars)]
        row = [
            replace(tone, start=section.start + tone.start + (place - source) * bar)
            for place, source in enumerate(order)
            for tone in self.tones
            if source * bar <= tone.start < (source + 1) * bar
        ]
        rise = (section.key.tonic.letter - self.key.tonic.letter + 3) % 7 - 3
        return [replace(tone, step=tone.step + rise) for tone in untangled(row, section.end)]


def untangled(row: Sequence[Tone], end: int) -> list[Tone]:
    """The notes in order, none longer than the next allows, none beyond the end."""
    ordered = sorted(row, key=lambda tone: tone.start)
    limits = [*(tone.start for tone in ordered[1:]), end]
    return [
        replace(tone, length=min(tone.length, limit - tone.start))
        for tone, limit in zip(ordered, limits, strict=False)
        if limit > tone.start
    ]


def tagged(section: Section) -> bool:
    """Whether this is an outro that says its last two bars again and again."""
    if section.kind != SectionKind.OUTRO or section.bars < 5:
        return False
    bar = section.meter.bar
    spoken = [
        [span.chord for span in section.chords if 0 <= span.start - section.start - at * bar < bar]
        for at in range(section.bars - 1)
    ]
    return spoken[-2:] == spoken[-4:-2] and spoken[-1] != spoken[-2]
