"""
Harmony: chords for every section.

Each kind of section has one progression for the whole song, drawn from the style's page for the
key's mode; returning verses may colour a bar. Chords that the brief gives are law, one to a bar,
going round. The last bar of the song is the tonic, and a bar before a section that begins on the
tonic leans towards it.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

from harmonia.composing.form import Outline, Shape
from harmonia.composing.roman import read
from harmonia.composing.style import Ending, Progressions, Style
from harmonia.composing.words import Stanza, shared_out
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.note import Interval
from harmonia.songs.brief import Brief, Source
from harmonia.songs.song import ChordSpan, Section
from harmonia.songs.wishes import SectionKind

Bar = tuple[str, ...]  # the numerals that share a bar
FROM = {  # whose chords a section plays where the style lists none for its kind
    SectionKind.INTRO: SectionKind.VERSE,
    SectionKind.OUTRO: SectionKind.CHORUS,
    SectionKind.SOLO: SectionKind.VERSE,
    SectionKind.BREAK: SectionKind.CHORUS,
}
LIFTS = (Interval(1, 2), Interval(1, 2), Interval(1, 1))  # a whole step up, or a half
LEADING = {  # the degree that leads home without spoiling the mode
    "dorian": "7", "mixolydian": "7", "lydian": "2", "phrygian": "2", "locrian": "2",
    "harmonic minor": "5",
}  # fmt: skip
COLOURS = {  # what may stand in for a chord when a section returns
    "IV": ("ii7", "IVmaj7", "IV,iv"), "V": ("Vsus4,V", "V7"), "I": ("Iadd9", "I/3"),
    "vi": ("vi7",), "bVI": ("bVImaj7", "iv"), "bVII": ("bVII/1", "v"), "iv": ("iv7", "bVI"),
    "ii": ("ii7", "IV"), "V7": ("bII7", "V7b9"), "VI7": ("bIII7", "VI7b9"), "i": ("iadd9",),
    "ii7": ("IVmaj7", "II7"), "V13": ("bII7", "V7b9"), "Imaj9": ("I69",), "i9": ("i7",),
}  # fmt: skip


def sections(
    brief: Brief,
    style: Style,
    form: Shape,
    ending: Ending = Ending.HOLD,
    words: Sequence[Stanza] | None = None,
) -> tuple[Section, ...]:
    """The form's sections with their chords and words, end to end."""
    draw = random.Random(f"{brief.seed}/harmony")
    plans = _progressions(brief, style, form, draw)
    keys = _keys(brief, style, form.outlines, draw)
    made: list[Section] = []
    start = 0
    for index, (outline, key) in enumerate(zip(form.outlines, keys, strict=True)):
        given = brief.chords.get(outline.kind)
        final = index == len(form.outlines) - 1
        if given:
            bars: list[tuple[Chord, ...]] = [
                (given[bar % len(given)],) for bar in range(outline.bars)
            ]
        else:
            numerals = fitted(plans[outline.kind], outline.bars)
            again = any(one.kind == outline.kind for one in form.outlines[:index])
            if again and outline.kind in (SectionKind.VERSE, SectionKind.SOLO):
                numerals = _coloured(numerals, draw)
            if final:
                numerals = _closed(numerals, _home(style, brief.key), ending)
            bars = [tuple(read(one, key, style.colour) for one in bar) for bar in numerals]
        made.append(_section(outline, key, brief.meter, start, bars))
        start = made[-1].end
    words = shared_out(brief.lyrics, [one.kind for one in made]) if words is None else words
    return tuple(replace(one, lyrics=text) for one, text in zip(made, words, strict=True))


def _progressions(
    brief: Brief, style: Style, form: Shape, draw: random.Random
) -> dict[SectionKind, tuple[Bar, ...]]:
    """One progression for each kind of section that is played."""
    pages = [
        form.form.chords.get("minor" if brief.key.minor else "major", {}),
        _page(style, brief.key),
    ]
    chosen: dict[SectionKind, tuple[Bar, ...]] = {}
    order = (SectionKind.CHORUS, SectionKind.VERSE, *SectionKind)
    for kind in order:
        if kind in chosen:
            continue
        listed = next((page[kind] for page in pages if kind in page), ())
        if not listed:
            chosen[kind] = chosen[FROM.get(kind, SectionKind.VERSE)]
            continue
        taken = {bars[0] for bars in chosen.values()}
        given = {chords[0] for chords in brief.chords.values()}
        options = [_bars(text) for text in listed]
        fresh = [
            bars
            for bars in options
            if bars[0] not in taken and read(bars[0][0], brief.key, style.colour) not in given
        ]
        chosen[kind] = draw.choice(fresh or options)
    return chosen


