"""Echoes to the sample, lengths to the sample, pitches to five cents."""

import numpy as np
import pytest
from scipy import signal

from harmonia.effects.chain import Chain
from harmonia.effects.space import Chorus, Delay, Reverb
from harmonia.effects.time import RATES, Fade, Pitch, Resample, TimeStretch, Trim
from harmonia.errors import Invalid
from harmonia.songs.song import Room
from harmonia_audio.audio import SAMPLE_RATE
from harmonia_audio.effects.render import applied, render
from harmonia_audio.room import SPACES
from tests.unit.effects.conftest import cents, click, level, noise, pitch, sine

CENTS = 5.0


def test_echoes_come_to_the_sample() -> None:
    late, audio = 441, noise(0.5)

    made = applied(audio, Delay(seconds=0.01, feedback=0.5, mix=0.4))

    # y[n] = x[n] + 0.4 x[n-d] + 0.2 x[n-2d] + ... is a comb filter with its direct part apart.
    feedback, forward = np.zeros(late + 1), np.zeros(late + 1)
    feedback[[0, late]] = 1, -0.5
    forward[[0, late]] = 1, -0.5 + 0.4
    padded = np.pad(audio, ((0, 0), (0, made.shape[1] - audio.shape[1])))
    wanted = signal.lfilter(forward, feedback, padded.astype(np.float64))
    assert np.abs(made - wanted).max() < 1e-3 * np.abs(audio).max()


def test_one_echo_is_one_sample_of_a_click() -> None:
    made = applied(click(), Delay(seconds=0.25, feedback=0, mix=0.4))

    assert np.flatnonzero(made[0]).tolist() == [0, 11_025]
    assert made[0, 11_025] == np.float32(0.4)


def test_a_room_rings_on_and_dies_away() -> None:
    burst = noise(0.5, channels=1)

    made = applied(burst, Reverb(room=Room.HALL, mix=0.5))

    tail = SPACES[Room.HALL].rt60
    assert made.shape == (2, burst.shape[1] + round(tail * SAMPLE_RATE))
    early = level(made[:, 24_000:34_000])
    late = level(made[:, -10_000:])
    assert early - late > 30
    assert not np.array_equal(made[0], made[1])
    dry = applied(burst, Reverb(mix=0))
    assert np.allclose(dry[0, : burst.shape[1]], burst[0])


@pytest.mark.parametrize("room", list(Room))
def test_a_room_dies_away_in_the_time_it_is_known_for(room: Room) -> None:
    made = applied(click(0.1), Reverb(room=room, mix=1))

    band = signal.butter(4, (700, 3500), "bandpass", fs=SAMPLE_RATE, output="sos")
    heard = signal.sosfilt(band, made.astype(np.float64)) ** 2
    # Schroeder's backward integral: what is still to come, against all of it (ISO 3382).
    still = np.cumsum(heard.mean(axis=0)[::-1])[::-1]
    fallen = 10 * np.log10(still / still[0] + 1e-12)
    late, later = (int(np.argmax(fallen < mark)) for mark in (-5, -25))
    seconds = 3 * (later - late) / SAMPLE_RATE
    assert seconds == pytest.approx(SPACES[room].rt60, rel=0.2)


def test_a_second_player_drifts_as_far_as_told() -> None:
    effect = Chorus(rate=1.0, depth=0.002, mix=1.0)

    made = applied(sine(1000, 3), effect)

    both = sine(1000, 3)[0] * 0.5
    second = made[0] - both
    phase = np.unwrap(np.angle(signal.hilbert(second[SAMPLE_RATE : 2 * SAMPLE_RATE])))
    hertz = np.diff(phase)[200:-200] * SAMPLE_RATE / (2 * np.pi)
    farthest = 1000 * 2 * np.pi * effect.rate * effect.depth
    assert hertz.max() - 1000 == pytest.approx(farthest, rel=0.1)
    assert hertz.min() - 1000 == pytest.approx(-farthest, rel=0.1)
    assert made.shape[0] == 2


@pytest.mark.parametrize("factor", [0.6, 1.25, 2.2])
@pytest.mark.parametrize("hertz", [110.0, 443.0, 3000.0])
def test_stretched_sound_is_as_long_as_told_and_as_high_as_before(
    factor: float, hertz: float
) -> None:
    audio = sine(hertz, 3.5)

    made = applied(audio, TimeStretch(factor=factor))

    assert made.shape == (1, round(audio.shape[1] * factor))
    assert abs(cents(pitch(made), hertz)) < CENTS
    middle = made[:, 8192:-8192]
    assert level(middle) == pytest.approx(level(audio), abs=0.5)


