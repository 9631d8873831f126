"""Which chord hands hold down, and how much somebody may say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonia.live.allowance import A_SECOND, DEEP, Allowance, TooFast
from harmonia.live.held import held_chord
from harmonia.music.key import Key


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ((60, 64, 67), "C"),
        ((57, 60, 64), "Am"),
        ((64, 67, 72), "C/E"),
        ((43, 59, 62, 65), "G7"),
        ((50, 53, 57, 60), "Dm7"),
        ((53, 57, 60, 64), "Fmaj7"),
        ((59, 62, 65), "Bdim"),
        ((59, 62, 65, 69), "Bm7b5"),
        ((48, 55), "C5"),
        ((48, 64, 70), "C7"),  # nobody misses the fifth
        ((55, 60, 62), "Gsus4"),
        ((48, 60, 64, 67, 72), "C"),
    ],
)
def test_a_chord_is_named_as_players_name_it(keys: tuple[int, ...], name: str) -> None:
    assert str(held_chord(keys)) == name


def test_black_keys_are_spelled_as_the_key_spells_them() -> None:
    keys = (56, 60, 63)

    assert str(held_chord(keys, Key.parse("Eb"))) == "Ab"
    assert str(held_chord(keys, Key.parse("E"))) == "G#"


@pytest.mark.parametrize("keys", [(), (60,), (48, 60, 72)])
def test_one_tone_is_no_chord(keys: tuple[int, ...]) -> None:
    assert held_chord(keys) is None


@given(st.sets(st.integers(0, 127), max_size=24))
def test_any_hand_is_a_chord_or_none(keys: set[int]) -> None:
    chord = held_chord(keys)

    assert (chord is None) == (len({key % 12 for key in keys}) < 2)
    if chord is not None:
        assert (chord.bass or chord.root).semitone == min(keys) % 12


def test_a_burst_is_let_through_and_a_flood_is_not() -> None:
    allowance = Allowance()
    for _ in range(int(DEEP)):
        allowance = allowance.spend(100.0)

    with pytest.raises(TooFast):
        allowance.spend(100.0)

    for step in range(200):  # in the long run, so many a second
        allowance = allowance.spend(100.0 + 1.001 * (step + 1) / A_SECOND)
    with pytest.raises(TooFast):
        allowance.spend(90.0)  # a worker's clock that goes behind gives nothing
