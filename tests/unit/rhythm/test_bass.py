"""What bassists agree on, and the laws of the line."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.composing.bass import bass
from harmonia.composing.drums import drums
from harmonia.composing.plan import Plan
from harmonia.music.instrument import Piece
from harmonia.songs.song import Note, Role
from harmonia.songs.wishes import Genre, SectionKind
from tests.unit.rhythm.bands import SHORT, pitch, plan, seat

METERS = ("4/4", "3/4", "6/8", "12/8", "5/4", "7/8", "2/4")
SWINGING = ((SectionKind.VERSE, 12, 0.6), (SectionKind.OUTRO, 2, 0.6))


def kit(one: Plan) -> tuple[Note, ...]:
    return drums(one, seat(one, "drums"))


def played(one: Plan) -> tuple[Note, ...]:
    return bass(one, seat(one, "bass"), kit(one))


@pytest.mark.parametrize("genre", [genre for genre in Genre if genre is not Genre.HOUSE])
@pytest.mark.parametrize("meter", METERS)
def test_the_first_note_of_a_new_chord_is_its_bass(genre: Genre, meter: str) -> None:
    one = plan(genre, meter=meter)
    starts = {note.start: note for note in played(one)}
    spans = [span for section in one.sections for span in section.chords]

    hits = [
        pitch(starts[span.start]) % 12 == span.chord.lowest.semitone
        for before, span in pairwise(spans)
        if span.start in starts and before.chord != span.chord
    ]

    assert len(hits) > 20
    assert sum(hits) / len(hits) == 1.0


def test_slash_chords_are_obeyed() -> None:
    one = plan(Genre.POP, loop="C G/B Am C/G F C/E Dm7 G7/F")
    starts = {note.start: note for note in played(one)}

    for section in one.sections:
        for span in section.chords:
            if span.chord.bass and span.start in starts:
                assert pitch(starts[span.start]) % 12 == span.chord.bass.semitone


@pytest.mark.parametrize(
    ("meter", "beats"), [("4/4", 4), ("3/4", 3), ("5/4", 5), ("12/8", 4), ("6/8", 2)]
)
def test_a_walking_bass_plays_a_note_a_beat(meter: str, beats: int) -> None:
    one = plan(Genre.JAZZ, meter=meter, bpm=140, form=SWINGING)
    time = one.brief.meter
    pulses = {start + tick for start in range(0, 12 * time.bar, time.bar) for tick in time.pulses}

    line = [note for note in played(one) if note.start < 12 * time.bar]

    assert len(pulses) == 12 * beats
    assert pulses <= {note.start for note in line}
    assert len(line) - len(pulses) <= 6  # skips are rare: one bar in two at most


def test_a_walking_line_steps_more_than_it_leaps_and_leads_into_chords() -> None:
    one = plan(Genre.JAZZ, bpm=140, form=((SectionKind.VERSE, 32, 0.7),))
    line = [pitch(note) for note in played(one) if note.start % 480 == 0]
    intervals = [abs(after - before) for before, after in pairwise(line)]
    into_chords = intervals[3::4]

    assert sum(1 <= one <= 4 for one in intervals) / len(intervals) > 0.7
    assert sum(one == 0 for one in intervals) / len(intervals) < 0.05
    assert sum(1 <= one <= 2 or one in (5, 7) for one in into_chords) / len(into_chords) > 0.9


def test_quiet_jazz_is_in_two() -> None:
    one = plan(Genre.JAZZ, bpm=100, form=((SectionKind.VERSE, 8, 0.2), (SectionKind.OUTRO, 2, 0.2)))

    places = {note.start % 1920 for note in played(one)}

    assert places == {0, 960}


@pytest.mark.parametrize("genre", [Genre.POP, Genre.ROCK])
def test_the_bass_agrees_with_the_kick(genre: Genre) -> None:
    one = plan(genre)
    busy = {s.start for s in one.sections if s.energy > 0.4}
    inside = [
        (s.start, s.end - s.meter.bar) for s in one.sections if s.start in busy
    ]  # less the fills
    line = {note.start for note in played(one)}

    kicks = [
        note.start
        for note in kit(one)
        if note.sound.of is Piece.KICK and any(a <= note.start < b for a, b in inside)
    ]

    assert sum(kick in line for kick in kicks) / len(kicks) > 0.85


def test_house_plays_between_the_kicks() -> None:
    one = plan(Genre.HOUSE, bpm=124)
    line = played(one)

    on_the_beat = [note for note in line if note.start % 480 == 0]

    assert len(on_the_beat) <= 2  # the last one is held


def test_bossa_breathes_in_dotted_quarters() -> None:
    one = plan(Genre.BOSSA, bpm=130)

    places = [note.start % 1920 for note in played(one)]

    assert places.count(0) > 0.2 * len(places)
    assert places.count(720) > 0.15 * len(places)


def test_notes_make_room_for_the_snare() -> None:
    one = plan(Genre.ROCK, form=((SectionKind.VERSE, 8, 0.6), (SectionKind.OUTRO, 2, 0.6)))
    snares = [n.start for n in kit(one) if n.sound.of is Piece.SNARE and n.start % 960 == 480]
    line = [note for note in played(one) if note.length <= 480]

    ringing = [
        (note.start, snare) for note in line for snare in snares
        if note.start < snare - 60 and note.start + note.length > snare - 10
    ]  # fmt: skip

    assert not ringing


def test_a_repeated_line_is_not_a_loop_of_one_bar() -> None:
    for genre in (Genre.POP, Genre.ROCK, Genre.LOFI, Genre.FOLK, Genre.BOSSA):
        one = plan(genre, loop="C", form=((SectionKind.VERSE, 8, 0.6), (SectionKind.OUTRO, 2, 0.6)))
        bars: dict[int, list[tuple[int, int]]] = {}
        for note in played(one):
            bars.setdefault(note.start // 1920, []).append((note.start % 1920, pitch(note)))
        assert len({tuple(bar) for bar in bars.values()}) >= 3, genre


@settings(max_examples=40, deadline=None)
@given(
    genre=st.sampled_from(Genre),
    meter=st.sampled_from(METERS),
    bpm=st.sampled_from([30.0, 60.0, 120.0, 200.0, 300.0]),
    seed=st.integers(0, 2**53 - 1),
    per_bar=st.sampled_from([1, 2]),
    player=st.sampled_from(["electric bass", "upright bass", "synth bass", "cello", "piano"]),
)
def test_laws_of_the_line(
    genre: Genre, meter: str, bpm: float, seed: int, per_bar: int, player: str
) -> None:
    band = (("drums", Role.DRUMS, "drums"), ("bass", Role.BASS, player))
    one = plan(genre, meter=meter, bpm=bpm, seed=seed, form=SHORT, per_bar=per_bar, seats=band)
    instrument = seat(one, "bass").player
    end = one.sections[-1].end

    line = played(one)

    assert line == played(one)
    for before, after in pairwise(line):
        assert before.start + before.length <= after.start  # one voice
    assert all(max(28, instrument.low) <= pitch(note) <= 55 for note in line)
    assert all(note.start + note.length <= end for note in line)
    assert line[-1].start + line[-1].length == end
    assert pitch(line[-1]) % 12 == one.brief.key.tonic.semitone
    assert len({note.velocity for note in line}) >= 4
