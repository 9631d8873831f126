"""
The room: an impulse made of early reflections and a diffuse tail, and what it answers.

The tail is noise that dies away in three bands, the high ones sooner, as air and curtains make it.
The impulse has unit energy and nothing below 250 Hz, so that a send of 1 returns as loud as it came
and leaves the low end alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft
from scipy.signal import oaconvolve

from harmonia.songs.song import Room
from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.filters import filtered, high_pass, low_pass

LOW_CUT = 250.0
CROSSOVERS = (600.0, 4000.0)  # Hz, between the tail's bands


@dataclass(frozen=True, slots=True)
class Space:
    """What a room is like."""

    rt60: float  # seconds until the tail is 60 dB down, in the middle band
    pre_delay: float  # seconds
    damping: float  # how much sooner the highs die, as a share of rt60
    reflections: int  # early ones, per side
    spread: float  # seconds within which they come
    early: float  # their share of the energy


SPACES = {
    Room.ROOM: Space(0.7, 0.012, 0.55, 12, 0.050, 0.35),
    Room.PLATE: Space(1.5, 0.022, 0.75, 0, 0.0, 0.0),
    Room.HALL: Space(2.3, 0.030, 0.40, 16, 0.090, 0.20),
}


def impulse(room: Room, seed: int = 0) -> Audio:
    """The stereo impulse of the room; equal seeds give equal rooms."""
    space = SPACES[room]
    random = np.random.default_rng((seed, *room.encode()))
    tail = _tail(space, random)
    early = _early(space, random, tail.shape[1])
    both = np.sqrt(1 - space.early) * _unit(tail) + np.sqrt(space.early) * _unit(early)
    delayed = np.pad(both, ((0, 0), (int(space.pre_delay * SAMPLE_RATE), 0)))
    return _unit(filtered(delayed.astype(np.float32), high_pass(LOW_CUT, 3)))


def reverberate(send: Audio, impulse: Audio) -> Audio:
    """What the room answers to one channel of sound; it stops with the sound's last sample."""
    with fft.set_workers(2):
        answer: Audio = oaconvolve(send, impulse, axes=1)[:, : send.shape[1]]
    return answer


def _tail(space: Space, random: np.random.Generator) -> NDArray[np.float64]:
    length = int(space.rt60 * 1.1 * SAMPLE_RATE)
    noise = random.standard_normal((2, length), dtype=np.float32)
    low = filtered(noise, low_pass(CROSSOVERS[0], 1))
    high = filtered(noise, high_pass(CROSSOVERS[1], 1))
    time = np.arange(length) / SAMPLE_RATE
    times = (space.rt60 * 1.1, space.rt60, space.rt60 * space.damping)
    decays = [10 ** (-3 * time / seconds) for seconds in times]
    build = np.minimum(1, time / 0.01)  # a diffuse tail swells, it does not start with a crack
    bands = (low, noise - low - high, high)
    total: NDArray[np.float64] = build * sum(
        band * decay for band, decay in zip(bands, decays, strict=True)
    )
    return total


def _early(space: Space, random: np.random.Generator, length: int) -> NDArray[np.float64]:
    taps = np.zeros((2, length))
    for side in taps:
        when = np.sort(random.uniform(0.003, max(space.spread, 0.004), space.reflections))
        strength = np.exp(-when / 0.03) * random.choice((-1, 1), space.reflections)
        side[(when * SAMPLE_RATE).astype(int)] += strength
    return taps


def _unit(impulse: NDArray[np.floating]) -> Audio:
    energy = float(np.mean(np.sum(np.square(impulse, dtype=np.float64), axis=1)))
    return (impulse / np.sqrt(energy)).astype(np.float32) if energy else impulse.astype(np.float32)
