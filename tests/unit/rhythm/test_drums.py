"""What drummers agree on, genre by genre, and the laws every kit keeps."""

import itertools
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.composing.bars import closing
from harmonia.composing.drums import drums
from harmonia.composing.plan import Plan
from harmonia.music.instrument import Piece
from harmonia.music.meter import Meter
from harmonia.songs.song import Note, Role
from harmonia.songs.wishes import Genre, SectionKind
from tests.unit.rhythm.bands import SHORT, plan, seat

METERS = ("4/4", "3/4", "6/8", "12/8", "5/4", "7/8", "2/4")
BACKBEAT = (Piece.SNARE, Piece.CLAP, Piece.RIM, Piece.BRUSH)
STEADY = ((SectionKind.INTRO, 4, 0.5), (SectionKind.VERSE, 8, 0.6), (SectionKind.OUTRO, 2, 0.6))


def played(one: Plan) -> tuple[Note, ...]:
    return drums(one, seat(one, "drums"))


def places(one: Plan, notes: Iterable[Note], *pieces: Piece, loud: int = 55) -> Counter[int]:
    """How often each place in the bar is struck by one of the pieces, in ticks."""
    bar = one.brief.meter.bar
    return Counter(n.start % bar for n in notes if n.sound.of in pieces and n.velocity >= loud)


@pytest.mark.parametrize("genre", [Genre.POP, Genre.ROCK, Genre.LOFI, Genre.HOUSE])
def test_the_backbeat_is_on_two_and_four(genre: Genre) -> None:
    one = plan(genre, form=STEADY)

    hits = places(one, played(one), *BACKBEAT, loud=75)

    assert {place for place, _ in hits.most_common(2)} == {480, 1440}
    assert min(hits[480], hits[1440]) >= 10  # of fourteen bars, less a fill and the ending


@pytest.mark.parametrize("genre", [Genre.POP, Genre.ROCK, Genre.LOFI, Genre.FOLK, Genre.CINEMATIC])
@pytest.mark.parametrize("meter", METERS)
def test_the_kick_is_on_one_in_every_meter(genre: Genre, meter: str) -> None:
    one = plan(genre, meter=meter, form=STEADY)

    hits = places(one, played(one), Piece.KICK)

    assert hits[0] >= 10
    assert hits[0] == max(hits.values())


def test_house_has_four_on_the_floor() -> None:
    one = plan(Genre.HOUSE, bpm=124, form=STEADY)

    hits = places(one, played(one), Piece.KICK)

    assert all(hits[beat] >= 11 for beat in (0, 480, 960, 1440))


def test_a_house_break_loses_the_kick_and_a_build_rolls_into_the_drop() -> None:
    one = plan(Genre.HOUSE, bpm=124)
    pause = next(section for section in one.sections if section.kind is SectionKind.BREAK)
    drop = next(section for section in one.sections if section.start == pause.end)

    notes = played(one)

    inside = [note for note in notes if pause.start <= note.start < pause.end]
    roll = [note for note in inside if note.sound.of is Piece.SNARE]
    assert not [note for note in inside if note.sound.of is Piece.KICK]
    assert roll[-1].velocity > roll[0].velocity + 30
    assert [n for n in notes if n.start == drop.start and n.sound.of is Piece.KICK]
    assert [n for n in notes if n.start == drop.start and n.sound.of is Piece.CRASH]


def test_the_jazz_ride_swings_its_pattern_and_the_hat_closes_on_two_and_four() -> None:
    one = plan(Genre.JAZZ, bpm=140, form=STEADY)

    notes = played(one)

    ride = places(one, notes, Piece.RIDE, loud=1)
    assert {place for place, _ in ride.most_common(4)} == {0, 480, 960, 1440}
    assert ride[720] + ride[1680] >= 8
    assert set(places(one, notes, Piece.PEDAL_HAT, loud=1)) == {480, 1440}


