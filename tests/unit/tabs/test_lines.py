"""Lines on the neck: the right notes, and a hand that stays where it is."""

import random
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.tabs.lines import Hold, fingered_line, fitted, hand_shift
from harmonia.tabs.tuning import Tuning, fretted, tuned

GUITAR = tuned(fretted("guitar"))
BASS = tuned(fretted("bass"))
UKULELE = tuned(fretted("ukulele"))
MAJOR = (0, 2, 4, 5, 7, 9, 11)


def melody(draw: random.Random, low: int, high: int) -> list[int]:
    """A tune of 32 notes: mostly steps, some leaps, within a range."""
    tonic = draw.randrange(12)
    scale = [key for key in range(low, high + 1) if (key - tonic) % 12 in MAJOR]
    at = draw.randrange(len(scale))
    found = []
    for _ in range(32):
        found.append(scale[at])
        leap = draw.choice((-1, -1, 1, 1, -2, 2, 3, -3, 4, -4))
        at = min(len(scale) - 1, max(0, at + leap))
    return found


def lowest(keys: Iterable[int], tuning: Tuning) -> list[list[int]]:
    """The tab that a naive program writes: every note at its lowest fret."""
    return [[min(key - one for one in tuning.strings if key >= one)] for key in keys]


def frets(holds: Sequence[Hold]) -> list[list[int]]:
    return [[place.fret for place in hold.places] for hold in holds]


@pytest.mark.parametrize(
    ("tuning", "low", "high"),
    [(GUITAR, 52, 81), (GUITAR, 60, 83), (GUITAR, 40, 76), (BASS, 28, 60), (UKULELE, 60, 84)],
)
def test_a_line_moves_the_hand_half_as_much_as_the_lowest_frets(
    tuning: Tuning, low: int, high: int
) -> None:
    draw = random.Random(11)
    ours = naive = notes = 0
    for _ in range(40):
        keys = melody(draw, low, high)
        holds = fingered_line([frozenset({key}) for key in keys], tuning)
        ours += hand_shift(frets(holds))
        naive += hand_shift(lowest(keys, tuning))
        notes += len(keys)

    assert naive > 0
    assert ours / notes <= naive / notes / 2


@settings(max_examples=80, deadline=None)
@given(keys=st.lists(st.integers(40, 83), min_size=1, max_size=24))
def test_every_note_sounds_as_it_is_written(keys: list[int]) -> None:
    holds = fingered_line([frozenset({key}) for key in keys], GUITAR)

    assert [GUITAR.strings[h.places[0].string] + h.places[0].fret for h in holds] == keys
    for hold in holds:
        (place,) = hold.places
        assert place.fret == 0 or hold.position <= place.fret <= hold.position + 3


@settings(max_examples=60, deadline=None)
@given(groups=st.lists(st.frozensets(st.integers(40, 80), min_size=1, max_size=8), max_size=8))
def test_notes_together_are_on_strings_of_their_own_within_reach(
    groups: list[frozenset[int]],
) -> None:
    for keys, hold in zip(groups, fingered_line(groups, GUITAR), strict=True):
        sounding = {GUITAR.strings[place.string] + place.fret for place in hold.places}
        held = [place.fret for place in hold.places if place.fret]

        assert sounding <= keys
        assert len({place.string for place in hold.places}) == len(hold.places)
        assert not held or max(held) - min(held) <= 3
        assert len(keys) > 1 or sounding == keys


@given(keys=st.lists(st.integers(0, 127), min_size=1, max_size=20))
def test_a_line_off_the_neck_is_moved_by_octaves(keys: list[int]) -> None:
    for key, played in fitted(keys, GUITAR).items():
        assert (played - key) % 12 == 0
        assert 40 <= played <= 83


def test_a_hand_that_covers_four_frets_moves_only_when_it_must() -> None:
    assert hand_shift([[1], [4], [0], [2]]) == 0
    assert hand_shift([[1], [5]]) == 1
    assert hand_shift([[5], [5, 8], [12], [5]]) == 4 + 4
