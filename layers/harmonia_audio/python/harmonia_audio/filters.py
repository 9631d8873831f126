"""
Filters: the second-order sections every desk has, and how to run them.

The designs are Robert Bristow-Johnson's Audio EQ Cookbook; a steeper cut is a Butterworth.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.blocks import BLOCK, blocks

Sections = NDArray[np.float64]  # [sections, 6], as scipy writes them

RUNG_OUT = 1e-10  # what a filter at rest may still hold
# At -300 dB nobody hears it, but it keeps a filter that rings out in silence from falling into
# denormal numbers, which processors calculate a hundred times slower.
HUSH = (1e-15 * np.random.default_rng(0).standard_normal(BLOCK)).astype(np.float32)


def high_pass(hertz: float, order: int = 2) -> Sections:
    """Cut below that frequency, 6 dB per octave and order."""
    return _butterworth(hertz, order, "highpass")


def low_pass(hertz: float, order: int = 2) -> Sections:
    """Cut above that frequency, 6 dB per octave and order."""
    return _butterworth(hertz, order, "lowpass")


def _butterworth(hertz: float, order: int, kind: str) -> Sections:
    sections: Sections = signal.butter(order, hertz, kind, fs=SAMPLE_RATE, output="sos")
    return sections


def peak(hertz: float, decibels: float, q: float = 0.7) -> Sections:
    """Raise or lower a band around that frequency."""
    a, cosine, alpha = _cookbook(hertz, decibels, q)
    return _section(
        (1 + alpha * a, -2 * cosine, 1 - alpha * a), (1 + alpha / a, -2 * cosine, 1 - alpha / a)
    )


def low_shelf(hertz: float, decibels: float, q: float = 0.7071) -> Sections:
    """Raise or lower all that lies below that frequency."""
    return _shelf(hertz, decibels, q, side=1.0)


def high_shelf(hertz: float, decibels: float, q: float = 0.7071) -> Sections:
    """Raise or lower all that lies above that frequency."""
    return _shelf(hertz, decibels, q, side=-1.0)


def _shelf(hertz: float, decibels: float, q: float, side: float) -> Sections:
    a, cosine, alpha = _cookbook(hertz, decibels, q)
    slope, tilt = 2 * np.sqrt(a) * alpha, side * cosine
    return _section(
        (
            a * ((a + 1) - (a - 1) * tilt + slope),
            side * 2 * a * ((a - 1) - (a + 1) * tilt),
            a * ((a + 1) - (a - 1) * tilt - slope),
        ),
        (
            (a + 1) + (a - 1) * tilt + slope,
            -side * 2 * ((a - 1) + (a + 1) * tilt),
            (a + 1) + (a - 1) * tilt - slope,
        ),
    )


def _cookbook(hertz: float, decibels: float, q: float) -> tuple[float, float, float]:
    angle = 2 * np.pi * hertz / SAMPLE_RATE
    return 10 ** (decibels / 40), float(np.cos(angle)), float(np.sin(angle)) / (2 * q)


def _section(b: tuple[float, float, float], a: tuple[float, float, float]) -> Sections:
    return np.array([[*b, *a]]) / a[0]


def chain(*stages: Sections) -> Sections:
    """One filter that does what all of them do in turn."""
    return np.concatenate(stages)


def gain_at(sections: Sections, hertz: float) -> float:
    """How much the filter lets through at that frequency, as a factor."""
    _, response = signal.sosfreqz(sections, worN=[hertz], fs=SAMPLE_RATE)
    return float(np.abs(response[0]))


def filtered(audio: Audio, sections: Sections) -> Audio:
    """The audio through the filter."""
    run = streaming(sections, audio.shape[0])
    made = [run(audio[:, block]) for block in blocks(audio.shape[1])]
    return np.concatenate([audio[:, :0], *made], axis=1)


def streaming(sections: Sections, channels: int) -> Callable[[Audio], Audio]:
    """The filter as a function that remembers, for audio in blocks."""
    sections = sections.astype(np.float32)
    state = np.zeros((len(sections), channels, 2), dtype=np.float32)

    def run(block: Audio) -> Audio:
        nonlocal state
        if not block.any() and np.abs(state).max(initial=0) < RUNG_OUT:
            return block  # parts rest a lot
        result: Audio
        result, state = signal.sosfilt(sections, block + HUSH[: block.shape[1]], zi=state)
        return result

    return run
