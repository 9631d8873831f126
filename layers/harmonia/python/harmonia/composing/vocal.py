"""
The sung line: a tune made on its words.

The words are laid in time (`scansion`), get their tune (`vocalist`) like any other (`singing`), so
that strong beats fit the chords, and become notes with their syllables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from harmonia.composing.bars import closing
from harmonia.composing.melody import RESTLESS, Singer
from harmonia.composing.plan import Plan, Seat
from harmonia.composing.recall import Remembered
from harmonia.composing.singing import Tone
from harmonia.composing.style import Style
from harmonia.composing.vocalist import Vocalist
from harmonia.composing.voices import compass
from harmonia.lyrics.line import Line
from harmonia.songs.song import Note, Syllable
from harmonia.songs.wishes import SectionKind


@dataclass(frozen=True, slots=True)
class Sung:
    """What a voice sings: notes, and the syllables on them."""

    notes: tuple[Note, ...] = ()
    syllables: tuple[Syllable, ...] = ()
    themes: Mapping[SectionKind, Remembered] = field(default_factory=dict)  # as first sung


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


def _again(rows: Sequence[Sequence[Tone]], plan: Plan) -> float:
    """The share of bars that came before, note for note."""
    bar = plan.brief.meter.bar
    bars: dict[int, list[tuple[int, int, int]]] = {}
    for tone in (tone for row in rows for tone in row):
        bars.setdefault(tone.start // bar, []).append((tone.start % bar, tone.length, tone.step))
    return 1 - len(set(map(tuple, bars.values()))) / len(bars) if bars else 0.0
