"""Notes and pulse: chords, beats, bars and keys, each of which helps to tell the others."""

from dataclasses import dataclass

import numpy as np

from harmonia_audio.ears import chords, keys, onsets, tempo
from harmonia_audio.ears.bars import Bars, bars, halved, novelty, offbeat
from harmonia_audio.ears.beats import Seconds, beats
from harmonia_audio.ears.chords import ChordSpan, Features, Harmony
from harmonia_audio.ears.onsets import Onsets
from harmonia_audio.ears.pitches import SECONDS
from harmonia_audio.ears.traces import Sketch


@dataclass(frozen=True)
class Music:
    """What the ears make of the notes and the pulse."""

    tuning: float
    features: Features
    onsets: Onsets
    beats: Seconds
    bars: Bars
    chords: list[ChordSpan]
    keys: list[keys.KeySpan]


def hear(sketch: Sketch) -> Music:
    """What the sketch says of notes and pulse."""
    seconds = sketch.seconds
    heard = onsets.onsets(sketch.gains)
    harmony = Harmony(sketch.activations)
    features = harmony.features
    change = novelty(features)
    tempi = tempo.tempi(heard)
    pulse = beats(heard.strength, tempi)
    spans = _spans(harmony, pulse, seconds)
    first = pulse
    if halved(pulse, heard, change, spans):
        pulse = beats(heard.strength, tempi * 2)
    if offbeat(pulse, heard, change):
        pulse = _middles(pulse, seconds)
    if pulse is not first:
        spans = _spans(harmony, pulse, seconds)
    moments = np.arange(len(features)) * SECONDS
    found = keys.keys(features[:, :2], moments, spans, seconds)
    if found:
        lean = np.zeros((len(features), chords.STATES), dtype=np.float32)
        for one in found:
            lean[(moments >= one.start) & (moments <= one.end)] = keys.tonality(one.key)
        spans = _spans(harmony, pulse, seconds, lean)
    return Music(
        tuning=sketch.tuning,
        features=features,
        onsets=heard,
        beats=pulse,
        bars=bars(pulse, heard, change, spans),
        chords=spans,
        keys=found,
    )


def _spans(
    harmony: Harmony, pulse: Seconds, seconds: float, lean: chords.Scores | None = None
) -> list[ChordSpan]:
    return chords.spans(chords.chords(harmony, pulse, lean), harmony, pulse, seconds)


def _middles(pulse: Seconds, seconds: float) -> Seconds:
    """The moments between the beats, with one before and one after if there is room."""
    middles = (pulse[1:] + pulse[:-1]) / 2
    first, last = 2 * pulse[0] - middles[0], 2 * pulse[-1] - middles[-1]
    whole = np.concatenate([[first], middles, [last]])
    inside: Seconds = whole[(whole >= 0) & (whole < seconds)]
    return inside
