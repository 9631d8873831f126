"""How it feels: pockets, swing, and hands that are never quite the same."""

import statistics
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.composing.groove import feel
from harmonia.composing.plan import Plan, Seat
from harmonia.music.instrument import Piece
from harmonia.songs.song import Note, Role
from harmonia.songs.wishes import Genre
from tests.unit.rhythm.bands import SHORT, everyone, melody, plan, seat

METERS = ("4/4", "3/4", "6/8", "12/8", "5/4", "7/8", "2/4")
LEAD = Seat("lead", Role.LEAD, "flute", (1.0,) * 7)


def milliseconds(one: Plan, notes: list[Note]) -> list[float]:
    return [note.nudge * 60_000 / (one.brief.bpm * 480) for note in notes]


def hits(one: Plan, piece: Piece, inside: int, of: int = 480) -> list[float]:
    """How late the piece is where it falls so many ticks into a beat."""
    kit = everyone(one, felt=True)["drums"]
    return milliseconds(one, [n for n in kit if n.sound.of is piece and n.start % of == inside])


def test_lofi_drags_its_snare_and_swings_its_sixteenths() -> None:
    one = plan(Genre.LOFI, bpm=80)

    snare, hat = hits(one, Piece.SNARE, 0), hits(one, Piece.CLOSED_HAT, 120, 240)

    assert 8 <= statistics.mean(snare) <= 18
    eighth = 60_000 / 80 / 2
    share = 0.5 + statistics.mean(hat) / eighth
    assert 0.55 <= share <= 0.62


def test_rock_snares_do_not_wait() -> None:
    one = plan(Genre.ROCK, bpm=130)

    assert -5.5 <= statistics.mean(hits(one, Piece.SNARE, 0)) <= 0.5


def test_a_house_kick_is_a_clock() -> None:
    one = plan(Genre.HOUSE, bpm=124)

    kicks, hats = hits(one, Piece.KICK, 0), hits(one, Piece.CLOSED_HAT, 0)

    assert max(map(abs, kicks)) < 3.5
    assert 2 <= statistics.mean(hats) <= 6


@pytest.mark.parametrize(("bpm", "ratio"), [(120, 2.0), (200, 1.6), (280, 1.2)])
def test_jazz_swings_less_the_faster_it_is(bpm: float, ratio: float) -> None:
    one = plan(Genre.JAZZ, bpm=bpm)

    late = statistics.mean(hits(one, Piece.RIDE, 240)) - statistics.mean(hits(one, Piece.RIDE, 0))

    half = 60_000 / bpm / 2
    assert (half + late) / (half - late) == pytest.approx(ratio, abs=0.15)


@pytest.mark.parametrize("meter", ["6/8", "12/8", "7/8"])
def test_only_pairs_swing(meter: str) -> None:
    one = plan(Genre.JAZZ, meter=meter, bpm=120)

    for notes in everyone(one, felt=True).values():
        rhythm = [note for note in notes if isinstance(note.sound.of, Piece)]
        assert all(abs(late) < 30 for late in milliseconds(one, rhythm))


def test_a_hand_drifts_rather_than_jitters() -> None:
    one = plan(Genre.FOLK, bpm=100)
    kit = everyone(one, felt=True)["shaker"]
    late = milliseconds(one, [note for note in kit if note.start % 240 == 0])
    middle = statistics.mean(late)

    spread = statistics.pstdev(late)
    together = statistics.mean(
        (a - middle) * (b - middle) for a, b in pairwise(late)
    ) / (spread**2)  # fmt: skip

    assert 2 <= spread <= 6
    assert together > 0.3


@pytest.mark.parametrize("genre", list(Genre))
def test_no_two_hits_in_a_row_are_the_same(genre: Genre) -> None:
    for notes in everyone(plan(genre), felt=True).values():
        latest: dict[int, tuple[int, int]] = {}
        for note in notes:
            before = latest.get(note.sound.key)
            assert before is None or before[1] != note.velocity
            latest[note.sound.key] = (note.start, note.velocity)


def test_the_last_beats_before_a_chorus_push() -> None:
    leads: list[float] = []
    rest: list[float] = []
    for seed in range(5):
        one = plan(Genre.ROCK, seed=seed)
        chorus = one.sections[2].start
        kit = everyone(one, felt=True)["drums"]
        leads += milliseconds(one, [n for n in kit if chorus - 960 <= n.start < chorus])
        verse = one.sections[1].start
        rest += milliseconds(one, [n for n in kit if verse <= n.start < verse + 3840])

    assert statistics.mean(leads) < statistics.mean(rest) - 2


@settings(max_examples=30, deadline=None)
@given(
    genre=st.sampled_from(Genre),
    meter=st.sampled_from(METERS),
    bpm=st.sampled_from([30.0, 80.0, 120.0, 220.0, 300.0]),
    seed=st.integers(0, 2**53 - 1),
    step=st.sampled_from([60, 120, 240, 480]),
)
def test_laws_of_feel(genre: Genre, meter: str, bpm: float, seed: int, step: int) -> None:
    one = plan(genre, meter=meter, bpm=bpm, seed=seed, form=SHORT)
    tune = melody(one, step)

    felt = feel(one, LEAD, tune)

    assert felt == feel(one, LEAD, tune)
    assert [(n.start, n.length, n.sound) for n in felt] == [
        (n.start, n.length, n.sound) for n in tune
    ]
    assert all(note.start + note.nudge >= 0 for note in felt)
    assert all(1 <= note.velocity <= 127 for note in felt)
    for before, after in pairwise(felt):
        assert before.start + before.nudge < after.start + after.nudge
    ceiling = max(abs(late) for late in milliseconds(one, list(felt)))
    assert ceiling <= 35 + 0.18 * 60_000 / bpm  # swing apart, a hand is never far off


def test_a_strum_keeps_its_order() -> None:
    one = plan(Genre.POP)
    guitar = everyone(one)["guitar"]

    felt = feel(one, seat(one, "guitar"), guitar)

    for before, after in pairwise(guitar):
        if before.start == after.start:
            index = guitar.index(before)
            gap = felt[index + 1].nudge - felt[index].nudge
            assert gap == after.nudge - before.nudge or before.start < 480
