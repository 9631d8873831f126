"""
Libretto: which words are sung in which section, and how long the sections must be for them.

Pasted words come in their own order, word for word, once at least; the form follows them. A long
text makes a long song, or a dense one; a short one is sung again. What can't be fitted is refused.
"""

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from harmonia.composing import form
from harmonia.composing.form import Outline, Shape
from harmonia.composing.prosody import room
from harmonia.composing.style import Form, Style
from harmonia.composing.words import Block, blocks, shared_out
from harmonia.errors import Invalid
from harmonia.lyrics.line import Line, broken, read
from harmonia.lyrics.pronunciation import Pronunciations
from harmonia.lyrics.writing.poet import Wanted, write
from harmonia.lyrics.writing.proposal import Proposals, accepted
from harmonia.songs.brief import Brief, Source
from harmonia.songs.wishes import LONGEST, SectionKind

Lines = tuple[Line, ...]
SUNG = (SectionKind.VERSE, SectionKind.PRECHORUS, SectionKind.CHORUS, SectionKind.BRIDGE)
ROLES = {one: str(one) for one in SUNG}
EASY, DENSE = 2.5, 3.6  # syllables a second
PACE = 2.5  # syllables a second in lines of our own
LINE = 4.3  # seconds of a line of our own
PHRASE = 1.5  # seconds: no line is shorter
STANZA = 8  # lines; longer ones are parted
ENOUGH = 0.72  # of the length asked for, which the words must fill by themselves
OVER = 1.06  # of the length that was said, which they may take


