"""
A recording as a song document: bars, sections, chords and tempo, and no parts.

What is drawn to music (a film cuts on bars) needs no notes, only when the bars are. Tick 0 is the
recording's beginning: what comes before the first downbeat belongs to the first bar if it is less
than half a bar, and makes bars of its own otherwise. Every bar has the tempo that ends it on time.
"""

import itertools
from bisect import bisect_left
from dataclasses import replace

from harmonia.errors import Invalid
from harmonia.listening.analysis import Analysis, HeardChord, Passage
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import PPQ, Meter
from harmonia.music.tempo import FASTEST, SLOWEST, TempoMark
from harmonia.songs.brief import settle
from harmonia.songs.song import ChordSpan, Mix, Section, Song
from harmonia.songs.wishes import TITLE, Genre, SectionKind, Wishes

STILL = 2.0  # seconds of a bar where no beat was found
DRIFT = 0.005  # seconds by which a bar may miss its end before the tempo is marked anew
QUIET, LOUD = 0.6, 0.85  # energy of what can be an intro, and of what can be a chorus


def score_of(analysis: Analysis, title: str, genre: Genre = Genre.POP) -> Song:
    """The recording as a song without parts; Invalid if it is shorter than a bar can be."""
    if analysis.seconds < 1:
        raise Invalid("a recording of less than a second has no bars", field="seconds")
    meter = analysis.meter or Meter(4, 4)
    key = analysis.main_key or Key.parse("C")
    edges = _bar_lines(analysis, meter)
    tempo = _marks(edges, meter)
    starts = _section_starts(analysis.sections or (), edges)
    passages = _passages(analysis, starts, edges)
    kinds = _kinds(passages)
    sections = tuple(
        Section(
            name=name,
            kind=kind,
            start=first * meter.bar,
            bars=last - first,
            key=_key_at(analysis, edges[first], key),
            meter=meter,
            energy=passage.energy,
            chords=_chords(analysis.chords or (), edges, first, last, meter, key),
        )
        for (first, last), passage, (kind, name) in zip(
            zip(starts, [*starts[1:], len(edges) - 1], strict=True), passages, kinds, strict=True
        )
    )
    title = title.strip()[:TITLE] or "Untitled"
    bpm = min(max(analysis.tempo.bpm if analysis.tempo else tempo[0].bpm, SLOWEST), FASTEST)
    wishes = Wishes(title=title, genre=genre, key=str(key), meter=str(meter), bpm=bpm)
    return Song(
        title=title,
        genre=genre,
        seed=0,
        key=key,
        meter=meter,
        tempo=tempo,
        sections=sections,
        parts=(),
        mix=Mix(),
        brief=replace(settle(wishes, seed=0), seconds=analysis.seconds),
        composer=analysis.listener,
    )


def _bar_lines(analysis: Analysis, meter: Meter) -> list[float]:
    """When the bars begin, and when the last one ends, in seconds; the first is 0."""
    bar = meter.beats * 60 / analysis.tempo.bpm if analysis.tempo else STILL
    shortest, longest = (meter.bar / PPQ * 60 / bpm for bpm in (FASTEST, SLOWEST))
    bar = min(max(bar, shortest), longest)
    heard = [time for time in analysis.downbeats or () if time < analysis.seconds]
    first = heard[0] if heard else analysis.seconds
    before = min(round(first / bar), int(first / shortest))
    edges = [first * number / before for number in range(before)] if before else [0.0]
    for time in heard if before else heard[1:]:
        edges += _between(edges[-1], time, bar, shortest)
    rest = analysis.seconds - edges[-1]
    if rest < max(bar / 2, shortest) and len(edges) > 1:
        edges[-1] = analysis.seconds  # what rings on is part of the last bar
        return edges
    return edges + _between(edges[-1], analysis.seconds, bar, shortest)


def _between(start: float, end: float, bar: float, shortest: float) -> list[float]:
    """The bar lines after `start` up to `end`: a gap of several bars gets lines of its own."""
    if end - start < shortest:
        return []
    count = max(min(round((end - start) / bar), int((end - start) / shortest)), 1)
    return [start + (end - start) * number / count for number in range(1, count + 1)]