def test_a_jazz_ballad_is_brushed() -> None:
    quiet = ((SectionKind.VERSE, 8, 0.2), (SectionKind.OUTRO, 2, 0.2))
    one = plan(Genre.JAZZ, bpm=66, form=quiet)

    pieces = Counter(note.sound.of for note in played(one))

    assert pieces[Piece.BRUSH] > 20
    assert pieces[Piece.SNARE] == 0


def test_the_bossa_stick_plays_the_clave() -> None:
    one = plan(Genre.BOSSA, bpm=130, form=STEADY)
    verse = one.sections[1]

    sticks = [
        note.start - verse.start
        for note in played(one)
        if note.sound.of is Piece.RIM and verse.start <= note.start < verse.start + 2 * 1920
    ]

    assert sticks[:3] == [0, 720, 1440]
    assert sticks[3] == 1920 + 480


def test_three_four_is_lighter_on_two_and_three() -> None:
    one = plan(Genre.FOLK, meter="3/4", form=STEADY)

    weights: dict[int, int] = defaultdict(int)
    for note in played(one):
        weights[note.start % 1440] += note.velocity

    assert weights[0] > weights[480]
    assert weights[0] > weights[960]


def test_six_eight_is_two_beats_of_three() -> None:
    one = plan(Genre.POP, meter="6/8", form=STEADY)

    backbeat = places(one, played(one), *BACKBEAT, loud=75)

    assert backbeat.most_common(1)[0][0] == 720


@pytest.mark.parametrize("genre", [Genre.POP, Genre.ROCK])
def test_seven_eight_goes_two_two_three(genre: Genre) -> None:
    one = plan(genre, meter="7/8", form=STEADY)

    notes = played(one)

    kicks, snares = places(one, notes, Piece.KICK), places(one, notes, *BACKBEAT, loud=75)
    assert kicks[960] + kicks[1200] >= 8  # the long pulse is marked
    assert {place for place, _ in snares.most_common(2)} == {480, 1440}


def test_five_four_repeats_its_three_and_two() -> None:
    one = plan(Genre.ROCK, meter="5/4", form=STEADY)

    kicks = places(one, played(one), Piece.KICK, loud=92)

    assert {place for place, _ in kicks.most_common(2)} == {0, 1440}


def test_choruses_are_bigger_than_verses() -> None:
    for genre in Genre:
        one = plan(genre)
        notes = played(one)
        weight = {}
        for section in one.sections:
            inside = [n.velocity for n in notes if section.start <= n.start < section.end]
            weight[section.name] = sum(inside) / section.bars
        assert weight["chorus 2"] > weight["verse 1"] > 0, genre


def test_a_big_section_opens_with_a_cymbal() -> None:
    one = plan(Genre.ROCK)
    crashes = {note.start for note in played(one) if note.sound.of is Piece.CRASH}

    choruses = {one.start for one in one.sections if one.kind is SectionKind.CHORUS}

    assert choruses <= crashes


def last_bars(one: Plan) -> list[tuple[tuple[int, Piece], ...]]:
    """What the hands play in the last bar before each new section, relative to its start."""
    notes, bar = played(one), one.brief.meter.bar
    return [
        tuple(
            (note.start - section.end, note.sound.of)
            for note in notes
            if section.end - bar <= note.start < section.end and isinstance(note.sound.of, Piece)
        )
        for section in one.sections[:-1]
    ]


@pytest.mark.parametrize("genre", [Genre.POP, Genre.ROCK, Genre.FOLK, Genre.LOFI, Genre.JAZZ])
def test_no_fill_comes_twice_in_a_row(genre: Genre) -> None:
    for seed in range(5):
        fills = last_bars(plan(genre, seed=seed))
        assert all(before != after for before, after in itertools.pairwise(fills))


def test_tom_fills_descend() -> None:
    order = [Piece.HIGH_TOM, Piece.MID_TOM, Piece.LOW_TOM]
    seen = 0
    for seed in range(6):
        for fill in last_bars(plan(Genre.ROCK, seed=seed)):
            toms = [order.index(piece) for _, piece in fill if piece in order]
            seen += len(set(toms)) > 1
            assert toms == sorted(toms)
    assert seen > 3


