"""A chain of effects applied to audio."""

from dataclasses import dataclass

import numpy as np

from harmonia.effects.chain import Chain, Effect
from harmonia.effects.dynamics import Compressor, Denoise, Gate, Limiter, Normalise
from harmonia.effects.space import Chorus, Delay, Reverb
from harmonia.effects.time import Fade, Pitch, Resample, TimeStretch, Trim
from harmonia.errors import Invalid
from harmonia_audio.audio import SAMPLE_RATE, Audio, checked
from harmonia_audio.effects.levels import compressed, gated, limited, normalised
from harmonia_audio.effects.space import doubled, echoed, roomed
from harmonia_audio.effects.spectrum import denoised
from harmonia_audio.effects.tone import toned
from harmonia_audio.effects.vocoder import pitched, resampled, stretched


@dataclass(frozen=True)
class Rendered:
    """What came out, [channels, samples], and how many samples a second it has."""

    audio: Audio
    rate: int = SAMPLE_RATE


def render(audio: Audio, chain: Chain) -> Rendered:
    """
    The audio through the chain.

    Invalid names the effect that leaves nothing (a trim beyond the end), or audio that is none.
    """
    made, rate = checked(audio), SAMPLE_RATE
    for index, effect in enumerate(chain.effects):
        made = applied(made, effect)
        if isinstance(effect, Resample):
            rate = effect.hertz
        if not made.shape[1]:
            raise Invalid("nothing is left of the sound", field=f"effects.{index}")
    return Rendered(made, rate)


def applied(audio: Audio, effect: Effect) -> Audio:
    """The audio through one effect; the audio itself stays as it was."""
    match effect:
        case Compressor():
            return compressed(audio, effect)
        case Gate():
            return gated(audio, effect)
        case Denoise():
            return denoised(audio, effect.decibels)
        case Limiter():
            return limited(audio, effect)
        case Normalise():
            return normalised(audio, effect)
        case Reverb():
            return roomed(audio, effect)
        case Delay():
            return echoed(audio, effect)
        case Chorus():
            return doubled(audio, effect)
        case Pitch():
            return pitched(audio, effect.semitones)
        case TimeStretch():
            return stretched(audio, effect.factor)
        case Fade():
            return faded(audio, effect)
        case Trim():
            end = None if effect.end is None else round(effect.end * SAMPLE_RATE)
            return audio[:, round(effect.start * SAMPLE_RATE) : end].copy()
        case Resample():
            return resampled(audio, effect.hertz)
        case _:
            return toned(audio, effect)


def faded(audio: Audio, effect: Fade) -> Audio:
    """The audio in from silence and out into it, along a quarter of a sine."""
    made = audio.copy()
    samples = audio.shape[1]
    for seconds, backwards in ((effect.seconds_in, False), (effect.seconds_out, True)):
        length = min(round(seconds * SAMPLE_RATE), samples)
        curve = np.sin(np.pi / 2 * np.arange(length) / max(length, 1)).astype(np.float32)
        if backwards and length:
            made[:, samples - length :] *= curve[::-1]
        elif length:
            made[:, :length] *= curve
    return made
