"""Cuts, shelves and bells, in double precision, for narrow bands far down the spectrum."""

import numpy as np
from scipy import signal

from harmonia.effects.tone import HighPass, HighShelf, LowPass, LowShelf, Peak
from harmonia_audio.audio import Audio
from harmonia_audio.filters import Sections, high_pass, high_shelf, low_pass, low_shelf, peak

Tone = HighPass | LowPass | LowShelf | HighShelf | Peak


def sections(effect: Tone) -> Sections:
    """The filter that the effect asks for."""
    match effect:
        case HighPass():
            return high_pass(effect.hertz, effect.order)
        case LowPass():
            return low_pass(effect.hertz, effect.order)
        case LowShelf():
            return low_shelf(effect.hertz, effect.decibels, effect.q)
        case HighShelf():
            return high_shelf(effect.hertz, effect.decibels, effect.q)
        case Peak():
            return peak(effect.hertz, effect.decibels, effect.q)


def toned(audio: Audio, effect: Tone) -> Audio:
    """The audio through the filter."""
    # A cut of the eighth order at 20 Hz has poles that single precision cannot tell apart.
    made: Audio = signal.sosfilt(sections(effect), audio.astype(np.float64)).astype(np.float32)
    return made
