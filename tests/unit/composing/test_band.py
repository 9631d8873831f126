"""The band: who sits in it, who plays when, and what lies behind the tune."""

from itertools import pairwise

import pytest

from harmonia.composing import measure
from harmonia.composing.arrangement import band
from harmonia.composing.compose import compose
from harmonia.composing.leading import voiced
from harmonia.composing.seating import barred, roles
from harmonia.composing.styles import STYLES
from harmonia.music.chord import Chord
from harmonia.music.instrument import INSTRUMENTS, Family, instrument
from harmonia.songs.song import Role, Room, Song
from harmonia.songs.wishes import Genre, SectionKind
from tests.unit.composing.songs import TEN, brief, song


@pytest.fixture(params=TEN, ids=lambda one: f"{one[0]} {one[1]}")
def piece(request: pytest.FixtureRequest) -> Song:
    return song(*request.param)


def test_a_band_has_five_to_nine_players_and_a_lead(piece: Song) -> None:
    assert 5 <= len(piece.parts) <= 9
    assert any(part.role == Role.LEAD for part in piece.parts)
    assert any(part.role == Role.BASS for part in piece.parts)


@pytest.mark.parametrize("genre", Genre)
def test_whoever_was_asked_for_plays(genre: Genre) -> None:
    wanted = ("cello", "banjo", "organ", "trumpet", "upright bass", "celesta")

    playing = {part.instrument for part in compose(brief(genre, 2, instruments=wanted)).parts}

    assert set(wanted) <= playing


def test_twelve_can_be_asked_for() -> None:
    wanted = tuple(list(INSTRUMENTS)[::4][:12])

    piece = compose(brief(Genre.POP, 1, instruments=wanted, seconds=60.0))

    assert set(wanted) <= {part.instrument for part in piece.parts}
    assert len({part.name for part in piece.parts}) == len(piece.parts)


@pytest.mark.parametrize("genre", Genre)
@pytest.mark.parametrize("family", [Family.DRUMS, Family.BASS, Family.GUITAR, Family.SYNTH])
def test_a_family_that_was_refused_stays_out(genre: Genre, family: Family) -> None:
    unwanted = tuple(one.name for one in INSTRUMENTS.values() if one.family == family)

    piece = compose(brief(genre, 3, without=unwanted, seconds=40.0))

    assert not [part for part in piece.parts if part.player.family == family]
    assert any(part.role == Role.LEAD for part in piece.parts)


@pytest.mark.parametrize("genre", Genre)
def test_no_drums_leaves_no_kit_of_any_kind(genre: Genre) -> None:
    piece = compose(brief(genre, 3, without=("drums",), seconds=40.0))

    assert not [part for part in piece.parts if part.player.family == Family.DRUMS]


def test_rock_without_electric_guitars_keeps_an_acoustic() -> None:
    electric = ("electric guitar", "overdriven guitar", "jazz guitar")
    for seed in range(6):
        piece = compose(brief(Genre.ROCK, seed, without=electric, seconds=40.0))
        playing = {part.instrument for part in piece.parts}

        assert not playing & set(electric)
        assert "acoustic guitar" in playing


def test_jazz_without_a_bass_guitar_keeps_the_upright() -> None:
    without = ("electric bass", "fretless bass", "synth bass")
    piece = compose(brief(Genre.JAZZ, 1, without=without, seconds=40.0))

    assert "upright bass" in {part.instrument for part in piece.parts}


def test_one_instrument_that_was_refused_speaks_for_itself_alone() -> None:
    assert barred(brief(Genre.POP, 1, without=("electric guitar",))) == {"electric guitar"}
    assert "jazz drums" in barred(brief(Genre.POP, 1, without=("drums",)))
    assert barred(brief(Genre.POP, 1, without=("jazz drums",))) == {"jazz drums"}


def test_a_lead_is_found_when_the_style_has_none_left() -> None:
    winds = ("alto sax", "tenor sax", "trumpet", "muted trumpet", "clarinet", "flute")

    piece = compose(brief(Genre.JAZZ, 1, without=winds, seconds=40.0))

    assert not {part.instrument for part in piece.parts} & set(winds)
    assert any(part.role == Role.LEAD for part in piece.parts)


