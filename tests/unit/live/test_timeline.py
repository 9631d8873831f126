"""Where places in the bars are in time, through changes of tempo."""

from hypothesis import given
from hypothesis import strategies as st

from harmonia.live.timeline import Anchor, Place
from harmonia.music.meter import Meter

METERS = st.sampled_from([Meter.parse(text) for text in ("4/4", "3/4", "6/8", "7/8", "5/4")])


@st.composite
def anchors(draw: st.DrawFn) -> tuple[Anchor, Meter]:
    meter = draw(METERS)
    anchor = Anchor(bpm=draw(st.floats(30, 300)))
    for _ in range(draw(st.integers(0, 3))):
        place = anchor.beat(anchor.at + draw(st.floats(0, 60)), meter)
        anchor = anchor.moved(place, meter, draw(st.floats(30, 300)))
    return anchor, meter


@given(anchors(), st.floats(-5, 500))
def test_the_next_beat_is_the_next_and_the_next_line_too(
    given: tuple[Anchor, Meter], later: float
) -> None:
    anchor, meter = given
    moment = anchor.at + later
    beat, line = anchor.beat(moment, meter), Place(anchor.line(moment, meter))
    longest = max(b - a for a, b in zip(meter.pulses, [*meter.pulses[1:], meter.bar], strict=True))
    tick = 60 / (anchor.bpm * 480)

    assert Place(anchor.bar, anchor.tick) <= beat <= line
    assert beat.tick in meter.pulses or beat == (anchor.bar, anchor.tick)
    assert anchor.seconds(beat, meter) >= moment - 1e-4
    if later > 0:
        assert anchor.seconds(beat, meter) <= moment + longest * tick + 1e-4
        assert anchor.seconds(line, meter) <= moment + meter.bar * tick + 1e-4


@given(anchors(), st.floats(30, 300), st.floats(0, 60))
def test_another_tempo_leaves_what_is_past_where_it_was(
    given: tuple[Anchor, Meter], bpm: float, later: float
) -> None:
    anchor, meter = given
    place = anchor.beat(anchor.at + later, meter)

    moved = anchor.moved(place, meter, bpm)

    assert abs(moved.seconds(place, meter) - anchor.seconds(place, meter)) < 1e-5
    bar = moved.seconds(Place(place.bar + 1), meter) - moved.at
    assert abs(bar - (meter.bar - place.tick) * 60 / (bpm * 480)) < 1e-5
