"""
Melody: the lead's line through the whole song.

Every kind of section has a theme, written once and sung again with changes, never twice the same;
the chorus lies higher than the verse and has the hook. Intros may state it, solos leave it, and the
end holds the tonic.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from harmonia.composing import theme
from harmonia.composing.bars import closing
from harmonia.composing.character import character, compass
from harmonia.composing.plan import Plan, Seat
from harmonia.composing.recall import Remembered, untangled
from harmonia.composing.singing import START, Ground, Tone, goal, marked_rests, sing
from harmonia.composing.staff import pitch_at
from harmonia.composing.style import Style
from harmonia.composing.variation import varied
from harmonia.songs.song import Note, Role, Section, Sound
from harmonia.songs.wishes import SectionKind

NOTHING: Mapping[SectionKind, Remembered] = {}
QUOTED = 4  # bars of another section's theme that an intro or a break recalls
MIDDLE = 33  # the step of A4, about where a lead's velocities turn
TRIES = 5  # at changing a theme before it may come back as it was
RESTLESS = (0.0, 0.15, 0.3, 0.5)
BORROWS = {  # whose theme a section without its own recalls
    SectionKind.INTRO: (SectionKind.CHORUS, SectionKind.VERSE),
    SectionKind.OUTRO: (SectionKind.CHORUS, SectionKind.VERSE),
    SectionKind.BREAK: (SectionKind.CHORUS, SectionKind.VERSE),
}  # fmt: skip


def melody(
    plan: Plan, seat: Seat, style: Style, sung: Mapping[SectionKind, Remembered] = NOTHING
) -> tuple[Note, ...]:
    """The line of a lead where its seat is active; what was sung before it, it recalls."""
    draw = plan.random(f"melody/{seat.name}")
    low, high = compass(seat.player, plan.brief.voice, plan.brief.key, style.tune.span, draw)
    singer = Singer(plan, style, low, high, draw)
    themes = singer.themes({kind: singer.near(one) for kind, one in sung.items()})
    close = closing(plan)
    tune: list[Tone] = []
    for more in RESTLESS:
        tune = replace(singer, restless=more).sung(seat, themes, close)
        if _again(tune, plan.brief.meter.bar) <= style.tune.again:
            break
    leads = [one for one in plan.seats if one.role == Role.LEAD]
    if any(one.activity[-1] for one in plan.seats if one.role == Role.VOCAL):
        return tuple(singer.notes(tune))  # the voice has the last word
    if seat.activity[-1] or seat == max(leads, key=lambda one: sum(map(bool, one.activity))):
        tune = singer.ended(tune, close)
    return tuple(singer.notes(tune))


@dataclass(frozen=True, slots=True)
class Singer:
    """Somebody with a compass, a style and a plan in hand."""

    plan: Plan
    style: Style
    low: int  # steps
    high: int
    draw: random.Random
    restless: float = 0.0  # how much more than the style's share of a returning theme changes

    def sung(self, seat: Seat, themes: dict[SectionKind, Remembered], close: int) -> list[Tone]:
        """The tune of all sections in which the seat is active, up to the last chord."""
        tune: list[Tone] = []
        heard: dict[SectionKind, list[list[Tone]]] = {}
        for section, active in zip(self.plan.sections, seat.activity, strict=True):
            if not active:
                continue
            known = heard.setdefault(section.kind, [])
            row = self.section(section, themes, known)
            known.append([replace(tone, start=tone.start - section.start) for tone in row])
            free = tune[-1].end if tune else 0
            tune += [tone for tone in self.led_in(row, free) if tone.start < close]
        return tune

    def ground(self, section: Section) -> Ground:
        """What is sung over in that section."""
        tune = self.style.tune
        return Ground(
            key=section.key,
            meter=section.meter,
            origin=section.start,
            chord_at=lambda tick: self.plan.chord_at(min(tick, section.end - 1)).chord,
            low=self.low,
            high=self.high,
            steps=tune.steps,
            colour=tune.colour,
        )

    def near(self, theme: Remembered) -> Remembered:
        """The theme in the octave nearest to this singer."""
        mean = sum(tone.step for tone in theme.tones) / len(theme.tones)
        shift = 7 * round(((self.low + self.high) / 2 - mean) / 7)
        moved = tuple(replace(tone, step=tone.step + shift) for tone in theme.tones)
        return replace(theme, tones=moved)

    def themes(
        self, known: Mapping[SectionKind, Remembered] = NOTHING
    ) -> dict[SectionKind, Remembered]:
        """The theme of each kind of section, over the chords of its first appearance."""
        themes = dict(known)
        own = [one for one in self.plan.sections if one.kind not in BORROWS]
        own = [one for one in own if one.kind != SectionKind.SOLO] or [self.plan.sections[0]]
        for section in own:
            if section.kind in themes:
                continue
            if (
                section.kind == SectionKind.CHORUS
                and SectionKind.VERSE in themes
                and self.style.kin
            ):
                themes[section.kind] = self.raised(section, themes[SectionKind.VERSE])
            else:
                row = self.written(section)
                themes[section.kind] = self.remembered(section, row)
        return themes

    def written(self, section: Section) -> list[Tone]:
        """A new tune for that section."""
        tune = self.style.tune
        if section.kind == SectionKind.SOLO:
            tune = replace(tune, bars=tune.solos * 2 + tune.bars)
        who = character(section, self.style, self.low, self.high)
        ground = self.ground(section)
        if section.kind == SectionKind.SOLO:  # a soloist leaps more than a singer
            ground = replace(ground, steps=0.6 * ground.steps)
        return theme.compose(ground, section.bars, self.plan.brief.bpm, tune, who, self.draw)

    def raised(self, section: Section, verse: Remembered) -> Remembered:
        """The verse's theme on the chorus's chords, a third or a fourth higher."""
        lift = self.style.tune.lift
        row = [replace(tone, step=tone.step + lift + 1) for tone in verse.at(section, section.bars)]
        ground = replace(self.ground(section), low=self.low + lift)
        sung = self.changed(row, section, ground, 0.2)
        return self.remembered(section, sung)

    def remembered(self, section: Section, row: Sequence[Tone]) -> Remembered:
        """The tune, to be sung again elsewhere."""
        moved = tuple(replace(tone, start=tone.start - section.start) for tone in row)
        return Remembered(section.bars, moved, section.key)

    def section(
        self,
        section: Section,
        themes: dict[SectionKind, Remembered],
        heard: Sequence[Sequence[Tone]],
    ) -> list[Tone]:
        """The tune of one section: its theme, its theme changed, or a solo."""
        if section.kind == SectionKind.SOLO:
            return self.written(section)
        kinds = (section.kind, *BORROWS.get(section.kind, ()), *themes)
        kind = next(kind for kind in kinds if kind in themes)
        known, own = themes[kind], kind == section.kind
        row = known.at(section, section.bars if own else QUOTED)
        if own and not heard and section.bars == known.bars:
            return row
        share = self.style.tune.vary * (0.5 if kind == SectionKind.CHORUS else 1.0) + self.restless
        sung = row
        for attempt in range(TRIES):
            sung = self.changed(row, section, self.ground(section), share + 0.12 * attempt)
            line = [replace(tone, start=tone.start - section.start) for tone in sung]
            if not any(_same(line, other) for other in heard):
                break
        return sung

    def changed(
        self, row: Sequence[Tone], section: Section, ground: Ground, share: float
    ) -> list[Tone]:
        """The tune with that share of its bars changed, on the chords that sound now."""
        other = varied(row, ground, share, self.plan.brief.bpm, self.draw)
        tones = marked_rests(untangled(other, section.end), -1)
        if tones:
            last = tones[-1]
            tones[-1] = replace(last, goal=goal(ground, last, "full"), hold=0.8)
        top = max([ground.high, *(tone.step for tone in row)])
        return sing(tones, replace(ground, high=top), START, self.draw)[0]

    def led_in(self, row: Sequence[Tone], free: int) -> list[Tone]:
        """The row with steps into phrases that begin on the one, where there is room to breathe."""
        bar = self.plan.brief.meter.bar
        eighth = 240 if self.plan.brief.bpm < 150 else 480
        made: list[Tone] = []
        for tone in row:
            room = (tone.start - free) // eighth - 1
            first = tone.start % bar == 0 and (not made or tone.start % (2 * bar) == 0)
            if first and room >= 1 and self.draw.random() < self.style.tune.pickup:
                count = min(self.draw.choice((1, 2, 2, 3)), room)
                way = self.draw.choice((-1, -1, 1))
                if not self.low <= tone.step + way * count <= self.high:
                    way = -way
                made += [
                    Tone(tone.start - back * eighth, eighth, tone.step + way * back)
                    for back in range(count, 0, -1)
                ]
            made.append(tone)
            free = tone.end
        return made

    def ended(self, tune: Sequence[Tone], close: int) -> list[Tone]:
        """The tune with its last note: 1, 3 or 5 of the key, whichever the last chord has."""
        last = self.plan.sections[-1]
        own = {note.letter for note in self.plan.chord_at(close).chord.notes}
        tonic = last.key.tonic.letter
        stable = [tonic, (tonic + 2) % 7, (tonic + 4) % 7]
        letters = next(({letter} for letter in stable if letter in own), own)
        before = tune[-1].step if tune else (self.low + self.high) // 2
        reach = [step for step in range(self.low, self.high + 1) if step % 7 in letters]
        step = min(reach, key=lambda step: abs(step - before), default=before)
        kept = [replace(tone, length=min(tone.length, close - tone.start)) for tone in tune]
        return [*kept, Tone(close, last.end - close, step)]

    def notes(self, tune: Sequence[Tone]) -> list[Note]:
        """The tune as notes: louder on strong beats, towards the height and in full sections."""
        notes = []
        for tone in tune:
            here = next(one for one in self.plan.sections if tone.start < one.end)
            ground = self.ground(here)
            pitch = pitch_at(tone.step, here.key, ground.home(tone))
            accent = 3 * ground.weight(tone.start) + 1.4 * (tone.step - MIDDLE)
            loud = 64 + 28 * here.energy + accent + self.draw.uniform(-2, 2)
            velocity = round(min(120, max(34, loud)))
            notes.append(Note(tone.start, tone.length, Sound(pitch), velocity))
        return notes


def _same(one: Sequence[Tone], other: Sequence[Tone]) -> bool:
    """Whether two lines are the same note for note."""
    return [(t.start, t.length, t.step) for t in one] == [
        (t.start, t.length, t.step) for t in other
    ]


def _again(tune: Sequence[Tone], bar: int) -> float:
    """The share of bars that came before, note for note."""
    bars: dict[int, list[tuple[int, int, int]]] = {}
    for tone in tune:
        bars.setdefault(tone.start // bar, []).append((tone.start % bar, tone.length, tone.step))
    return 1 - len(set(map(tuple, bars.values()))) / len(bars) if bars else 0.0
