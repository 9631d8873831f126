"""Notes, intervals and pitches: what musicians agree on, and what must always hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.errors import Invalid
from harmonia.music.chord import DEGREES
from harmonia.music.note import LETTERS, SEMITONES, Interval, Note, Pitch

notes = st.builds(Note, st.integers(0, 6), st.integers(-2, 2))
intervals = st.sampled_from(list(DEGREES.values()))
SOME = settings(max_examples=60, deadline=None)
pitches = st.builds(Pitch, notes, st.integers(0, 8))


@pytest.mark.parametrize(
    ("note", "interval", "expected"),
    [
        ("C", "3", "E"), ("D", "3", "F#"), ("Eb", "5", "Bb"), ("F#", "7", "E#"), ("B", "b5", "F"),
        ("B", "bb7", "Ab"), ("Gb", "b3", "Bbb"), ("G#", "#5", "D##"), ("A", "b9", "Bb"),
        ("Db", "#11", "G"), ("E", "13", "C#"), ("Cb", "5", "Gb"),
    ],
)  # fmt: skip
def test_an_interval_above_a_note_is_spelled_by_letter(
    note: str, interval: str, expected: str
) -> None:
    assert str(Note.parse(note) + DEGREES[interval]) == expected


@SOME
@given(note=notes)
def test_a_note_reads_as_it_is_written(note: Note) -> None:
    assert Note.parse(str(note)) == note


@SOME
@given(note=notes, interval=intervals)
def test_a_note_moved_up_and_back_is_itself(note: Note, interval: Interval) -> None:
    assert note + interval - interval == note


@SOME
@given(note=notes, interval=intervals)
def test_a_moved_note_sounds_the_interval(note: Note, interval: Interval) -> None:
    assert (note + interval).semitone == (note.semitone + interval.semitones) % 12


@pytest.mark.parametrize("text", ["H", "", "C###", "Cb#", "F##b", "AB", "1"])
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="not a note"):
        Note.parse(text)


def test_signs_may_be_the_printed_ones() -> None:
    assert Note.parse("F♯") == Note.parse("F#")
    assert Note.parse(" b♭ ") == Note.parse("Bb")


@pytest.mark.parametrize(
    ("text", "midi"),
    [("C4", 60), ("A4", 69), ("B#3", 60), ("Cb4", 59), ("C-1", 0), ("G9", 127), ("Fb4", 64),
     ("E##2", 42), ("A0", 21)],
)  # fmt: skip
def test_a_pitch_has_its_midi_key(text: str, midi: int) -> None:
    assert Pitch.parse(text).midi == midi


@SOME
@given(pitch=pitches)
def test_a_pitch_reads_as_it_is_written(pitch: Pitch) -> None:
    assert Pitch.parse(str(pitch)) == pitch


@SOME
@given(pitch=pitches)
def test_a_pitch_is_known_by_its_key_and_name(pitch: Pitch) -> None:
    assert Pitch.spelled(pitch.midi, pitch.note) == pitch


@SOME
@given(pitch=pitches, interval=intervals)
def test_a_pitch_moved_up_and_back_is_itself(pitch: Pitch, interval: Interval) -> None:
    assert pitch + interval + -interval == pitch
    assert (pitch + interval).midi == pitch.midi + interval.semitones


def test_a_name_that_does_not_sound_like_the_key_is_refused() -> None:
    with pytest.raises(Invalid, match="does not sound"):
        Pitch.spelled(60, Note.parse("D"))


@pytest.mark.parametrize("text", ["C", "4", "H4", "C44x"])
def test_what_is_no_pitch_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        Pitch.parse(text)


def test_letters_and_their_semitones_go_together() -> None:
    assert dict(zip(LETTERS, SEMITONES, strict=True))["A"] == 9
