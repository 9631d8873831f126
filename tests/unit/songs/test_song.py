"""The song document and what it refuses to be."""

from dataclasses import replace
from typing import Any

import pytest

from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.instrument import Piece
from harmonia.music.key import Key
from harmonia.music.meter import PPQ, Meter
from harmonia.music.tempo import TempoMark
from harmonia.songs.brief import settle
from harmonia.songs.song import ChordSpan, Mix, Note, Part, Role, Section, Song, Sound
from harmonia.songs.wishes import SectionKind, Wishes


def section(name: str, start: int, symbol: str) -> Section:
    """Two bars of one chord."""
    return Section(
        name=name,
        kind=SectionKind.VERSE,
        start=start,
        bars=2,
        key=Key.parse("C"),
        meter=Meter(4, 4),
        energy=0.5,
        chords=(ChordSpan(start, 8 * PPQ, Chord.parse(symbol)),),
    )


BRIEF = settle(Wishes(), seed=1)
SONG = Song(
    title="T",
    genre=BRIEF.genre,
    seed=1,
    key=Key.parse("C"),
    meter=Meter(4, 4),
    tempo=(TempoMark(0, 120), TempoMark(8 * PPQ, 60)),
    sections=(section("a", 0, "C"), section("b", 8 * PPQ, "G7")),
    parts=(Part("lead", Role.LEAD, "flute", (Note(0, 480, Sound.parse("C5"), 90),)),),
    mix=Mix(),
    brief=BRIEF,
    composer="test@1",
)


def test_a_song_knows_its_length() -> None:
    assert SONG.end == 16 * PPQ
    assert SONG.seconds == 4.0 + 8.0
    assert [str(span.chord) for span in SONG.chords] == ["C", "G7"]


def test_a_part_knows_its_player() -> None:
    assert SONG.parts[0].player.program == 73


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"schema": "harmonia.song/9"}, "cannot read"),
        ({"sections": ()}, "has sections"),
        ({"tempo": ()}, "tempo from its first tick"),
        ({"tempo": (TempoMark(5, 100),)}, "tempo from its first tick"),
        ({"parts": SONG.parts * 2}, "share a name"),
    ],
)
def test_what_is_no_song_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        replace(SONG, **change)


@pytest.mark.parametrize("note", [(-1, 1, 64), (0, 0, 64), (0, 1, 0), (0, 1, 128)])
def test_an_impossible_note_is_refused(note: tuple[int, int, int]) -> None:
    start, length, velocity = note

    with pytest.raises(Invalid):
        Note(start, length, Sound.parse("C4"), velocity)


def test_a_sound_is_a_pitch_or_a_piece_of_the_kit() -> None:
    assert Sound.parse("snare").of is Piece.SNARE
    assert Sound.parse("snare").key == 38
    assert Sound.parse("Bb3").key == 58
    assert str(Sound.parse("open hat")) == "open hat"
    for text in ("gong", "H4", ""):
        with pytest.raises(Invalid):
            Sound.parse(text)
