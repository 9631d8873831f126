"""A band and a player over a line that is late: what is sounded when."""

import random
from collections.abc import Callable
from functools import partial

import pytest

from harmonia import document
from harmonia.live.bands import Keys, LiveBands, PlayRequest
from harmonia.live.jam import start
from harmonia.live.news import Bar, Said
from harmonia.live.sessions import Sessions
from harmonia.live.sheet import Sheet, bars
from harmonia.music.chord import Chord
from harmonia.music.meter import Meter
from harmonia.songs.wishes import Genre
from tests.fakes.live import LateLine, MemorySessionStore, Stand, World

JITTER = 0.15  # seconds, each way; messages overtake each other
SEEDS = range(3)


class Rehearsal:
    """A player with a stand, a band at the far end, and a line between them."""

    def __init__(self, seed: int, asked: PlayRequest) -> None:
        self.world, self.draw = World(), random.Random(seed)
        self.stand = Stand(self.world)
        self.line = LateLine(self.world, self.draw, JITTER)
        self.bands = LiveBands(Sessions(MemorySessionStore(), self.world))
        self.connection = "first"
        self.begun = self.world.time
        self.id = ""
        self.line.carry(lambda: self._start(asked))

    def _start(self, asked: PlayRequest) -> None:
        session = self.bands.start(asked, "alice", self.connection)
        self.id = session.id
        self._answer(Said(session.told(0)))

    def _answer(self, said: Said) -> None:
        for told in said.news:
            self.line.carry(lambda told=told: self.stand.take(told))  # type: ignore[misc]

    def order(self, at: float, give: Callable[[str, str], Said]) -> None:
        """The player gives an order so many seconds after the beginning."""

        def given() -> None:
            self.line.carry(lambda: self._answer(give(self.id, self.connection)))

        self.world.at(self.begun + at, given)

    def tick(self, until: float, every: float = 1.0) -> None:
        at = every
        while at < until:
            self.order(at, self.bands.tick)
            at += every

    def play(self) -> None:
        self.world.run()
        assert self.stand.late == []
        due = [one.due for one in self.stand.played]
        assert due == sorted(due)


def playing(rehearsal: Rehearsal, order: int, keys: Keys, who: str, line: str) -> Said:
    return rehearsal.bands.notes(who, line, order, keys)


def changing(
    rehearsal: Rehearsal, order: int, chords: tuple[str, ...], who: str, line: str
) -> Said:
    return rehearsal.bands.chords(who, line, order, chords)


def asked(tempo: float = 120.0, style: Genre = Genre.POP, meter: str = "4/4") -> PlayRequest:
    return PlayRequest(
        chords=("C", "Am", "F", "G"), tempo=tempo, style=style, meter=Meter.parse(meter), section=4
    )


def bar_of(tempo: float, meter: str) -> float:
    return Meter.parse(meter).bar / 480 * 60 / tempo


def chord_at(stand: Stand, second: float) -> Chord:
    """The chord of the bars that stand there."""
    bars = [one for one in stand.bars if one.at <= second + 1e-6]
    bar: Bar = max(bars, key=lambda one: (one.revision, one.at))
    beat = bar.start + (second - bar.at) * bar.tempo / 60
    return [one.chord for one in bar.chords if one.beat <= beat + 1e-6][-1]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("tempo", "meter"), [(120.0, "4/4"), (70.0, "3/4"), (200.0, "4/4"), (96.0, "6/8")]
)
def test_other_chords_are_heard_within_a_bar_and_no_note_comes_late(
    seed: int, tempo: float, meter: str
) -> None:
    rehearsal = Rehearsal(seed, asked(tempo, meter=meter))
    moment = 5 + rehearsal.draw.uniform(0, 3)
    wanted = ("Eb", "Bb")
    at_order: list[float] = []
    rehearsal.tick(14)
    rehearsal.world.at(rehearsal.begun + moment, lambda: at_order.append(rehearsal.stand.position))
    rehearsal.order(moment, lambda who, line: rehearsal.bands.chords(who, line, 1, wanted))

    rehearsal.play()

    stand, bar = rehearsal.stand, bar_of(tempo, meter)
    within = at_order[0] + bar
    first = min((one for one in stand.bars if one.revision == 1), key=lambda one: one.at)
    assert at_order[0] < first.at <= within
    assert str(first.chords[-1].chord) == "Eb"
    assert {one.revision for one in stand.played if one.due > within} == {1}
    assert str(chord_at(stand, at_order[0])) in ("C", "Am", "F", "G")


@pytest.mark.parametrize("seed", SEEDS)
def test_another_tempo_and_style_are_heard_within_a_bar(seed: int) -> None:
    rehearsal = Rehearsal(seed, asked(100.0))
    bands = rehearsal.bands
    slow = 6 + rehearsal.draw.uniform(0, 2)
    places: list[float] = []
    rehearsal.tick(16)
    for moment in (slow, slow + 4):
        rehearsal.world.at(
            rehearsal.begun + moment, lambda: places.append(rehearsal.stand.position)
        )
    rehearsal.order(slow, lambda who, at: bands.manner(who, at, 1, tempo=140.0))
    rehearsal.order(slow + 4, lambda who, at: bands.manner(who, at, 2, style=Genre.JAZZ))

    rehearsal.play()

    bars = rehearsal.stand.bars
    fast = min(one.at for one in bars if one.revision == 1)
    jazz = min(one.at for one in bars if one.revision == 2)
    assert places[0] < fast <= places[0] + bar_of(100, "4/4")
    assert places[1] < jazz <= places[1] + bar_of(140, "4/4")
    assert {one.tempo for one in bars if one.revision >= 1} == {140}
    assert [one.bar for one in bars if one.revision == 1 and one.start == 0]
    last = max(bars, key=lambda one: one.at)
    assert last.programs != bars[0].programs


