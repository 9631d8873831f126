"""
A vocalist: from words in their places to the tune on them.

A section's tune is tried some ways and the one kept that is least dull and least against its
words. Lines that answer each other share their outline, and a later verse takes the first one's.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from harmonia.composing.character import Character, character
from harmonia.composing.ear import dullness
from harmonia.composing.melody import Singer
from harmonia.composing.motif import contour
from harmonia.composing.phrases import Row, Shape, accented, shaped
from harmonia.composing.scansion import Scansion
from harmonia.composing.singing import START, Tone, Way, goal, marked_rests, sing
from harmonia.lyrics.line import Line
from harmonia.songs.song import Section
from harmonia.songs.wishes import SectionKind

ATTEMPTS = 4
STEPS = 1.05  # how much a singer prefers steps, at least
CLIMB = 0.8  # what it costs a heavy syllable to lie under a light neighbour


@dataclass(frozen=True)
class Vocalist:
    """A voice with a plan, a compass and the words of every section."""

    singer: Singer
    words: Sequence[Sequence[Line]]
    close: int
    known: dict[tuple[SectionKind, int], Shape] = field(default_factory=dict)

    @property
    def draw(self) -> random.Random:
        """The voice's own chance."""
        return self.singer.draw

    @property
    def scansion(self) -> Scansion:
        """The words in time."""
        singer = self.singer
        return Scansion(singer.plan, singer.style, singer.ground, self.draw, self.close, self.known)

    def sung(self) -> list[list[Tone]]:
        """The tune of every section, empty where nothing is sung."""
        found: list[list[Tone]] = []
        heard: dict[SectionKind, list[list[tuple[int, int, int]]]] = {}
        free = 0
        for section, lines in zip(self.singer.plan.sections, self.words, strict=True):
            if not any(map(len, lines)):
                found.append([])
                continue
            rows = self.scansion.rows(section, lines, free)
            lines_before = heard.setdefault(section.kind, [])
            tune = self.tuned(section, rows, lines_before)
            lines_before.append(outline(tune, section))
            found.append(tune)
            free = tune[-1].end if tune else free
        return found

    def tuned(
        self, section: Section, rows: Sequence[Row], heard: Sequence[Sequence[tuple[int, int, int]]]
    ) -> list[Tone]:
        """The rows with pitches: a new tune of its kind, or the known one on these words."""
        who = character(section, self.singer.style, self.singer.low, self.singer.high)
        fresh = not any((section.kind, index) in self.known for index in range(len(rows)))
        if fresh:
            attempts = [self.attempt(section, rows, who) for _ in range(ATTEMPTS)]
            tune = min(attempts, key=lambda one: self.cost(one, rows, section, who))
            self.remember(section, rows, tune)
            return tune
        tune = self.attempt(section, rows, who)
        share = self.singer.style.tune.vary * 0.5 + self.singer.restless
        for attempt in range(5):
            if outline(tune, section) not in heard and attempt:
                break
            tune = self.changed(section, tune, min(1.0, share + 0.15 * attempt))
        return tune

    def attempt(self, section: Section, rows: Sequence[Row], who: Character) -> list[Tone]:
        """One way to sing the section."""
        ground = self.singer.ground(section)
        ground = replace(ground, low=who.low, high=who.high, steps=max(STEPS, ground.steps))
        sung_before: dict[str, Shape] = {}
        letters = self.scansion.letters(section.kind, len(rows))
        way: Way = START
        tune: list[Tone] = []
        mark = 0
        top = round(who.peak * (len(rows) - 1))
        for index, row in enumerate(rows):
            shape = self.known.get((section.kind, index)) or sung_before.get(letters[index])
            wanted, hold = self.wanted(row, shape, section, who, index / max(1, len(rows) - 1))
            tones = [
                Tone(
                    start, length, min(max(step, who.low), who.high), hold,
                    mark=mark + min(at, len(row.line) - 1),
                )
                for at, ((start, length), step) in enumerate(zip(row.beats, wanted, strict=True))
            ]  # fmt: skip
            mark += len(row.line)
            tones = marked_rests(tones, tune[-1].end if tune else -1)
            close = "half" if index % 2 == 0 or (who.open and index == len(rows) - 1) else "full"
            if index % 2 or index == len(rows) - 1:
                tones[-1] = replace(tones[-1], goal=goal(ground, tones[-1], close))
            if row.window.final:
                tones[-1] = replace(tones[-1], goal=goal(ground, tones[-1], "full"), hold=0.2)
            if index == top and not shape and len(tones) > 1:
                best = max(
                    range(len(tones) - 1),
                    key=lambda at: (row.stresses[at], tones[at].length, -at),
                )
                tones[best] = replace(tones[best], step=who.high, hold=1.5)
            sung, way = sing(tones, ground, way, self.draw, peak=who.high)
            sung_before.setdefault(letters[index], shaped(row, sung, section))
            tune += sung
        return tune

    def wanted(
        self, row: Row, shape: Shape | None, section: Section, who: Character, place: float
    ) -> tuple[list[int], float]:
        """Where the notes of a line lean to, and how firmly."""
        begins = row.window.start
        if shape:
            rise = (section.key.tonic.letter - shape.tonic + 3) % 7 - 3
            steps = [shape.near(start - begins) + rise for start, _ in row.beats]
            hold = 0.8
        else:
            bend = 1 - abs(place - who.peak) / max(who.peak, 1 - who.peak)
            curve = contour(len(row.beats), self.draw)
            mean = sum(curve) / len(curve)
            steps = [round(who.centre + 1.6 * bend + step - mean) for step in curve]
            hold = 0.3
        return accented(steps, row.stresses), hold

    def cost(
        self, tune: Sequence[Tone], rows: Sequence[Row], section: Section, who: Character
    ) -> float:
        """How little one would like to sing it: dull, or against its words."""
        heavy = [stress for row in rows for stress in row.stresses]
        against = sum(
            (heavy[at] == 2) * (heavy[at + 1] == 0) * (tune[at + 1].step - tune[at].step > 1)
            for at in range(len(tune) - 1)
        )
        return dullness(tune, section.meter.bar, who.centre) + CLIMB * against / max(1, len(rows))

    def remember(self, section: Section, rows: Sequence[Row], tune: Sequence[Tone]) -> None:
        """Keep how each line went, for the words that come to it later."""
        place = 0
        for index, row in enumerate(rows):
            count = len(row.beats)
            self.known[section.kind, index] = shaped(row, tune[place : place + count], section)
            place += count

    def changed(self, section: Section, tune: Sequence[Tone], share: float) -> list[Tone]:
        """The tune with some of its bars turned another way; never the first."""
        bar = section.meter.bar
        bars = sorted({(tone.start - section.start) // bar for tone in tune})[1:]
        count = min(len(bars), max(1, round(share * len(bars))))
        chosen = set(self.draw.sample(bars, count))
        tones: list[Tone] = []
        for tone in tune:
            shift = 0
            if (tone.start - section.start) // bar in chosen and not tone.goal:
                shift = self.draw.choice((-2, -1, 1, 1, 2, 0))
            tones.append(replace(tone, step=tone.step + shift, hold=0.8 if shift else 2.0))
        high = max(self.singer.high, *(tone.step for tone in tune))
        ground = self.singer.ground(section)
        ground = replace(ground, high=high, steps=max(STEPS, ground.steps))
        return sing(tones, ground, START, self.draw)[0]


def outline(tune: Sequence[Tone], section: Section) -> list[tuple[int, int, int]]:
    """The tune, free of where its section stands."""
    return [(tone.start - section.start, tone.length, tone.step) for tone in tune]
