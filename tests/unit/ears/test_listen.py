"""What ears find in small pieces whose truth is known, and in things that are no music."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia import document
from harmonia.errors import Invalid
from harmonia.listening.analysis import Analysis, Feature
from harmonia_audio.ears.listen import listen
from tests.unit.ears.music import RATE, Audio, cadence, tone


def names(analysis: Analysis) -> list[str]:
    return [str(heard.chord) for heard in analysis.chords or () if heard.chord]


def share(analysis: Analysis, symbols: str, bpm: float, beats: int = 4) -> float:
    """The share of the time in which the chord that was played is heard."""
    bar = beats * 60 / bpm
    moments = np.arange(0.05, bar * len(symbols.split()), 0.1)
    right = 0
    for moment in moments:
        played = symbols.split()[int(moment / bar)]
        for heard in analysis.chords or ():
            if heard.start <= moment < heard.end:
                right += str(heard.chord) == played
    return right / len(moments)


def test_chords_are_heard_when_they_sound() -> None:
    symbols = "C Am F G C Dm G C"

    analysis = listen(cadence(symbols))

    assert share(analysis, symbols, 100) > 0.9
    assert analysis.main_key is not None
    assert str(analysis.main_key) == "C major"


def test_chords_are_spelled_as_their_key_spells_them() -> None:
    flat = listen(cadence("Eb Ab Bb Eb Cm Ab Bb Eb"))
    sharp = listen(cadence("E A B E C#m A B E"))

    assert set(names(flat)) == {"Eb", "Ab", "Bb", "Cm"}
    assert set(names(sharp)) == {"E", "A", "B", "C#m"}


def test_sevenths_are_told_from_triads() -> None:
    symbols = "Dm7 G7 Cmaj7 Cmaj7 Dm7 G7 Cmaj7 Cmaj7"

    assert share(listen(cadence(symbols)), symbols, 100) > 0.85


@pytest.mark.parametrize("cents", [-35, 30])
def test_the_tuning_is_found_and_changes_no_chord(cents: int) -> None:
    symbols = "G C D G Em C D G"

    analysis = listen(cadence(symbols, cents=cents))

    assert analysis.tuning == pytest.approx(cents, abs=6)
    assert share(analysis, symbols, 100) > 0.9


@pytest.mark.parametrize("bpm", [80, 132])
def test_tempo_beats_and_bars_are_found(bpm: int) -> None:
    analysis = listen(cadence("C Am F G C Am F G", bpm=bpm))

    assert analysis.tempo is not None
    assert analysis.tempo.bpm == pytest.approx(bpm, rel=0.02)
    assert len(analysis.tempo.changes) == 1
    played = np.arange(1, 8) * 4 * 60 / bpm
    found = np.array(analysis.downbeats)
    assert all(np.abs(found - bar).min() < 0.07 for bar in played)
    assert str(analysis.meter) == "4/4"


def test_a_waltz_is_counted_in_three() -> None:
    analysis = listen(cadence("C G Am F C G F C G C", bpm=120, beats=3))

    assert str(analysis.meter) == "3/4"


def test_a_change_of_tempo_is_found() -> None:
    slow, fast = cadence("C F G C " * 3, bpm=80), cadence("C F G C " * 4, bpm=126)

    analysis = listen(np.concatenate([slow[:, : 36 * RATE], fast], axis=1))

    assert analysis.tempo is not None
    tempi = [change.bpm for change in analysis.tempo.changes]
    assert tempi[0] == pytest.approx(80, rel=0.03)
    assert tempi[-1] == pytest.approx(126, rel=0.03)
    assert analysis.tempo.changes[-1].start == pytest.approx(36, abs=4)


def test_a_modulation_is_found() -> None:
    home, away = "C F G C Am F G C " * 2, "E A B E C#m A B E " * 2

    analysis = listen(cadence(home + away, bpm=120))

    assert [str(heard.key) for heard in analysis.key or ()] == ["C major", "E major"]
    assert (analysis.key or ())[1].start == pytest.approx(32, abs=6)


def test_sections_that_come_back_share_a_letter() -> None:
    verse, chorus = "Am F Am F Am F Am F", "D A D A D A D A"

    analysis = listen(cadence(f"{verse} {chorus} {verse}", bpm=120))

    heard = analysis.sections or ()
    assert [passage.label for passage in heard] == ["A", "B", "A"]
    assert [passage.start for passage in heard] == pytest.approx([0, 16, 32], abs=2.1)
    assert heard[-1].end == analysis.seconds


def test_loudness_brightness_and_silence_are_measured() -> None:
    dark = tone(45, 2.0, overtones=2)[None] * 0.5
    quiet = np.zeros((1, RATE), dtype=np.float32)

    analysis = listen(np.concatenate([dark, quiet, dark], axis=1))

    assert analysis.loudness is not None
    assert -40 < analysis.loudness.integrated < -10
    assert analysis.brightness is not None
    assert 80 < analysis.brightness < 400
    assert [(span.start, span.end) for span in analysis.silence or ()] == [(2.0, 3.0)]
    assert len(analysis.energy or ()) == 5
    assert (analysis.energy or ())[2] == 0


def test_an_analysis_is_a_document_and_shows_what_is_asked_for() -> None:
    analysis = listen(cadence("C G"))

    again = document.loads(Analysis, document.canonical(analysis))

    assert again == analysis
    assert again.only(frozenset({Feature.KEY})).beats is None
    assert again.only(frozenset({Feature.KEY})).key == analysis.key


def silence(samples: int) -> Audio:
    return np.zeros((1, samples), dtype=np.float32)


@pytest.mark.parametrize(
    "make",
    [
        lambda: silence(0),
        lambda: silence(1),
        lambda: silence(3 * RATE),
        lambda: silence(RATE) + np.float32(0.5),
    ],
)
def test_where_there_is_no_music_nothing_is_made_up(make: Callable[[], Audio]) -> None:
    analysis = listen(make())

    assert names(analysis) == []
    assert analysis.key == ()
    assert analysis.beats == ()
    assert analysis.tempo is None


def test_noise_has_no_chords() -> None:
    noise = np.random.default_rng(3).standard_normal((2, 6 * RATE)).astype(np.float32) * 0.2

    assert names(listen(noise)) == []


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    audio = silence(RATE)
    audio[0, 100] = value

    with pytest.raises(Invalid):
        listen(audio)


@given(
    samples=st.integers(0, 60_000),
    channels=st.integers(1, 2),
    level=st.sampled_from([1e-12, 1e-4, 1.0, 50.0]),
    kind=st.sampled_from(["noise", "square", "click", "ramp"]),
    seed=st.integers(0, 99),
)
@settings(max_examples=12, deadline=None)
def test_any_sound_is_listened_to(
    samples: int, channels: int, level: float, kind: str, seed: int
) -> None:
    draw = np.random.default_rng(seed)
    audio = np.zeros((channels, samples))
    if kind == "noise":
        audio = draw.standard_normal((channels, samples))
    elif kind == "square":
        audio += np.sign(np.sin(np.arange(samples) * draw.uniform(0.001, 3)))
    elif kind == "ramp":
        audio += np.linspace(-1, 1, samples)
    elif samples:
        audio[:, draw.integers(samples)] = 1

    analysis = listen((audio * level).astype(np.float32))

    assert document.loads(Analysis, document.canonical(analysis)) == analysis
    times = [*(analysis.beats or ()), *(analysis.onsets or ())]
    assert all(0 <= time <= analysis.seconds + 0.05 for time in times)
    ends = [heard.end for heard in analysis.chords or ()]
    assert ends == sorted(ends)