def _page(style: Style, key: Key) -> Progressions:
    if key.mode == "major":
        return style.major
    if key.mode == "minor":
        return style.minor
    return style.modal[key.mode]


def _bars(text: str) -> tuple[Bar, ...]:
    return tuple(tuple(bar.split(",")) for bar in text.split())


def fitted(bars: Sequence[Bar], count: int) -> list[Bar]:
    """
    The progression for that many bars: its question and its answer where it is too long.

    >>> fitted([("I",), ("V",), ("vi",), ("IV",), ("I",), ("IV",), ("V",), ("I",)], 4)
    [('I',), ('V',), ('V',), ('I',)]
    """
    whole, rest = divmod(count, len(bars))
    tiled = [*bars] * whole
    if not rest:
        return tiled
    if whole:
        return [*tiled, *bars[len(bars) - rest :]]
    return [*bars[: rest - rest // 2], *bars[len(bars) - rest // 2 :]]


def _coloured(bars: list[Bar], draw: random.Random) -> list[Bar]:
    """The same chords with one bar in four or so in another colour, never the first or last."""
    return [
        _bars(draw.choice(COLOURS[bar[0]]))[0]
        if 0 < index < len(bars) - 1 and len(bar) == 1 and bar[0] in COLOURS and draw.random() < 0.3
        else bar
        for index, bar in enumerate(bars)
    ]


def _home(style: Style, key: Key) -> tuple[Bar, Bar]:
    """The last two bars of a song: what leads home, and home."""
    if key.mode in LEADING:
        return (LEADING[key.mode],), ("1",)
    cadence, closing = style.cadence[key.minor], style.closing[key.minor]
    return _bars(cadence)[0], (closing,)


def _closed(bars: list[Bar], home: tuple[Bar, Bar], ending: Ending) -> list[Bar]:
    """The same bars with the tonic last and a cadence before it, said again and again in a tag."""
    cadence, tonic = home
    if len(bars) < 3:
        return [*[cadence] * (len(bars) - 1), tonic]
    leads = [*bars[:-2], cadence, tonic]
    if ending == Ending.TAG and len(bars) >= 5:
        approach = leads[-3]
        for index in range(len(leads) - 3, -1, -1):
            leads[index] = cadence if (len(leads) - 2 - index) % 2 == 0 else approach
    return leads


def _keys(
    brief: Brief, style: Style, outlines: Sequence[Outline], draw: random.Random
) -> list[Key]:
    """The key of each section: the song's, or a step higher from the last chorus on."""
    keys = [brief.key] * len(outlines)
    rises = draw.random() < style.keychange
    free = brief.sources.get("key") != Source.SAID and not brief.chords
    choruses = [i for i, one in enumerate(outlines) if one.kind == SectionKind.CHORUS]
    if rises and free and len(choruses) >= 3:
        higher = brief.key.transposed(draw.choice(LIFTS))
        keys[choruses[-1] :] = [higher] * (len(outlines) - choruses[-1])
    return keys


def _section(
    outline: Outline, key: Key, meter: Meter, start: int, bars: Sequence[Sequence[Chord]]
) -> Section:
    spans: list[ChordSpan] = []
    for index, bar in enumerate(bars):
        begin = start + index * meter.bar
        for offset, length, chord in _shares(bar, meter):
            last = spans[-1] if spans else None
            if last and last.chord == chord:
                spans[-1] = ChordSpan(last.start, last.length + length, chord)
            else:
                spans.append(ChordSpan(begin + offset, length, chord))
    return Section(
        outline.name, outline.kind, start, outline.bars, key, meter, outline.energy, tuple(spans)
    )


def _shares(bar: Sequence[Chord], meter: Meter) -> list[tuple[int, int, Chord]]:
    """Where in the bar each of its chords begins, and for how long; one pulse has one chord."""
    if len(bar) == 1 or len(meter.pulses) == 1:
        return [(0, meter.bar, bar[0])]
    middle = meter.pulses[(len(meter.pulses) + 1) // 2]
    return [(0, middle, bar[0]), (middle, meter.bar - middle, bar[1])]
