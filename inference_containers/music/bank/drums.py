"""
The drum kit: skins, shells and plates.

A skin is a falling sine with a few modes above it, a snare the same with wires under it, a plate
hundreds of modes that nobody can tell apart: noise with a ring of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from inference_containers.music.bank.voice import Touch
from inference_containers.music.bank.waves import TOP, Floats, band, fall, noise, ring, rise, soften
from inference_containers.music.playing import SAMPLE_RATE, Audio

SKIN = (1.0, 1.59, 2.14, 2.30, 2.65, 2.92)  # modes of an ideal membrane


def placed(sound: Audio, pan: float) -> Audio:
    """A sound somewhere between left (-1) and right (1), [2, samples]."""
    angle = (pan + 1) * np.pi / 4
    sides = np.array([[np.cos(angle)], [np.sin(angle)]], np.float32)
    placed: Audio = (sides * np.atleast_2d(sound)).astype(np.float32)
    return placed


@dataclass(frozen=True)
class Drum:
    """A skin over a shell."""

    hertz: float
    seconds: float  # until it is 60 dB down
    sweep: float = 0.5  # how far the pitch starts above where it ends
    fast: float = 0.02  # seconds in which it has fallen half of that
    modes: float = 0.25  # of the higher modes against the lowest
    click: float = 0.2  # of the beater or stick
    click_band: tuple[float, float] = (1500, 6000)
    wires: float = 0.0  # the snare's
    wires_band: tuple[float, float] = (1400, 9500)
    wires_half: float = 0.045  # seconds
    pan: float = 0.0

    def __call__(self, touch: Touch) -> Audio:
        seconds = min(touch.seconds, self.seconds)
        samples = round(seconds * SAMPLE_RATE)
        time = np.arange(samples) / SAMPLE_RATE
        base = self.hertz * 2 ** (touch.rng.uniform(-12, 12) / 1200)
        lift = self.sweep * (0.55 + 0.6 * touch.force)
        cycles = base * (time + lift * self.fast / 0.693 * (1 - np.exp2(-time / self.fast)))
        body: Floats = np.sin(2 * np.pi * cycles) * np.exp(-6.9 * time / self.seconds)
        for index, ratio in enumerate(SKIN[1:]):
            level = self.modes * touch.force * touch.rng.uniform(0.6, 1.2) / (index + 1)
            dying = np.exp(-6.9 * time / self.seconds * (1.6 + 0.8 * index))
            body += level * np.sin(2 * np.pi * ratio * cycles) * dying
        low, high = self.click_band
        stick = noise(touch.rng, seconds, band(low, high * (0.35 + 0.8 * touch.force)))[0]
        stick *= np.exp2(-time / 0.003)
        body += self.click * (0.35 + 0.9 * touch.force) * stick / np.abs(stick).max(initial=1e-9)
        if self.wires:
            body += self.rattle(touch, seconds, time)
        return soften(placed(body.astype(np.float32), self.pan), 0.0004, 0.02)

    def rattle(self, touch: Touch, seconds: float, time: Floats) -> Floats:
        """The wires: louder and longer the harder the drum is hit."""
        low, high = self.wires_band
        hiss = noise(touch.rng, seconds, band(low, high * (0.45 + 0.65 * touch.force)))[0]
        half = self.wires_half * (0.6 + 0.6 * touch.force)
        shape = np.exp2(-time / half) + 0.35 * np.exp2(-time / 0.008)
        level = self.wires * (0.55 + 0.55 * touch.force)
        rattle: Floats = level * hiss * shape / np.abs(hiss).max(initial=1e-9)
        return rattle


@dataclass(frozen=True)
class Plate:
    """A cymbal or a hi-hat: a cloud of modes and the stick's ping."""

    low: float  # Hz: where the cloud begins
    half: float  # seconds in which it halves
    ping: tuple[float, ...] = ()  # modes that can be told apart
    ping_half: float = 0.25
    wash: float = 1.0
    bloom: float = 0.0  # seconds until the high modes have woken
    pan: float = 0.0
    seconds: float = 4.0
    stick: float = 0.3

    def __call__(self, touch: Touch) -> Audio:
        seconds = min(touch.seconds, self.seconds)
        rng = touch.rng
        count = 90
        spread = self.low * (TOP * 0.9 / self.low) ** rng.random(count)
        dying = 0.693 / self.half * (0.55 + spread / 9000)
        levels = (0.4 + 0.6 * touch.force) ** (spread / 6000) * rng.uniform(0.2, 1, (2, count))
        cloud = ring(spread, levels, dying, seconds, rng.uniform(0, 2 * np.pi, count))
        cloud /= np.abs(cloud).max(initial=1e-9)
        top = 6000 + 9000 * touch.force
        hiss = noise(rng, seconds, band(self.low * 1.2, top), 2)
        hiss *= fall(seconds, self.half).astype(np.float32)
        hiss /= np.abs(hiss).max(initial=1e-9)
        sound = self.wash * (0.55 * cloud + 0.75 * hiss)
        if self.bloom:
            sound *= (0.25 + 0.75 * rise(seconds, self.bloom)).astype(np.float32)
        if self.ping:
            bell = ring(self.ping, 1.0, 0.693 / self.ping_half, seconds, np.pi / 2)
            sound += 0.5 * (0.5 + 0.7 * touch.force) * bell / np.abs(bell).max(initial=1e-9)
        tick = noise(rng, min(0.02, seconds), band(2500, 11000))[0]
        tick *= fall(min(0.02, seconds), 0.0022)
        level = self.stick * (0.4 + touch.force) / np.abs(tick).max(initial=1e-9)
        sound[:, : len(tick)] += (level * tick).astype(np.float32)
        return soften(placed(sound.astype(np.float32), self.pan), 0.0005, 0.3 * seconds)


