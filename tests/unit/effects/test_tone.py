"""Filters against scipy's own designs and ffmpeg's: within half a decibel."""

import numpy as np
import pytest
from scipy import signal

from harmonia.effects.chain import Effect
from harmonia.effects.tone import HighPass, HighShelf, LowPass, LowShelf, Peak
from harmonia_audio.audio import SAMPLE_RATE
from harmonia_audio.effects.render import applied
from tests.unit.effects.conftest import Ffmpeg, click, response

WITHIN = 0.5  # dB


@pytest.mark.parametrize("hertz", [30.0, 120.0, 1000.0, 12_000.0])
@pytest.mark.parametrize("order", [1, 2, 4, 8])
@pytest.mark.parametrize("kind", ["highpass", "lowpass"])
def test_a_cut_is_the_butterworth_that_scipy_designs(hertz: float, order: int, kind: str) -> None:
    effect = (HighPass if kind == "highpass" else LowPass)(hertz=hertz, order=order)
    zeros, poles, gain = signal.butter(order, hertz, kind, fs=SAMPLE_RATE, output="zpk")

    at, decibels = response(applied(click(), effect))

    _, wanted = signal.freqz_zpk(zeros, poles, gain, worN=at, fs=SAMPLE_RATE)
    wanted_decibels = 20 * np.log10(np.maximum(np.abs(wanted), 1e-12))
    heard = (wanted_decibels > -80) & (at > 15) & (at < 21_000)
    assert np.abs(decibels - wanted_decibels)[heard].max() < WITHIN


@pytest.mark.parametrize(
    ("effect", "theirs"),
    [
        (Peak(hertz=400, decibels=6, q=1.2), "equalizer=f=400:t=q:w=1.2:g=6"),
        (Peak(hertz=3000, decibels=-12, q=4), "equalizer=f=3000:t=q:w=4:g=-12"),
        (LowShelf(hertz=150, decibels=5), "lowshelf=f=150:t=q:w=0.7071:g=5"),
        (HighShelf(hertz=6000, decibels=-8), "highshelf=f=6000:t=q:w=0.7071:g=-8"),
        (HighPass(hertz=200), "highpass=f=200:t=q:w=0.7071"),
        (LowPass(hertz=5000), "lowpass=f=5000:t=q:w=0.7071"),
    ],
)
def test_a_filter_does_what_ffmpegs_does(effect: Effect, theirs: str, ffmpeg: Ffmpeg) -> None:
    at, ours = response(applied(click(), effect))
    _, wanted = response(ffmpeg(click(), theirs))

    heard = (wanted > -60) & (at > 15) & (at < 21_000)
    assert np.abs(ours - wanted)[heard].max() < WITHIN


def test_channels_keep_apart() -> None:
    audio = np.concatenate((click(), 0 * click()))

    made = applied(audio, HighPass(hertz=100))

    assert made.dtype == np.float32
    assert made[0].any()
    assert not made[1].any()
