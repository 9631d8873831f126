"""How chords move."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.composing.voicing import STYLES, muddy, voicings
from harmonia.music.chord import QUALITIES, Chord
from harmonia.music.note import Note as Name
from harmonia.songs.song import ChordSpan

chords = st.builds(
    Chord,
    st.builds(Name, st.integers(0, 6), st.integers(-1, 1)),
    st.sampled_from(sorted(QUALITIES)),
)


def spans(symbols: str) -> list[ChordSpan]:
    return [
        ChordSpan(index * 1920, 1920, Chord.parse(symbol))
        for index, symbol in enumerate(symbols.split())
    ]


@given(
    row=st.lists(chords, min_size=1, max_size=8),
    low=st.integers(36, 60),
    width=st.integers(5, 36),
    voices=st.integers(1, 6),
    style=st.sampled_from(STYLES),
)
@settings(max_examples=200, deadline=None)
def test_voicings_keep_to_the_chord_and_the_register(
    row: list[Chord], low: int, width: int, voices: int, style: str
) -> None:
    found = voicings([ChordSpan(0, 480, one) for one in row], low, low + width, voices, style)

    assert len(found) == len(row)
    for chord, keys in zip(row, found, strict=True):
        assert keys == tuple(sorted(keys))
        assert all(low <= key <= low + width for key in keys)
        if width >= 12:
            assert {key % 12 for key in keys} <= {note.semitone for note in chord.notes}


@pytest.mark.parametrize(
    "loop", ["C G Am F C G F C", "Dm7 G7 Cmaj7 A7", "Am F C G", "Cmaj9 A7 Dm9 G13"]
)
def test_voices_move_by_step_or_stay(loop: str) -> None:
    found = voicings(spans(loop), 52, 72)

    moves = [
        min(abs(key - other) for other in before)
        for before, after in pairwise(found)
        for key in after
    ]

    assert sum(moves) / len(moves) <= 1.6
    assert sum(move <= 2 for move in moves) / len(moves) >= 0.9


def test_common_tones_are_held() -> None:
    c, am = voicings(spans("C Am"), 52, 72, voices=3)

    assert len(set(c) & set(am)) == 2


@given(row=st.lists(chords, min_size=1, max_size=6), voices=st.integers(2, 5))
@settings(max_examples=100, deadline=None)
def test_nothing_low_is_close(row: list[Chord], voices: int) -> None:
    found = voicings([ChordSpan(0, 480, one) for one in row], 40, 76, voices)

    assert not any(muddy(keys) for keys in found)


def test_a_rootless_seventh_takes_its_ninth_where_the_scale_has_it() -> None:
    scale = frozenset({0, 2, 4, 5, 7, 9, 11})

    (found,) = voicings(spans("Dm7"), 52, 72, 4, "rootless", scale)
    (foreign,) = voicings(spans("Em7"), 52, 72, 4, "rootless", scale)

    assert {key % 12 for key in found} == {5, 9, 0, 4}
    assert {key % 12 for key in foreign} == {4, 7, 11, 2}
