"""
Dynamics: how loud a line is from moment to moment, in dB.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from inference_containers.vocal.articulation import Placed
from inference_containers.vocal.line import Phrase
from inference_containers.vocal.unit import Real
from inference_containers.vocal.vocoder import BINS, FFT, HOP, SAMPLE_RATE

STEP = HOP / SAMPLE_RATE  # seconds from frame to frame
FORCE = 0.28  # dB for each step of velocity
ARCH = 1.5  # dB from the ends of a phrase to its middle
SOFT, HARD = 0.03, 0.012  # seconds in which a vowel comes in, and a consonant
RELEASE, CUT = 0.09, 0.03  # seconds in which the one and the other go
RESET, RESETTING = 9.0, 0.013  # dB and seconds: a vowel behind a vowel is set anew
HARMONICS = 40
TOP = 116  # bins: up to 5 kHz
LOST = 0.85  # how much of what falls between harmonics is made up for
Curve = NDArray[np.floating]


def between_harmonics(logs: Real, path: Curve, hertz: Curve) -> Curve:
    """
    What a high voice loses, in dB: its harmonics lie far apart, and the formants between them are
    not heard. Singers open their vowels and give more breath; here the level is put right.
    """
    row = np.rint(path).astype(np.intp)
    number = np.arange(1, HARMONICS + 1)
    places = np.outer(hertz, number) * FFT / SAMPLE_RATE
    whole = np.minimum(places.astype(np.intp), BINS - 2)
    part = places - whole
    heard = (1 - part) * logs[row[:, None], whole] + part * logs[row[:, None], whole + 1]
    power = np.exp(2 * heard) * (places < TOP) * (hertz * 2 / SAMPLE_RATE)[:, None]
    band = np.exp(2 * logs[:, :TOP]).sum(axis=1)[row] / (BINS - 1)
    lost = 10 * np.log10(band / power.sum(axis=1))
    made_up: Curve = gaussian_filter1d(np.clip(LOST * lost, -9, 12), 0.02 / STEP)
    return made_up


def dynamics(phrase: Phrase, placed: Sequence[Placed], times: Curve) -> Curve:
    """How loud the line is over time, in dB against its usual level."""
    starts = [tone.start for tone in phrase.tones]
    forces = [FORCE * (tone.velocity - 90) for tone in phrase.tones]
    index = np.clip(np.searchsorted(starts, times + 0.03, side="right") - 1, 0, len(starts) - 1)
    level = gaussian_filter1d(np.array(forces)[index], 0.03 / STEP)
    span = max(phrase.end - phrase.start, 1e-3)
    way = np.clip((times - phrase.start) / span, 0, 1)
    level += ARCH * (np.sin(np.pi * way) - 0.67)
    begin, end = placed[0].start, placed[-1].end
    for before, after in pairwise(placed):
        if after.carries and after.phone.vowel and (before.carries or after.seam):
            off = (times - after.start + RESETTING) / RESETTING
            level -= RESET * np.exp(-0.5 * off * off)
    soft = SOFT if placed[0].carries else HARD
    level += 20 * np.log10(np.clip((times - begin + 0.004) / soft, 1e-6, 1))
    release = RELEASE if placed[-1].carries else CUT
    level += 20 * np.log10(np.clip((end + 0.02 - times) / release, 1e-6, 1))
    audible: Curve = np.maximum(level, -120)
    return audible
