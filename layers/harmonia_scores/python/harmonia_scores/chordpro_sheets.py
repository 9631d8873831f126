"""Chord sheets: a chart as ChordPro, or as plain text with the chords above the words."""

from collections.abc import Iterator

from harmonia.music.meter import Meter
from harmonia.tabs.arrange import Arranged
from harmonia.tabs.chart import Chart, Lyric, Passage
from harmonia.tabs.tab import Tab, Voicing


def write_chordpro(chart: Chart, arranged: Arranged) -> str:
    """The chart as ChordPro, with the shapes that were chosen."""
    tab = arranged.tab
    lines = [f"{{title: {chart.title or 'Untitled'}}}"]
    lines += [f"{{artist: {chart.artist}}}"] if chart.artist else []
    lines += [f"{{tempo: {chart.bpm:g}}}", f"{{time: {chart.meter}}}"]
    lines += [f"{{capo: {tab.capo}}}"] if tab.capo else []
    lines += map(_define, tab.distinct)
    names = held_names(tab)
    for passage in chart.passages:
        lines.append("")
        lines += _passage(passage, names, chart.meter)
    return "\n".join(lines) + "\n"


def held_names(tab: Tab) -> dict[int, str]:
    """By the tick at which it begins, each chord's name as the hand sees it."""
    return {one.start: str(one.held) for one in tab.voicings}


def _define(voicing: Voicing) -> str:
    frets = ["x" if fret is None else fret for fret in voicing.shape.frets]
    pressed = voicing.shape.pressed
    base = 1 if max(pressed, default=0) <= 4 else min(pressed)
    shown = [fret if fret in ("x", 0) else int(fret) - base + 1 for fret in frets]
    fingers = [str(one) if one else "-" for one in voicing.shape.fingers]
    return (
        f"{{define: {voicing.held} base-fret {base} frets {' '.join(map(str, shown))} "
        f"fingers {' '.join(fingers)}}}"
    )


def _passage(passage: Passage, names: dict[int, str], meter: Meter) -> Iterator[str]:
    if passage.name:
        yield f"{{comment: {passage.name}}}"
    symbols = [names.get(one.start, str(one.chord or "N.C.")) for one in passage.changes]
    if not passage.lyrics:
        yield "{start_of_grid}"
        yield from _rows(passage, symbols, meter)
        yield "{end_of_grid}"
    for lyric in passage.lyrics:
        line, at = "", 0
        for column, index in lyric.chords:
            line += lyric.text[at:column] + f"[{symbols[index]}]"
            at = column
        yield line + lyric.text[at:]


def _rows(passage: Passage, symbols: list[str], meter: Meter) -> Iterator[str]:
    """The passage in bars, four to a row; in a shared bar a dot is one more beat."""
    starts = {one.start: name for one, name in zip(passage.changes, symbols, strict=True)}
    first, last = passage.changes[0], passage.changes[-1]
    bars = []
    for line in range(first.start // meter.bar * meter.bar, last.start + last.length, meter.bar):
        inside = {tick: starts[tick] for tick in starts if line <= tick < line + meter.bar}
        ticks = [line + beat * meter.beat for beat in range(meter.beats)]
        if not inside:
            bars.append("%")
        elif [*inside] == [line]:
            bars.append(inside[line])
        elif set(inside) <= set(ticks):
            bars.append(" ".join(inside.get(tick, ".") for tick in ticks))
        else:
            bars.append(" ".join(inside.values()))
    for index in range(0, len(bars), 4):
        yield "| " + " | ".join(bars[index : index + 4]) + " |"


def chord_sheet(chart: Chart, arranged: Arranged) -> str:
    """The chart as plain text: chords above the words, or in bars where there are none."""
    tab = arranged.tab
    head = [f"{chart.title} - {chart.artist}" if chart.artist else chart.title]
    head += [f"Capo {tab.capo}"] if tab.capo else []
    lines = [line for line in head if line]
    names = held_names(tab)
    for passage in chart.passages:
        lines += [""] if lines else []
        lines += [f"[{passage.name}]"] if passage.name else []
        symbols = [names.get(one.start, str(one.chord or "N.C.")) for one in passage.changes]
        if not passage.lyrics:
            lines += _rows(passage, symbols, chart.meter)
        for lyric in passage.lyrics:
            lines += _over(lyric, symbols)
    return "\n".join(lines) + "\n"


def _over(lyric: Lyric, symbols: list[str]) -> Iterator[str]:
    """Two lines: the chords, each over its syllable, and the words."""
    above, words, at = "", "", 0
    for column, index in lyric.chords:
        words += lyric.text[at:column]
        at = column
        if above and len(words) <= len(above):  # two chords close together push the words apart
            words = words.ljust(len(above) + 1)
        above = above.ljust(len(words)) + symbols[index]
    words += lyric.text[at:]
    if above:
        yield above
    if words.strip():
        yield words.rstrip()
