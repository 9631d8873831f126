"""Meters, tempi and the clock."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.errors import Invalid
from harmonia.music.meter import PPQ, UNITS, Meter
from harmonia.music.tempo import Clock, TempoMark

SOME = settings(max_examples=60, deadline=None)
meters = st.builds(Meter, st.integers(1, 16), st.sampled_from(UNITS))
marks = st.lists(
    st.tuples(st.integers(1, 20_000), st.floats(30, 300)),
    max_size=5,
    unique_by=lambda mark: mark[0],
)


@pytest.mark.parametrize(
    ("meter", "bar", "pulses", "strong"),
    [
        ("4/4", 1920, (0, 480, 960, 1440), (0, 960)), ("3/4", 1440, (0, 480, 960), (0,)),
        ("6/8", 1440, (0, 720), (0,)), ("12/8", 2880, (0, 720, 1440, 2160), (0, 1440)),
        ("5/4", 2400, (0, 480, 960, 1440, 1920), (0, 1440)), ("2/2", 1920, (0, 960), (0,)),
        ("7/8", 1680, (0, 480, 960), (0,)), ("7/4", 3360, tuple(range(0, 3360, 480)), (0, 1920)),
        ("3/8", 720, (0, 240, 480), (0,)), ("2/4", 960, (0, 480), (0,)),
        ("4/8", 960, (0, 480), (0,)), ("13/16", 1560, (0, 240, 480, 720, 960, 1200, 1440), (0,)),
    ],
)  # fmt: skip
def test_a_meter_has_its_pulses(
    meter: str, bar: int, pulses: tuple[int, ...], strong: tuple[int, ...]
) -> None:
    parsed = Meter.parse(meter)

    assert (parsed.bar, parsed.pulses, parsed.strong) == (bar, pulses, strong)


@SOME
@given(meter=meters)
def test_a_meter_reads_as_it_is_written(meter: Meter) -> None:
    assert Meter.parse(str(meter)) == meter


@SOME
@given(meter=meters)
def test_the_groups_fill_the_bar(meter: Meter) -> None:
    assert sum(meter.groups) == meter.beats
    assert meter.pulses[0] == 0
    assert set(meter.strong) <= set(meter.pulses)


@pytest.mark.parametrize("text", ["", "4", "0/4", "17/4", "4/5", "3/4/5", "x/4"])
def test_what_is_no_meter_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        Meter.parse(text)


def test_the_clock_counts_quarters() -> None:
    clock = Clock((TempoMark(0, 120), TempoMark(4 * PPQ, 60)))

    assert clock.seconds(4 * PPQ) == 2.0
    assert clock.seconds(5 * PPQ) == 3.0
    assert clock.seconds(-PPQ) == -0.5


@SOME
@given(later=marks, ticks=st.lists(st.integers(0, 40_000), min_size=2, max_size=10))
def test_time_never_runs_backwards(later: list[tuple[int, float]], ticks: list[int]) -> None:
    clock = Clock((TempoMark(0, 100), *(TempoMark(*mark) for mark in sorted(later))))

    seconds = [clock.seconds(tick) for tick in sorted(ticks)]
    assert seconds == sorted(seconds)


@pytest.mark.parametrize("bpm", [-5, 0, 11, 331])
def test_a_tempo_out_of_reach_is_refused_by_name(bpm: float) -> None:
    with pytest.raises(Invalid) as caught:
        TempoMark(0, bpm)
    assert caught.value.field == "bpm"
