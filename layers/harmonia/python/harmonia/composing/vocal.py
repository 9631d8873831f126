"""
The sung line: a tune made on its words.

Every line of a section gets a window of bars and every syllable a note in it (`prosody`). Lines
that answer each other share rhythm and outline; a later verse leans to the first one's, whatever
its words. Then the line is sung like any tune (`singing`), so that strong beats fit the chords.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from harmonia.composing.bars import closing
from harmonia.composing.character import Character, character
from harmonia.composing.ear import dullness
from harmonia.composing.melody import RESTLESS, Singer
from harmonia.composing.motif import contour, rhythm, tail
from harmonia.composing.phrases import Row, Shape, accented, alike, shaped, shortened
from harmonia.composing.plan import Plan, Seat
from harmonia.composing.prosody import Window, placed, room
from harmonia.composing.recall import Remembered
from harmonia.composing.singing import START, Tone, Way, goal, marked_rests, sing
from harmonia.composing.style import Style
from harmonia.composing.theme import PERIODS
from harmonia.composing.voices import compass
from harmonia.lyrics.line import Line
from harmonia.songs.song import Note, Section, Syllable
from harmonia.songs.wishes import SectionKind

ALIKE = 0.7  # how often a line takes the rhythm of one with as many syllables
ATTEMPTS = 4
BREATH = 0.35  # seconds of silence before a line that begins early
LEAST = 0.5  # seconds that the last word of a line is sung at least
FIRM = 2.4  # how much more a sung rhythm is worth keeping than one of the style's
STEPS = 1.05  # how much a singer prefers steps, at least
CLIMB = 0.8  # what it costs a heavy syllable to lie under a light neighbour


@dataclass(frozen=True, slots=True)
class Sung:
    """What a voice sings: notes, and the syllables on them."""

    notes: tuple[Note, ...] = ()
    syllables: tuple[Syllable, ...] = ()
    themes: Mapping[SectionKind, Remembered] = field(default_factory=dict)  # as first sung


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
    def bpm(self) -> float:
        """Of the song."""
        return self.singer.plan.brief.bpm

    def sung(self) -> list[list[Tone]]:
        """The tune of every section, empty where nothing is sung."""
        found: list[list[Tone]] = []
        heard: dict[SectionKind, list[list[tuple[int, int, int]]]] = {}
        free = 0
        for section, lines in zip(self.singer.plan.sections, self.words, strict=True):
            if not any(map(len, lines)):
                found.append([])
                continue
            rows = self.rows(section, lines, free)
            lines_before = heard.setdefault(section.kind, [])
            tune = self.tuned(section, rows, lines_before)
            lines_before.append(_outline(tune, section))
            found.append(tune)
            free = tune[-1].end if tune else free
        return found

    def rows(self, section: Section, lines: Sequence[Line], free: int) -> list[Row]:
        """The section's lines in their windows, each syllable at its time."""
        spoken = [line for line in lines if len(line)]
        width = self.width(section, spoken)
        letters = self.letters(section.kind, len(spoken))
        ground = self.singer.ground(section)
        breath = round(BREATH * self.bpm * 8)
        own: dict[str, tuple[int, ...]] = {}
        said: dict[str, list[tuple[int, int]]] = {}
        rows: list[Row] = []
        last_section = section.end == self.singer.plan.sections[-1].end
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
        draw, text = self.singer.plan.random(f"letters/{kind}"), ""
        while len(text) < count:
            text += draw.choice(PERIODS[min(4, count - len(text))])
        return text

    def rhythm(self, section: Section, width: int, count: int, index: int) -> tuple[int, ...]:
        """A rhythm of the style for a line, in ticks from its window's beginning."""
        tune, meter = self.singer.style.tune, section.meter
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
            if _outline(tune, section) not in heard and attempt:
                break
            tune = self.changed(section, tune, min(1.0, share + 0.15 * attempt))
        return tune

    def attempt(self, section: Section, rows: Sequence[Row], who: Character) -> list[Tone]:
        """One way to sing the section."""
        ground = self.singer.ground(section)
        ground = replace(ground, low=who.low, high=who.high, steps=max(STEPS, ground.steps))
        sung_before: dict[str, Shape] = {}
        letters = self.letters(section.kind, len(rows))
        way: Way = START
        tune: list[Tone] = []
        mark = 0
        top = round(who.peak * (len(rows) - 1))
        for index, row in enumerate(rows):
            shape = self.known.get((section.kind, index)) or sung_before.get(letters[index])
            wanted, hold = self.wanted(row, shape, section, who, index / max(1, len(rows) - 1))
            tones = [
                Tone(start, length, min(max(step, who.low), who.high), hold, mark=mark + at)
                for at, ((start, length), step) in enumerate(zip(row.beats, wanted, strict=True))
            ]
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
                    key=lambda at: (row.line.syllables[at].stress, tones[at].length, -at),
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
            outline = contour(len(row.line), self.draw)
            mean = sum(outline) / len(outline)
            steps = [round(who.centre + 1.6 * bend + step - mean) for step in outline]
            hold = 0.3
        return accented(steps, [one.stress for one in row.line.syllables]), hold

    def cost(
        self, tune: Sequence[Tone], rows: Sequence[Row], section: Section, who: Character
    ) -> float:
        """How little one would like to sing it: dull, or against its words."""
        heavy = [one.stress for row in rows for one in row.line.syllables]
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


