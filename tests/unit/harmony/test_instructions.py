"""A theme becomes steps that can be followed without theory."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia import document
from harmonia.harmony.instructions.steps import Instructions, instructions
from harmonia.harmony.instructions.strumming import strum
from harmonia.harmony.instructions.tune import number
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.note import Note
from harmonia.songs.brief import settle
from harmonia.songs.wishes import Genre, SectionKind, Wishes

SOME = settings(max_examples=15, deadline=None)
wishes = st.builds(
    Wishes,
    theme=st.sampled_from(["the sea", "leaving home", None]),
    genre=st.sampled_from(Genre),
    moods=st.sampled_from([None, ("sad",), ("happy",)]),
    meter=st.sampled_from([None, "4/4", "3/4", "6/8", "5/4", "7/8", "2/2"]),
)


def tunes(told: Instructions) -> list[tuple[Chord, list[tuple[str, Note]]]]:
    bars = [bar for step in told.steps for bar in step.tune]
    return [(bar.chord, [(one.count, one.note) for one in bar.notes]) for bar in bars]


@SOME
@given(wished=wishes, seed=st.integers(0, 2**53 - 1))
def test_every_theme_has_its_seven_steps(wished: Wishes, seed: int) -> None:
    told = instructions(wished, seed)

    assert [step.number for step in told.steps] == [1, 2, 3, 4, 5, 6, 7]
    assert all(step.title and step.words for step in told.steps)
    assert told == instructions(wished, seed)
    strummed = told.steps[2].strum
    assert strummed
    assert len(strummed.counts.split()) == len(strummed.strokes.split())
    assert "D" in strummed.strokes or "U" in strummed.strokes


@SOME
@given(wished=wishes, seed=st.integers(0, 2**53 - 1))
def test_the_tune_starts_each_bar_on_its_chord_and_keeps_the_count(
    wished: Wishes, seed: int
) -> None:
    told = instructions(wished, seed)
    places = told.steps[2].strum

    for chord, notes in tunes(told):
        assert notes[0][1].semitone in {note.semitone for note in chord.notes}
        assert notes[0][0] == "1"
        assert places
        assert {count.rstrip("&") for count, _ in notes} <= set(places.counts.split())


@SOME
@given(wished=wishes, seed=st.integers(0, 2**53 - 1))
def test_the_example_is_a_song_with_the_chords_that_were_taught(wished: Wishes, seed: int) -> None:
    told = instructions(wished, seed)

    again = document.loads(Wishes, document.canonical(told.example.brief))
    brief = settle(again, seed=1)
    assert again == told.example.brief
    assert brief.key == told.key
    taught = set(told.steps[0].shapes)
    assert {chord for symbols in brief.chords.values() for chord in symbols} == taught


@pytest.mark.parametrize("genre", [Genre.POP, Genre.ROCK, Genre.FOLK, Genre.CINEMATIC])
@pytest.mark.parametrize("seed", range(5))
def test_beginners_get_few_and_open_chords(genre: Genre, seed: int) -> None:
    shapes = instructions(Wishes(genre=genre, theme="rain"), seed).steps[0].shapes

    assert len(shapes) <= 6
    assert all(chord.quality in ("", "m", "7") for chord in shapes)
    assert all(len(str(chord.root)) == 1 or str(chord.root) == "F#" for chord in shapes)


def test_chords_that_were_given_are_law() -> None:
    wished = Wishes(chords={SectionKind.VERSE: ("Ebm", "Cb", "Gb", "Db")}, bpm=77)

    told = instructions(wished, 1)

    assert [str(chord) for chord in told.steps[0].shapes[:4]] == ["Ebm", "Cb", "Gb", "Db"]
    assert told.bpm == 77


def test_the_lyric_frame_speaks_of_the_theme_and_rhymes() -> None:
    lines = instructions(Wishes(theme="the sea"), 3).steps[4].lines

    assert [line.rhyme for line in lines] == list("ABABCCCD")
    assert "the sea" in lines[0].prompt
    assert all(5 <= line.syllables <= 12 for line in lines)


@pytest.mark.parametrize(
    ("genre", "meter", "counts", "strokes"),
    [
        (Genre.POP, "4/4", "1 & 2 & 3 & 4 &", "D - D U - U D U"),
        (Genre.FOLK, "3/4", "1 & 2 & 3 &", "D - D U D U"),
        (Genre.FOLK, "6/8", "1 2 3 4 5 6", "D - - D - U"),
        (Genre.POP, "7/8", "1 2 3 4 5 6 7", "D - D - D - -"),
        (Genre.ROCK, "5/4", "1 & 2 & 3 & 4 & 5 &", "D - D U D - D U D -"),
    ],
)
def test_strums_are_counted_as_players_count(
    genre: Genre, meter: str, counts: str, strokes: str
) -> None:
    told = strum(genre, Meter.parse(meter))

    assert (told.counts, told.strokes) == (counts, strokes)


@pytest.mark.parametrize(
    ("note", "key", "told"),
    [("C", "C", "1"), ("A", "A minor", "1"), ("G#", "A minor", "#7"), ("Bb", "C", "b7"),
     ("F", "D minor", "3")],
)  # fmt: skip
def test_notes_are_numbered_from_home(note: str, key: str, told: str) -> None:
    assert number(Note.parse(note), Key.parse(key)) == told
