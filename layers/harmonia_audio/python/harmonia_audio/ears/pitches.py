"""
Pitches: which keys of a piano would make each frame of the sound.

Spectra are laid on a scale of a third of a semitone, freed of their envelope, and explained as a
sum of notes with overtones that fall off geometrically, by non-negative least squares (after
Mauch and Dixon, "Approximate note transcription for the improved identification of difficult
chords", ISMIR 2010; solved for all frames at once by Nesterov's accelerated gradient). Long
windows tell the low notes apart, shorter ones follow the high ones.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d
from scipy.sparse import csr_array

from harmonia_audio.ears.frames import QUARTER, Magnitudes, Wave, halved, magnitudes
from harmonia_audio.ears.tuning import tuning

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


@dataclass(frozen=True)
class Pitches:
    """What sounds when, and how far from A = 440 Hz it is tuned."""

    activations: Activations
    cents: float


def pitches(wave: Wave, cents: float | None = None) -> Pitches:
    """The keys that sound in a wave at a quarter of the usual rate, tuning found if not given."""
    spectra = magnitudes(wave, SHORT, HOP)
    cents = tuning(spectra) if cents is None else cents
    heard = on_scale(spectra, cents)
    edge = (CROSSING - LOWEST) * THIRDS
    deep = halved(halved(wave))  # the same bins, a quarter of the work
    low = magnitudes(deep, LONG // 4, HOP // 4)[: len(heard)]
    heard[: len(low), :edge] = on_scale(low, cents, LONG, edge)
    return Pitches(notes(heard), cents)


def on_scale(
    spectra: Magnitudes, cents: float, length: int = SHORT, steps: int = STEPS_OF_SCALE
) -> Magnitudes:
    """Spectra of windows of that length, laid on the first steps of the scale."""
    weights = _scale(round(cents), length)[:steps, : spectra.shape[1]]
    heard: Magnitudes = np.ascontiguousarray((weights @ np.ascontiguousarray(spectra.T)).T)
    return heard


def notes(heard: Magnitudes) -> Activations:
    """The notes that explain each spectrum on the scale of thirds of a semitone."""
    flat = _flattened(heard)
    overtones, inner, steep = _dictionary()
    wanted = flat @ overtones
    notes: Activations = np.maximum(wanted, 0) / steep
    ahead, momentum = notes, 1.0
    for _ in range(STEPS):
        better = np.maximum(ahead - (ahead @ inner - wanted) / steep, 0)
        following = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = better + np.float32((momentum - 1) / following) * (better - notes)
        notes, momentum = better, following
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
def _scale(cents: int, length: int) -> csr_array:
    """The weights by which a spectrum's bins make up the steps of the scale, [steps, bins]."""
    steps = LOWEST + np.arange(STEPS_OF_SCALE) / THIRDS
    centres = (440 * 2 ** ((steps - 69 + cents / 100) / 12))[:, None]
    bins = np.fft.rfftfreq(length, 1 / QUARTER)
    width = np.maximum(centres * (2 ** (1 / 36) - 1), QUARTER / length * 0.9)
    weights = np.exp(-0.5 * ((bins - centres) / width) ** 2)
    weights /= weights.sum(axis=1, keepdims=True)
    return csr_array(np.where(weights > 1e-4, weights, 0).astype(np.float32))


@lru_cache(1)
def _dictionary() -> tuple[Magnitudes, Magnitudes, np.float32]:
    """Notes as they look on the scale, [steps, keys]; their inner products; the steepest slope."""
    looks = np.zeros((STEPS_OF_SCALE, HIGHEST - LOWEST))
    for key in range(HIGHEST - LOWEST):
        for overtone in range(OVERTONES):
            centre = THIRDS * (key + 12 * np.log2(overtone + 1))
            distance = np.arange(STEPS_OF_SCALE) - centre
            looks[:, key] += DECAY**overtone * np.exp(-0.5 * (distance / 0.75) ** 2)
    looks /= np.linalg.norm(looks, axis=0)
    inner = looks.T @ looks
    return looks.astype(np.float32), inner.astype(np.float32), np.float32(np.linalg.norm(inner, 2))
