"""
An accompaniment: the band plays a whole chart, and it is a song like any other.

A loop is played twice and written down the second time, so that its first bar is led from its last;
nothing sounds on past its end.
"""

from collections.abc import Iterator
from dataclasses import replace

from harmonia.accompanying.band import play
from harmonia.accompanying.chart import Chart
from harmonia.accompanying.cue import Cue, Placed
from harmonia.accompanying.lineup import lineup
from harmonia.accompanying.memory import Memory
from harmonia.composing.styles import STYLES
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.tempo import FASTEST, SLOWEST, TempoMark
from harmonia.songs.brief import Brief, Source, settle
from harmonia.songs.song import ChordSpan, Note, Part, Section, Song
from harmonia.songs.wishes import TITLE, Output, SectionKind, Wishes

COMPOSER = "harmonia-band@1"
KIND = SectionKind.VERSE
OUTPUTS = (Output.MIDI,)


def accompany(chart: Chart, outputs: tuple[Output, ...] = OUTPUTS) -> Song:
    """The chart as the band plays it; `outputs` are noted in the song's brief."""
    notes: dict[str, list[Note]] = {part: [] for part in chart.parts}
    memory = Memory()
    brief = brief_of(chart, outputs)
    cues = list(_cues(chart, brief.key))
    for _ in range(2 if chart.loop else 1):
        for part in notes:
            notes[part] = []
        for cue in cues:
            played = play(cue, memory)
            memory = played.memory
            start = cue.number * chart.meter.bar
            for part, own in played.notes.items():
                if part in notes:
                    notes[part] += (_moved(one, start) for one in own)
    end = len(chart.bars) * chart.meter.bar
    players = lineup(chart.style)
    parts = tuple(
        Part(
            part,
            players[part].role,
            players[part].instrument,
            tuple(_within(one, end) if chart.loop else one for one in own),
            players[part].strip,
        )
        for part, own in notes.items()
        if own
    )
    return Song(
        title=brief.title,
        genre=chart.style,
        seed=chart.seed,
        key=brief.key,
        meter=chart.meter,
        tempo=_tempo(chart),
        sections=sections(chart, brief.key),
        parts=parts,
        mix=STYLES[chart.style].mix[0],
        brief=brief,
        composer=COMPOSER,
    )


def _tempo(chart: Chart) -> tuple[TempoMark, ...]:
    return chart.tempo or (TempoMark(0, chart.bpm),)


def _moved(note: Note, ticks: int) -> Note:
    """The note so much later; what begins the whole can't be early."""
    start = note.start + ticks
    return Note(start, note.length, note.sound, note.velocity, max(note.nudge, -start))


def _within(note: Note, end: int) -> Note:
    """The note as it fits into a loop: it ends with it."""
    nudge = min(note.nudge, end - note.start - 1)
    length = max(1, min(note.length, end - note.start - nudge))
    return Note(note.start, length, note.sound, note.velocity, nudge)


def _cues(chart: Chart, key: Key) -> Iterator[Cue]:
    """The band is told of every bar; bars without chords are the drummer's."""
    bar, bars = chart.meter.bar, _filled(chart)
    marks = _tempo(chart)
    number = 0
    for passage in chart.sections:
        for index in range(passage.bars):
            last = number + 1 == len(bars)
            start = number * bar
            bpm = next(mark.bpm for mark in reversed(marks) if mark.tick <= start)
            yield Cue(
                style=chart.style,
                bpm=min(max(bpm, SLOWEST), FASTEST),
                chords=bars[number],
                meter=chart.meter,
                following=_following(bars, number, chart.loop),
                number=number,
                index=index,
                bars=passage.bars,
                fill=False if last and not chart.loop else None,
                energy=chart.energy if passage.energy is None else passage.energy,
                key=key,
                seed=chart.seed,
                parts=chart.parts if chart.bars[number] else ("drums",),
                melody=tuple(
                    (begin - start, length)
                    for begin, length in chart.melody
                    if begin < start + bar and begin + length > start
                ),
            )
            number += 1


def _following(bars: list[tuple[Placed, ...]], number: int, loop: bool) -> Chord | None:
    if number + 1 < len(bars):
        return bars[number + 1][0].chord
    return bars[0][0].chord if loop else None


def _filled(chart: Chart) -> list[tuple[Placed, ...]]:
    """The bars, silent ones with the chord that was there before, or comes first."""
    chord = next(bar for bar in chart.bars if bar)[0].chord
    found = []
    for bar in chart.bars:
        found.append(bar or (Placed(0, chord),))
        chord = found[-1][-1].chord
    return found


def sections(chart: Chart, key: Key) -> tuple[Section, ...]:
    """The chart's sections with their chords; one that goes on is said once."""
    found, number, bar = [], 0, chart.meter.bar
    bars = _filled(chart)
    for passage in chart.sections:
        spans: list[ChordSpan] = []
        for index in range(number, number + passage.bars):
            ends = [*(one.tick for one in bars[index][1:]), bar]
            for one, end in zip(bars[index], ends, strict=True):
                start, length = index * bar + one.tick, end - one.tick
                if spans and spans[-1].chord == one.chord:
                    spans[-1] = replace(spans[-1], length=spans[-1].length + length)
                else:
                    spans.append(ChordSpan(start, length, one.chord))
        energy = chart.energy if passage.energy is None else passage.energy
        found.append(
            Section(
                passage.name, KIND, number * bar, passage.bars, key, chart.meter, energy,
                tuple(spans),
            )
        )  # fmt: skip
        number += passage.bars
    return tuple(found)


def brief_of(chart: Chart, outputs: tuple[Output, ...]) -> Brief:
    """The brief that such a song would have had."""
    chords = tuple(one.chord for bar in chart.bars for one in bar)
    wishes = Wishes(
        title=(chart.title.strip() or f"{chart.style.value} accompaniment")[:TITLE],
        genre=chart.style,
        bpm=chart.bpm,
        meter=str(chart.meter),
        key=str(chart.key) if chart.key else None,
        chords=None if chart.key else {KIND: tuple(map(str, chords[:64]))},
        voice="none",
        outputs=outputs,
    )
    brief = settle(wishes, seed=chart.seed)
    seconds = len(chart.bars) * chart.meter.bar / 480 * 60 / chart.bpm
    inferred = ("seconds", *(["bpm"] if chart.tempo else []))  # a recording breathes
    sources = {**brief.sources, **dict.fromkeys(inferred, Source.INFERRED)}
    return replace(brief, chords={}, seconds=round(seconds, 3), sources=sources)
