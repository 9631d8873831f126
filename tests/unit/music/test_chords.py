"""Chord symbols, as they are read off a lead sheet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.errors import Invalid
from harmonia.music.chord import ALIASES, DEGREES, QUALITIES, Chord
from harmonia.music.note import Interval, Note

roots = st.builds(Note, st.integers(0, 6), st.integers(-1, 1))
qualities = st.sampled_from(sorted(QUALITIES))
chords = st.builds(Chord, roots, qualities, st.none() | roots)
SOME = settings(max_examples=60, deadline=None)
intervals = st.sampled_from(list(DEGREES.values()))


@pytest.mark.parametrize(
    ("symbol", "notes"),
    [
        ("C", "C E G"), ("Am", "A C E"), ("F#m7b5", "F# A C E"), ("Bdim7", "B D F Ab"),
        ("Ebmaj7", "Eb G Bb D"), ("G7", "G B D F"), ("Dsus4", "D G A"), ("Aaug", "A C# E#"),
        ("C6/9", "C E G A D"), ("E7#9", "E G# B D F##"), ("Bb13", "Bb D F Ab C G"),
        ("Gb7", "Gb Bb Db Fb"), ("C#m9", "C# E G# B D#"), ("F5", "F C"), ("Dadd9", "D F# A E"),
    ],
)  # fmt: skip
def test_a_symbol_stands_for_its_notes(symbol: str, notes: str) -> None:
    assert " ".join(map(str, Chord.parse(symbol).notes)) == notes


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Cmin7", "Cm7"), ("C-7", "Cm7"), ("CM7", "Cmaj7"), ("CΔ", "Cmaj7"), ("C°7", "Cdim7"),
        ("Cø", "Cm7b5"), ("C+", "Caug"), ("Csus", "Csus4"), ("C69", "C6/9"), ("C2", "Cadd9"),
        ("Cm(maj7)", "Cmmaj7"), ("C(add9)", "Cadd9"), ("Cm7(b5)", "Cm7b5"), ("B♭m", "Bbm"),
        ("C/C", "C"), ("Am/G", "Am/G"), ("C6/9/E", "C6/9/E"), (" F ", "F"), ("Cmi", "Cm"),
    ],
)  # fmt: skip
def test_spellings_of_one_chord_are_one_chord(written: str, meant: str) -> None:
    assert str(Chord.parse(written)) == meant


@SOME
@given(chord=chords)
def test_a_chord_reads_as_it_is_written(chord: Chord) -> None:
    assert Chord.parse(str(chord)) == chord


@SOME
@given(root=roots, quality=qualities)
def test_a_chord_sounds_its_qualitys_intervals(root: Note, quality: str) -> None:
    sounding = [(note.semitone - root.semitone) % 12 for note in Chord(root, quality).notes]

    assert sounding == [interval.semitones % 12 for interval in QUALITIES[quality]]


@SOME
@given(chord=chords, interval=intervals)
def test_a_chord_moved_up_and_back_is_itself(chord: Chord, interval: Interval) -> None:
    assert chord.transposed(interval).transposed(-interval) == chord


@pytest.mark.parametrize("symbol", ["", "H7", "am", "Cfoo", "C7/H", "N.C.", "Hm"])
def test_what_is_no_chord_is_refused(symbol: str) -> None:
    with pytest.raises(Invalid):
        Chord.parse(symbol)


def test_a_quality_nobody_knows_is_refused() -> None:
    with pytest.raises(Invalid, match="no chord quality"):
        Chord(Note.parse("C"), "foo")


def test_every_alias_leads_to_a_quality() -> None:
    assert set(ALIASES.values()) <= set(QUALITIES)


def test_the_bass_plays_the_root_or_what_the_slash_says() -> None:
    assert str(Chord.parse("C").lowest) == "C"
    assert str(Chord.parse("C/E").lowest) == "E"
