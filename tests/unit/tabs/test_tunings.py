"""Tunings: by name, by pitches, and none that nobody can tune."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonia.errors import Invalid
from harmonia.tabs.tuning import FRETTED, fretted, tuned


def test_every_tuning_by_name_is_what_its_pitches_are() -> None:
    for instrument in FRETTED.values():
        for name, pitches in instrument.tunings.items():
            made = tuned(instrument, name)
            assert made.name == name
            assert len(made.strings) == len(pitches.split())
            assert tuned(instrument, pitches).strings == made.strings


@pytest.mark.parametrize(
    ("text", "name"),
    [("DADGAD", "dadgad"), ("EADGBE", "standard"), ("D A D G B E", "drop d"), ("Drop D", "drop d"),
     ("d2,a2,d3,g3,a3,d4", "dadgad"), ("EbAbDbGbBbEb", "half step down"), ("EADGCF", "custom")],
)  # fmt: skip
def test_a_tuning_is_read_as_players_write_it(text: str, name: str) -> None:
    assert tuned(fretted("guitar"), text).name == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("E2 A2 D3 G3 B3", "this guitar has 6"),
        ("E2 A2 D3 G3 B3 E6", "nobody can tune string 1 to E6; it holds A3 to A4"),
        ("C1 A2 D3 G3 B3 E4", "nobody can tune string 6"),
        ("very low", "not a tuning"),
        ("", "not a tuning"),
        ("E2 " * 40, "a few pitches"),
    ],
)
def test_what_cannot_be_tuned_is_refused(text: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as caught:
        tuned(fretted("guitar"), text)

    assert caught.value.field == "tuning"


def test_an_instrument_without_tabs_is_refused_by_name() -> None:
    with pytest.raises(Invalid, match="choose one of guitar, bass"):
        fretted("kazoo")


def test_strings_are_named_as_tabs_name_them() -> None:
    assert "".join(tuned(fretted("guitar")).letters) == "EADGBe"
    assert "".join(tuned(fretted("banjo")).letters) == "gDGBd"
    assert "".join(tuned(fretted("ukulele")).letters) == "GCEA"
    assert "".join(tuned(fretted("bass")).letters) == "EADG"


@given(text=st.text(max_size=30))
def test_whatever_is_written_is_a_tuning_or_refused(text: str) -> None:
    try:
        made = tuned(fretted("ukulele"), text)
    except Invalid:
        return
    assert len(made.strings) == 4
