"""A band that plays along, bar by bar."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from harmonia import document
from harmonia.accompanying.band import Played, play
from harmonia.accompanying.cue import PARTS, Cue, placed
from harmonia.accompanying.lineup import lineup
from harmonia.accompanying.memory import Memory
from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.instrument import Family, Piece
from harmonia.music.meter import PPQ, Meter
from harmonia.music.note import Pitch
from harmonia.songs.wishes import Genre

CHORDS = tuple(map(Chord.parse, "Am F C G/B Dm7 G7 Cmaj7 E7".split()))
METERS = ("4/4", "3/4", "7/8")


def cue(number: int = 0, **more: object) -> Cue:
    """The bar of that number, an eight-bar section after another."""
    meter = Meter()
    told: dict[str, object] = {
        "style": Genre.POP,
        "bpm": 110.0,
        "meter": meter,
        "chords": placed([CHORDS[number % 8]], meter),
        "following": CHORDS[(number + 1) % 8],
        "number": number,
        "index": number % 8,
        "seed": 3,
    }
    return Cue(**{**told, **more})  # type: ignore[arg-type]


def bars(count: int, **more: object) -> Iterator[tuple[Cue, Played]]:
    """That many bars, each from what the last left; memory goes through JSON in between."""
    memory = Memory()
    for number in range(count):
        one = cue(number, **more)
        if "meter" in more:
            one = replace(one, chords=placed([CHORDS[number % 8]], one.meter))
        played = play(one, memory)
        text = document.canonical(played.memory)
        assert len(text) < 300
        memory = document.loads(Memory, text)
        yield one, played


def keys(played: Played, part: str) -> list[int]:
    return [note.sound.key for note in played.notes[part]]


@pytest.mark.parametrize("style", list(Genre))
def test_every_style_plays_every_chord_in_every_meter(style: Genre) -> None:
    for sign in METERS:
        meter = Meter.parse(sign)
        heard = dict.fromkeys(PARTS, 0)
        for one, played in bars(8, style=style, meter=meter):
            chord = one.chords[0].chord
            tones = {note.semitone for note in (*chord.notes, chord.lowest)}
            for part, notes in played.notes.items():
                heard[part] += len(notes)
                player = lineup(style)[part].plays
                for note in notes:
                    assert 0 <= note.start < meter.bar
                    if isinstance(note.sound.of, Pitch):
                        assert player.low <= note.sound.key <= player.high
            early = {note.semitone for note in (one.following or chord).notes}
            ninth = (chord.root.semitone + 2) % 12  # of rootless voicings
            fifth = (chord.lowest.semitone + 7) % 12  # of power chords
            sounding = {key % 12 for part in ("keys", "guitar") for key in keys(played, part)}
            assert sounding <= tones | early | {ninth, fifth} | {(c + 2) % 12 for c in early}
        assert all(heard[part] for part in ("bass", "keys", "guitar")), (sign, heard)


def test_the_same_cue_and_memory_are_the_same_bar() -> None:
    first = [played for _, played in bars(6)]
    again = [played for _, played in bars(6)]
    other = [played for _, played in bars(6, seed=4)]

    assert first == again
    assert first != other


def test_the_bass_plays_the_root_where_a_chord_begins() -> None:
    for one, played in bars(16, following=None):
        downbeat = [note for note in played.notes["bass"] if note.start == 0]
        assert downbeat[0].sound.key % 12 == one.chords[0].chord.lowest.semitone


def test_hands_lead_from_the_bar_before() -> None:
    led, alone = 0, 0
    memory = Memory()
    for number in range(1, 9):
        before = play(cue(number - 1, following=None), memory)
        memory = before.memory
        held = memory.keys
        for remembered in (memory, Memory()):
            after = play(cue(number, following=None), remembered).memory.keys
            distance = sum(min(abs(key - other) for other in held) for key in after)
            if remembered is memory:
                led += distance
            else:
                alone += distance

    assert led <= alone
    assert led <= 8 * 4 * 2  # no voice moves more than a step on average


def test_a_fill_ends_a_section_and_a_cymbal_opens_the_next() -> None:
    struck = {
        one.number: {note.sound.of for note in played.notes["drums"]}
        for one, played in bars(17, energy=0.8)
    }

    assert Piece.CRASH in struck[8]
    assert Piece.CRASH in struck[16]
    assert Piece.CRASH not in struck[3]
    toms = {Piece.HIGH_TOM, Piece.MID_TOM, Piece.LOW_TOM}
    last = play(cue(7, energy=0.8))
    plain = play(cue(7, energy=0.8, fill=False))
    assert last.notes["drums"] != plain.notes["drums"]
    assert last.memory.fill
    assert not plain.memory.fill
    assert not toms & {note.sound.of for note in plain.notes["drums"]}


def test_no_two_fills_running_are_the_same() -> None:
    fills = [played.memory.fill for one, played in bars(48, fill=None) if one.index == 7]

    assert all(fills)
    assert all(one != other for one, other in pairwise(fills))


def test_a_change_is_played_in_the_bar_that_first_has_it() -> None:
    memory = play(cue(0)).memory  # led towards F
    surprise = placed([Chord.parse("Eb")], Meter())

    played = play(cue(1, chords=surprise, style=Genre.BOSSA, bpm=160.0), memory)

    tones = {note.semitone for note in Chord.parse("Eb").notes}
    first = [note for note in played.notes["bass"] if note.start == 0]
    assert first[0].sound.key % 12 == 3
    sounding = [note for note in played.notes["keys"] if note.start < PPQ]
    assert {note.sound.key % 12 for note in sounding} <= tones | {5}


def test_nothing_is_held_or_said_ahead_where_nobody_knows_what_comes() -> None:
    for style in Genre:
        for _, played in bars(8, style=style, following=None):
            assert not played.memory.rings
            assert not played.memory.said
            bar = Meter().bar
            for part in ("bass", "keys"):
                assert all(note.start + note.length <= bar for note in played.notes[part])


def test_more_energy_is_more_and_louder_notes() -> None:
    def weight(energy: float) -> tuple[int, float]:
        notes = [
            note
            for _, played in bars(8, energy=energy)
            for part in played.notes.values()
            for note in part
        ]
        return len(notes), sum(note.velocity for note in notes) / len(notes)

    (few, soft), (many, loud) = weight(0.3), weight(0.9)

    assert few < many
    assert soft < loud


def test_events_are_in_order_and_never_before_the_bar() -> None:
    for one, played in bars(8):
        beats = [event.beat for event in played.events]
        assert beats == sorted(beats)
        assert min(beats) >= 0
        assert max(beats) < one.meter.bar / PPQ + 0.1
        assert {event.ch for event in played.events} == {0, 1, 2, 9}


def test_only_those_play_who_were_asked() -> None:
    played = play(cue(0, parts=("bass",)))

    assert set(played.notes) == {"bass"}


def test_every_style_has_its_players() -> None:
    for style in Genre:
        families = {part: player.plays.family for part, player in lineup(style).items()}
        assert families["drums"] is Family.DRUMS
        assert families["guitar"] is Family.GUITAR
        assert families["keys"] is Family.KEYS


@pytest.mark.parametrize(
    "wrong",
    [
        {"chords": ()},
        {"bpm": 10.0},
        {"bpm": 900.0},
        {"index": 9},
        {"energy": 2.0},
        {"parts": ("kazoo",)},
        {"chords": placed([CHORDS[0]] * 16, Meter()) * 2},
    ],
)
def test_a_cue_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        cue(0, **wrong)