@dataclass(frozen=True)
class Burst:
    """Short noises one after the other: hands, shakers, brushes."""

    low: float
    high: float
    times: tuple[float, ...] = (0.0,)  # seconds
    half: float = 0.02
    last: float = 0.05  # how fast the last one halves
    attack: float = 0.0005
    pan: float = 0.0
    seconds: float = 0.6

    def __call__(self, touch: Touch) -> Audio:
        seconds = min(touch.seconds, self.seconds)
        out = np.zeros(round(seconds * SAMPLE_RATE))
        for index, at in enumerate(self.times):
            start = round((at * touch.rng.uniform(0.9, 1.1)) * SAMPLE_RATE)
            left = (len(out) - start) / SAMPLE_RATE
            if left <= 0.002:
                continue
            hiss = noise(touch.rng, left, band(self.low, self.high * (0.5 + 0.6 * touch.force)))[0]
            half = self.last if index == len(self.times) - 1 else self.half
            shape = fall(left, half)[: len(hiss)] * rise(left, self.attack)[: len(hiss)]
            out[len(out) - len(hiss) :] += hiss * shape / np.abs(hiss).max(initial=1e-9)
        return soften(placed(out.astype(np.float32), self.pan), 0.0003, 0.02)


@dataclass(frozen=True)
class Block:
    """Wood or metal that is hit and rings briefly: rim, claves, cowbell, triangle."""

    modes: tuple[float, ...]
    half: float  # seconds
    click: float = 0.3
    pan: float = 0.0
    seconds: float = 1.0

    def __call__(self, touch: Touch) -> Audio:
        seconds = min(touch.seconds, self.seconds)
        modes = np.array(self.modes) * 2 ** (touch.rng.uniform(-8, 8) / 1200)
        levels = (0.45 + 0.6 * touch.force) ** np.arange(len(modes))
        decays = 0.693 / self.half * (1 + 0.5 * np.arange(len(modes)))
        sound = ring(modes, levels, decays, seconds, np.pi / 2)[0]
        tick = noise(touch.rng, min(0.02, seconds), band(1500, 9000))[0]
        tick *= fall(min(0.02, seconds), 0.002)
        sound[: len(tick)] += self.click * tick / np.abs(tick).max(initial=1e-9)
        return soften(placed(sound, self.pan), 0.0004, 0.02)


Maker = Callable[[Touch], Audio]
