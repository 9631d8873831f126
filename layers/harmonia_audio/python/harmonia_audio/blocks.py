"""
Time in three grains: samples, hops of 45 (about a millisecond) and steps of 100 ms.

Whatever moves slower than sound (levels, gains) lives on hops, 45 times lighter than samples;
98 hops make one step of EBU R 128 exactly. Long audio is worked on in blocks that fit the cache.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from harmonia_audio.audio import SAMPLE_RATE, Audio, Curve

T = TypeVar("T")
R = TypeVar("R")

HOP = 45
STEP = SAMPLE_RATE // 10
HOPS_PER_STEP = STEP // HOP
HOPS_PER_SECOND = SAMPLE_RATE / HOP
BLOCK = 4 * SAMPLE_RATE  # a multiple of the hop and of the step


def blocks(samples: int) -> Iterator[slice]:
    """The stretches of four seconds that so many samples make; the last may be shorter."""
    return (slice(at, min(at + BLOCK, samples)) for at in range(0, samples, BLOCK))


def hops(samples: int) -> int:
    """How many hops hold so many samples."""
    return -(-samples // HOP)


def by_hop(block: Audio) -> Audio:
    """The block as `[channels, hops, samples of the hop]`, filled up with silence."""
    channels, samples = block.shape
    missing = -samples % HOP
    if missing:
        block = np.pad(block, ((0, 0), (0, missing)))
    return block.reshape(channels, -1, HOP)


def apply(curve: Curve, audio: Audio) -> None:
    """Multiply the audio, in place, by a gain given at the edges of its hops."""
    fractions = np.arange(HOP, dtype=np.float32) / HOP
    for block in blocks(audio.shape[1]):
        first, last = block.start // HOP, hops(block.stop)
        start = curve[first:last, None]
        gain = start + (curve[first + 1 : last + 1, None] - start) * fractions
        audio[:, block] *= gain.reshape(-1)[: block.stop - block.start]


def decaying(values: Curve, hops: float) -> Curve:
    """The values, none falling faster than by a factor e in so many hops."""
    # max over k <= n of v[k] * exp((k - n) / hops), as a running maximum of logarithms.
    time = np.arange(len(values)) / hops
    with np.errstate(divide="ignore"):
        peaks = np.maximum.accumulate(np.log(values.astype(np.float64)) + time)
    result: Curve = np.exp(peaks - time).astype(np.float32)
    return result


def beside(work: Callable[[T], R], shares: Sequence[T]) -> list[R]:
    """The work on every share, all at once: numpy and scipy let go of the interpreter's lock."""
    if len(shares) == 1:
        return [work(shares[0])]
    with ThreadPoolExecutor(len(shares)) as threads:
        return list(threads.map(work, shares))
