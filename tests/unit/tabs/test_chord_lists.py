"""Chord lists as people type them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonia.errors import Invalid
from harmonia.music.meter import UNITS, Meter
from harmonia.tabs.chart import MOST_CHORDS, Chart
from harmonia.tabs.chord_list import LONGEST, listed, passages
from harmonia.tabs.misspelt import suggestion


def bars(text: str, meter: str = "4/4") -> list[tuple[float, float, str]]:
    """Each chord as (bar, beats, symbol)."""
    sign = Meter.parse(meter)
    return [
        (one.start / sign.bar, one.length / sign.beat, str(one.chord or "-"))
        for passage in passages(text, sign)
        for one in passage.changes
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am F", [(0, 4, "Am"), (1, 4, "F")]),
        ("| Am F | C |", [(0, 2, "Am"), (0.5, 2, "F"), (1, 4, "C")]),
        ("| Am F C | G |", [(0, 2, "Am"), (0.5, 1, "F"), (0.75, 1, "C"), (1, 4, "G")]),
        ("| Am / / F |", [(0, 3, "Am"), (0.75, 1, "F")]),
        ("| Am | % |", [(0, 4, "Am"), (1, 4, "Am")]),
        ("Am F x2", [(0, 4, "Am"), (1, 4, "F"), (2, 4, "Am"), (3, 4, "F")]),
        ("(Am F) x2 G", [(0, 4, "Am"), (1, 4, "F"), (2, 4, "Am"), (3, 4, "F"), (4, 4, "G")]),
        ("|: Am F :| G |", [(0, 2, "Am"), (0.5, 2, "F"), (1, 2, "Am"), (1.5, 2, "F"), (2, 4, "G")]),
        ("|: Am :| x3", [(0, 4, "Am"), (1, 4, "Am"), (2, 4, "Am")]),
        ("Am N.C. F", [(0, 4, "Am"), (1, 4, "-"), (2, 4, "F")]),
        ("Am, F,\nC", [(0, 4, "Am"), (1, 4, "F"), (2, 4, "C")]),
    ],
)
def test_a_list_is_read(text: str, expected: list[tuple[float, float, str]]) -> None:
    assert bars(text) == expected


def test_passages_have_names() -> None:
    found = passages("[Verse 1] Am F\n[Chorus]\nC G x2", Meter())

    assert [(one.name, len(one.changes)) for one in found] == [("Verse 1", 2), ("Chorus", 4)]
    assert Chart(found).end == 6 * Meter().bar


@given(beats=st.integers(1, 16), unit=st.sampled_from(UNITS), count=st.integers(1, 3))
def test_a_bar_is_filled_whatever_the_meter(beats: int, unit: int, count: int) -> None:
    meter = Meter(beats, unit)
    text = "| " + " ".join("Am F C".split()[:count]) + " | G |"

    try:
        (found,) = passages(text, meter)
    except Invalid:
        assert count > beats  # a bar of so few short beats holds no more chords
        return

    ends = [one.start + one.length for one in found.changes]
    assert ends[:-1] == [one.start for one in found.changes[1:]]
    assert ends[-1] == 2 * meter.bar


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("Hm7", "Bm7"), ("am", "Am"), ("Cmjr7", "Cmaj7"), ("Fis", "F#"), ("Es", "Eb"), ("H", "B"),
     ("Gmin7b6", "Gm7b5"), ("Bflat", "Bb"), ("d", "D"), ("hm", "Bm"), ("c/e", "C/E")],
)  # fmt: skip
def test_a_misspelt_chord_is_recognised(wrong: str, meant: str) -> None:
    assert suggestion(wrong) == meant


@pytest.mark.parametrize("nonsense", ["", "?", "xyz", "🎸", "A" * 500, "1234"])
def test_nonsense_suggests_nothing(nonsense: str) -> None:
    assert suggestion(nonsense) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no chord"),
        ("| | |", "no chord"),
        ("N.C.", "no chord"),
        ("Am F C Hm7", "chords[3]: 'Hm7' is not a chord; did you mean Bm7?"),
        ("% Am", "there is none"),
        ("/ Am", "the chord before"),
        ("x2", "nothing does"),
        ("Am x65", "too often"),
        ("Am x0", "too often"),
        ("((((Am) x64) x64) x64) x64", "too many"),
        ("Am " * (MOST_CHORDS + 1), "too many"),
        ("A" * (LONGEST + 1), "at most"),
        ("| " + "Am F " * 9 + "|", "do not fit"),
    ],
)
def test_what_is_no_list_is_refused(text: str, said: str) -> None:
    with pytest.raises(Invalid, match=re.escape(said)) as caught:
        passages(text, Meter())

    assert caught.value.field == "chords"


def test_a_list_names_the_chord_that_is_none() -> None:
    with pytest.raises(Invalid, match=r"chords\[1\]: 'Hm7' is not a chord; did you mean Bm7\?") as (
        caught
    ):
        listed(["Am", "Hm7"], Meter())

    assert caught.value.field == "chords.1"


@given(st.text(alphabet="AmFCG|:%x123()[]/ .\n#b7", max_size=60))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        found = passages(text, Meter())
    except Invalid:
        return
    assert 1 <= sum(len(one.changes) for one in found) <= MOST_CHORDS
