"""Forms: real ones, as long as asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.composing.form import shape
from harmonia.composing.styles import STYLES
from harmonia.songs.wishes import Genre, SectionKind
from tests.unit.composing.songs import brief


@settings(max_examples=60, deadline=None)
@given(
    genre=st.sampled_from(Genre),
    seed=st.integers(0, 10_000),
    seconds=st.sampled_from([15, 20, 30, 45, 60, 90, 150, 180, 240, 400, 600]),
    bpm=st.sampled_from([30, 60, 84, 120, 170, 240, 300]),
    meter=st.sampled_from(["4/4", "3/4", "6/8", "7/8", "5/4"]),
)
def test_a_form_is_as_long_as_asked(
    genre: Genre, seed: int, seconds: float, bpm: float, meter: str
) -> None:
    asked = brief(genre, seed, seconds=float(seconds), bpm=float(bpm), meter=meter)
    bar = asked.meter.bar / 480 * 60 / bpm

    form = shape(asked, STYLES[genre], 0.0)
    length = sum(one.bars for one in form.outlines) * bar

    assert abs(length - seconds) <= max(0.05 * seconds, 2 * bar)


def test_a_form_that_was_asked_for_is_kept() -> None:
    asked = tuple(SectionKind(kind) for kind in ("verse", "chorus", "verse", "break", "chorus"))

    form = shape(brief(Genre.ROCK, 3, form=asked), STYLES[Genre.ROCK], 0.0)

    assert tuple(one.kind for one in form.outlines) == asked


@pytest.mark.parametrize("genre", Genre)
def test_seeds_choose_among_several_forms(genre: Genre) -> None:
    forms = {
        tuple((one.kind, one.bars) for one in shape(brief(genre, seed), STYLES[genre], 0).outlines)
        for seed in range(12)
    }

    assert len(forms) >= 3


@pytest.mark.parametrize("genre", Genre)
def test_energy_rises_with_each_return_and_peaks_late(genre: Genre) -> None:
    outlines = shape(brief(genre, 4), STYLES[genre], 0).outlines
    energies = [one.energy for one in outlines]

    assert all(0 < energy <= 1 for energy in energies)
    assert energies.index(max(energies)) >= len(energies) // 2
    for kind in {one.kind for one in outlines}:
        own = [one.energy for one in outlines if one.kind == kind]
        assert own[-1] >= own[0] - 0.05


def test_sections_that_come_again_are_numbered() -> None:
    names = [one.name for one in shape(brief(Genre.POP, 1), STYLES[Genre.POP], 0).outlines]

    assert len(set(names)) == len(names)
    assert "verse 1" in names


def test_house_builds_in_blocks_and_drops() -> None:
    for seed in range(6):
        outlines = shape(brief(Genre.HOUSE, seed), STYLES[Genre.HOUSE], 0).outlines
        kinds = [one.kind for one in outlines]
        drop = kinds.index(SectionKind.CHORUS)

        assert kinds[drop - 1] in (SectionKind.PRECHORUS, SectionKind.BREAK)
        assert all(one.bars % 4 == 0 for one in outlines if one.kind != SectionKind.OUTRO)


def test_given_chords_go_round_whole() -> None:
    five = {SectionKind.VERSE: ("Am", "F", "C", "G", "E")}

    form = shape(brief(Genre.POP, 2, chords=five), STYLES[Genre.POP], 0)

    assert all(one.bars % 5 == 0 for one in form.outlines if one.kind == SectionKind.VERSE)


@pytest.mark.parametrize("genre", [Genre.POP, Genre.ROCK])
def test_a_bridge_steps_back_before_the_last_chorus(genre: Genre) -> None:
    kinds = ("verse", "chorus", "bridge", "chorus", "outro")
    asked = brief(genre, 3, form=tuple(map(SectionKind, kinds)))

    energies = [one.energy for one in shape(asked, STYLES[genre], 0.0).outlines]

    assert energies[2] <= min(energies[1], energies[3]) - 0.3
    assert energies[3] > energies[1]
