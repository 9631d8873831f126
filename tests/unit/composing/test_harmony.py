"""Harmony: laws, cadences and colours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.composing.compose import compose
from harmonia.composing.harmony import fitted
from harmonia.composing.measure import chord_at
from harmonia.composing.recall import tagged
from harmonia.music.chord import Chord
from harmonia.music.scale import MODES
from harmonia.songs.wishes import Genre, SectionKind
from tests.unit.composing.songs import brief, sketch

SYMBOLS = ("Am", "F", "C/E", "G7", "Bbmaj7", "F#m7b5", "Dsus4", "E7#9", "Ab13", "C5")


@settings(max_examples=12, deadline=None)
@given(
    genre=st.sampled_from(Genre),
    kind=st.sampled_from([SectionKind.VERSE, SectionKind.CHORUS, SectionKind.OUTRO]),
    symbols=st.lists(st.sampled_from(SYMBOLS), min_size=1, max_size=6),
    seed=st.integers(0, 99),
)
def test_given_chords_are_law(
    genre: Genre, kind: SectionKind, symbols: list[str], seed: int
) -> None:
    song = compose(brief(genre, seed, chords={kind: tuple(symbols)}, seconds=60.0))

    for section in song.sections:
        for bar in range(section.bars if section.kind == kind else 0):
            sounding = chord_at(song, section.start + bar * section.meter.bar).chord
            assert sounding == Chord.parse(symbols[bar % len(symbols)])


@pytest.mark.parametrize("genre", Genre)
@pytest.mark.parametrize("mode", MODES)
def test_every_mode_ends_at_home(genre: Genre, mode: str) -> None:
    song = compose(brief(genre, 5, key=f"D {mode}", seconds=40.0))

    assert song.key.mode == mode
    assert str(song.chords[-1].chord.root) == "D"


@pytest.mark.parametrize("mode", ["dorian", "mixolydian", "lydian", "phrygian"])
def test_a_mode_keeps_its_own_notes(mode: str) -> None:
    song = compose(brief(Genre.FOLK, 2, key=f"D {mode}", seconds=60.0))
    notes = {note.semitone for span in song.chords for note in span.chord.notes}

    assert len(notes - song.key.semitones) <= 2  # a colour at most
    assert song.key.semitones <= notes | song.key.semitones


def test_other_sections_contrast_with_given_chords() -> None:
    verse = ("Am", "F", "C", "G")
    for seed in range(5):
        song = compose(brief(Genre.POP, seed, chords={SectionKind.VERSE: verse}))
        chorus = next(one for one in song.sections if one.kind == SectionKind.CHORUS)
        chords = [str(chord_at(song, chorus.start + bar * 1920).chord) for bar in range(4)]

        assert tuple(chords) != verse


def test_a_key_that_was_said_is_never_left() -> None:
    for seed in range(30):
        assert {str(one.key) for one in sketch(Genre.POP, seed, key="G major")} == {"G major"}


def test_the_last_chorus_goes_up_now_and_then() -> None:
    rises = []
    for seed in range(24):
        found = sketch(Genre.POP, seed)
        home = found[0].key
        rises.append((found[-1].key.tonic.semitone - home.tonic.semitone) % 12)
        higher = [one for one in found if one.key != home]
        assert all(one.kind in (SectionKind.CHORUS, SectionKind.OUTRO) for one in higher)

    assert set(rises) == {0, 1, 2}
    assert rises.count(0) > 12


def test_a_progression_fits_any_number_of_bars() -> None:
    eight = [(str(number),) for number in range(1, 9)]

    assert [bar for (bar,) in fitted(eight, 4)] == ["1", "2", "7", "8"]
    assert [bar for (bar,) in fitted(eight, 8)] == [bar for (bar,) in eight]
    assert [bar for (bar,) in fitted(eight, 12)][8:] == ["5", "6", "7", "8"]
    assert [bar for (bar,) in fitted(eight, 1)] == ["1"]
    assert len(fitted(eight, 31)) == 31


def test_a_tag_says_the_last_bars_again() -> None:
    tags = 0
    for seed in range(40):
        last = sketch(Genre.JAZZ, seed, seconds=120.0 + seed)[-1]
        starts = [last.start + bar * last.meter.bar for bar in range(last.bars)]
        chords = [
            [str(span.chord) for span in last.chords if at <= span.start < at + last.meter.bar]
            for at in starts
        ]
        if last.kind == SectionKind.OUTRO and last.bars >= 5:
            tags += 1
            assert tagged(last)
            assert chords[-3:-1] == chords[-5:-3]

    assert tags
