"""An ear in a session: the order of chunks, what is kept, whose it is."""

from dataclasses import replace
from typing import Any

import pytest

from harmonia import document
from harmonia.errors import Conflict, Invalid, NotFound
from harmonia.live.bands import Keys, LiveBands, PlayRequest
from harmonia.live.ears import ListenRequest, LiveEars
from harmonia.live.hearing import Heard, Hearing, Settled, Sounding
from harmonia.live.listening import EARLY, Form
from harmonia.live.news import Acknowledged, HeardChord, Said
from harmonia.live.sessions import Sessions
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from tests.fakes.live import MemorySessionStore, World

QUARTER = 0.25


class Parrot:
    """An ear that hears what the chunk says, and settles it when the next has come."""

    def take(self, hearing: Hearing, audio: Any, form: Form) -> Sounding:
        if audio == "noise":
            raise Invalid("no chord", field="data")
        return Sounding((QUARTER,), audio, (0.1,), (0.0, 0.0))

    def follow(self, hearing: Hearing, sounding: Sounding, key: Key | None) -> Heard:
        before = self.finish(hearing, key)
        seconds = hearing.seconds + QUARTER
        now = replace(hearing, seconds=seconds, notes=sounding.notes, lengths=(QUARTER,))
        return Heard(now, Chord.parse(sounding.notes), 0.5, before)

    def finish(self, hearing: Hearing, key: Key | None) -> tuple[Settled, ...]:
        if not hearing.notes:
            return ()
        start = hearing.seconds - QUARTER
        return (Settled(start, hearing.seconds, Chord.parse(hearing.notes)),)


class Room:
    """Ears, a band, and one connection of Alice's."""

    def __init__(self) -> None:
        self.world = World()
        self.sessions = Sessions(MemorySessionStore(), self.world)
        self.ears = LiveEars(self.sessions, Parrot())
        self.id = self.ears.start(ListenRequest(), "alice", "line").id

    def hear(self, chord: str, seq: int | None = None) -> Said:
        self.world.time += QUARTER
        return self.ears.hear(self.id, "line", chord, seq)


def finals(said: Said) -> list[str]:
    return [
        str(one.news.chord)
        for one in said.news
        if isinstance(one.news, HeardChord) and one.news.final
    ]


def test_chunks_are_heard_in_the_order_they_were_played() -> None:
    room = Room()

    heard = [
        finals(room.hear(chord, seq))
        for seq, chord in [(0, "C"), (2, "E"), (1, "D"), (1, "D"), (3, "F"), (4, "G")]
    ]

    assert heard == [[], [], ["C", "D"], [], ["E"], ["F"]]
    assert finals(room.ears.finish(room.id, "line")) == ["G"]


def test_a_chunk_that_never_comes_is_not_waited_for_long() -> None:
    room = Room()
    room.hear("C", 0)

    heard = [finals(room.hear("D", seq)) for seq in range(2, 3 + EARLY)]

    assert heard[:-1] == [[]] * EARLY
    assert heard[-1] == ["C", *["D"] * EARLY]


@pytest.mark.parametrize("seq", [1_000, 10**12])
def test_a_chunk_far_ahead_is_refused(seq: int) -> None:
    with pytest.raises(Invalid, match="far ahead"):
        Room().hear("C", seq)


def test_what_is_acknowledged_is_forgotten_and_the_rest_is_told_again() -> None:
    room = Room()
    for chord in "CDEFG":
        room.hear(chord)

    room.sessions.acknowledge(room.id, "line", 2)
    said = room.sessions.resume(room.id, "alice", "other", 2)
    too_far_back = room.sessions.resume(room.id, "alice", "third", 0)

    assert said.news[0].news == Acknowledged(room.id, 0)
    assert [one.number for one in said.news[1:]] == [3, 4]
    assert finals(said) == ["E", "F"]
    assert too_far_back.news[0].news == Acknowledged(room.id, 2)


def test_a_session_of_hours_stays_small() -> None:
    room = Room()

    for _ in range(500):
        room.hear("C")

    session = room.sessions.store.get(room.id)
    assert len(document.canonical(session)) < 8_000
    said = room.sessions.resume(room.id, "alice", "other", 0)
    missed = said.news[0].news
    assert isinstance(missed, Acknowledged)
    assert missed.missed + len(finals(said)) == session.number


def test_nobody_else_finds_the_session() -> None:
    room = Room()

    with pytest.raises(NotFound):
        room.ears.hear(room.id, "another line", "C", None)
    with pytest.raises(NotFound):
        room.sessions.resume(room.id, "bob", "bobs", 0)
    with pytest.raises(NotFound):
        room.sessions.resume("live_none", "alice", "line", 0)


def test_a_bad_chunk_changes_nothing() -> None:
    room = Room()
    room.hear("C")
    before = room.sessions.store.get(room.id)

    with pytest.raises(Invalid):
        room.hear("noise")

    assert room.sessions.store.get(room.id) == before


def test_an_ear_is_no_band_and_a_band_no_ear() -> None:
    room = Room()
    bands = LiveBands(room.sessions)
    band = bands.start(PlayRequest(chords=("C",)), "alice", "line")

    with pytest.raises(Conflict, match=r"midi\.start"):
        bands.tick(room.id, "line")
    with pytest.raises(Conflict, match=r"audio\.start"):
        room.ears.hear(band.id, "line", "C", None)


def test_those_who_know_no_sessions_hear_each_new_chord_once() -> None:
    room = Room()
    said = []

    for chord in "C C G G Am F F".split():
        room.world.time += 6
        said.append(room.ears.hear_plainly("plain", lambda: "alice", chord, Form()))

    assert [finals(one) for one in said] == [[], ["C"], [], ["G"], [], ["Am"], ["F"]]
    assert [one.due for one in said] == [False, False, False, False, True, False, False]
    assert room.sessions.store.get(room.id).ear.number == 0  # nobody else's ear heard it


@pytest.mark.parametrize("keys", [(-1,), (128,), tuple(range(25))])
def test_keys_that_no_hands_can_hold_are_refused(keys: tuple[int, ...]) -> None:
    with pytest.raises(Invalid):
        Keys(held=keys).after(())


def test_keys_pressed_and_let_go_add_up() -> None:
    assert Keys(on=(60, 64), off=(55,)).after((55, 57)) == (57, 60, 64)
    assert Keys(held=(64, 60)).after((55, 57)) == (60, 64)
