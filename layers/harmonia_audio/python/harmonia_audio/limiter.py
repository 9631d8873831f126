"""
A true-peak limiter that looks ahead, and the gain that brings a master to its loudness.

The gain that each hop needs is held from a look-ahead before it, let go slowly after it and
averaged over the look-ahead: a smooth curve that is nowhere above what any hop needs. All of it
happens on hops, so trying another gain costs milliseconds.
"""

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import convolve1d, minimum_filter1d

from harmonia_audio import loudness
from harmonia_audio.audio import Audio, Curve, amplitude, decibels
from harmonia_audio.blocks import HOPS_PER_SECOND, apply, decaying
from harmonia_audio.loudness import Powers, hop_powers, step_powers
from harmonia_audio.peaks import envelope

LOOK_AHEAD = 4  # hops to each side: 4 ms
RELEASE = 0.090  # seconds
BEND = 0.02  # dB by which a moving gain may bend a wave over its ceiling
TRIES = 12
MOST_GAIN = 40.0  # dB; a whisper is not blown up to a roar


@dataclass(frozen=True, slots=True)
class Mastered:
    """What it took."""

    gain: float  # dB, before the limiter
    reduction: float  # dB, the most that the limiter took off


def limiting(tops: Curve, ceiling: float) -> Curve:
    """The gain, at the edges of hops, that keeps these true peaks at or under the ceiling."""
    over = np.maximum(tops / np.float32(ceiling), 1)
    released = decaying(1 - 1 / over, RELEASE * HOPS_PER_SECOND)
    needed = np.pad(1 - released, 1, constant_values=1)
    edges = np.minimum(needed[:-1], needed[1:])  # both hops beside an edge must be content
    held = minimum_filter1d(edges, 2 * LOOK_AHEAD + 1, mode="nearest")
    window = np.hanning(2 * LOOK_AHEAD + 3)[1:-1]
    smooth: Curve = convolve1d(held, window / window.sum(), mode="nearest").astype(np.float32)
    return smooth


def limit(audio: Audio, ceiling: float) -> None:
    """Keep the audio's true peaks, in place, at or under the ceiling in dBTP."""
    target = amplitude(ceiling - BEND)
    apply(limiting(envelope(audio, target), target), audio)


def to_loudness(audio: Audio, target: float, ceiling: float) -> Mastered:
    """Bring the audio, in place, to a loudness in LUFS with its true peaks under the ceiling."""
    powers = hop_powers(audio)
    top = amplitude(ceiling - BEND)
    # Peaks under what the limiter will meet need no close look; 6 dB cover what it takes away.
    rise = target - loudness.integrated(step_powers(powers)) + 6
    tops = envelope(audio, top / amplitude(min(rise, MOST_GAIN)))
    gain = _gain(powers, tops, target, top)
    curve = limiting(tops * np.float32(gain), top)
    audio *= np.float32(gain)
    apply(curve, audio)
    return Mastered(gain=decibels(gain), reduction=-decibels(float(curve.min())))


def _gain(powers: Powers, tops: Curve, target: float, top: float) -> float:
    """The factor before the limiter after which the limited audio has the target loudness."""
    now = loudness.integrated(step_powers(powers))
    gain = min(target - now, MOST_GAIN)
    if now <= loudness.GATE:
        return 1.0
    for _ in range(TRIES):
        factor = amplitude(gain)
        curve = limiting(tops * np.float32(factor), top)
        middle = (curve[:-1] + curve[1:]) / 2 * factor
        missing = target - loudness.integrated(step_powers(powers * middle.astype(np.float64) ** 2))
        if abs(missing) < 0.01 or gain + missing > MOST_GAIN:
            break
        gain += missing
    return amplitude(gain)
