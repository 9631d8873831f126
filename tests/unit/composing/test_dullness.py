"""The six ways in which written music is dull, over ten songs in eight genres."""

from itertools import groupby, pairwise
from statistics import mean, pstdev

import pytest

from harmonia.composing import measure
from harmonia.composing.styles import STYLES
from harmonia.music.note import Pitch
from harmonia.songs.song import Role, Song
from harmonia.songs.wishes import SectionKind
from tests.unit.composing.songs import TEN, song


@pytest.fixture(params=TEN, ids=lambda one: f"{one[0]} {one[1]}")
def piece(request: pytest.FixtureRequest) -> Song:
    return song(*request.param)


def test_something_returns(piece: Song) -> None:
    assert measure.repeated_rhythms(piece) >= 0.4
    assert measure.repeated_bars(piece) >= 0.1


def test_not_everything_returns(piece: Song) -> None:
    assert measure.repeated_bars(piece) <= STYLES[piece.genre].tune.again
    tunes: dict[SectionKind, list[tuple[object, ...]]] = {}
    for part in measure.leads(piece):
        for section in piece.sections:
            line = tuple(
                (note.start - section.start, note.length, note.sound.key)
                for note in part.notes
                if section.start <= note.start < section.end
            )
            if line and section.bars >= 8:
                tunes.setdefault(section.kind, []).append(line)
    for lines in tunes.values():
        assert len(set(lines)) == len(lines), "a section came back note for note"


def test_something_changes_every_eight_bars(piece: Song) -> None:
    parts = {part.name: measure.bars(piece, part) for part in piece.parts}
    count = len(next(iter(parts.values())))
    blocks = [
        tuple(tuple(bars[start : start + 8]) for bars in parts.values())
        for start in range(0, count - 8, 8)
    ]

    assert all(before != after for before, after in pairwise(blocks))


def test_it_has_a_direction(piece: Song) -> None:
    energies = [section.energy for section in piece.sections]
    busy = [
        sum(
            section.start <= note.start < section.end for part in piece.parts for note in part.notes
        )
        / section.bars
        for section in piece.sections
    ]
    fullest = energies.index(max(energies))
    quietest = energies.index(min(energies))

    assert max(energies) - min(energies) >= 0.2
    assert fullest >= len(energies) // 2, "the fullest section comes late"
    assert busy[fullest] > 1.15 * busy[quietest]


def test_the_chorus_lies_above_the_verse(piece: Song) -> None:
    heights: dict[SectionKind, list[float]] = {SectionKind.VERSE: [], SectionKind.CHORUS: []}
    for section in piece.sections:
        if section.kind in heights and section.key == piece.key:
            height = measure.height(piece, section)
            if height:
                heights[section.kind].append(height)
    if all(heights.values()):
        lift = mean(heights[SectionKind.CHORUS]) - mean(heights[SectionKind.VERSE])
        assert 1.5 <= lift <= 9


def test_phrases_breathe(piece: Song) -> None:
    for part in measure.leads(piece):
        assert 0.45 <= measure.sounding(piece, part) <= 0.97
        breath = piece.meter.beat // 2
        begun = part.notes[0].start
        for before, after in zip(part.notes, part.notes[1:], strict=False):
            if after.start - before.start - before.length >= breath:
                begun = after.start
            assert after.start + after.length - begun <= 9 * piece.meter.bar


def test_no_machine_guns(piece: Song) -> None:
    for part in piece.parts:
        loud = [note.velocity for note in part.notes]
        if len(loud) > 30:
            assert pstdev(loud) >= 1.5, f"{part.name} plays at one level"
        if len(loud) > 100:
            runs = [len(list(run)) for _, run in groupby(part.notes, _stroke)]
            assert max(runs) <= 16, f"{part.name} repeats one stroke {max(runs)} times"


def _stroke(note: object) -> tuple[object, ...]:
    return (note.sound, note.length, note.velocity, note.nudge)  # type: ignore[attr-defined]


def test_no_mud(piece: Song) -> None:
    low = 48  # C3
    crowded = total = 0
    for section in piece.sections:
        for bar in range(section.bars):
            tick = section.start + bar * section.meter.bar
            below = [
                part.name
                for part in piece.parts
                if part.role not in (Role.DRUMS, Role.PERCUSSION)
                for note in part.notes
                if note.start <= tick < note.start + note.length and note.sound.key < low
            ]
            crowded += len(set(below)) > 2
            total += 1

    assert crowded / total <= 0.05


def test_it_begins_and_ends_on_purpose(piece: Song) -> None:
    lines = [note for part in measure.leads(piece) for note in part.notes]
    final = max(lines, key=lambda note: note.start)
    last = piece.sections[-1]
    stable = {piece.sections[-1].key.notes[degree].semitone for degree in (0, 2, 4)}

    assert piece.chords[-1].chord.root.semitone == last.key.tonic.semitone
    assert isinstance(final.sound.of, Pitch)
    assert final.sound.key % 12 in stable
    assert final.length >= piece.meter.bar // 2
    assert piece.sections[0].kind == SectionKind.INTRO or min(n.start for n in lines) == 0


def test_the_harmony_fits_the_melody(piece: Song) -> None:
    assert measure.strong_beat_fit(piece) >= 0.9


def test_the_tune_steps_and_sings(piece: Song) -> None:
    moves = measure.moves(piece)

    assert 0.6 <= moves["repeat"] + moves["step"] <= 0.95
    assert moves["wide"] <= 0.06
    for part in measure.leads(piece):
        assert measure.compass(part) <= 21


def test_the_tune_gets_away_from_where_it_is(piece: Song) -> None:
    assert measure.hovering(piece) <= 0.06


def test_every_note_can_be_played(piece: Song) -> None:
    assert measure.playable(piece) == ()
