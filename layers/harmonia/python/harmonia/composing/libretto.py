"""
Libretto: which words are sung in which section, and how long the sections must be for them.

Pasted words come in their own order, word for word, once at least; the form follows them. A long
text makes a long song, or a dense one; a short one is sung again. What can't be fitted is refused.
Where nobody plays, every section is sung.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from harmonia.composing import form
from harmonia.composing.form import Outline, Shape
from harmonia.composing.passages import (
    DENSE,
    EASY,
    Lines,
    Passage,
    Setting,
    in_order,
    on_form,
    passages,
)
from harmonia.composing.prosody import room
from harmonia.composing.style import Form, Style
from harmonia.composing.words import blocks, shared_out
from harmonia.errors import Invalid
from harmonia.lyrics.line import Line, read
from harmonia.lyrics.pronunciation import Pronunciations
from harmonia.lyrics.writing.poet import Wanted, write
from harmonia.lyrics.writing.proposal import Proposals, accepted
from harmonia.songs.brief import Brief, Source
from harmonia.songs.wishes import LONGEST, SectionKind

SUNG = (SectionKind.VERSE, SectionKind.PRECHORUS, SectionKind.CHORUS, SectionKind.BRIDGE)
ROLES = {one: str(one) for one in SUNG}
PACE = 2.5  # syllables a second in lines of our own
LINE = 4.3  # seconds of a line of our own
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
    sung = kinds if brief.unaccompanied else sung
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
    given = passages(blocks(lyrics), known, brief.language)
    if not any(len(line) for one in given for line in one.lines):
        raise Invalid("there is no word to sing in these lyrics", field="lyrics")
    said = brief.sources.get("seconds") == Source.SAID
    most = brief.seconds * OVER if said else LONGEST
    once = sum(setting.bars(one, EASY) for one in given) * setting.bar
    rate = EASY
    if once + 2 * setting.bar > most:
        rate = DENSE
        once = sum(setting.bars(one, DENSE) for one in given) * setting.bar
    if once > most:
        words = sum(len(line.words) for one in given for line in one.lines)
        raise Invalid(
            f"{words:,} words take {once:.0f} seconds to sing at {brief.bpm:g} bpm, and there are "
            f"{most:.0f}; leave about {int(words * most / once / 10) * 10:,} words"
            + (" or ask for a longer song" if said and most < LONGEST else ""),
            field="lyrics",
        )
    if brief.form:
        order = on_form(given, brief.form, alone=brief.unaccompanied)
        return _laid_out(order, setting, rate, most, form.shape(brief, style, closing))
    return _laid_out(in_order(given, setting, rate, most), setting, rate, most)


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
    lengths = [setting.bars(one, rate) if one.lines else setting.usual(one.kind) for one in order]
    kinds = [one.kind for one in order]
    sung = list(order)
    if usual_shape and len(usual_shape.outlines) == len(order) and rate == EASY:
        wished = [one.bars for one in usual_shape.outlines]
        grown = [max(pair) for pair in zip(lengths, wished, strict=True)]
        if sum(grown) * setting.bar <= most:
            for at, one in enumerate(order):
                times = 1 if one.held else grown[at] // lengths[at]
                sung[at] = Passage(one.kind, one.lines * times)
            lengths = grown
    outlines = tuple(form.outlines(kinds, lengths, setting.style))
    shape = Shape(Form(" ".join(kinds)), outlines)
    return Libretto(shape, tuple(one.lines for one in sung))


def _unsung(shape: Shape, brief: Brief) -> Libretto:
    """A form whose words, if there are any, are printed and not sung."""
    texts = shared_out(brief.lyrics, [one.kind for one in shape.outlines])
    lines = tuple(tuple(Line(text, ()) for text in stanza) for stanza in texts)
    return Libretto(shape, lines)