@pytest.mark.parametrize("seed", SEEDS)
def test_the_band_goes_where_somebodys_hands_go_on_the_next_beat(seed: int) -> None:
    rehearsal = Rehearsal(seed, asked(110.0))
    rehearsal.tick(12)
    places: list[float] = []
    for order, (moment, keys) in enumerate([(5.3, (50, 53, 57)), (7.9, (43, 47, 50, 53))]):
        rehearsal.world.at(
            rehearsal.begun + moment, lambda: places.append(rehearsal.stand.position)
        )
        rehearsal.order(
            moment,
            partial(playing, rehearsal, order, Keys(held=keys)),
        )

    rehearsal.play()

    beat = 60 / 110
    for place, name in zip(places, ("Dm", "G7"), strict=True):
        assert str(chord_at(rehearsal.stand, place + 2 * JITTER + 0.4 + beat)) == name


@pytest.mark.parametrize("seed", SEEDS)
def test_after_a_drop_the_player_has_every_message_and_the_band_plays_on(seed: int) -> None:
    rehearsal = Rehearsal(seed, asked(120.0))
    rehearsal.tick(20)
    stand, line = rehearsal.stand, rehearsal.line

    def back() -> None:
        line.up, rehearsal.connection = True, "second"
        sessions, last = rehearsal.bands.sessions, stand.last
        line.carry(
            lambda: rehearsal._answer(
                Said(sessions.resume(rehearsal.id, "alice", "second", last).news[1:])
            )
        )

    rehearsal.order(7.9, lambda who, line: rehearsal.bands.chords(who, line, 1, ("Dm", "G")))
    rehearsal.world.at(rehearsal.begun + 8.05, line.drop)
    rehearsal.world.at(rehearsal.begun + 10.0, back)

    rehearsal.world.run()

    known = rehearsal.bands.sessions.store.get(rehearsal.id)
    assert stand.numbers == {*range(1, known.number + 1)}
    assert max(one.due for one in stand.played) > 20
    assert [one for one in stand.late if one.due > 10.5] == []


def test_every_section_ends_with_a_fill_and_the_next_begins_with_a_cymbal() -> None:
    rehearsal = Rehearsal(0, asked(160.0))
    rehearsal.tick(20)

    rehearsal.play()

    bars = {one.bar: one for one in rehearsal.stand.bars}
    assert [number for number in sorted(bars) if bars[number].fill] == [
        number for number in sorted(bars) if number % 4 == 3
    ]
    crash = [one.bar for one in rehearsal.stand.played if one.note == 49 and one.channel == 9]
    assert {4, 8} <= {*crash}


def test_a_player_who_is_silent_gets_no_late_notes_when_they_come_back() -> None:
    rehearsal = Rehearsal(1, asked(120.0))
    rehearsal.order(60.0, rehearsal.bands.tick)
    rehearsal.order(61.0, rehearsal.bands.tick)

    rehearsal.play()

    sounded = [one.due for one in rehearsal.stand.played]
    assert max(one for one in sounded if one < 40) < 12
    assert min(one for one in sounded if one > 40) > 59
    assert max(sounded) > 66


def test_the_band_stops_when_told_and_nothing_sounds_after() -> None:
    rehearsal = Rehearsal(2, asked(120.0))
    rehearsal.tick(10)
    rehearsal.order(7.0, rehearsal.bands.stop)

    rehearsal.play()

    assert 6 < max(one.due for one in rehearsal.stand.played) < 8


def test_orders_that_overtake_each_other_end_with_the_last_one() -> None:
    rehearsal = Rehearsal(3, asked(120.0))
    rehearsal.tick(12)
    for order, chord in ((2, "E"), (1, "Bb")):  # the second arrives first
        at = 6.0 + 0.2 * (2 - order)
        rehearsal.order(
            at,
            partial(changing, rehearsal, order, (chord,)),
        )

    rehearsal.play()

    assert str(chord_at(rehearsal.stand, 11.0)) == "E"


@pytest.mark.parametrize("style", Genre)
def test_a_bar_fits_into_a_frame(style: Genre) -> None:
    sheet = Sheet(style, bars(["C Am F G"]), 60.0, Meter.parse("12/8"), energy=1.0)

    told = start(sheet, 0.0).told("live_a", 0)

    assert len(told) > 2
    assert max(len(document.canonical(one)) for one in told) < 32 * 1024


def test_a_band_whose_player_never_says_what_they_have_stays_small() -> None:
    jam = start(Sheet(Genre.JAZZ, bars(["Dm7 G7", "Cmaj7"]), 240.0), 0.0)

    for second in range(80):
        jam = jam.forgetting(second).ahead(second)

    assert jam.number > 80
    assert len(document.canonical(jam)) < 24_000
    assert jam.told("live_a", 0)[-1].number == jam.number


def test_what_is_acknowledged_is_forgotten_but_for_the_bar_that_sounds() -> None:
    jam = start(Sheet(Genre.POP, bars(["C"]), 120.0), 0.0)

    jam = jam.ahead(20.0).acknowledged(jam.ahead(20.0).number).forgetting(20.0)

    kept = [one.cue.number for one in jam.sent if one.cue]
    assert kept == [10, 11, 12, 13]  # they came back at 19.5 s, and a bar lasts two