def vocal(
    plan: Plan, seat: Seat, style: Style, words: Sequence[Sequence[Line]], *, duet: bool = False
) -> Sung:
    """The tune of a voice in all sections with words; a duet's also fits a man an octave down."""
    draw = plan.random(f"vocal/{seat.name}")
    low, high = compass(seat.instrument, plan.brief.key, style.tune.span, draw, duet=duet)
    close = closing(plan)
    rows: list[list[Tone]] = []
    for more in RESTLESS:
        singer = Singer(plan, style, low, high, draw, more)
        rows = Vocalist(singer, words, close).sung()
        if _again(rows, plan) <= style.tune.again:
            break
    return _part(plan, singer, rows, words)


def _part(
    plan: Plan, singer: Singer, rows: Sequence[Sequence[Tone]], words: Sequence[Sequence[Line]]
) -> Sung:
    """The tune as notes, and its syllables with their words counted through the song."""
    notes: list[Note] = []
    syllables: list[Syllable] = []
    word = line_number = 0
    for tune, lines in zip(rows, words, strict=True):
        notes += singer.notes(tune)
        mark = 0
        for line in (one for one in lines if len(one)):
            for spoken in line.syllables:
                own = [tone for tone in tune if tone.mark == mark]
                begin, end = own[0].start, own[-1].end
                syllables.append(
                    Syllable(
                        begin, end - begin, spoken.text, spoken.phonemes, word + spoken.word,
                        line_number,
                    )
                )  # fmt: skip
                mark += 1
            word += line.syllables[-1].word + 1
            line_number += 1
    return Sung(tuple(notes), tuple(syllables), _themes(plan, rows))


def _themes(plan: Plan, rows: Sequence[Sequence[Tone]]) -> dict[SectionKind, Remembered]:
    """How each kind of section was sung at first; what begins before its bar is left out."""
    found: dict[SectionKind, Remembered] = {}
    for section, row in zip(plan.sections, rows, strict=True):
        inside = [tone for tone in row if section.start <= tone.start < section.end]
        if inside and section.kind not in found:
            moved = tuple(
                replace(tone, start=tone.start - section.start, mark=-1) for tone in inside
            )
            found[section.kind] = Remembered(section.bars, moved, section.key)
    return found


def _outline(tune: Sequence[Tone], section: Section) -> list[tuple[int, int, int]]:
    return [(tone.start - section.start, tone.length, tone.step) for tone in tune]


def _again(rows: Sequence[Sequence[Tone]], plan: Plan) -> float:
    """The share of bars that came before, note for note."""
    bar = plan.brief.meter.bar
    bars: dict[int, list[tuple[int, int, int]]] = {}
    for tone in (tone for row in rows for tone in row):
        bars.setdefault(tone.start // bar, []).append((tone.start % bar, tone.length, tone.step))
    return 1 - len(set(map(tuple, bars.values()))) / len(bars) if bars else 0.0
