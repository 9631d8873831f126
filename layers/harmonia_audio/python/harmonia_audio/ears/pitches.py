"""
Pitches: which keys of a piano would make each frame of the sound.

Spectra are laid on a scale of a third of a semitone, freed of their envelope, and explained as a
sum of notes with overtones that fall off geometrically, by non-negative least squares (after
Mauch and Dixon, "Approximate note transcription for the improved identification of difficult
chords", ISMIR 2010; solved for all frames at once by Nesterov's accelerated gradient). Long
windows tell the low notes apart, shorter ones follow the high ones.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from harmonia_audio.ears.frames import QUARTER, Magnitudes, Wave, halved, magnitudes
from harmonia_audio.ears.tuning import cents, direction

Activations = NDArray[np.float32]  # [frames, keys]: how strongly each key sounds

HOP = 1024  # samples at a quarter of the usual rate: 93 ms
SHORT, LONG = 4096, 8192  # samples of a window: 0.37 and 0.74 s
LOWEST, HIGHEST = 28, 96  # MIDI keys that can be heard: E1 to C7
TOP = 108  # the MIDI key up to which overtones are looked at
THIRDS = 3  # steps of the scale to a semitone
CROSSING = 52  # the MIDI key from which on the short window is looked at
STEPS_OF_SCALE = (TOP - LOWEST) * THIRDS
OVERTONES, DECAY = 10, 0.7  # how many, and how much weaker each is than the one before
ENVELOPE = 18 * THIRDS + 1  # steps over which the envelope is taken
STEPS = 20  # of the gradient; further ones change no chord
SECONDS = HOP / QUARTER
GROUP = 12  # steps of the scale that are worked out together
TOGETHER = 48  # frames explained at once: few enough to stay in the cache, and in one thread


@dataclass(frozen=True)
class Pitches:
    """What sounds when, and where its peaks point to on the circle of tunings."""

    activations: Activations
    direction: complex

    @property
    def cents(self) -> float:
        """How far it is tuned from A = 440 Hz."""
        return cents(self.direction)


def pitches(wave: Wave, before: complex = 0j) -> Pitches:
    """The keys that sound in a wave at a quarter of the usual rate, and what came before it."""
    spectra = magnitudes(wave, SHORT, HOP)
    pointing = before + direction(spectra)
    heard = on_scale(spectra, cents(pointing))
    edge = (CROSSING - LOWEST) * THIRDS
    deep = halved(halved(wave))  # the same bins, a quarter of the work
    low = magnitudes(deep, LONG // 4, HOP // 4)[: len(heard)]
    heard[: len(low), :edge] = on_scale(low, cents(pointing), LONG, edge)
    return Pitches(notes(heard), pointing)


def on_scale(
    spectra: Magnitudes, tuned: float, length: int = SHORT, steps: int = STEPS_OF_SCALE
) -> Magnitudes:
    """Spectra of windows of that length, laid on the first steps of the scale."""
    heard: Magnitudes = np.zeros((len(spectra), steps), dtype=np.float32)
    for bins, some, weights in _scale(round(tuned), length):
        if some.start < steps and bins.start < spectra.shape[1]:
            near = spectra[:, bins]
            heard[:, some] = near @ weights[: near.shape[1], : steps - some.start]
    return heard


def notes(heard: Magnitudes) -> Activations:
    """The notes that explain each spectrum on the scale of thirds of a semitone."""
    found: Activations = np.empty((len(heard), HIGHEST - LOWEST), dtype=np.float32)
    for start in range(0, len(heard), TOGETHER):
        part = slice(start, start + TOGETHER)
        found[part] = _explained(_flattened(heard[part]))
    return found


def _explained(flat: Magnitudes) -> Activations:
    """The notes whose looks add up to the spectra."""
    overtones, inner = _dictionary()
    wanted = flat @ overtones
    notes: Activations = np.maximum(wanted, 0)
    ahead, better, momentum = notes.copy(), np.empty_like(notes), 1.0
    for _ in range(STEPS):
        np.matmul(ahead, inner, out=better)
        np.subtract(ahead, better, out=better)
        better += wanted
        np.maximum(better, 0, out=better)
        following = (1 + math.sqrt(1 + 4 * momentum**2)) / 2
        np.subtract(better, notes, out=ahead)
        ahead *= np.float32((momentum - 1) / following)
        ahead += better
        notes, better, momentum = better, notes, following
    return notes


def _flattened(heard: Magnitudes) -> Magnitudes:
    """What stands out of the spectral envelope, in units of how much stands out around it."""
    mean = uniform_filter1d(heard, ENVELOPE, axis=1, mode="nearest")
    square = uniform_filter1d(heard * heard, ENVELOPE, axis=1, mode="nearest")
    spread = np.sqrt(np.maximum(square - mean * mean, 0))
    loudest = heard.max(axis=1, keepdims=True)
    flat: Magnitudes = np.maximum(heard - mean, 0) / (spread + 0.02 * loudest + 1e-7)
    return flat


@lru_cache(64)
def _scale(cents: int, length: int) -> tuple[tuple[slice, slice, Magnitudes], ...]:
    """
    The weights by which a spectrum's bins make up the steps of the scale.

    A few steps at a time: the bins near them, the steps, and the weights, [bins, steps].
    """
    steps = LOWEST + np.arange(STEPS_OF_SCALE) / THIRDS
    centres = 440 * 2 ** ((steps - 69 + cents / 100) / 12)
    bins = np.fft.rfftfreq(length, 1 / QUARTER)[:, None]
    width = np.maximum(centres * (2 ** (1 / 36) - 1), QUARTER / length * 0.9)
    weights = np.exp(-0.5 * ((bins - centres) / width) ** 2)
    weights /= weights.sum(axis=0)
    weights = np.where(weights > 1e-4, weights, 0).astype(np.float32)
    parts = []
    for start in range(0, STEPS_OF_SCALE, GROUP):
        some = slice(start, start + GROUP)
        near = np.flatnonzero(weights[:, some].any(axis=1))
        around = slice(int(near[0]), int(near[-1]) + 1)
        parts.append((around, some, np.ascontiguousarray(weights[around, some])))
    return tuple(parts)


@lru_cache(1)
def _dictionary() -> tuple[Magnitudes, Magnitudes]:
    """
    Notes as they look on the scale, [steps, keys], and their inner products, [keys, keys].

    Both are divided by the steepest slope, so that a step along the gradient is of length one.
    """
    looks = np.zeros((STEPS_OF_SCALE, HIGHEST - LOWEST))
    for key in range(HIGHEST - LOWEST):
        for overtone in range(OVERTONES):
            centre = THIRDS * (key + 12 * np.log2(overtone + 1))
            distance = np.arange(STEPS_OF_SCALE) - centre
            looks[:, key] += DECAY**overtone * np.exp(-0.5 * (distance / 0.75) ** 2)
    looks /= np.linalg.norm(looks, axis=0)
    inner = looks.T @ looks
    steepest = np.linalg.norm(inner, 2)
    return (looks / steepest).astype(np.float32), (inner / steepest).astype(np.float32)
