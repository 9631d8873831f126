"""
Passages: pasted words as stanzas, and in which order they are sung.

The words come in their own order, word for word, once at least; a short text is sung again. A
stanza of one syllable is held for as long as its section lasts. Where nobody plays, a section
without words is left out: it would be silence.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from harmonia.composing.prosody import room
from harmonia.composing.style import Style
from harmonia.composing.words import Block
from harmonia.lyrics.line import Line, broken
from harmonia.lyrics.pronunciation import Pronunciations
from harmonia.songs.brief import Brief
from harmonia.songs.wishes import SectionKind

Lines = tuple[Line, ...]
EASY, DENSE = 2.5, 3.6  # syllables a second
PHRASE = 1.5  # seconds: no line is shorter
STANZA = 8  # lines; longer ones are parted
ENOUGH = 0.72  # of the length asked for, which the words must fill by themselves


@dataclass(frozen=True, slots=True)
class Passage:
    """Words for one section."""

    kind: SectionKind
    lines: Lines

    @property
    def held(self) -> bool:
        """Whether it is a single syllable, which is sung through a whole section."""
        sung = [line for line in self.lines if len(line)]
        return len(sung) == 1 and len(sung[0]) == 1


@dataclass(frozen=True)
class Setting:
    """Setting pasted words: how many bars they need, and in which sections they stand."""

    brief: Brief
    style: Style
    closing: float

    @property
    def bar(self) -> float:
        """Seconds of a bar."""
        return self.brief.meter.bar / 480 * 60 / self.brief.bpm

    def width(self, lines: Sequence[Line], rate: float) -> float:
        """Bars for each line of a stanza: as many as its longest line needs at that rate."""
        longest = max((len(line) for line in lines), default=1)
        beat, bar = self.brief.meter.beat, self.brief.meter.bar
        part = 0.5 if bar // 2 % beat == 0 else 1.0
        dense = [part * count for count in range(1, 33)]
        for bars in dense if rate > EASY else (1, 2, 4, 8, 16):
            held = room(int(bars * bar), self.brief.bpm, beat)
            long = longest / rate + 0.4 <= bars * self.bar and bars * self.bar >= PHRASE
            if held >= longest * (1.0 if rate > EASY else 1.15) and (long or rate > EASY):
                return bars
        return 32.0

    def usual(self, kind: SectionKind) -> int:
        """The length of such a section where no words decide it."""
        given = len(self.brief.chords.get(kind, ()))
        return given or int(self.style.lengths[kind].split()[0])

    def bars(self, passage: Passage, rate: float) -> int:
        """The length of a passage's section."""
        lines = [line for line in passage.lines if len(line)]
        needed = math.ceil(self.width(lines, rate) * max(1, len(lines)))
        given = len(self.brief.chords.get(passage.kind, ()))
        if passage.held and rate <= EASY:
            needed = self.usual(passage.kind)
        if given:
            return -(-needed // given) * given
        if rate > EASY:
            return max(2, needed)
        step = 4 if needed > 4 else 2
        return -(-needed // step) * step


def passages(found: Sequence[Block], known: Pronunciations, language: str) -> list[Passage]:
    """The stanzas as passages of at most so many lines of one breath each."""
    made: list[Passage] = []
    for block in found:
        lines = [line for text in block.lines for line in broken(text, known, language)]
        if not lines:
            made.append(Passage(block.kind, ()))
        count = math.ceil(len(lines) / STANZA)
        for part in range(count):
            first, last = part * len(lines) // count, (part + 1) * len(lines) // count
            made.append(Passage(block.kind, tuple(lines[first:last])))
    return made


def on_form(
    given: Sequence[Passage], kinds: Sequence[SectionKind], *, alone: bool = False
) -> list[Passage]:
    """The passages on a form that was asked for; it grows where it has no place for them."""
    own: dict[SectionKind, list[Passage]] = {}
    for passage in given:
        known = own.setdefault(passage.kind, [])
        if passage.lines and passage not in known:
            known.append(passage)
    heard: Counter[SectionKind] = Counter()
    order: list[Passage] = []
    for kind in kinds:
        mine = own.get(kind, [])
        order.append(mine[heard[kind] % len(mine)] if mine else Passage(kind, ()))
        heard[kind] += 1
    left = [one for kind, mine in own.items() for one in mine[heard[kind] :]]
    if left:
        place = len(order) - (order[-1].kind == SectionKind.OUTRO and not order[-1].lines)
        order[place:place] = left
    return [one for one in order if one.lines] if alone else order


def in_order(given: Sequence[Passage], setting: Setting, rate: float, most: float) -> list[Passage]:
    """The passages in the text's order, sung again until the song is long enough."""
    sung = [one for one in given if one.lines]
    alone = setting.brief.unaccompanied
    order = sung.copy() if alone else list(given)
    short = sung[0]
    few = len(sung) == 1 and setting.bars(short, rate) < 8
    if few and not short.held and rate == EASY:  # say it twice
        sung = [Passage(short.kind, short.lines * (8 // setting.bars(short, rate)))]
        order = sung.copy()
    wanted = min(setting.brief.seconds, most) * ENOUGH

    def seconds() -> float:
        return sum(setting.bars(one, rate) if one.lines else 4 for one in order) * setting.bar

    kinds = {one.kind for one in sung}
    turn = 0
    while seconds() < wanted:
        if len(sung) == 1:  # one stanza is verse and chorus
            kind = (SectionKind.CHORUS, SectionKind.VERSE)[turn % 2]
            if turn == 2 and not alone:
                order.append(Passage(SectionKind.SOLO, ()))
            order.append(Passage(kind, sung[0].lines))
        elif turn % 2 == 0 and SectionKind.CHORUS in kinds and order[-1].kind != SectionKind.CHORUS:
            order.append(next(one for one in sung if one.kind == SectionKind.CHORUS))
        else:
            pause = [] if alone else [Passage(SectionKind.SOLO, ())]
            order += [*pause, *sung[-2:]] if turn < 3 else sung
        turn += 1
    ends = (SectionKind.INTRO, SectionKind.OUTRO)
    if rate == EASY and not alone and not any(one.kind in ends for one in given):
        spare = most - seconds()
        if spare >= 4 * setting.bar:
            order.insert(0, Passage(SectionKind.INTRO, ()))
        if spare >= 8 * setting.bar:
            order.append(Passage(SectionKind.OUTRO, ()))
    return order