def _marks(edges: list[float], meter: Meter) -> tuple[TempoMark, ...]:
    """The tempo of each bar, said where the last one would no longer do."""
    quarters = meter.bar / PPQ
    marks: list[TempoMark] = []
    due = 0.0  # when the bar line would come under the tempo that was marked last
    for bar, (start, end) in enumerate(itertools.pairwise(edges)):
        if marks:
            due += quarters * 60 / marks[-1].bpm
        if not marks or abs(due - end) > DRIFT:
            begun = start if not marks else due - quarters * 60 / marks[-1].bpm
            marks.append(TempoMark(bar * meter.bar, quarters * 60 / (end - begun)))
            due = end
    return tuple(marks)


def _nearest(edges: list[float], time: float) -> int:
    """The bar line nearest to the moment."""
    after = min(bisect_left(edges, time), len(edges) - 1)
    return after - (after > 0 and time - edges[after - 1] < edges[after] - time)


def _section_starts(passages: tuple[Passage, ...], edges: list[float]) -> list[int]:
    starts = {0} | {_nearest(edges, passage.start) for passage in passages}
    return sorted(start for start in starts if start < len(edges) - 1)


def _passages(analysis: Analysis, starts: list[int], edges: list[float]) -> list[Passage]:
    """The passage that sounds in each section."""
    heard = analysis.sections or (Passage(0.0, analysis.seconds, "A", 0.5),)
    found = []
    for first, last in zip(starts, [*starts[1:], len(edges) - 1], strict=True):
        middle = (edges[first] + edges[last]) / 2
        found.append(next((one for one in heard if one.end > middle), heard[-1]))
    return found


def _kinds(passages: list[Passage]) -> list[tuple[SectionKind, str]]:
    """What the sections may be called: the loudest that comes back is the chorus."""
    labels = [passage.label for passage in passages]
    energy: dict[str, float] = {}
    for passage in passages:
        energy[passage.label] = max(energy.get(passage.label, 0.0), passage.energy)
    back = [label for label in energy if labels.count(label) > 1]
    chorus = max(back, key=lambda label: energy[label], default="")
    kinds = []
    for place, passage in enumerate(passages):
        once = labels.count(passage.label) == 1
        if passage.label == chorus and (len(back) > 1 or passage.energy > LOUD):
            kinds.append(SectionKind.CHORUS)
        elif place == 0 and len(passages) > 1 and once and passage.energy < QUIET:
            kinds.append(SectionKind.INTRO)
        elif place == len(passages) - 1 and len(passages) > 2 and once:
            kinds.append(SectionKind.OUTRO)
        elif once and place > 1:
            kinds.append(SectionKind.BRIDGE)
        else:
            kinds.append(SectionKind.VERSE)
    counts = [kinds[: place + 1].count(kind) for place, kind in enumerate(kinds)]
    return [
        (kind, f"{kind} {count}" if kinds.count(kind) > 1 else str(kind))
        for kind, count in zip(kinds, counts, strict=True)
    ]


def _key_at(analysis: Analysis, time: float, main: Key) -> Key:
    return next((heard.key for heard in analysis.key or () if heard.end > time), main)


def _chords(
    heard: tuple[HeardChord, ...],
    edges: list[float],
    first: int,
    last: int,
    meter: Meter,
    key: Key,
) -> tuple[ChordSpan, ...]:
    """The chords of some bars, on beats and without a gap; where none was heard the last stays."""
    spans: list[ChordSpan] = []
    chord = next((one.chord for one in heard if one.chord), key.chord(1, "m" if key.minor else ""))
    for one in heard:
        if one.chord and one.start < edges[first]:
            chord = one.chord
    begun: list[tuple[int, Chord]] = [(first * meter.bar, chord)]
    for one in heard:
        if one.chord is None or one.end <= edges[first] or one.start >= edges[last]:
            continue
        tick = max(_tick(edges, one.start, meter), first * meter.bar)
        if tick < last * meter.bar:
            begun = [pair for pair in begun if pair[0] < tick] + [(tick, one.chord)]
    for (start, chord), end in zip(
        begun, [*(tick for tick, _ in begun[1:]), last * meter.bar], strict=True
    ):
        if spans and spans[-1].chord == chord:
            spans[-1] = replace(spans[-1], length=end - spans[-1].start)
        else:
            spans.append(ChordSpan(start, end - start, chord))
    return tuple(spans)


def _tick(edges: list[float], time: float, meter: Meter) -> int:
    """The beat nearest to the moment, in ticks."""
    bar = max(min(bisect_left(edges, time + 1e-6), len(edges) - 1) - 1, 0)
    share = (time - edges[bar]) / (edges[bar + 1] - edges[bar])
    return bar * meter.bar + round(min(max(share, 0), 1) * meter.beats) * meter.beat
