"""Organs: tone wheels with drawbars, and ranks of pipes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from inference_containers.music.bank.voice import Touch
from inference_containers.music.bank.waves import band, fall, noise, ring, soften
from inference_containers.music.playing import SAMPLE_RATE, Audio

FEET = np.array([0.5, 1.5, 1, 2, 3, 4, 5, 6, 8])  # of the nine drawbars, as frequency ratios
LOWEST, HIGHEST = 32.0, 6000.0  # Hz: wheels end there and fold back by octaves


def tonewheel(drawbars: str, percussion: float = 0.0) -> Callable[[Touch], Audio]:
    """A drawbar organ; `drawbars` are nine digits from 0 to 8, as players write them."""
    levels = np.array([int(digit) for digit in drawbars])
    gains = np.where(levels > 0, 10 ** ((levels - 8) * 3 / 20), 0.0)

    def make(touch: Touch) -> Audio:
        hertz = touch.hertz * FEET
        hertz = np.where(hertz > HIGHEST, hertz / 2, hertz)
        hertz = np.where(hertz < LOWEST, hertz * 2, hertz)
        phases = touch.rng.uniform(0, 2 * np.pi, len(FEET))
        sound = ring(hertz, gains, 0.0, touch.seconds, phases)
        if percussion:
            third = ring([3 * touch.hertz], [percussion * gains.sum() * 0.4], 14.0, touch.seconds)
            sound = sound + third
        click = noise(touch.rng, min(0.02, touch.seconds), band(1200, 5000))
        click *= fall(min(0.02, touch.seconds), 0.0025)
        share = 0.05 * np.abs(sound).max(initial=0.0) / np.abs(click).max(initial=1e-9)
        sound[:, : click.shape[1]] += share * click
        return soften(np.repeat(sound, 2, axis=0), 0.002, 0.02)

    return make


def pipes(touch: Touch) -> Audio:
    """Principals at 16, 8, 4 and 2 foot and a mixture, each rank a little out with the next."""
    rng = touch.rng
    ratios = np.array([0.5, 1, 2, 4, 3, 6])
    ranks = np.array([0.45, 1.0, 0.7, 0.45, 0.22, 0.14])
    number = np.arange(1, 9)
    spread = 2 ** (rng.uniform(-1.6, 1.6, (2, len(ratios), 1)) / 1200)
    hertz = touch.hertz * ratios[None, :, None] * spread * number
    levels = np.broadcast_to(ranks[None, :, None] * number**-1.5, hertz.shape)
    phases = rng.uniform(0, 2 * np.pi, hertz.shape)
    sides = [
        ring(hertz[side].ravel(), levels[side].ravel(), 0.0, touch.seconds, phases[side].ravel())[0]
        for side in (0, 1)
    ]
    sound = np.stack(sides)
    chiff = noise(rng, min(0.12, touch.seconds), band(600, 3000), 2) * fall(
        min(0.12, touch.seconds), 0.03
    )
    share = 0.06 * np.abs(sound).max(initial=0.0) / np.abs(chiff).max(initial=1e-9)
    sound[:, : chiff.shape[1]] += (share * chiff).astype(np.float32)
    return soften(sound.astype(np.float32), 0.05, 0.03)


def rotating(stem: Audio, rate: float = 6.2, depth: float = 0.18) -> Audio:
    """The horn turning in its cabinet: level and path length swing, left against right."""
    samples = stem.shape[1]
    angle = 2 * np.pi * rate * np.arange(samples, dtype=np.float32) / SAMPLE_RATE
    swing = np.sin(angle)
    delay = (0.00022 * SAMPLE_RATE * (1 + swing)).astype(np.float32)
    whole = delay.astype(np.int32)
    between = delay - whole
    place = np.maximum(np.arange(samples, dtype=np.int32) - whole, 1)
    moved = stem[:, place] * (1 - between) + stem[:, place - 1] * between
    turned: Audio = np.stack((moved[0] * (1 - depth * swing), moved[1] * (1 + depth * swing)))
    return turned.astype(np.float32)


def swaying(stem: Audio, rate: float = 4.6, depth: float = 0.22) -> Audio:
    """A tremolo that goes from side to side, as in an electric piano's amplifier."""
    swing = np.sin(2 * np.pi * rate * np.arange(stem.shape[1], dtype=np.float32) / SAMPLE_RATE)
    stem[0] *= 1 + depth * swing
    stem[1] *= 1 - depth * swing
    return stem


def pulsing(stem: Audio, rate: float = 5.0, depth: float = 0.25) -> Audio:
    """The fans of a vibraphone, opening and closing its tubes."""
    time = np.arange(stem.shape[1], dtype=np.float32) / SAMPLE_RATE
    stem *= 1 - depth * (0.5 + 0.5 * np.sin(2 * np.pi * rate * time))
    return stem
