"""The MIDI file: what is in it, and that other people's readers find the same."""

import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import mido
import pytest

from harmonia.music.chord import Chord
from harmonia.music.instrument import Piece
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.note import Pitch
from harmonia.music.tempo import TempoMark
from harmonia.songs.brief import settle
from harmonia.songs.song import ChordSpan, Mix, Note, Part, Role, Section, Song, Sound, Strip
from harmonia.songs.wishes import Genre, SectionKind, Wishes
from harmonia_scores.midi import channels, midi, signature, sounding


def section(name: str, kind: SectionKind, start: int, key: str, meter: str) -> Section:
    sign = Meter.parse(meter)
    chord = ChordSpan(start, 2 * sign.bar, Chord.parse("Dm"))
    return Section(name, kind, start, 2, Key.parse(key), sign, 0.5, (chord,))


@pytest.fixture
def song() -> Song:
    """Two bars of 4/4 in D minor and two of 3/4 in Eb, slowing down; drums, bass and piano."""
    verse = section("verse 1", SectionKind.VERSE, 0, "D minor", "4/4")
    chorus = section("chorus 1", SectionKind.CHORUS, verse.end, "Eb major", "3/4")
    kick, snare = Sound(Piece.KICK), Sound(Piece.SNARE)
    drums = tuple(
        Note(at, 60, (kick, snare)[at // 480 % 2], 100, nudge=at // 480 % 3 - 1)
        for at in range(0, chorus.end, 480)
    )
    bass = tuple(Note(at, 460, Sound(Pitch.parse("D2")), 90) for at in range(0, chorus.end, 480))
    piano = tuple(
        Note(at, 900, Sound(Pitch.parse(name)), 80, nudge=5)
        for at in range(0, chorus.end, 960)
        for name in ("D4", "F4", "A4")
    )
    return Song(
        title="Das Meer – größer",
        genre=Genre.JAZZ,
        seed=1,
        key=verse.key,
        meter=verse.meter,
        tempo=(TempoMark(0, 96), TempoMark(verse.end, 90), TempoMark(verse.end + 1440, 71.5)),
        sections=(verse, chorus),
        parts=(
            Part("drums", Role.DRUMS, "jazz drums", drums),
            Part("bass", Role.BASS, "upright bass", bass, Strip(level=-2, pan=0, room=0)),
            Part("piano", Role.COMPING, "piano", piano, Strip(pan=-0.5)),
        ),
        mix=Mix(),
        brief=settle(Wishes(), seed=1),
        composer="test@1",
    )


@pytest.fixture
def path(song: Song, tmp_path: Path) -> Path:
    path = tmp_path / "song.mid"
    path.write_bytes(midi(song))
    return path


def opened(content: bytes) -> mido.MidiFile:
    return mido.MidiFile(file=io.BytesIO(content), charset="utf-8")


def test_it_is_a_type_1_file_with_a_track_for_each_part(song: Song) -> None:
    file = opened(midi(song))

    assert (file.type, file.ticks_per_beat) == (1, 480)
    assert [track.name for track in file.tracks] == [song.title, "drums", "bass", "piano"]
    assert all(track[-1].type == "end_of_track" for track in file.tracks)
    assert {sum(message.time for message in track) for track in file.tracks} == {song.end}


def test_signposts_stand_on_track_0(song: Song) -> None:
    track, now, found = opened(midi(song)).tracks[0], 0, []
    for message in track:
        now += message.time
        found.append((now, message.dict()))

    def of(kind: str, *names: str) -> list[tuple[object, ...]]:
        return [(at, *(m[name] for name in names)) for at, m in found if m["type"] == kind]

    assert of("set_tempo", "tempo") == [(0, 625_000), (3840, 666_667), (5280, 839_161)]
    assert of("time_signature", "numerator", "denominator") == [(0, 4, 4), (3840, 3, 4)]
    assert of("key_signature", "key") == [(0, "Dm"), (3840, "Eb")]
    assert of("marker", "text") == [(0, "verse 1"), (3840, "chorus 1")]


def test_each_track_says_who_plays_and_where(song: Song) -> None:
    file = opened(midi(song))
    piano = [m for m in file.tracks[3] if m.type in ("program_change", "control_change")]
    drums = {m.channel for m in file.tracks[1] if m.type == "note_on"}

    assert drums == {9}
    assert piano[0].program == 0
    assert {m.control: m.value for m in piano[1:]} == {7: 100, 10: 32, 91: 25}
    assert channels(song.parts) == [9, 0, 1]


def test_notes_sound_as_played_or_stand_as_written(song: Song) -> None:
    piano = song.parts[2]

    played, written = sounding(piano), sounding(piano, played=False)

    assert [start for start, *_ in played[:4]] == [5, 5, 5, 965]
    assert [start for start, *_ in written[:4]] == [0, 0, 0, 960]
    assert midi(song) != midi(song, played=False)


def test_a_key_ends_where_it_begins_anew(song: Song) -> None:
    long = replace(song.parts[1], notes=tuple(replace(n, length=2000) for n in song.parts[1].notes))

    notes = sounding(long)

    assert all(end <= later for (_, end, _, _), (later, *_) in pairwise(notes))
    assert len(notes) == len(long.notes)


def test_a_nudge_never_leads_before_the_beginning(song: Song) -> None:
    early = replace(song.parts[0], notes=(Note(0, 60, Sound(Piece.KICK), 100, nudge=-30),))

    assert sounding(early) == [(0, 60, 36, 100)]


def test_the_same_song_gives_the_same_bytes(song: Song) -> None:
    assert midi(song) == midi(song)


@pytest.mark.parametrize(
    ("key", "expected"),
    [("C major", "C"), ("F# minor", "F#m"), ("D dorian", "Am"), ("D mixolydian", "G"),
     ("Cb major", "Cb"), ("Ab minor", "Abm"), ("E phrygian", "Am"), ("F lydian", "C")],
)  # fmt: skip
def test_modes_are_written_with_the_signature_they_have(key: str, expected: str) -> None:
    assert signature(Key.parse(key)) == expected


def test_symusic_reads_the_same_notes(song: Song, path: Path) -> None:
    import symusic

    score: Any = symusic.Score(path)

    read = {
        track.name: sorted((n.start, n.end, n.pitch, n.velocity) for n in track.notes)
        for track in score.tracks
    }
    assert score.ticks_per_quarter == 480
    assert read == {part.name: sorted(sounding(part)) for part in song.parts}


@pytest.mark.filterwarnings("ignore")
def test_pretty_midi_reads_the_same_notes_at_the_same_seconds(song: Song, path: Path) -> None:
    import pretty_midi

    read = pretty_midi.PrettyMIDI(str(path))

    assert [one.name for one in read.instruments] == ["drums", "bass", "piano"]
    assert [one.is_drum for one in read.instruments] == [True, False, False]
    for part, instrument in zip(song.parts, read.instruments, strict=True):
        expected = sorted(
            (start, end, key, velocity) for start, end, key, velocity in sounding(part)
        )
        found = sorted(instrument.notes, key=lambda note: (note.start, note.end, note.pitch))
        assert [(n.pitch, n.velocity) for n in found] == [(k, v) for _, _, k, v in expected]
        for note, (start, end, _, _) in zip(found, expected, strict=True):
            assert note.start == pytest.approx(song.clock.seconds(start), abs=1e-4)
            assert note.end == pytest.approx(song.clock.seconds(end), abs=1e-4)


@pytest.mark.filterwarnings("ignore")
def test_music21_reads_the_same_pitches_and_meters(song: Song, path: Path) -> None:
    from music21 import converter

    # read by the grid of ticks: music21 would otherwise round to sixteenths and triplets
    score: Any = converter.parse(path, quantizePost=False, forceSource=True)

    for part, stream in zip(song.parts[1:], list(score.parts)[1:], strict=True):
        flat = stream.flatten()
        found = sorted(
            (round(float(note.offset) * 480), pitch.midi)
            for note in flat.notes
            for pitch in note.pitches
            if note.tie is None or note.tie.type == "start"  # it ties notes over bar lines
        )
        assert found == sorted((start, key) for start, _, key, _ in sounding(part))
    signs = {str(sign.ratioString) for sign in score.recurse().getElementsByClass("TimeSignature")}
    assert signs == {"4/4", "3/4"}
