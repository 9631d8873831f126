"""
A bar as the players of a song know bars: with a section around it, and one before and after.

Ticks are the song's, so that whatever chance decides by the tick stays decided when the next bar
looks ahead; everything else is decided by the bar's number.
"""

import random
from dataclasses import dataclass
from functools import lru_cache

from harmonia.accompanying.cue import Cue
from harmonia.accompanying.lineup import lineup
from harmonia.accompanying.memory import Memory
from harmonia.composing.bars import Bar, closing
from harmonia.composing.plan import Plan, Seat
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.tempo import TempoMark
from harmonia.songs.brief import Brief, settle
from harmonia.songs.song import ChordSpan, Section
from harmonia.songs.tastes import key_for
from harmonia.songs.wishes import Genre, SectionKind, Wishes

AFTER = 4  # bars of the section that follows: the end is never near
KIND = SectionKind.VERSE
STEADY = ("variant/", "comping/")  # what is decided for more than this bar


@dataclass(frozen=True, slots=True)
class Moment(Plan):
    """A plan of which only one bar is played."""

    number: int

    def random(self, purpose: str) -> random.Random:
        """Chance for one purpose, from the seed and mostly the bar."""
        steady = purpose.startswith(STEADY)
        return random.Random(f"{self.brief.seed}/{purpose}" + ("" if steady else f"/{self.number}"))


@dataclass(frozen=True)
class Score:
    """The bar of a cue among its neighbours."""

    plan: Moment
    cue: Cue
    before: Bar | None
    bar: Bar
    after: Bar
    continues: bool  # whether the first chord was there before

    def seat(self, part: str) -> Seat:
        """That part's place."""
        return next(one for one in self.plan.seats if one.name == part)


def score(cue: Cue, memory: Memory) -> Score:
    """The cue's bar, written out."""
    bar = cue.meter.bar
    first = cue.chords[0].chord
    bars = _bars(cue)
    start = (cue.number - cue.index) * bar if cue.number >= cue.index else 0
    number = start // bar + cue.index
    at = number * bar
    continues = number > 0 and memory.chord == memory.ahead == first
    key = cue.key or _key(tuple(one.chord for one in cue.chords), cue.style)
    brief = _brief(cue.style, cue.bpm, cue.meter, key, cue.seed)
    spans = _spans(cue, at)
    if continues:
        spans[0] = ChordSpan(at - bar, spans[0].length + bar, first)
    elif number:
        spans.insert(0, ChordSpan(max(0, at - bar), bar, memory.chord or first))
    following = cue.following or cue.chords[-1].chord
    end = start + bars * bar

    def section(start: int, bars: int, chords: tuple[ChordSpan, ...]) -> Section:
        return Section("bars", KIND, start, bars, key, cue.meter, cue.energy, chords)

    ahead = ChordSpan(at + bar, end + AFTER * bar - at - bar, following)
    if spans[-1].chord == following:
        spans[-1] = ChordSpan(
            spans[-1].start, ahead.start + ahead.length - spans[-1].start, following
        )
    else:
        spans.append(ahead)
    whole = tuple(spans)
    sections = [section(start, bars, whole), section(end, AFTER, whole[-1:])]
    if start:
        sections.insert(0, section(0, start // bar, whole[:1]))
    seats = tuple(
        Seat(part, player.role, player.instrument, (cue.energy,) * len(sections))
        for part, player in lineup(cue.style).items()
        if part in cue.parts or part == "drums"  # the bass listens to the kick, heard or not
    )
    plan = Moment(brief, tuple(sections), (TempoMark(0, cue.bpm),), seats, cue.number)
    own = len(sections) - 2
    close = closing(plan)

    def placed(number: int, index: int) -> Bar:
        later = sections[number + 1] if number + 1 < len(sections) else None
        busy = cue.energy if later else 0.0
        return Bar(sections[number], number, index, cue.energy, later, busy, close)

    before = placed(own, cue.index - 1) if cue.index else None
    if before is None and start:
        before = placed(own - 1, start // bar - 1)
    last = cue.index == bars - 1
    after = placed(own + 1, 0) if last else placed(own, cue.index + 1)
    return Score(plan, cue, before, placed(own, cue.index), after, continues)


def _bars(cue: Cue) -> int:
    """How long the section is, so that it ends where a fill is wanted and nowhere else."""
    ends = cue.index == cue.bars - 1
    if cue.filled == ends:
        return cue.bars
    return cue.index + (1 if cue.filled else 3)


def _spans(cue: Cue, at: int) -> list[ChordSpan]:
    ends = [*(one.tick for one in cue.chords[1:]), cue.meter.bar]
    return [
        ChordSpan(at + one.tick, end - one.tick, one.chord)
        for one, end in zip(cue.chords, ends, strict=True)
    ]


@lru_cache(256)
def _key(chords: tuple[Chord, ...], style: Genre) -> Key:
    return key_for({KIND: chords}, style, (), random.Random(0))


@lru_cache(64)
def _brief(style: Genre, bpm: float, meter: Meter, key: Key, seed: int) -> Brief:
    wishes = Wishes(genre=style, bpm=bpm, meter=str(meter), key=str(key), voice="none")
    return settle(wishes, seed=seed)
