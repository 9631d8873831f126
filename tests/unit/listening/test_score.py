"""A recording as a song document, and how alike two recordings are."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonia import document
from harmonia.errors import Invalid
from harmonia.listening.analysis import (
    Analysis,
    HeardChord,
    HeardKey,
    HeardTempo,
    Mfcc,
    Passage,
    Tempo,
)
from harmonia.listening.likeness import likeness
from harmonia.listening.score import score_of
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.songs.song import Song


def heard(bars: list[float], seconds: float, meter: Meter | None = None) -> Analysis:
    """An analysis with these downbeats, a chord a bar and two sections."""
    meter = meter or Meter(4, 4)
    lengths = [after - before for before, after in pairwise(bars)] or [2.0]
    bpm = meter.beats * 60 / sorted(lengths)[len(lengths) // 2]
    symbols = [Chord.parse(symbol) for symbol in ("C", "G", "Am", "F")]
    half = bars[len(bars) // 2]
    return Analysis(
        seconds=seconds,
        listener="ears@1",
        tempo=Tempo(bpm, 1.0, (HeardTempo(0.0, bpm),)),
        meter=meter,
        key=(HeardKey(0.0, seconds, Key.parse("C"), 0.9),),
        beats=tuple(bars),
        downbeats=tuple(bars),
        chords=tuple(
            HeardChord(start, end, 0.9, symbols[number % 4])
            for number, (start, end) in enumerate(zip(bars, [*bars[1:], seconds], strict=True))
        ),
        sections=(Passage(0.0, half, "A", 0.5), Passage(half, seconds, "B", 1.0)),
        chroma=(1.0, 0, 0.5, 0, 0.8, 0.4, 0, 0.9, 0, 0.5, 0, 0.3),
        mfcc=Mfcc((0.0, 1.0, 2.0), (1.0, 1.0, 1.0)),
    )


def bar_times(song: Song) -> list[float]:
    count = song.end // song.meter.bar
    return [song.clock.seconds(bar * song.meter.bar) for bar in range(count + 1)]


def test_bars_fall_where_they_were_heard() -> None:
    bars = [0.4 + 2.0 * bar for bar in range(12)]

    song = score_of(heard(bars, 24.5), "Found")

    times = bar_times(song)
    assert times[1:12] == pytest.approx(bars[1:], abs=0.02)
    assert song.seconds == pytest.approx(24.5, abs=0.02)
    assert song.parts == ()
    assert [section.start // song.meter.bar for section in song.sections] == [0, 6]
    assert [str(span.chord) for span in song.chords][:4] == ["C", "G", "Am", "F"]


def test_a_long_upbeat_makes_bars_of_its_own() -> None:
    bars = [4.1 + 2.0 * bar for bar in range(8)]

    times = bar_times(score_of(heard(bars, 20.1), "Found"))

    assert times[:4] == pytest.approx([0, 2.05, 4.1, 6.1], abs=0.02)


def test_a_song_without_beats_or_chords_still_has_bars() -> None:
    song = score_of(Analysis(seconds=30.0, listener="ears@1"), "  ")

    assert song.title == "Untitled"
    assert song.seconds == pytest.approx(30, abs=0.05)
    assert len(song.sections) == 1
    with pytest.raises(Invalid):
        score_of(Analysis(seconds=0.2, listener="ears@1"), "Short")


@given(
    gaps=st.lists(st.floats(1.0, 4.0), min_size=1, max_size=30),
    first=st.floats(0, 9),
    rest=st.floats(0.05, 5),
    meter=st.sampled_from([Meter(4, 4), Meter(3, 4)]),
)
def test_any_bars_make_a_sound_document(
    gaps: list[float], first: float, rest: float, meter: Meter
) -> None:
    bars = [first]
    for gap in gaps:
        bars.append(bars[-1] + gap)

    song = score_of(heard(bars, bars[-1] + rest, meter), "Found")

    assert document.loads(Song, document.canonical(song)) == song
    assert song.seconds == pytest.approx(bars[-1] + rest, abs=0.05)
    for before, after in pairwise(song.sections):
        assert before.end == after.start
    for section in song.sections:
        assert section.bars > 0
        assert section.chords[0].start == section.start
        assert sum(span.length for span in section.chords) == section.length
    times = bar_times(song)
    for bar in bars[1:]:
        assert min(abs(bar - time) for time in times) < 0.05 or bar > times[-2]


def test_a_recording_is_like_itself_in_any_key() -> None:
    one = heard([2.0 * bar for bar in range(8)], 16)
    chroma = one.chroma or ()

    up = replace(one, chroma=(*chroma[-3:], *chroma[:-3]))

    assert likeness(one, one).score == 1
    assert likeness(up, one).harmony == 1
    assert likeness(up, one).transposed == 3
    assert likeness(one, up).transposed == -3


def test_twice_the_tempo_is_nearly_the_same_and_nothing_is_like_nothing() -> None:
    one = heard([2.0 * bar for bar in range(8)], 16)
    fast = replace(one, tempo=Tempo(240.0, 1.0, ()))
    between = replace(one, tempo=Tempo(170.0, 1.0, ()))

    assert likeness(one, fast).tempo == 0.85
    assert likeness(one, between).tempo < 0.3
    assert likeness(one, Analysis(seconds=1.0, listener="ears@1")).score == 0