@dataclass(frozen=True, slots=True)
class Libretto:
    """The form of a song, and the lines of each of its sections."""

    shape: Shape
    lines: tuple[Lines, ...]

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The lines as they are written."""
        return tuple(tuple(line.text for line in lines) for lines in self.lines)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words for one section."""

    kind: SectionKind
    lines: Lines


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

    def bars(self, passage: Passage, rate: float) -> int:
        """The length of a passage's section."""
        lines = [line for line in passage.lines if len(line)]
        needed = math.ceil(self.width(lines, rate) * max(1, len(lines)))
        given = len(self.brief.chords.get(passage.kind, ()))
        if given:
            return -(-needed // given) * given
        if rate > EASY:
            return max(2, needed)
        step = 4 if needed > 4 else 2
        return -(-needed // step) * step


def libretto(
    brief: Brief,
    style: Style,
    closing: float,
    known: Pronunciations,
    proposals: Proposals | None = None,
) -> Libretto:
    """The song's form and words: pasted ones, proposed or written ones, or none."""
    if brief.voice == "none":
        return _unsung(form.shape(brief, style, closing), brief)
    if brief.lyrics:
        return set_words(brief, style, closing, brief.lyrics, known)
    return written(brief, form.shape(brief, style, closing), known, proposals)


def written(
    brief: Brief, shape: Shape, known: Pronunciations, proposals: Proposals | None = None
) -> Libretto:
    """New words for that form, in English: lines as long as a breath, verses, hooks."""
    kinds = {one.kind for one in shape.outlines}
    sung = kinds & set(SUNG) or kinds - {SectionKind.SOLO} or kinds
    wanted = [_wanted(one, brief) for one in shape.outlines if one.kind in sung]
    title, theme, moods = brief.title, brief.theme, brief.moods
    text = proposals.propose(wanted, title=title, theme=theme, moods=moods) if proposals else None
    draw = random.Random(f"{brief.seed}/lyrics")
    words = accepted(text, wanted, title, known) or write(
        wanted, title=title, theme=theme, moods=moods, draw=draw, known=known
    )
    stanzas = iter(words)
    lines = tuple(
        _roomy([read(text, known) for text in next(stanzas)], one, brief)
        if one.kind in sung
        else ()
        for one in shape.outlines
    )
    return Libretto(shape, lines)


def _roomy(lines: Sequence[Line], outline: Outline, brief: Brief) -> Lines:
    """The lines, or the first ones of them where the bars can't hold them all."""
    kept = tuple(lines)
    ticks = outline.bars * brief.meter.bar
    while len(kept) > 1 and any(
        len(line) > room(ticks // len(kept), brief.bpm, brief.meter.beat) for line in kept
    ):
        kept = kept[: len(kept) // 2]
    return kept


def _wanted(outline: Outline, brief: Brief) -> Wanted:
    """What a poet is asked for in that section: so many lines of about so many syllables."""
    bar = brief.meter.bar / 480 * 60 / brief.bpm
    width = min((1, 2, 4, 8), key=lambda bars: abs(math.log(bars * bar / LINE)))
    width = min(width, outline.bars)
    time = min(width * bar, 1.3 * LINE) - 0.7
    syllables = max(4, min(9, round(time * PACE)))
    return Wanted(ROLES.get(outline.kind, "verse"), outline.bars // width, syllables)


def set_words(
    brief: Brief, style: Style, closing: float, lyrics: str, known: Pronunciations
) -> Libretto:
    """The libretto of pasted lyrics; Invalid if they can't be sung in the time there is."""
    setting = Setting(brief, style, closing)
    passages = _passages(blocks(lyrics), known, brief.language)
    if not any(len(line) for one in passages for line in one.lines):
        raise Invalid("there is no word to sing in these lyrics", field="lyrics")
    said = brief.sources.get("seconds") == Source.SAID
    most = brief.seconds * OVER if said else LONGEST
    once = sum(setting.bars(one, EASY) for one in passages) * setting.bar
    rate = EASY
    if once + 2 * setting.bar > most:
        rate = DENSE
        once = sum(setting.bars(one, DENSE) for one in passages) * setting.bar
    if once > most:
        words = sum(len(line.words) for one in passages for line in one.lines)
        raise Invalid(
            f"{words:,} words take {once:.0f} seconds to sing at {brief.bpm:g} bpm, and there are "
            f"{most:.0f}; leave about {int(words * most / once / 10) * 10:,} words"
            + (" or ask for a longer song" if said and most < LONGEST else ""),
            field="lyrics",
        )
    if brief.form:
        order = _on_form(passages, brief.form)
        return _laid_out(order, setting, rate, most, form.shape(brief, style, closing))
    return _laid_out(_in_order(passages, setting, rate, most), setting, rate, most)


def _passages(found: Sequence[Block], known: Pronunciations, language: str) -> list[Passage]:
    """The stanzas as passages of at most so many lines of one breath each."""
    passages: list[Passage] = []
    for block in found:
        lines = [line for text in block.lines for line in broken(text, known, language)]
        if not lines:
            passages.append(Passage(block.kind, ()))
        count = math.ceil(len(lines) / STANZA)
        for part in range(count):
            first, last = part * len(lines) // count, (part + 1) * len(lines) // count
            passages.append(Passage(block.kind, tuple(lines[first:last])))
    return passages


def _on_form(passages: Sequence[Passage], kinds: Sequence[SectionKind]) -> list[Passage]:
    """The passages on a form that was asked for; it grows where it has no place for them."""
    own: dict[SectionKind, list[Passage]] = {}
    for passage in passages:
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
    return order


def _in_order(
    passages: Sequence[Passage], setting: Setting, rate: float, most: float
) -> list[Passage]:
    """The passages in the text's order, sung again until the song is long enough."""
    sung = [one for one in passages if one.lines]
    order = list(passages)
    if len(sung) == 1 and setting.bars(sung[0], rate) < 8 and rate == EASY:  # say it twice
        short = sung[0]
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
            if turn == 2:
                order.append(Passage(SectionKind.SOLO, ()))
            order.append(Passage(kind, sung[0].lines))
        elif turn % 2 == 0 and SectionKind.CHORUS in kinds and order[-1].kind != SectionKind.CHORUS:
            order.append(next(one for one in sung if one.kind == SectionKind.CHORUS))
        else:
            order += [Passage(SectionKind.SOLO, ()), *sung[-2:]] if turn < 3 else sung
        turn += 1
    ends = (SectionKind.INTRO, SectionKind.OUTRO)
    if rate == EASY and not any(one.kind in ends for one in passages):
        spare = most - seconds()
        if spare >= 4 * setting.bar:
            order.insert(0, Passage(SectionKind.INTRO, ()))
        if spare >= 8 * setting.bar:
            order.append(Passage(SectionKind.OUTRO, ()))
    return order


def _laid_out(
    order: Sequence[Passage],
    setting: Setting,
    rate: float,
    most: float,
    usual_shape: Shape | None = None,
) -> Libretto:
    """
    The passages as sections with bars and energies.

    On a form that was asked for a section keeps its usual length where the words leave room, and
    few words are sung again in it.
    """
    style, usual = setting.style, {}
    for one in order:
        usual[one.kind] = int(style.lengths[one.kind].split()[0])
        if setting.brief.chords.get(one.kind):
            usual[one.kind] = len(setting.brief.chords[one.kind])
    lengths = [setting.bars(one, rate) if one.lines else usual[one.kind] for one in order]
    kinds = [one.kind for one in order]
    passages = list(order)
    if usual_shape and len(usual_shape.outlines) == len(order) and rate == EASY:
        wished = [one.bars for one in usual_shape.outlines]
        grown = [max(pair) for pair in zip(lengths, wished, strict=True)]
        if sum(grown) * setting.bar <= most:
            for at, one in enumerate(order):
                times = grown[at] // lengths[at]
                passages[at] = Passage(one.kind, one.lines * times)
            lengths = grown
    outlines = tuple(form.outlines(kinds, lengths, style))
    shape = Shape(Form(" ".join(kinds)), outlines)
    return Libretto(shape, tuple(one.lines for one in passages))


def _unsung(shape: Shape, brief: Brief) -> Libretto:
    """A form whose words, if there are any, are printed and not sung."""
    texts = shared_out(brief.lyrics, [one.kind for one in shape.outlines])
    lines = tuple(tuple(Line(text, ()) for text in stanza) for stanza in texts)
    return Libretto(shape, lines)
