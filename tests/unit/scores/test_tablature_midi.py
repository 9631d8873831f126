"""MIDI files for tabs: what is heard in them, and what is refused."""

from contextlib import suppress
from functools import cache
from io import BytesIO

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.composing.compose import compose
from harmonia.errors import Invalid
from harmonia.music.meter import Meter
from harmonia.songs.brief import settle
from harmonia.songs.song import Role, Song
from harmonia.songs.wishes import Genre, Wishes
from harmonia.tabs import sources
from harmonia.tabs.hearing import chart_of
from harmonia_scores.midi import midi
from harmonia_scores.tablature_midi import MOST_BYTES, read_midi


@cache
def song(genre: Genre = Genre.FOLK) -> Song:
    wishes = Wishes(genre=genre, key="G major", bpm=100, seconds=30)
    return compose(settle(wishes, seed=7))


@cache
def content() -> bytes:
    return midi(song(), played=False)


def file_of(*tracks: list[mido.Message | mido.MetaMessage], ppq: int = 480) -> bytes:
    file = mido.MidiFile(type=1, ticks_per_beat=ppq)
    file.tracks.extend(mido.MidiTrack(track) for track in tracks)
    made = BytesIO()
    file.save(file=made)
    return made.getvalue()


def test_the_chords_of_a_song_are_heard_in_its_notes() -> None:
    chart = chart_of(read_midi(content()), part=None, bass=False)

    heard = [(one.start, one.chord and one.chord.root.semitone) for one in chart.changes]
    written = [(one.start, one.chord.root.semitone) for one in song().chords]
    assert len(set(heard) & set(written)) >= 0.8 * len(written)
    assert (chart.bpm, str(chart.meter)) == (100, "4/4")


def test_the_tune_is_the_named_track_or_the_lead() -> None:
    heard = read_midi(content())
    lead = next(part for part in song().parts if part.role is Role.LEAD)

    by_itself = chart_of(heard, part=None, bass=False)
    named = chart_of(heard, part=lead.name.upper(), bass=False)

    assert [note.key for note in by_itself.line] == [note.sound.key for note in lead.notes]
    assert named.line == by_itself.line
    with pytest.raises(Invalid, match="the tracks are bass"):
        chart_of(heard, part="kazoo", bass=False)


def test_other_resolutions_come_out_in_our_ticks() -> None:
    on = mido.Message("note_on", note=60, velocity=90)
    off = mido.Message("note_on", note=60, velocity=0, time=96)

    heard = read_midi(file_of([on, off], ppq=96))

    assert heard.tracks[0].notes[0].length == 480


def test_a_tune_is_moved_to_where_a_voice_sings_it() -> None:
    chart = sources.chart_of(song(), part=None, bass=False)

    for voice in ("soprano", "alto", "tenor", "baritone"):
        semitones = sources.for_singer(chart, voice)
        assert -6 <= semitones <= 6
        assert (
            chart.transposed(semitones).chords[0].root.semitone
            == (chart.chords[0].root.semitone + semitones) % 12
        )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no MIDI file"),
        (b"RIFF" + bytes(100), "no MIDI file"),
        (b"MThd", "broken"),
        (b"MThd" + bytes(MOST_BYTES), "too many"),
        (file_of([mido.Message("program_change", program=3)]), "no notes"),
        (file_of([mido.Message("note_on", note=60), mido.Message("note_off", note=60, time=2**27)]),
         "too long"),
        (file_of(*[[mido.Message("note_on", note=60)]] * 65), "at most 64 tracks"),
    ],
)  # fmt: skip
def test_what_is_no_midi_file_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said) as caught:
        read_midi(content)

    assert caught.value.field == "midi"


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    damaged = bytearray(content())
    for _ in range(data.draw(st.integers(1, 12))):
        damaged[data.draw(st.integers(4, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(14, len(damaged)))

    with suppress(Invalid):
        chart = chart_of(read_midi(bytes(damaged[:cut])), part=None, bass=False, meter=Meter())
        assert chart.line