@pytest.mark.parametrize("semitones", [-12.0, -3.0, 0.5, 4.0, 7.0])
@pytest.mark.parametrize("hertz", [220.0, 1234.5])
def test_pitch_moves_by_what_was_told_and_length_does_not(semitones: float, hertz: float) -> None:
    audio = sine(hertz, 3, channels=2)

    made = applied(audio, Pitch(semitones=semitones))

    assert made.shape == audio.shape
    assert abs(cents(pitch(made), hertz * 2 ** (semitones / 12))) < CENTS
    assert np.allclose(made[0], made[1], atol=1e-4)


def test_a_chord_keeps_its_notes_when_it_is_stretched() -> None:
    notes = (220.0, 277.18, 329.63)
    audio = sum((sine(hertz, 4, 0.2) for hertz in notes), 0 * sine(220, 4))

    made = applied(audio, TimeStretch(factor=1.5))

    spectrum = np.abs(np.fft.rfft(made[0] * np.hanning(made.shape[1])))
    at = np.fft.rfftfreq(made.shape[1], 1 / SAMPLE_RATE)
    for hertz in notes:
        near = np.abs(at - hertz) < 8
        assert abs(cents(float(at[near][np.argmax(spectrum[near])]), hertz)) < CENTS
    outside = np.min([np.abs(at - hertz) for hertz in notes], axis=0) > 8
    assert (spectrum[outside] ** 2).sum() < 0.01 * (spectrum**2).sum()


@pytest.mark.parametrize("hertz", [22_050, 48_000, 96_000])
def test_another_rate_keeps_pitch_and_length(hertz: int) -> None:
    made = render(sine(1000, 2), Chain((Resample(hertz=hertz),)))

    assert made.rate == hertz
    assert abs(made.audio.shape[1] - 2 * hertz) <= 1
    heard = pitch(made.audio[:, : 8192 + 65_536]) * hertz / SAMPLE_RATE if hertz > 40_000 else None
    assert heard is None or abs(cents(heard, 1000)) < 1
    assert level(made.audio) == pytest.approx(level(sine(1000, 2)), abs=0.1)


@pytest.mark.parametrize("hertz", RATES)
def test_another_rate_keeps_what_it_can_hold_and_folds_nothing_back(hertz: int) -> None:
    highest = min(hertz, SAMPLE_RATE) / 2

    kept = render(sine(0.9 * highest, 0.5), Chain((Resample(hertz=hertz),))).audio
    assert level(kept[:, 500:-500]) == pytest.approx(level(sine(0.9 * highest, 0.5)), abs=0.1)
    if hertz < SAMPLE_RATE:
        gone = render(sine(1.12 * highest, 0.5), Chain((Resample(hertz=hertz),))).audio
        assert level(gone[:, 500:-500]) < -80


def test_trims_and_fades_are_cut_to_the_sample() -> None:
    audio = np.ones((2, SAMPLE_RATE), dtype=np.float32)

    trimmed = applied(audio, Trim(start=0.25, end=0.5))
    faded = applied(audio, Fade(seconds_in=0.1, seconds_out=0.2))

    assert trimmed.shape == (2, 11_025)
    assert faded[0, 0] == 0
    assert faded[0, 2205] == pytest.approx(np.sin(np.pi / 4), abs=1e-3)
    assert faded[0, 4410:35_280].min() == 1
    assert faded[0, -1] == pytest.approx(0, abs=1e-3)
    assert audio.min() == 1


def test_a_trim_beyond_the_end_is_named() -> None:
    chain = Chain.read([{"effect": "limiter"}, {"effect": "trim", "start": 60}])

    with pytest.raises(Invalid, match="nothing is left") as caught:
        render(noise(1), chain)
    assert caught.value.field == "effects.1"


def test_audio_that_is_none_is_refused() -> None:
    broken = noise(0.1)
    broken[0, 100] = np.nan

    with pytest.raises(Invalid, match="not finite"):
        render(broken, Chain.read([{"effect": "limiter"}]))


def test_effects_take_turns() -> None:
    audio = noise(2)
    chain = Chain.read(
        [
            {"effect": "trim", "end": 1},
            {"effect": "high_pass", "hertz": 100},
            {"effect": "pitch", "semitones": 2},
            {"effect": "delay", "seconds": 0.1, "feedback": 0},
            {"effect": "normalise", "lufs": -16},
            {"effect": "resample", "hertz": 48000},
        ]
    )

    made = render(audio, chain)

    assert made.rate == 48_000
    assert made.audio.shape[1] == pytest.approx(1.1 * 48_000, abs=2)
    assert np.array_equal(made.audio, render(audio, chain).audio)
