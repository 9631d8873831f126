"""The pages, and how they fit other meters."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.composing.fills import FILLS, PIECES
from harmonia.composing.grooves import GROOVES, strokes
from harmonia.composing.grooves.tab import parse, pulses
from harmonia.composing.kit import SIGNS, voice
from harmonia.errors import Invalid
from harmonia.music.meter import UNITS, Meter
from harmonia.songs.wishes import Genre

PULSES = {"4/4": 4, "3/4": 3, "6/8": 2}
CHORDS = frozenset("CcsAa?123456-.")
NECK = frozenset("DdUuxBAa?-.")
READS = {
    "drums": frozenset("Xxog?."), "percussion": frozenset("Xxog?."),
    "bass": frozenset("1358an-."), "keys": frozenset("CcsAa?1234568-."),
    "stab": CHORDS, "organ": CHORDS, "strum": NECK, "power": frozenset("DdPpAa-."),
    "pick": frozenset("123456p-."), "thumb": frozenset("15CcAa-."),
}  # fmt: skip

meters = st.builds(Meter, st.integers(1, 16), st.sampled_from(UNITS))


@pytest.mark.parametrize("genre", list(Genre))
def test_a_page_is_well_written(genre: Genre) -> None:
    for (role, meter, level), tabs in GROOVES[genre].page.tabs.items():
        for tab in tabs:
            for line, bars in tab.lines.items():
                where = (genre, role, meter, level, line)
                if role in ("drums", "percussion"):
                    assert voice(line), where
                for cells in bars:
                    assert len(cells) == PULSES[meter], where
                    assert len(set(map(len, cells))) == 1, where
                    assert set("".join(cells)) <= READS[role], where
                assert {sign for bar in bars for cell in bar for sign in cell} - {".", "-"}, where


@pytest.mark.parametrize("genre", list(Genre))
@pytest.mark.parametrize("role", ["drums", "percussion", "bass", "keys", "strum"])
def test_every_genre_has_a_page_for_everyone(genre: Genre, role: str) -> None:
    page = GROOVES[genre].page

    assert page.find(role, "4/4", "full")


def test_drum_signs_have_a_loudness() -> None:
    assert READS["drums"] - {"."} == set(SIGNS)


def test_fills_are_spelled_with_pieces_and_differ() -> None:
    for family, fills in FILLS.items():
        assert len(set(fills)) == len(fills) >= 2, family
        for fill in fills:
            assert {sign.upper() for sign in fill if sign not in " ."} <= set(PIECES), fill


@given(meter=meters)
def test_pulses_fill_the_bar(meter: Meter) -> None:
    found = pulses(meter)

    assert found[0].at == 0
    assert sum(pulse.length for pulse in found) == meter.bar
    assert all(before.at + before.length == after.at for before, after in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("meter", "lengths"),
    [
        ("4/4", [480] * 4),
        ("6/8", [720] * 2),
        ("7/8", [480, 480, 720]),
        ("5/8", [720, 480]),
        ("3/8", [720]),
        ("2/2", [480] * 4),
    ],
)
def test_felt_pulses(meter: str, lengths: list[int]) -> None:
    assert [pulse.length for pulse in pulses(Meter.parse(meter))] == lengths


@settings(max_examples=200, deadline=None)
@given(
    genre=st.sampled_from(Genre),
    role=st.sampled_from(sorted(READS)),
    meter=meters,
    level=st.sampled_from(["quiet", "full", "big"]),
    variant=st.integers(0, 20),
    index=st.integers(0, 7),
)
def test_any_meter_gets_a_bar(
    genre: Genre, role: str, meter: Meter, level: str, variant: int, index: int
) -> None:
    found = strokes(genre, role, meter, level, variant, index)

    assert [one.at for one in found] == sorted(one.at for one in found)
    assert all(one.at >= 0 and one.length > 0 and one.at + one.length <= meter.bar for one in found)
    if GROOVES[genre].page.has(role) and role == "drums" and level == "big":
        assert found


def test_a_short_pulse_becomes_a_long_one_by_swinging() -> None:
    page = parse("drums 4/4 full\n hat: x.x. x.x. x.x. x.x.")

    bar = page.bar("drums", Meter(6, 8), "full", 0, 0)

    assert [one.at for one in bar] == [0, 480, 720, 1200]


def test_half_bars_of_two_four_take_turns() -> None:
    page = parse("drums 4/4 full\n kick: X... .... .x.. ....")

    first, second = (page.bar("drums", Meter(2, 4), "full", 0, index) for index in (0, 1))

    assert [one.at for one in first] == [0]
    assert [one.at for one in second] == [120]


def test_nonsense_is_refused() -> None:
    with pytest.raises(Invalid):
        parse("drums 4/4 full\n what is this")
