"""From what was sent to the bars that the band plays."""

import base64
import binascii
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from functions.accompany.requests import AccompanimentRequest
from harmonia.accompanying.chart import MOST_BARS, MOST_QUARTERS, Chart, Passage
from harmonia.accompanying.cue import Placed
from harmonia.accompanying.harmonise import Tone, harmonise
from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import PPQ, Meter
from harmonia.music.note import Pitch
from harmonia.music.tempo import TempoMark
from harmonia.songs.song import Song
from harmonia.songs.tastes import TASTES
from harmonia.tabs import chart as sheet
from harmonia.tabs import chord_list, hearing, sources
from harmonia_scores.chordpro import read_chordpro
from harmonia_scores.tablature_midi import read_midi

SINGLE = 1.2  # notes at once, on average, up to which a file holds nothing but a tune


@dataclass(frozen=True, slots=True)
class Reading:
    """A lead sheet, and what else its source says."""

    sheet: sheet.Chart
    key: Key | None = None
    bpm: float | None = None
    tempo: tuple[TempoMark, ...] = ()
    melody: tuple[Tone, ...] = ()
    title: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the caller's own music is."""

    song: Callable[[str], Song]  # by its id
    recording: Callable[[str], Song]  # what is heard in an upload, by its id


def read(asked: AccompanimentRequest, shelf: Shelf) -> tuple[Chart, tuple[str, ...]]:
    """The chart that was asked for, and remarks on how it came about."""
    found = _source(asked, shelf)
    lead = found.sheet.transposed(asked.transpose)
    key = Key.parse(asked.key) if asked.key else None
    if key is None and found.key is not None and not asked.transpose:
        key = found.key
    bars = bars_of(lead)
    passages = tuple(_passages(lead, len(bars)))
    remarks = found.remarks
    most = min(MOST_BARS, MOST_QUARTERS * PPQ // lead.meter.bar)
    if (asked.upload_id or asked.song_id) and len(bars) > most:
        bars, passages = bars[:most], ()
        remarks = (*remarks, f"only the first {most} bars are accompanied")
    if asked.bars is not None:
        bars = [bars[index % len(bars)] for index in range(asked.bars)]
        passages = ()
    steady = asked.loop or asked.bpm is not None or asked.bars is not None
    bpm = asked.bpm or found.bpm or float(TASTES[asked.style].usual)
    chart = Chart(
        style=asked.style,
        bpm=bpm,
        bars=tuple(bars),
        passages=passages,
        meter=lead.meter,
        key=key,
        tempo=() if steady else found.tempo,
        energy=asked.energy,
        parts=asked.parts,
        loop=asked.loop,
        melody=tuple((one.start, one.length) for one in found.melody),
        title=asked.title or found.title,
        seed=asked.seed,
    )
    return chart, remarks


def _source(asked: AccompanimentRequest, shelf: Shelf) -> Reading:
    meter = Meter.parse(asked.meter) if asked.meter else None
    if asked.upload_id is not None:
        song = shelf.recording(asked.upload_id)
        remark = "the chords are what was heard in the recording"
        return replace(_song(song), tempo=song.tempo, remarks=(remark,))
    if asked.song_id is not None:
        return _song(shelf.song(asked.song_id))
    if asked.midi is not None:
        return _midi(asked.midi, meter, asked.key)
    if asked.melody is not None:
        tune = [
            Tone(
                round(one.start * PPQ), max(1, round(one.length * PPQ)), Pitch.parse(one.pitch).midi
            )
            for one in asked.melody
        ]
        return _tune(sorted(tune, key=lambda one: one.start), meter or Meter(), asked.key)
    if asked.chordpro is not None:
        lead, capo = read_chordpro(asked.chordpro)
        return Reading(lead.transposed(capo), bpm=_said(lead), title=lead.title)
    sign, chords = meter or Meter(), asked.chords or ""
    if isinstance(chords, str):
        return Reading(sheet.Chart(chord_list.passages(chords, sign), sign))
    return Reading(sheet.Chart(chord_list.listed(chords, sign), sign))


def _ticks(quarters: float) -> int:
    return round(quarters * PPQ)


def _song(song: Song) -> Reading:
    lead = sources.chart_of(song, part=None, bass=False)
    return Reading(lead, song.key, song.brief.bpm, title=song.title)


def _midi(text: str, meter: Meter | None, key: str | None) -> Reading:
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Invalid(f"is not base64: {error}", field="midi") from error
    heard = read_midi(content)
    sign = meter or heard.meter
    if all(track.together < SINGLE for track in heard.tracks):
        notes = heard.tracks[0].notes
        tune = [Tone(one.start, one.length, one.key) for one in notes]
        return replace(_tune(tune, sign, key), bpm=heard.bpm)
    lead = hearing.chart_of(heard, part=None, bass=False, meter=meter)
    remark = "the chords are what was heard in the notes"
    return Reading(lead, bpm=heard.bpm, remarks=(remark,))


def _tune(tune: Sequence[Tone], meter: Meter, key: str | None) -> Reading:
    found, chords = harmonise(tune, meter, Key.parse(key) if key else None)
    lead = sheet.Chart(chord_list.listed([str(chord) for chord in chords], meter), meter)
    remark = "the chords are what fits the melody"
    return Reading(lead, found, melody=tuple(tune), remarks=(remark,))


def _said(lead: sheet.Chart) -> float | None:
    """The tempo of the text, unless it is only what nobody said."""
    return None if lead.bpm == sheet.USUAL_BPM else lead.bpm


def bars_of(lead: sheet.Chart) -> list[tuple[Placed, ...]]:
    """The lead sheet's chords, bar by bar; a bar in which nothing is played is empty."""
    bar = lead.meter.bar
    changes = [one for one in lead.changes if one.chord is not None]
    end = max((one.start + one.length for one in lead.changes), default=0)
    bars: list[tuple[Placed, ...]] = []
    for start in range(0, end, bar):
        inside = [
            one for one in changes if one.start < start + bar and one.start + one.length > start
        ]
        bars.append(tuple(_placed(inside, start)))
    if not any(bars):
        raise Invalid("there is no chord to play to", field="chords")
    return bars


def _placed(changes: Sequence[sheet.Change], start: int) -> Iterator[Placed]:
    last: Chord | None = None
    for index, one in enumerate(changes):
        assert one.chord is not None
        if one.chord != last:
            yield Placed(max(0, one.start - start) if index else 0, one.chord)
        last = one.chord


def _passages(lead: sheet.Chart, bars: int) -> Iterator[Passage]:
    """The sheet's passages by whole bars; none if it has only one without a name."""
    named = [one for one in lead.passages if one.changes]
    if len(named) < 2 and not any(one.name for one in named):
        return
    starts = [round(one.changes[0].start / lead.meter.bar) for one in named]
    starts[0] = 0
    for one, begin, end in zip(named, starts, [*starts[1:], bars], strict=True):
        if end > begin:
            yield Passage(one.name or "part", end - begin)
