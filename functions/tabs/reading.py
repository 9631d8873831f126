"""From what was sent to a chart."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, replace

from functions.tabs.requests import TabRequest
from harmonia.errors import Invalid
from harmonia.music.meter import Meter
from harmonia.songs.song import Song
from harmonia.songs.wishes import Genre
from harmonia.tabs import chord_list, hearing, sources
from harmonia.tabs.chart import Chart
from harmonia_scores.chordpro import read_chordpro
from harmonia_scores.tablature_midi import read_midi


@dataclass(frozen=True, slots=True)
class Source:
    """A chart, and what its source says of how it is played."""

    chart: Chart
    capo: int = 0
    style: Genre = Genre.POP
    transposed: int = 0
    remarks: tuple[str, ...] = ()


def read(asked: TabRequest, find: Callable[[str], Song]) -> Source:
    """The request's chart, as long and as high as asked; `find` gets songs by their id."""
    source = _source(asked, find)
    chart = source.chart
    if asked.bpm is not None:
        chart = replace(chart, bpm=asked.bpm)
    if asked.title is not None:
        chart = replace(chart, title=asked.title)
    semitones = asked.transpose
    if asked.voice is not None:
        semitones = sources.for_singer(chart, asked.voice)
    return replace(source, chart=chart.transposed(semitones), transposed=semitones)


def _source(asked: TabRequest, find: Callable[[str], Song]) -> Source:
    meter = Meter.parse(asked.meter) if asked.meter else None
    bass = asked.instrument.strip().lower().startswith("bass")
    if asked.song_id is not None:
        song = find(asked.song_id)
        return Source(sources.chart_of(song, part=asked.part, bass=bass), style=song.genre)
    if asked.midi is not None:
        heard = read_midi(_decoded(asked.midi))
        chart = hearing.chart_of(heard, part=asked.part, bass=bass, meter=meter)
        return Source(chart, remarks=("the chords are what was heard in the notes",))
    if asked.part is not None:
        raise Invalid("belongs to midi or to song_id; chords have no parts", field="part")
    if asked.chordpro is not None:
        chart, capo = read_chordpro(asked.chordpro)
        return Source(chart.transposed(capo), capo=capo)  # it is written as the hand sees it
    sign = meter or Meter()
    chords = asked.chords or ""
    if isinstance(chords, str):
        return Source(Chart(chord_list.passages(chords, sign), sign))
    return Source(Chart(chord_list.listed(chords, sign), sign))


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Invalid(f"is not base64: {error}", field="midi") from error
