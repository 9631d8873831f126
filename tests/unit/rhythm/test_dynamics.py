"""Dynamics: one curve for the whole band."""

from itertools import pairwise

import pytest

from harmonia.composing.dynamics import SOFTEST, Dynamics
from harmonia.composing.grooves import GROOVES
from harmonia.songs.song import Note
from harmonia.songs.wishes import Genre, SectionKind
from tests.unit.rhythm.bands import everyone, plan

SECTIONS = plan().sections
FULLEST = max(SECTIONS, key=lambda section: section.energy)


def loudness(notes: tuple[Note, ...], start: int, end: int) -> float:
    inside = [note.velocity for note in notes if start <= note.start < end]
    return sum(inside) / len(inside)


def test_the_fullest_section_ends_as_it_is_written() -> None:
    curve = Dynamics(SECTIONS, 0.4)

    assert curve.at(FULLEST.end - 1) == pytest.approx(1.0, abs=0.001)
    assert max(curve.at(tick) for tick in range(0, SECTIONS[-1].end, 480)) <= 1.0


def test_the_quietest_section_is_softer_by_the_depth() -> None:
    curve = Dynamics(SECTIONS, 0.4)

    assert curve.at(SECTIONS[0].start) == pytest.approx(0.6)


def test_every_section_rises_inside_and_leans_into_a_bigger_one() -> None:
    curve = Dynamics(SECTIONS, 0.4)
    for section in SECTIONS:
        ticks = range(section.start, section.end, section.meter.bar)
        assert all(curve.at(a) <= curve.at(b) for a, b in pairwise(ticks))
    verse, chorus = SECTIONS[1], SECTIONS[2]

    assert curve.at(verse.end - 1) - curve.at(verse.start) > 0.1
    assert curve.at(chorus.start) > curve.at(verse.end - 1)


def test_without_depth_everything_stays_as_written() -> None:
    curve = Dynamics(SECTIONS, 0.0)

    assert all(curve.played(80, tick) == 80 for tick in range(0, SECTIONS[-1].end, 960))


def test_nothing_becomes_too_soft_to_hear() -> None:
    curve = Dynamics(SECTIONS, 0.6)

    assert curve.played(26, 0) == 26
    levels = [curve.played(velocity, 0) for velocity in (40, 60, 80, 100, 120)]
    assert levels[0] >= SOFTEST
    assert levels == sorted(set(levels)), "accents survive"


def test_jazz_breathes_and_house_does_not() -> None:
    assert GROOVES[Genre.JAZZ].depth > 2 * GROOVES[Genre.POP].depth
    assert GROOVES[Genre.HOUSE].depth == 0


def test_a_head_is_played_softer_than_a_solo() -> None:
    form = ((SectionKind.VERSE, 8, 0.4), (SectionKind.SOLO, 8, 0.74), (SectionKind.OUTRO, 2, 0.4))
    one = plan(Genre.JAZZ, form=form)
    head, solo = one.sections[:2]

    for name in ("bass", "keys"):
        notes = everyone(one, felt=True)[name]
        soft = loudness(notes, head.start, head.end - head.meter.bar)
        assert soft < 0.75 * loudness(notes, solo.start, solo.end)
