"""Whole accompaniments, chords for a tune, and the songs of samples."""

from itertools import pairwise

import pytest

from harmonia.accompanying.accompaniment import accompany
from harmonia.accompanying.chart import Chart, Passage
from harmonia.accompanying.cue import placed
from harmonia.accompanying.harmonise import Tone, harmonise
from harmonia.accompanying.sample import Sample, SampleKind, settled, song_of, title
from harmonia.errors import Invalid
from harmonia.jobs.scorecard import score
from harmonia.music.chord import Chord
from harmonia.music.meter import PPQ, Meter
from harmonia.music.tempo import TempoMark
from harmonia.songs.song import Role, Song
from harmonia.songs.wishes import Genre, Output

FOUR = Meter()


def chart(text: str = "Am F C G", **more: object) -> Chart:
    bars = tuple(
        placed(list(map(Chord.parse, bar.split(","))), FOUR) if bar != "-" else ()
        for bar in text.split()
    )
    told: dict[str, object] = {"style": Genre.POP, "bpm": 100.0, "bars": bars}
    return Chart(**{**told, **more})  # type: ignore[arg-type]


def spans(song: Song) -> list[tuple[int, str]]:
    return [(span.start, str(span.chord)) for span in song.chords]


def test_chords_are_law() -> None:
    song = accompany(chart("Am F,G C C"))

    bar = FOUR.bar
    assert spans(song) == [(0, "Am"), (bar, "F"), (bar * 3 // 2, "G"), (2 * bar, "C")]
    assert song.seconds == pytest.approx(9.6)
    assert [part.role for part in song.parts] == [
        Role.DRUMS, Role.BASS, Role.COMPING, Role.COMPING
    ]  # fmt: skip


@pytest.mark.parametrize("style", list(Genre))
def test_a_loop_lets_nothing_sound_past_its_end(style: Genre) -> None:
    song = accompany(chart(style=style, loop=True))

    for part in song.parts:
        for note in part.notes:
            assert note.start + note.nudge >= 0
            assert note.start + note.nudge + note.length <= song.end


def test_a_loop_begins_as_it_goes_on() -> None:
    """Its first bar is led from its last, so the hands are where they were left."""
    once = accompany(chart("Am Fmaj7 Dm9 E7", loop=False, style=Genre.LOFI))
    loop = accompany(chart("Am Fmaj7 Dm9 E7", loop=True, style=Genre.LOFI))
    twice = accompany(chart("Am Fmaj7 Dm9 E7 " * 2, loop=False, style=Genre.LOFI))

    def voicing(song: Song, first: int, last: int) -> set[int]:
        keys = next(part for part in song.parts if part.name == "keys")
        return {note.sound.key for note in keys.notes if first <= note.start < last}

    bar = FOUR.bar
    assert voicing(loop, 0, bar) & voicing(twice, 4 * bar, 5 * bar)
    assert once.sha256 != loop.sha256


def test_where_there_is_no_chord_only_the_drums_play() -> None:
    song = accompany(chart("Am - - F"))

    silent = range(FOUR.bar, 3 * FOUR.bar)
    for part in song.parts:
        inside = [note for note in part.notes if note.start in silent]
        assert bool(inside) == (part.role is Role.DRUMS)


def test_sections_have_their_names_and_energy() -> None:
    passages = (Passage("verse", 2, 0.3), Passage("chorus", 2, 0.9))
    song = accompany(chart(passages=passages))

    assert [(one.name, one.bars, one.energy) for one in song.sections] == [
        ("verse", 2, 0.3), ("chorus", 2, 0.9)
    ]  # fmt: skip
    counts = [
        sum(one.start <= note.start < one.end for part in song.parts for note in part.notes)
        for one in song.sections
    ]
    assert counts[0] < counts[1]


def test_a_recordings_own_time_is_kept() -> None:
    marks = (TempoMark(0, 98.0), TempoMark(FOUR.bar, 103.0))
    song = accompany(chart(tempo=marks))

    assert song.tempo == marks


def test_the_scorecard_holds_it_to_what_was_asked() -> None:
    song = accompany(chart(loop=True), (Output.MIDI,))

    card = score(song, {}, {Output.MIDI})

    assert not card.missed
    assert {"tempo"} <= {entry.constraint for entry in card.must}


@pytest.mark.parametrize(
    "wrong",
    [
        {"bpm": 1.0},
        {"parts": ()},
        {"parts": ("bass", "bass")},
        {"bars": ()},
        {"bars": ((),)},
        {"bars": (placed([Chord.parse("C")], FOUR),) * 65, "loop": True},
        {"bars": (placed([Chord.parse("C")], FOUR),) * 161},
        {"bars": (placed([Chord.parse("C")], FOUR),) * 60, "meter": Meter(16, 2)},
    ],
)
def test_charts_that_cannot_be_played_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        chart("C", **wrong)


TUNES = [  # quarter notes as MIDI keys, the key, and chords that strummers' books agree on
    ("60 60 67 67 69 69 67 67 65 65 64 64 62 62 60 60", "C major", {0: "C"}),
    ("57 60 64 60 62 65 69 65 56 59 64 59 57 57 57 57", "A minor", {0: "Am", 1: "Dm", 3: "Am"}),
    ("67 71 74 71 72 76 79 76 69 74 78 74 67 67 67 67", "G major", {0: "G", 1: "C", 2: "D"}),
]


@pytest.mark.parametrize(("keys", "key", "expected"), TUNES)
def test_chords_for_a_tune(keys: str, key: str, expected: dict[int, str]) -> None:
    tune = [Tone(at * PPQ, PPQ, int(one)) for at, one in enumerate(keys.split())]

    found, chords = harmonise(tune, FOUR)

    assert str(found) == key
    assert {bar: str(chords[bar]) for bar in expected} == expected


def test_a_silent_tune_has_no_chords() -> None:
    with pytest.raises(Invalid):
        harmonise([], FOUR)


def test_samples_settle_what_was_left_to_the_style() -> None:
    sample = settled(Sample(kind=SampleKind.PHRASE, style=Genre.HOUSE, part="bass", bars=4))

    assert sample == settled(sample)
    assert (sample.bpm, len(sample.chords)) == (124.0, 4)
    assert title(sample) == f"house bass phrase {sample.key} 124 bpm"
    (part,) = song_of(sample).parts
    assert part.role is Role.BASS


def test_loops_are_the_drums_alone_and_shots_a_single_stroke() -> None:
    loop = song_of(settled(Sample(kind=SampleKind.LOOP, bars=1, bpm=90, meter="6/8")))
    shot = song_of(settled(Sample(kind=SampleKind.SHOT, piece="snare", velocity=77)))
    pitched = song_of(settled(Sample(kind=SampleKind.SHOT, part="guitar", pitch="A3")))

    assert [part.role for part in loop.parts] == [Role.DRUMS]
    assert loop.end == 6 * PPQ // 2
    assert [(str(note.sound), note.velocity) for note in shot.parts[0].notes] == [("snare", 77)]
    assert [str(note.sound) for note in pitched.parts[0].notes] == ["A3"]


def test_equal_samples_are_equal_documents() -> None:
    one, other = (settled(Sample(kind=SampleKind.LOOP, seed=5)) for _ in range(2))
    another = settled(Sample(kind=SampleKind.LOOP, seed=6))

    assert song_of(one).sha256 == song_of(other).sha256 != song_of(another).sha256


def test_voices_of_a_phrase_move_little() -> None:
    sample = settled(Sample(kind=SampleKind.PHRASE, style=Genre.JAZZ, part="keys", bars=8))
    song = song_of(sample)
    tops: dict[int, int] = {}
    for note in song.parts[0].notes:
        tops[note.start] = max(tops.get(note.start, 0), note.sound.key)

    steps = [abs(after - one) for one, after in pairwise(tops.values())]

    assert sum(steps) / len(steps) < 3.5
