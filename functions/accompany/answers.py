"""What callers of the accompaniments API get."""

import base64
from dataclasses import dataclass

from harmonia.accompanying.accompaniment import accompany
from harmonia.accompanying.chart import Chart
from harmonia.accompanying.lineup import lineup
from harmonia.accompanying.sample import SampleKind
from harmonia.jobs.samples import SampleRecord
from harmonia.music.meter import PPQ
from harmonia.songs.song import Song
from harmonia.songs.wishes import Genre
from harmonia_scores.midi import midi


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedChord:
    """A chord, and where it begins: the bar from 0, the beat in quarter notes from its line."""

    bar: int
    beat: float
    chord: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedPart:
    """A part of the band, on its channel (from 0) with its General MIDI program."""

    name: str
    instrument: str
    channel: int
    program: int
    notes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineFile:
    """A small file, itself."""

    name: str
    mime: str
    base64: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accompaniment:
    """An accompaniment, as MIDI."""

    title: str
    style: Genre
    bpm: float
    key: str
    meter: str
    bars: int
    loop: bool
    seconds: float
    seed: int
    chords: tuple[PlayedChord, ...]
    parts: tuple[PlayedPart, ...]
    midi: InlineFile
    revision: str  # sha256 of the song document that it would be
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """A sample in a list, with its tags; `/v1/samples/{id}` has its files."""

    id: str
    title: str
    kind: SampleKind
    style: Genre
    part: str
    meter: str
    bars: int
    job: str
    created_at: str
    bpm: float | None = None
    key: str | None = None
    chords: tuple[str, ...] = ()
    piece: str | None = None
    pitch: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class SampleList:
    """One page of samples, newest first."""

    data: tuple[SampleLine, ...]
    has_more: bool
    next_cursor: str | None = None


def accompaniment(chart: Chart, remarks: tuple[str, ...]) -> Accompaniment:
    """The chart as the band plays it."""
    song = accompany(chart)
    return Accompaniment(
        title=song.title,
        style=song.genre,
        bpm=chart.bpm,
        key=str(song.key),
        meter=str(song.meter),
        bars=len(chart.bars),
        loop=chart.loop,
        seconds=round(song.seconds, 3),
        seed=song.seed,
        chords=tuple(
            PlayedChord(bar=number, beat=one.tick / PPQ, chord=str(one.chord))
            for number, bar in enumerate(chart.bars)
            for one in bar
        ),
        parts=parts(song),
        midi=InlineFile(
            name="accompaniment.mid",
            mime="audio/midi",
            base64=base64.b64encode(midi(song)).decode(),
        ),
        revision=song.sha256,
        remarks=remarks,
    )


def parts(song: Song) -> tuple[PlayedPart, ...]:
    """The song's parts; channels are those of a live band, the file counts its own."""
    band = lineup(song.genre)
    return tuple(
        PlayedPart(
            name=part.name,
            instrument=part.instrument,
            channel=band[part.name].channel,
            program=part.player.program,
            notes=len(part.notes),
        )
        for part in song.parts
    )


def line(record: SampleRecord) -> SampleLine:
    """The sample as it is listed."""
    tags = record.sample
    shot = tags.kind is SampleKind.SHOT
    return SampleLine(
        id=record.id,
        title=record.title,
        kind=tags.kind,
        style=tags.style,
        part=tags.player,
        meter=tags.meter,
        bars=tags.bars,
        job=record.job,
        created_at=record.created_at,
        bpm=None if shot else tags.bpm,
        key=tags.key,
        chords=tags.chords,
        piece=tags.piece,
        pitch=tags.pitch,
        seconds=record.seconds,
    )
