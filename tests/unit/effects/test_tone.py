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
Shaped = LowShelf | HighShelf | Peak


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


def analogue(effect: Shaped) -> tuple[list[float], list[float]]:
    """Zoelzer's and Bristow-Johnson's prototype at one radian a second: numerator, denominator."""
    a, q = 10 ** (effect.decibels / 40), effect.q
    if isinstance(effect, Peak):
        return [1, a / q, 1], [1, 1 / (a * q), 1]
    slope = a**0.5 / q
    if isinstance(effect, LowShelf):
        return [a, a * slope, a * a], [a, slope, 1]
    return [a * a, a * slope, a], [1, slope, a]


@pytest.mark.parametrize("kind", [LowShelf, HighShelf, Peak])
@pytest.mark.parametrize("decibels", [-18.0, -3.0, 6.0, 24.0])
@pytest.mark.parametrize(("hertz", "q"), [(40.0, 0.7071), (900.0, 2.5), (7000.0, 0.4)])
def test_a_shelf_or_a_bell_is_its_prototype_as_scipy_maps_it(
    kind: type[Shaped], decibels: float, hertz: float, q: float
) -> None:
    effect = kind(hertz=hertz, decibels=decibels, q=q)

    at, heard = response(applied(click(), effect))

    warped = 2 * SAMPLE_RATE * np.tan(np.pi * hertz / SAMPLE_RATE)
    mapped = signal.bilinear(*signal.lp2lp(*analogue(effect), wo=warped), fs=SAMPLE_RATE)
    _, wanted = signal.freqz(*mapped, worN=at, fs=SAMPLE_RATE)
    inside = (at > 15) & (at < 21_000)
    assert np.abs(heard - 20 * np.log10(np.abs(wanted)))[inside].max() < WITHIN


def test_channels_keep_apart() -> None:
    audio = np.concatenate((click(), 0 * click()))

    made = applied(audio, HighPass(hertz=100))

    assert made.dtype == np.float32
    assert made[0].any()
    assert not made[1].any()
