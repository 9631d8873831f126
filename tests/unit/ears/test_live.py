"""Listening while it sounds: chunk by chunk, with a small state between."""

from itertools import pairwise

import numpy as np
import pytest

from harmonia import document
from harmonia.errors import Invalid
from harmonia.music.key import Key
from harmonia_audio.ears.live import Hearing, Settled, finish, hear
from tests.unit.ears.music import RATE, cadence

CHUNK = RATE // 4


def test_chords_settle_within_half_a_second_and_the_state_stays_small() -> None:
    wave = cadence("C F G Am", bpm=100)[0]
    hearing, settled, guesses = Hearing(), list[Settled](), list[str]()

    for start in range(0, len(wave) - CHUNK, CHUNK):
        heard = hear(hearing, wave[start : start + CHUNK])
        guesses.append(str(heard.chord))
        settled += heard.settled
        text = document.canonical(heard.hearing)
        assert len(text) < 4_000
        hearing = document.loads(Hearing, text)
        open_for = hearing.seconds - (settled[-1].end if settled else 0)
        assert open_for == pytest.approx(min(0.5, hearing.seconds), abs=2e-3)
    settled += finish(hearing)

    assert settled[0].start == 0
    assert [one.end for one in settled[:-1]] == [one.start for one in settled[1:]]
    for bar, name in enumerate(["C", "F", "G", "Am"]):
        middle = bar * 2.4 + 1.2
        (chord,) = (str(one.chord) for one in settled if one.start <= middle < one.end)
        assert chord == name
        assert guesses[int(middle * 4)] == name


def test_names_follow_the_key() -> None:
    wave = cadence("Ab", bpm=60)[0]

    flat = hear(Hearing(), wave[:CHUNK], Key.parse("Eb"))
    sharp = hear(Hearing(), wave[:CHUNK], Key.parse("E"))

    assert (str(flat.chord), str(sharp.chord)) == ("Ab", "G#")


def test_silence_is_no_chord() -> None:
    heard = hear(Hearing(), np.zeros(CHUNK, dtype=np.float32))

    assert heard.chord is None


@pytest.mark.parametrize(
    "chunk",
    [
        np.zeros(0, dtype=np.float32),
        np.zeros(10 * RATE, dtype=np.float32),
        np.full(CHUNK, np.nan, dtype=np.float32),
    ],
)
def test_chunks_that_are_none_are_refused(chunk: np.ndarray) -> None:
    with pytest.raises(Invalid):
        hear(Hearing(), chunk)


def test_a_chord_begins_where_it_is_struck_and_not_where_its_chunk_does() -> None:
    wave = cadence("C F G Am", bpm=100)[0]
    hearing, settled = Hearing(), list[Settled]()

    for start in range(0, len(wave) - CHUNK, CHUNK):
        heard = hear(hearing, wave[start : start + CHUNK])
        hearing, settled = heard.hearing, [*settled, *heard.settled]

    changes = [
        later.start
        for before, later in pairwise(settled)
        if later.chord != before.chord and later.chord is not None
    ]
    assert changes[:3] == pytest.approx([2.4, 4.8, 7.2], abs=0.04)


@pytest.mark.parametrize("seconds", [0.1, 0.17, 0.25, 0.5, 1.0, 2.0])
def test_a_chunk_may_be_of_any_length(seconds: float) -> None:
    wave = cadence("D", bpm=60)[0][: 4 * RATE]
    step, hearing, settled = round(seconds * RATE), Hearing(), list[Settled]()

    for start in range(0, len(wave) - step + 1, step):
        heard = hear(hearing, wave[start : start + step])
        hearing, settled = heard.hearing, [*settled, *heard.settled]
    settled += finish(hearing)

    assert settled[-1].end == pytest.approx(hearing.seconds, abs=2e-3)
    right = sum(one.end - one.start for one in settled if str(one.chord) == "D")
    assert right > 0.85 * hearing.seconds
