"""From ticks to hands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harmonia.music.instrument import Piece
from harmonia.music.note import Pitch
from harmonia.music.tempo import TempoMark
from harmonia.songs.song import Note, Part, Role, Sound
from inference_containers.music.performance import CLANG, GAP, RING, perform, separate
from inference_containers.music.playing import Strike
from tests.containers.small import BEAT, pitched, small_song

SONG = small_song()


def part(notes: tuple[Note, ...], instrument: str = "piano") -> Part:
    return Part("part", Role.COMPING, instrument, notes)


def test_notes_are_struck_when_the_clock_says() -> None:
    slower = replace(SONG, tempo=(TempoMark(0, 120.0), TempoMark(2 * BEAT, 60.0)))

    played = perform(slower, part(pitched("C4 D4 E4 F4")))

    assert [strike.seconds for strike in played.strikes] == [0.0, 0.5, 1.0, 2.0]
    assert [round(strike.length, 6) for strike in played.strikes] == [0.5, 0.5, 1.0, 1.0]


def test_a_nudge_moves_the_note_and_never_before_the_beginning() -> None:
    sound = Sound(Pitch.parse("C4"))
    notes = (Note(0, BEAT, sound, 90, nudge=-48), Note(BEAT, BEAT // 2, sound, 90, nudge=48))

    first, second = perform(SONG, part(notes)).strikes

    assert first.seconds == 0.0
    assert second.seconds == pytest.approx(0.55)


def test_drums_ring_as_long_as_they_like() -> None:
    notes = tuple(
        Note(n * BEAT, 10, Sound(one), 90) for n, one in enumerate((Piece.KICK, Piece.CRASH))
    )

    kick, crash = perform(SONG, part(notes, "drums")).strikes

    assert (kick.length, crash.length) == (RING, CLANG)


def test_a_key_is_let_go_before_it_is_struck_again() -> None:
    first, second = separate([Strike(0.5, 1.0, 60, 80), Strike(0.0, 2.0, 60, 90)])

    assert first.seconds + first.length == pytest.approx(0.5 - GAP)
    assert second.length == 1.0


def test_of_two_strikes_at_once_on_one_key_the_harder_is_heard() -> None:
    heard = list(separate([Strike(0.0, 1.0, 60, 50), Strike(0.0, 1.0, 60, 90)]))

    assert [(strike.velocity, strike.length) for strike in heard] == [(90, 1.0)]


def test_long_notes_of_a_flute_get_vibrato_and_a_piano_none() -> None:
    long = pitched("C5 D5", every=4 * BEAT)

    flute, piano = (perform(SONG, part(long, name)) for name in ("flute", "piano"))

    assert [turn.value for turn in flute.turns] == [0, 18, 34, 48] * 2
    assert piano.turns == ()


def test_short_notes_get_no_vibrato() -> None:
    played = perform(SONG, part(pitched("C5 D5 E5", every=BEAT // 2), "flute"))

    assert {turn.value for turn in played.turns} == {0}
