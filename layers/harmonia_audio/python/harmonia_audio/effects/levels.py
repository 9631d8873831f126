"""Compressor, gate, limiter and loudness."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from harmonia.effects.dynamics import Compressor, Gate, Limiter, Normalise
from harmonia_audio import dynamics
from harmonia_audio.audio import Audio, amplitude
from harmonia_audio.blocks import HOPS_PER_SECOND, apply, decaying
from harmonia_audio.dynamics import QUIET, compression, levels
from harmonia_audio.limiter import limit, to_loudness


def compressed(audio: Audio, effect: Compressor) -> Audio:
    """The audio with what is louder than the threshold held down."""
    heard = levels(audio)
    if not (heard > QUIET).any():
        return audio
    # The desk's compressor is told how much it takes off a part's loud passages.
    loud = float(np.percentile(heard[heard > QUIET], 90))
    amount = (loud - effect.threshold) * (1 - 1 / effect.ratio)
    curve = compression(
        heard,
        dynamics.Compressor(effect.ratio, amount, effect.attack, effect.release, effect.knee),
    )
    made = audio * np.float32(amplitude(effect.makeup))
    apply(curve, made)
    return made


def gated(audio: Audio, effect: Gate) -> Audio:
    """The audio with what is softer than the threshold taken away."""
    heard = levels(audio)
    if not len(heard):
        return audio
    opened = (heard > effect.threshold).astype(np.float32)
    early = max(1, round(effect.attack * HOPS_PER_SECOND))
    late = round(effect.hold * HOPS_PER_SECOND)
    # It looks ahead by its attack and so is open when the sound begins.
    held = maximum_filter1d(opened, early + late + 1, origin=(late - early) // 2)
    falls = decaying(held.astype(np.float32) + np.float32(1e-9), effect.release * HOPS_PER_SECOND)
    eased: NDArray[np.float32] = uniform_filter1d(np.minimum(falls, 1), early)
    floor = amplitude(-effect.depth)
    gains = floor + (1 - floor) * eased
    edges = np.concatenate((gains[:1], gains, gains[-1:]))
    made = audio.copy()
    apply(((edges[:-1] + edges[1:]) / 2).astype(np.float32), made)
    return made


def limited(audio: Audio, effect: Limiter) -> Audio:
    """The audio with its true peaks under the ceiling."""
    made = audio.copy()
    limit(made, effect.ceiling)
    return made


def normalised(audio: Audio, effect: Normalise) -> Audio:
    """The audio at the loudness, its true peaks under the ceiling."""
    made = audio.copy()
    to_loudness(made, effect.lufs, effect.ceiling)
    return made
