"""Whole progressions: easy to hold and easy to get through."""

import random
from itertools import pairwise, product

import pytest

from harmonia.music.chord import Chord
from harmonia.tabs import capo
from harmonia.tabs.difficulty import WEIGHTS
from harmonia.tabs.fretboard import Level
from harmonia.tabs.progression import movement, progression, shift
from harmonia.tabs.search import candidates
from harmonia.tabs.shape import Shape
from harmonia.tabs.standard import expected
from harmonia.tabs.tones import moved
from harmonia.tabs.tuning import NAMES, fretted, tuned
from tests.golden import tabs
from tests.unit.tabs.test_shapes import impossible

GUITAR = tuned(fretted("guitar"))
SCALE = GUITAR.instrument.scale
SORTS = ("", "", "", "m", "m", "m", "7", "7", "maj7", "m7", "sus4", "add9", "dim", "m7b5", "6", "9")


def random_progressions(count: int, seed: int = 4) -> list[list[Chord]]:
    """Progressions of eight chords on any root, the common kinds more often."""
    draw = random.Random(seed)
    return [
        [Chord.parse(draw.choice(NAMES) + draw.choice(SORTS)) for _ in range(8)]
        for _ in range(count)
    ]


def travelled(shapes: list[Shape] | tuple[Shape, ...]) -> float:
    """How far the hand goes along the neck, in mm."""
    return sum(shift(before, after, SCALE) for before, after in pairwise(shapes))


@pytest.mark.parametrize("level", list(Level))
def test_a_hundred_progressions_move_the_hand_a_third_less_than_chord_by_chord(
    level: Level,
) -> None:
    ours = alone = 0.0
    moves = moves_alone = 0
    for chords in random_progressions(100):
        shapes, _ = progression(chords, GUITAR, level)
        first = [candidates(chord, GUITAR, level)[0].shape for chord in chords]
        assert [impossible(shape, GUITAR) for shape in shapes] == [""] * 8
        ours, alone = ours + travelled(shapes), alone + travelled(first)
        moves += sum(shift(a, b, SCALE) > 0 for a, b in pairwise(shapes))
        moves_alone += sum(shift(a, b, SCALE) > 0 for a, b in pairwise(first))

    assert ours <= 0.7 * alone
    assert moves <= 0.7 * moves_alone


@pytest.mark.parametrize("song", tabs.CAMPFIRE_SONGS)
def test_songs_by_the_fire_are_played_in_the_shapes_that_everybody_knows(song: str) -> None:
    chords = [Chord.parse(symbol) for symbol in song.split()]

    shapes, _ = progression(chords, GUITAR, Level.CAMPFIRE)

    assert [shape.frets for shape in shapes] == [expected(chord, GUITAR) for chord in chords]


def test_no_other_choice_of_the_candidates_costs_less() -> None:
    for chords in random_progressions(5, seed=9):
        chosen = chords[:3]
        columns = [candidates(chord, GUITAR, Level.ADVANCED) for chord in chosen]
        weight = WEIGHTS[Level.ADVANCED].moving

        _, cost = progression(chosen, GUITAR, Level.ADVANCED)

        exhaustive = min(
            sum(one.cost for one in path)
            + weight * sum(movement(a.shape, b.shape, SCALE) for a, b in pairwise(path))
            for path in product(*columns)
        )
        assert cost == pytest.approx(exhaustive, abs=1e-3)


def test_common_fingers_cost_nothing() -> None:
    (am,), (c,), (fm,) = (
        progression([Chord.parse(symbol)], GUITAR, Level.CAMPFIRE)[0]
        for symbol in ("Am", "C", "Fm")
    )

    assert movement(am, am, SCALE) == 0.0
    assert 0 < movement(am, c, SCALE) < movement(am, fm, SCALE)


@pytest.mark.parametrize("level", list(Level))
def test_the_capo_goes_where_trying_everything_says(level: Level) -> None:
    for chords in random_progressions(6, seed=2):
        found = capo.best(chords, GUITAR, level)

        tried = []
        for fret in range(capo.SEARCHED + 1):
            held = [moved(chord, -fret) for chord in chords]
            _, cost = progression(held, GUITAR, level)
            tried.append(cost + (capo.CLAMP + capo.UP * fret if fret else 0.0))
        assert found.cost == pytest.approx(min(tried), abs=1e-3)


def test_a_capo_makes_flats_easy_and_sounds_what_was_asked() -> None:
    chords = [Chord.parse(symbol) for symbol in "Eb Ab Bb".split()]

    found = capo.best(chords, GUITAR, Level.CAMPFIRE)

    assert [str(chord) for chord in found.held] == ["D", "G", "A"]
    assert found.capo == 1
    for chord, shape in zip(chords, found.shapes, strict=True):
        sounding = {(key + 1) % 12 for key in shape.keys(GUITAR.strings)}
        assert sounding == {note.semitone for note in chord.notes}


def test_the_better_the_player_the_less_the_hand_travels() -> None:
    way = {
        level: sum(
            travelled(progression(chords, GUITAR, level)[0]) for chords in random_progressions(100)
        )
        for level in Level
    }

    assert way[Level.ADVANCED] < way[Level.INTERMEDIATE] < way[Level.CAMPFIRE]
