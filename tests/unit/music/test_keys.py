"""Keys, their signatures and how they spell."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from harmonia.errors import Invalid
from harmonia.music.chord import DEGREES, Chord
from harmonia.music.key import Key, fifths
from harmonia.music.note import Interval, Note
from harmonia.music.scale import MODES


def _keys() -> list[Key]:
    keys = []
    for letter in range(7):
        for sign in (-1, 0, 1):
            for mode in MODES:
                try:
                    keys.append(Key(Note(letter, sign), mode))
                except Invalid:
                    continue
    return keys


keys = st.sampled_from(_keys())
SOME = settings(max_examples=60, deadline=None)
intervals = st.sampled_from(list(DEGREES.values()))


@pytest.mark.parametrize(
    ("key", "signature", "notes"),
    [
        ("C", 0, "C D E F G A B"),
        ("D major", 2, "D E F# G A B C#"),
        ("F# minor", 3, "F# G# A B C# D E"),
        ("Ebm", -6, "Eb F Gb Ab Bb Cb Db"),
        ("E dorian", 2, "E F# G A B C# D"),
        ("G mixolydian", 0, "G A B C D E F"),
        ("F lydian", 0, "F G A B C D E"),
        ("B locrian", 0, "B C D E F G A"),
        ("E phrygian", 0, "E F G A B C D"),
        ("A harmonic minor", 0, "A B C D E F G#"),
        ("C# major", 7, "C# D# E# F# G# A# B#"),
    ],
)
def test_a_key_has_its_signature_and_notes(key: str, signature: int, notes: str) -> None:
    parsed = Key.parse(key)

    assert parsed.signature == signature
    assert [str(note) for note in parsed.notes] == notes.split()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Bbm", "Bb minor"),
        ("bb major", "Bb major"),
        ("b minor", "B minor"),
        ("A moll", "A minor"),
        ("EM", "E major"),
        ("Em", "E minor"),
        ("c sharp minor", "C# minor"),
        ("E Flat", "Eb major"),
        ("D Dur", "D major"),
        ("A aeolian", "A minor"),
        ("F♯", "F# major"),
        ("C ionian", "C major"),
        ("ab", "Ab major"),
        ("D  harmonic  minor", "D harmonic minor"),
    ],
)
def test_spellings_of_one_key_are_one_key(written: str, meant: str) -> None:
    assert str(Key.parse(written)) == meant


@pytest.mark.parametrize("text", ["H", "", "H minor", "C blue", "D# major", "G# major", "C/D"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        Key.parse(text)


@SOME
@given(key=keys)
def test_a_key_reads_as_it_is_written(key: Key) -> None:
    assert Key.parse(str(key)) == key


@SOME
@given(key=keys)
def test_a_key_names_each_letter_once(key: Key) -> None:
    assert sorted(note.letter for note in key.notes) == list(range(7))


@SOME
@given(key=keys, midi=st.integers(12, 119))
def test_what_a_key_spells_sounds_right(key: Key, midi: int) -> None:
    assert key.spell(midi).midi == midi


@SOME
@given(key=keys, midi=st.integers(12, 119))
def test_the_keys_own_notes_keep_their_names(key: Key, midi: int) -> None:
    assume(midi % 12 in key.semitones)

    assert key.spell(midi).note in key.notes


@pytest.mark.parametrize(
    ("key", "midi", "spelled"),
    [
        ("A minor", 68, "G#4"),
        ("F major", 70, "Bb4"),
        ("C major", 66, "F#4"),
        ("D minor", 61, "C#4"),
        ("Eb major", 66, "Gb4"),
        ("F# minor", 65, "E#4"),
    ],
)
def test_foreign_notes_take_the_name_players_expect(key: str, midi: int, spelled: str) -> None:
    assert str(Key.parse(key).spell(midi)) == spelled


@SOME
@given(key=keys, interval=intervals)
def test_a_key_moved_up_and_back_sounds_the_same(key: Key, interval: Interval) -> None:
    there = key.transposed(interval)
    back = there.transposed(-interval)

    assert back.tonic.semitone == key.tonic.semitone
    assert back.semitones == key.semitones
    assert abs(there.signature) <= 6


@pytest.mark.parametrize(
    ("key", "chord", "roman"),
    [
        ("C", "G7", "V"),
        ("C", "Am", "vi"),
        ("A minor", "F", "VI"),
        ("C", "Bb", "bVII"),
        ("C", "F#m7b5", "#iv"),
        ("C", "Bdim", "vii"),
        ("C", "Cmaj7", "I"),
    ],
)
def test_a_chord_has_its_roman_numeral(key: str, chord: str, roman: str) -> None:
    assert Key.parse(key).roman(Chord.parse(chord)) == roman


def test_a_degree_has_its_chord() -> None:
    key = Key.parse("D minor")

    assert str(key.chord(5, "7")) == "A7"
    assert str(key.chord(7, "dim7", 1)) == "C#dim7"


def test_a_mode_nobody_knows_is_refused() -> None:
    with pytest.raises(Invalid, match="not a mode"):
        Key(Note.parse("C"), "blue")


def test_the_line_of_fifths_has_c_in_the_middle() -> None:
    assert [fifths(Note.parse(name)) for name in ("Bb", "F", "C", "G", "F#")] == [-2, -1, 0, 1, 6]
    assert Key.parse("A minor").minor
    assert not Key.parse("F lydian").minor