@settings(max_examples=40, deadline=None)
@given(
    genre=st.sampled_from(Genre),
    meter=st.sampled_from(METERS),
    bpm=st.sampled_from([30.0, 47.0, 76.0, 120.0, 180.0, 240.0, 300.0]),
    seed=st.integers(0, 2**53 - 1),
)
def test_laws_of_the_kit(genre: Genre, meter: str, bpm: float, seed: int) -> None:
    one = plan(genre, meter=meter, bpm=bpm, seed=seed, form=SHORT)
    end, close = one.sections[-1].end, closing(one)

    notes = played(one)

    assert notes == played(one)
    assert list(notes) == sorted(notes, key=lambda note: note.start)
    assert all(note.start + note.length <= end for note in notes)
    assert all(note.start <= close for note in notes)  # nobody plays time over the last chord
    assert [note for note in notes if note.start == close]
    assert len({(note.start, note.sound) for note in notes}) == len(notes)
    hands: dict[Piece | object, int] = {}
    for note in notes:
        before = hands.get(note.sound.of)
        if before is not None:
            assert (note.start - before) * 60 / (bpm * 480) >= 0.0749
        hands[note.sound.of] = note.start


@pytest.mark.parametrize("genre", list(Genre))
def test_velocities_have_a_shape(genre: Genre) -> None:
    one = plan(genre)

    velocities = [note.velocity for note in played(one)]

    assert statistics.pstdev(velocities) > 9
    assert len(set(velocities)) > 12


def test_ghost_notes_are_ghosts() -> None:
    one = plan(Genre.LOFI)
    bar = Meter(4, 4).bar

    ghosts = [
        note
        for note in played(one)
        if note.sound.of is Piece.SNARE and note.start % bar % 480 and note.velocity < 50
    ]

    assert ghosts
    assert all(25 <= note.velocity <= 45 for note in ghosts)


def test_silence_is_silence() -> None:
    one = plan()
    player = seat(one, "drums")
    muted = type(player)(player.name, Role.DRUMS, "drums", (0.0,) * len(one.sections))

    assert drums(one, muted) == ()


def test_a_shaker_seat_shakes() -> None:
    one = plan(Genre.FOLK, seats=(("shaker", Role.PERCUSSION, "drums"),))

    pieces = {note.sound.of for note in drums(one, seat(one, "shaker"))}

    assert pieces == {Piece.SHAKER}


def test_a_fast_four_is_counted_in_two_and_a_slow_one_in_eight() -> None:
    fast, slow = (plan(Genre.ROCK, bpm=bpm, form=STEADY) for bpm in (260, 36))

    late = places(fast, played(fast), *BACKBEAT, loud=75)
    double = places(slow, played(slow), *BACKBEAT, loud=75)

    assert late.most_common(1)[0][0] == 960
    assert {place for place, _ in double.most_common(4)} == {240, 720, 1200, 1680}


def test_an_orchestra_has_timpani_in_tune_and_no_hats() -> None:
    one = plan(Genre.CINEMATIC, seats=(("drums", Role.DRUMS, "orchestral drums"),))
    tuned = {Piece.LOW_TOM: 7, Piece.MID_TOM: 11, Piece.HIGH_TOM: 2}
    notes = played(one)

    for note in notes:
        if note.sound.of in tuned:
            chord = one.chord_at(note.start).chord
            assert tuned[note.sound.of] in {tone.semitone for tone in chord.notes}

    kit = {Piece.KICK, Piece.SNARE, Piece.TAMBOURINE, Piece.TRIANGLE, *tuned}
    assert {note.sound.of for note in notes} <= kit


def test_a_drummer_who_rested_leads_in() -> None:
    one = plan(Genre.POP)
    player = seat(one, "drums")
    waiting = type(player)(player.name, player.role, "drums", (0.0, 0.0, *player.activity[2:]))
    chorus = one.sections[2].start

    early = [note for note in drums(one, waiting) if note.start < chorus]

    assert early
    assert min(note.start for note in early) >= chorus - 1920
