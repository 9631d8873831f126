"""
ChordPro: lyrics with chords in brackets, and directives in braces.

What is read: title, subtitle or artist, tempo, time, capo, sections by `start_of_…` (or soc, sov,
sob), grids, comments as names of passages. A chord lasts one bar unless a grid says otherwise; the
format knows no durations. Tabs inside it and directives for printers are passed over. See
https://www.chordpro.org/chordpro/chordpro-directives/.
"""

import re
from dataclasses import dataclass, field, replace

from harmonia.errors import Invalid
from harmonia.music.meter import Meter
from harmonia.tabs.chart import MOST_CHORDS, USUAL_BPM, Change, Chart, Lyric, Passage, too_many
from harmonia.tabs.chord_list import SILENT, passages
from harmonia.tabs.misspelt import chord

LONGEST = 48_000  # characters
FIELD = "chordpro"
SHORT = {"t": "title", "st": "artist", "subtitle": "artist", "composer": "artist",
         "c": "comment", "ci": "comment", "cb": "comment", "soc": "start_of_chorus",
         "eoc": "end_of_chorus", "sov": "start_of_verse", "eov": "end_of_verse",
         "sob": "start_of_bridge", "eob": "end_of_bridge", "sot": "start_of_tab",
         "eot": "end_of_tab", "sog": "start_of_grid", "eog": "end_of_grid"}  # fmt: skip
DIRECTIVE = re.compile(r"\{\s*([A-Za-z_-]{1,40})\s*(?:[:\s]\s*(.*?))?\s*\}\s*")
CHORD = re.compile(r"\[([^\]\n]{0,60})\]")


@dataclass
class _Reading:
    chart: Chart
    made: list[Passage] = field(default_factory=list)
    name: str = ""
    changes: list[Change] = field(default_factory=list)
    lyrics: list[Lyric] = field(default_factory=list)
    grid: list[str] = field(default_factory=list)
    inside: str = ""  # tab or grid
    capo: int = 0
    count: int = 0

    @property
    def end(self) -> int:
        """Where the next bar begins."""
        past = [one for passage in self.made for one in passage.changes] + self.changes
        return past[-1].start + past[-1].length if past else 0


def read_chordpro(text: str) -> tuple[Chart, int]:
    """The chart that the text holds, and the capo it asks for; Invalid names what is no chord."""
    if len(text) > LONGEST:
        raise Invalid(f"must be at most {LONGEST:,} characters, not {len(text):,}", field=FIELD)
    reading = _Reading(Chart(()))
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if directive := DIRECTIVE.fullmatch(line):
            _directive(reading, directive[1].lower(), directive[2] or "")
        elif reading.inside == "grid":
            reading.grid.append(line)
        elif not reading.inside:
            _words(reading, line.rstrip())
    _close(reading)
    if not reading.count:
        raise Invalid("there is no chord; write them in brackets, like [Am]", field=FIELD)
    return replace(reading.chart, passages=tuple(reading.made)), reading.capo


def _directive(reading: _Reading, name: str, value: str) -> None:
    name = SHORT.get(name, name)
    match name:
        case "title":
            reading.chart = replace(reading.chart, title=value[:120])
        case "artist":
            reading.chart = replace(reading.chart, artist=value[:120])
        case "tempo":
            reading.chart = replace(reading.chart, bpm=_number(value, name, USUAL_BPM))
        case "capo":
            reading.capo = round(_number(value, name, 0))
        case "time":
            reading.chart = replace(reading.chart, meter=_meter(value))
        case "comment":
            _close(reading)
            reading.name = value[:40]
        case "start_of_tab":
            reading.inside = "tab"
        case "start_of_grid":
            _close(reading)
            reading.inside = "grid"
        case "end_of_tab":
            reading.inside = ""
        case "end_of_grid":
            _grid(reading)
        case _ if name.startswith("start_of_"):
            _close(reading)
            reading.name = (value.partition("label=")[2].strip("\"' ") or value)[:40]
            reading.name = reading.name or name.removeprefix("start_of_").replace("_", " ")
        case _ if name.startswith("end_of_"):
            _close(reading)


def _number(value: str, name: str, usual: float) -> float:
    try:
        return float(value) if value else usual
    except ValueError:
        raise Invalid(f"{{{name}: {value[:20]}}} is not a number", field=FIELD) from None


def _meter(value: str) -> Meter:
    try:
        return Meter.parse(value)
    except Invalid as error:
        raise error.under(FIELD) from error


def _words(reading: _Reading, line: str) -> None:
    """A line of lyrics with its chords."""
    text, placed, at = "", [], 0
    for found in CHORD.finditer(line):
        text += line[at : found.start()]
        at = found.end()
        symbol = found[1].strip()
        if not symbol or symbol.startswith("*"):  # an annotation, not a chord
            continue
        one = None if symbol in SILENT else chord(symbol, reading.count, FIELD)
        placed.append((len(text), len(reading.changes)))
        bar = reading.chart.meter.bar
        reading.changes.append(Change(reading.end, bar, one))
        reading.count += 1
        if reading.count > MOST_CHORDS:
            raise too_many(reading.count, FIELD)
    text += line[at:]
    if text.strip() or placed:
        reading.lyrics.append(Lyric(text, tuple(placed)))


def _grid(reading: _Reading) -> None:
    """Bars of a grid, which say how long chords last."""
    text = "\n".join(reading.grid)
    reading.grid, reading.inside = [], ""
    if not text.strip():
        return
    begun = reading.end
    for passage in passages(text, reading.chart.meter, FIELD):
        moved = [replace(one, start=one.start + begun) for one in passage.changes]
        reading.made.append(Passage(passage.name or reading.name, tuple(moved)))
        reading.count += len(moved)
    if reading.count > MOST_CHORDS:
        raise too_many(reading.count, FIELD)
    reading.name = ""


def _close(reading: _Reading) -> None:
    if reading.changes or reading.lyrics:
        passage = Passage(reading.name, tuple(reading.changes), tuple(reading.lyrics))
        reading.made.append(passage)
        reading.name, reading.changes, reading.lyrics = "", [], []