def test_one_of_a_family_may_still_be_asked_for() -> None:
    both = brief(Genre.JAZZ, 1, without=("drums",), instruments=("jazz drums",))

    assert "jazz drums" not in barred(both)
    assert "orchestral drums" in barred(both)


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_everybody_has_something_to_do(name: str) -> None:
    player = instrument(name)
    found = roles(player)

    assert found
    assert player.voices > 2 or not {Role.PAD, Role.COMPING} & set(found)


@pytest.mark.parametrize("genre", Genre)
def test_fuller_sections_have_more_players(genre: Genre) -> None:
    piece = song(genre, 11)
    seats = [seat for _, seat in band(piece.brief, STYLES[genre], piece.sections)]
    counts = [
        sum(seat.activity[index] > 0 for seat in seats) for index in range(len(piece.sections))
    ]
    energies = [section.energy for section in piece.sections]

    assert counts[energies.index(max(energies))] > counts[energies.index(min(energies))]


def test_a_soloist_has_the_solo_alone() -> None:
    for seed in range(12):
        piece = song(Genre.JAZZ, seed)
        soloist = next((part for part in piece.parts if part.name == "soloist"), None)
        if soloist:
            break
    assert soloist is not None
    lead = next(part for part in piece.parts if part.name == "lead")
    for section in piece.sections:
        if section.kind == SectionKind.SOLO:
            assert any(section.start <= note.start < section.end for note in soloist.notes)
            pickup = section.end - section.meter.bar
            assert not [note for note in lead.notes if section.start <= note.start < pickup]


def test_pads_hold_common_tones_and_swell_in(piece: Song) -> None:
    for part in piece.parts:
        if part.role != Role.PAD:
            continue
        lengths = [note.length for note in part.notes]
        assert sum(lengths) / len(lengths) >= piece.meter.bar * 0.75
        inside = [
            (before, after)
            for before in part.notes
            for after in part.notes
            if after.start == before.start + before.length and after.sound == before.sound
        ]
        seams = {section.start for section in piece.sections}
        assert all(after.start in seams for _, after in inside)


def test_counter_lines_move_mostly_by_small_intervals(piece: Song) -> None:
    for part in piece.parts:
        if part.role == Role.COUNTER and len(part.notes) > 10:
            sizes = [abs(b.sound.key - a.sound.key) for a, b in pairwise(part.notes)]
            assert sum(size <= 5 for size in sizes) / len(sizes) >= 0.7
            assert measure.polyphony(part.notes) == 1


def test_riffs_keep_their_rhythm_while_chords_move() -> None:
    piece = song(Genre.CINEMATIC, 11)
    riff = next(part for part in piece.parts if part.role == Role.RIFF)
    rhythms = [tuple(note[0] for note in bar) for bar in measure.bars(piece, riff) if bar]

    assert len(set(rhythms)) <= len(rhythms) / 3


def test_voices_move_as_little_as_they_can() -> None:
    chords = [Chord.parse(symbol) for symbol in "C Am F G C".split()]
    before: tuple[int, ...] = ()
    for chord in chords:
        voices = voiced(chord, before, 3)
        assert {key % 12 for key in voices} == {note.semitone for note in chord.notes}
        assert list(voices) == sorted(voices)
        if before:
            assert all(abs(now - then) <= 4 for now, then in zip(voices, before, strict=True))
        before = voices


def test_the_desk_suits_the_style() -> None:
    assert song(Genre.CINEMATIC, 11).mix.room == Room.HALL
    assert song(Genre.HOUSE, 11).mix.duck
    assert song(Genre.LOFI, 11).mix.warmth > 0.3
    assert not song(Genre.FOLK, 11).mix.duck


def test_leads_bass_and_drums_stay_in_the_middle(piece: Song) -> None:
    for part in piece.parts:
        assert -1 <= part.strip.pan <= 1
        if part.role in (Role.BASS, Role.DRUMS):
            assert part.strip.pan == 0
