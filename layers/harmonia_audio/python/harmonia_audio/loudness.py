"""
Loudness as broadcasters measure it: ITU-R BS.1770-4, EBU Tech 3341 and 3342.

Every figure comes from one curve, the K-weighted power of each hop or step summed over channels.
"""

import numpy as np
from numpy.typing import NDArray

from harmonia_audio.audio import SAMPLE_RATE, SILENCE, Audio
from harmonia_audio.blocks import HOP, HOPS_PER_STEP, beside, blocks, by_hop
from harmonia_audio.filters import Sections, chain, streaming

Powers = NDArray[np.float64]  # K-weighted mean squares

OFFSET = -0.691  # makes a full-scale 997 Hz sine in one channel read -3.01
GATE = -70.0  # LUFS under which nothing counts
RELATIVE_GATE = -10.0  # LU under the ungated loudness
MOMENTARY, SHORT = 4, 30  # steps of 100 ms


def _k_weighting() -> Sections:
    """The head's shelf and the low cut of BS.1770, from their analogue prototypes."""
    k, q = np.tan(np.pi * 1681.974450955533 / SAMPLE_RATE), 0.7071752369554196
    high = 1.584864701130855
    band = high**0.4996667741545416
    shelf = [
        *(high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k),
        *(1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k),
    ]
    k, q = np.tan(np.pi * 38.13547087602444 / SAMPLE_RATE), 0.5003270373238773
    divisor = 1 + k / q + k * k
    cut = [1.0, -2.0, 1.0, 1.0, 2 * (k * k - 1) / divisor, (1 - k / q + k * k) / divisor]
    return chain(np.array([shelf]) / shelf[3], np.array([cut]))


K_WEIGHTING = _k_weighting()


def hop_powers(audio: Audio) -> Powers:
    """The K-weighted power of each hop."""
    channels = [audio[channel : channel + 1] for channel in range(len(audio))]
    total: Powers = np.sum(beside(_channel_powers, channels), axis=0)
    return total


def _channel_powers(channel: Audio) -> Powers:
    weight = streaming(K_WEIGHTING, 1)
    powers = [np.zeros(0)]
    for block in blocks(channel.shape[1]):
        heard = by_hop(weight(channel[:, block]))
        powers.append(np.einsum("chs,chs->h", heard, heard).astype(np.float64) / HOP)
    return np.concatenate(powers)


def step_powers(hop_powers: Powers) -> Powers:
    """The mean power of each whole step of 100 ms; sound shorter than that is one step."""
    whole = len(hop_powers) // HOPS_PER_STEP
    if not whole:
        return hop_powers.mean(keepdims=True) if len(hop_powers) else np.zeros(1)
    means: Powers = hop_powers[: whole * HOPS_PER_STEP].reshape(whole, -1).mean(axis=1)
    return means


def lufs(power: Powers | float) -> NDArray[np.float64]:
    """Powers as loudness."""
    return OFFSET + 10 * np.log10(np.maximum(power, 10 ** (SILENCE / 10)))


def _windows(steps: Powers, length: int) -> Powers:
    """The mean over each window of so many steps, one beginning at every step."""
    length = min(length, len(steps))
    sums = np.concatenate(([0.0], np.cumsum(steps)))
    # The difference of two sums can fall a rounding error under nothing.
    means: Powers = np.maximum(sums[length:] - sums[:-length], 0) / length
    return means


def integrated(steps: Powers) -> float:
    """The loudness of the whole in LUFS, pauses left out; silence is -200."""
    windows = _windows(steps, MOMENTARY)
    heard = windows[lufs(windows) > GATE]
    if not len(heard):
        return SILENCE
    heard = heard[lufs(heard) > float(lufs(float(heard.mean()))) + RELATIVE_GATE]
    return float(lufs(float(heard.mean())))


def short_term(steps: Powers) -> NDArray[np.float64]:
    """The loudness of the three seconds that begin at each step, in LUFS."""
    return lufs(_windows(steps, SHORT))


def loudness_range(steps: Powers) -> float:
    """How far soft and loud passages lie apart, in LU (EBU Tech 3342)."""
    windows = _windows(steps, SHORT)
    heard = windows[lufs(windows) > GATE]
    if not len(heard):
        return 0.0
    heard = heard[lufs(heard) > float(lufs(float(heard.mean()))) - 20]
    low, high = np.percentile(lufs(heard), (10, 95))
    return float(high - low)


def loudness(audio: Audio) -> float:
    """The integrated loudness of the audio in LUFS."""
    return integrated(step_powers(hop_powers(audio)))
