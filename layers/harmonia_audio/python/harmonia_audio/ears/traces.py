"""What is kept of a sound that passed: enough to judge it by, and far less than the sound."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from harmonia.errors import Invalid
from harmonia_audio.audio import SAMPLE_RATE, Audio, checked
from harmonia_audio.ears import onsets, timbre
from harmonia_audio.ears.frames import Magnitudes, Wave, halved, mono
from harmonia_audio.ears.meters import Levels, Meters
from harmonia_audio.ears.onsets import Curves
from harmonia_audio.ears.pitches import HOP, Activations, pitches
from harmonia_audio.ears.stretches import Stretch, stretches
from harmonia_audio.ears.timbre import Timbre
from harmonia_audio.ears.tuning import cents

QUARTER_HOP = 4 * HOP  # samples from one frame of pitches to the next
HALF_HOP = 2 * onsets.HOP


@dataclass(frozen=True)
class Sketch:
    """What harmony and rhythm are read from."""

    seconds: float
    gains: Curves
    activations: Activations
    tuning: float  # cents


@dataclass(frozen=True)
class Traces:
    """All that is kept."""

    sketch: Sketch
    colour: Timbre
    levels: Levels


class _Pad:
    """Where harmony and rhythm are sketched."""

    def __init__(self) -> None:
        self.samples, self.pointing = 0, 0j
        self.gains: list[Curves] = []
        self.activations: list[Activations] = []

    def take(self, stretch: Stretch, wave: Wave) -> None:
        """The stretch, and all of its audio in mono at half the rate."""
        found = pitches(halved(wave), self.pointing)
        self.pointing = found.direction
        self.samples += stretch.core.shape[1]
        self.gains.append(onsets.gains(wave)[stretch.frames(HALF_HOP)])
        self.activations.append(found.activations[stretch.frames(QUARTER_HOP)])

    @property
    def sketch(self) -> Sketch:
        if not self.gains:
            raise Invalid("there is no sound in the file", field="audio")
        return Sketch(
            self.samples / SAMPLE_RATE,
            np.concatenate(self.gains),
            np.concatenate(self.activations),
            cents(self.pointing),
        )


def sketch(audio: Audio) -> Sketch:
    """What harmony and rhythm of the audio are read from."""
    pad = _Pad()
    for stretch in stretches([checked(audio)]):
        pad.take(stretch, halved(mono(stretch.audio)))
    return pad.sketch


def traces(sound: Iterable[Audio]) -> Traces:
    """The traces of a sound that comes in blocks; Invalid if it is none."""
    pad, meters = _Pad(), Meters()
    cepstra: list[Magnitudes] = []
    power = np.zeros(timbre.BINS)
    for stretch in stretches(meters.watched(map(checked, sound))):
        wave = halved(mono(stretch.audio))
        pad.take(stretch, wave)
        colour = timbre.timbre(wave, stretch.frames(2 * timbre.HOP))
        cepstra.append(colour.cepstra)
        power += colour.power
        meters.look(stretch)
    return Traces(pad.sketch, Timbre(np.concatenate(cepstra), power), meters.levels)
