"""Struck things: pianos, tines, bars, bells and drums with a pitch, as sums of their modes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from inference_containers.music.bank.voice import Touch
from inference_containers.music.bank.waves import band, fall, harmonics, noise, ring, soften
from inference_containers.music.playing import Audio


def piano(touch: Touch, bright: float = 1.0) -> Audio:
    """
    A grand: stiff strings, two or three to a key, a felt hammer and a board.

    The strings of a key are a hair apart and share the bridge, so that a note dies quickly
    first and slowly after (Weinreich 1977). A harder hammer is a stiffer one, hence brighter.
    """
    hertz, rng = touch.hertz, touch.rng
    stiffness = 3.2e-4 * 2 ** ((touch.pitch - 60) / 9) if touch.pitch > 48 else 1.3e-4
    number = harmonics(hertz, 80)
    stretched = hertz * number * np.sqrt((1 + stiffness * number**2) / (1 + stiffness))
    felt = hertz * (2.2 + 9.0 * touch.force**1.3 * bright) + 380 * touch.force * bright
    strike = np.abs(np.sin(np.pi * number / 8.3)) + 0.06
    levels = strike / number**0.55 * np.exp(-stretched / felt / 1.6)
    levels = levels * stretched / (stretched + 90)  # a board radiates little below
    slow = (0.22 + 0.00055 * stretched) * (hertz / 220) ** 0.35
    apart = hertz * (2 ** (rng.uniform(0.25, 0.7) / 1200) - 1)
    left, right = touch.pan
    near = rng.uniform(0.75, 1.25, (2, len(number)))
    sides = np.array(((left,), (right,))) * levels * near
    phases = rng.uniform(-0.5, 0.5, len(number)) + np.pi / 2
    sound = ring(
        np.concatenate((stretched - apart, stretched + apart)),
        np.concatenate((sides * 0.75, sides * 0.35), axis=1),
        np.concatenate((slow * 3.2 + 1.0, slow)),
        touch.seconds,
        np.concatenate((phases, phases + 0.4)),
    )
    hammer = noise(rng, min(0.12, touch.seconds), band(180, 700 + 2600 * touch.force, 3), 2)
    hammer *= fall(min(0.12, touch.seconds), 0.010)
    weight = 0.09 * touch.force * np.abs(sound).max() / np.abs(hammer).max()
    sound[:, : hammer.shape[1]] += weight * hammer
    return soften(sound, 0.0012 + 0.0025 * (1 - touch.force), 0.03)


def electric_piano(touch: Touch) -> Audio:
    """A tine and its tone bar before a pickup: a bell at the stroke, a growl when hit hard."""
    hertz, force = touch.hertz, touch.force
    number = np.array([1, 2, 3, 4, 5, 6, 7])
    growl = np.array([1, 0.34, 0.16, 0.075, 0.035, 0.016, 0.008]) ** (1.55 - 0.85 * force)
    bell = np.array([6.27, 9.1, 17.5]) if touch.pitch < 84 else np.array([6.27])
    chime = np.array([0.20, 0.06, 0.025])[: len(bell)] * (0.15 + 0.9 * force**1.4)
    slow = 0.55 * (hertz / 220) ** 0.5
    sound = ring(
        np.concatenate((hertz * number, hertz * bell)),
        np.concatenate((growl, chime)),
        np.concatenate((slow * (1 + 0.45 * (number - 1)), slow + 9 + 7 * np.arange(len(bell)))),
        touch.seconds,
        touch.rng.uniform(-0.3, 0.3, len(number) + len(bell)) + np.pi / 2,
    )
    key = noise(touch.rng, min(0.05, touch.seconds), band(90, 900, 3))
    key *= fall(min(0.05, touch.seconds), 0.006) * 0.05 / np.abs(key).max()
    sound[:, : key.shape[1]] += key
    return soften(np.repeat(sound, 2, axis=0), 0.0015, 0.03)


@dataclass(frozen=True)
class Bar:
    """Something tuned that is hit with a mallet: where its modes lie and how they die."""

    ratios: tuple[float, ...]
    levels: tuple[float, ...]
    life: float  # seconds for 60 dB of the first mode at C4
    damp: float = 1.0  # how much faster the higher modes die
    hard: float = 0.5  # the mallet
    knock: float = 0.05

    def __call__(self, touch: Touch) -> Audio:
        ratios, levels = np.array(self.ratios), np.array(self.levels)
        hardness = 0.25 + self.hard + 0.9 * touch.force
        levels = levels * np.minimum(1, hardness) ** np.log2(ratios / ratios[0] + 1)
        levels = levels * (0.3 + touch.force) ** (ratios / ratios[0] > 1.5)
        decays = 6.9 / self.life * (touch.hertz / 262) ** 0.5 * (ratios / ratios[0]) ** self.damp
        left, right = touch.pan
        sides = (
            np.array(((left,), (right,))) * levels * touch.rng.uniform(0.9, 1.1, (2, len(levels)))
        )
        phases = np.full(len(levels), np.pi / 2)
        sound = ring(touch.hertz * ratios, sides, decays, touch.seconds, phases)
        length = min(0.06, touch.seconds)
        mallet = noise(touch.rng, length, band(250, 1500 + 6000 * self.hard, 2), 2)
        mallet *= fall(length, 0.004) * np.abs(sound).max() / np.abs(mallet).max()
        sound[:, : mallet.shape[1]] += self.knock * (0.4 + touch.force) * mallet
        return soften(sound, 0.0008, 0.03)


VIBRAPHONE = Bar((1, 3.98, 10.1, 18.2), (1, 0.22, 0.09, 0.02), life=5.5, damp=0.8, hard=0.35)
MARIMBA = Bar(
    (1, 3.93, 9.25, 16.5), (1, 0.28, 0.10, 0.04), life=1.3, damp=0.9, hard=0.25, knock=0.1
)
XYLOPHONE = Bar((1, 3.0, 6.1, 10.2), (1, 0.5, 0.28, 0.12), life=0.7, damp=0.7, hard=0.8, knock=0.2)
GLOCKENSPIEL = Bar((1, 2.71, 5.15, 8.43), (1, 0.45, 0.22, 0.1), life=5.0, damp=0.55, hard=0.9)
CELESTA = Bar((1, 2.0, 4.1, 9.4), (1, 0.12, 0.2, 0.05), life=2.6, damp=0.7, hard=0.3)
MUSIC_BOX = Bar(
    (1, 2.0, 6.27, 11.9), (1, 0.08, 0.35, 0.1), life=2.8, damp=0.6, hard=0.7, knock=0.12
)
CHIMES = Bar(
    (0.5, 1, 1.5, 2.0, 2.76, 3.6), (0.25, 1, 0.3, 0.7, 0.5, 0.25), life=7.0, damp=0.5, hard=0.7
)
KALIMBA = Bar((1, 2.02, 5.9, 11.5), (1, 0.05, 0.18, 0.05), life=1.6, damp=0.8, hard=0.3, knock=0.15)
STEEL_DRUM = Bar((1, 2.0, 3.02, 4.05, 6.1), (1, 0.7, 0.3, 0.2, 0.1), life=1.6, damp=0.35, hard=0.4)
TIMPANI = Bar(
    (1, 1.5, 1.98, 2.44, 2.9), (1, 0.6, 0.35, 0.2, 0.12), life=1.6, damp=0.7, hard=0.1, knock=0.25
)
BELLS = Bar((1, 2.1, 3.4, 4.8, 6.7), (1, 0.5, 0.35, 0.2, 0.1), life=6.0, damp=0.4, hard=0.6)


def swept(brightness: float, decay: float, sub: float = 0.0) -> Callable[[Touch], Audio]:
    """A sawtooth whose filter closes after the attack: each harmonic dies at its own pace."""

    def make(touch: Touch) -> Audio:
        number = harmonics(touch.hertz, 160)
        corner = brightness * (0.5 + 1.2 * touch.force)
        levels = 1 / number / np.sqrt(1 + (number * touch.hertz / corner / 2.5) ** 4)
        dying = decay * 0.12 + decay * (number * touch.hertz / corner) ** 0.8
        resting = levels * 0.45 / (1 + (number / 3.0) ** 2)
        low = np.array([touch.hertz])
        sound = ring(
            np.concatenate((number * touch.hertz, number * touch.hertz, low)),
            np.concatenate((levels, resting, np.array([sub]))),
            np.concatenate((dying, np.full(len(number), 0.35), np.array([0.35]))),
            touch.seconds,
        )
        return soften(np.repeat(sound, 2, axis=0), 0.002, 0.02)

    return make
