"""
Scansion: where every line of a section lies in time, and every syllable in its line.

Every line gets a window of bars and every syllable a place in it (`prosody`). Lines that answer
each other share their rhythm; a later verse leans to the first one's, whatever its words. A
syllable that has a whole section to itself is held through it, on a new note in every bar.
"""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from harmonia.composing.motif import rhythm, tail
from harmonia.composing.phrases import Row, Shape, alike, shortened
from harmonia.composing.plan import Plan
from harmonia.composing.prosody import Window, placed, room
from harmonia.composing.singing import Ground
from harmonia.composing.style import Style
from harmonia.composing.theme import PERIODS
from harmonia.lyrics.line import Line
from harmonia.songs.song import Section
from harmonia.songs.wishes import SectionKind

ALIKE = 0.7  # how often a line takes the rhythm of one with as many syllables
BREATH = 0.35  # seconds of silence before a line that begins early
LEAST = 0.5  # seconds that the last word of a line is sung at least
FIRM = 2.4  # how much more a sung rhythm is worth keeping than one of the style's
LONE = 4  # bars from which on a syllable that is alone in its section is held


@dataclass(frozen=True)
class Scansion:
    """The words of a song in time."""

    plan: Plan
    style: Style
    ground: Callable[[Section], Ground]
    draw: random.Random
    close: int
    known: Mapping[tuple[SectionKind, int], Shape]  # how lines of such sections were sung before

    @property
    def bpm(self) -> float:
        """Of the song."""
        return self.plan.brief.bpm

    def rows(self, section: Section, lines: Sequence[Line], free: int) -> list[Row]:
        """The section's lines in their windows, each syllable at its time."""
        spoken = [line for line in lines if len(line)]
        if len(spoken) == len(spoken[0]) == 1 and section.bars >= LONE:
            return [self.held(section, spoken[0])]
        width = self.width(section, spoken)
        letters = self.letters(section.kind, len(spoken))
        ground = self.ground(section)
        breath = round(BREATH * self.bpm * 8)
        own: dict[str, tuple[int, ...]] = {}
        said: dict[str, list[tuple[int, int]]] = {}
        rows: list[Row] = []
        last_section = section.end == self.plan.sections[-1].end
        for index, line in enumerate(spoken):
            start = section.start + index * width
            final = last_section and index == len(spoken) - 1
            end = start + width
            pinned = self.close if final and start < self.close < section.end else 0
            earliest = free + breath if free else max(0, start - section.meter.bar)
            shape = self.known.get((section.kind, index))
            firm = FIRM
            if shape and shape.width == width:
                lean = shape.starts
            elif (like := alike(rows, line)) and self.draw.random() < ALIKE:
                lean = tuple(one - like.window.start for one, _ in like.beats)
            elif letters[index] in own:
                lean = own[letters[index]]
            else:
                lean, firm = self.rhythm(section, width, len(line), index), 1.0
            window = Window(start, end, min(start, earliest), self.bpm, pinned, firm)
            stresses = [one.stress for one in line.syllables]
            same = said.get(line.text)
            if same and not pinned and start + same[0][0] >= window.free:  # as it was just said
                beats = [(start + offset, length) for offset, length in same]
            else:
                beats = placed(stresses, window, ground, [start + one for one in lean], self.draw)
            if pinned:
                beats[-1] = (beats[-1][0], section.end - beats[-1][0])
            own.setdefault(letters[index], tuple(one - start for one, _ in beats))
            said.setdefault(line.text, [(one - start, length) for one, length in beats])
            if rows:
                rows[-1] = shortened(rows[-1], beats[0][0] - breath)
            rows.append(Row(line, window, width, tuple(beats)))
            free = beats[-1][0] + round(LEAST * self.bpm * 8)
        return rows

    def held(self, section: Section, line: Line) -> Row:
        """The line's only syllable through all of the section, a note to the bar."""
        bar, breath = section.meter.bar, math.ceil(BREATH * self.bpm / 15) * 120
        last = section.end == self.plan.sections[-1].end
        pinned = self.close if last and section.start < self.close < section.end else 0
        starts = [
            one for one in range(section.start, section.end, bar) if one < (pinned or one + 1)
        ]
        starts += [pinned] if pinned else []
        ends = [*starts[1:], section.end if pinned else section.end - breath]
        window = Window(section.start, section.end, section.start, self.bpm, pinned)
        beats = tuple((start, end - start) for start, end in zip(starts, ends, strict=True))
        return Row(line, window, section.length, beats)

    def width(self, section: Section, lines: Sequence[Line]) -> int:
        """The ticks each line has: one, two or four bars, or what there is where that's too few."""
        meter, share = section.meter, section.length // len(lines)
        longest = max(len(line) for line in lines)
        whole = share // meter.bar
        even = meter.bar * (1 << (whole.bit_length() - 1)) if whole else 0
        if even and room(even, self.bpm, meter.beat) >= longest * 1.15:
            return even
        step = next(
            one
            for one in (meter.bar // 2, meter.beat, 60)
            if (one % meter.beat == 0 and one <= share) or one == 60
        )
        return max(60, share // step * step)

    def letters(self, kind: SectionKind, count: int) -> str:
        """Which lines of such a section answer each other; always the same ones."""
        draw, text = self.plan.random(f"letters/{kind}"), ""
        while len(text) < count:
            text += draw.choice(PERIODS[min(4, count - len(text))])
        return text

    def rhythm(self, section: Section, width: int, count: int, index: int) -> tuple[int, ...]:
        """A rhythm of the style for a line, in ticks from its window's beginning."""
        tune, meter = self.style.tune, section.meter
        bars = max(1, width // meter.bar)
        hooks = section.kind == SectionKind.CHORUS and index == 0
        patterns = tune.hooks if hooks else tune.bars
        rate = count / max(0.6, bars - 0.4)
        signs = [rhythm(patterns, meter, rate, self.draw) for _ in range(bars - 1)]
        signs.append(tail(tune.tails, meter, self.draw))
        starts, tick = [], 0
        for sign, ticks in (pair for bar in signs for pair in bar):
            if sign == "x" and tick < width:
                starts.append(tick)
            tick += ticks
        return tuple(starts)
