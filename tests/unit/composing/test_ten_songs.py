"""Ten songs in eight genres, checked as a bandleader would before handing out the parts."""

import pytest

from harmonia.composing import measure
from harmonia.composing.naming import fitting
from harmonia.composing.styles import STYLES
from harmonia.music.instrument import Family
from harmonia.songs.song import Role, Song
from harmonia.songs.wishes import SectionKind
from tests.unit.composing.songs import TEN, song

OTHERS = {SectionKind.INTRO, SectionKind.BREAK, SectionKind.OUTRO}  # may be left to the band


@pytest.fixture(params=TEN, ids=lambda one: f"{one[0]} {one[1]}")
def piece(request: pytest.FixtureRequest) -> Song:
    return song(*request.param)


def test_every_note_lies_on_its_instrument(piece: Song) -> None:
    for part in piece.parts:
        if part.player.family != Family.DRUMS:
            low, high = part.player.low, part.player.high
            assert [n for n in part.notes if not low <= n.sound.key <= high] == []


def test_nobody_needs_more_hands_than_they_have(piece: Song) -> None:
    for part in piece.parts:
        if part.player.family != Family.DRUMS:
            assert measure.polyphony(part.notes) <= part.player.voices, part.name


def test_strong_beats_fit_their_chords(piece: Song) -> None:
    assert measure.strong_beat_fit(piece) >= 0.90


def test_bars_return_no_more_than_the_style_likes(piece: Song) -> None:
    assert measure.repeated_bars(piece) <= STYLES[piece.genre].tune.again


def test_names_say_what_plays(piece: Song) -> None:
    assert len({part.name for part in piece.parts}) == len(piece.parts)
    for part in piece.parts:
        assert fitting(part.name.rstrip(" 23456789"), part.player), (part.name, part.instrument)


def test_somebody_has_the_tune(piece: Song) -> None:
    starts = [note.start for part in measure.leads(piece) for note in part.notes]
    for section in piece.sections:
        if section.kind not in OTHERS:
            bars = {
                (start - section.start) // section.meter.bar
                for start in starts
                if section.start <= start < section.end
            }
            assert len(bars) >= section.bars / 2, f"{section.name} has no tune"


def test_soft_sections_are_played_softer(piece: Song) -> None:
    def loudness(energy: float) -> float:
        found = [
            note.velocity
            for section in piece.sections
            if section.energy == energy
            for part in piece.parts
            if part.role != Role.DRUMS
            for note in part.notes
            if section.start <= note.start < section.end
        ]
        return sum(found) / len(found)

    energies = [section.energy for section in piece.sections]

    assert loudness(min(energies)) <= 0.94 * loudness(max(energies))


def test_nothing_is_too_soft_to_hear(piece: Song) -> None:
    for part in piece.parts:
        assert min(note.velocity for note in part.notes) >= 24, part.name
