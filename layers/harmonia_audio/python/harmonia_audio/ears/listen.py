"""Listening to a whole recording."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from harmonia.listening.analysis import (
    Analysis,
    HeardChord,
    HeardKey,
    HeardTempo,
    Loudness,
    Mfcc,
    Passage,
    Span,
    Tempo,
)
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia_audio import descriptors
from harmonia_audio.audio import SAMPLE_RATE, Audio, checked
from harmonia_audio.ears import chords, keys, onsets, sections, tempo, timbre
from harmonia_audio.ears.bars import Bars, bars, halved, novelty, offbeat
from harmonia_audio.ears.beats import Seconds, beats
from harmonia_audio.ears.chords import NONE, QUALITIES, ChordSpan, Features, Harmony
from harmonia_audio.ears.frames import halved as at_half_rate
from harmonia_audio.ears.frames import mono
from harmonia_audio.ears.onsets import Onsets
from harmonia_audio.ears.pitches import SECONDS, pitches

LISTENER = "ears@1"
STEADY = 0.04  # share by which a tempo differs before it is called another
SETTLED = 8  # beats over which a tempo is taken
BRIEFEST = 0.5  # seconds under which there is no music to speak of


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


def listen(audio: Audio) -> Analysis:
    """All that can be heard in the audio; Invalid if it is not one or two channels of numbers."""
    audio = checked(audio)
    seconds = audio.shape[1] / SAMPLE_RATE
    wave = at_half_rate(mono(audio))
    music = hear(audio)
    colour = timbre.timbre(wave)
    measured = descriptors.read(audio)
    chroma = music.features[:, 0].mean(axis=0)
    pulse = len(music.beats) > 1
    return Analysis(
        seconds=round(seconds, 3),
        listener=LISTENER,
        tuning=round(music.tuning, 1),
        tempo=_tempo(music.beats) if pulse else None,
        meter=Meter(music.bars.meter, 4) if pulse else None,
        key=tuple(
            HeardKey(_time(one.start), _time(one.end), one.key, _share(one.confidence))
            for one in music.keys
        ),
        beats=tuple(map(_time, music.beats)),
        downbeats=tuple(map(_time, music.beats[music.bars.firsts])),
        chords=named(music.chords, music.keys),
        sections=_sections(music, colour.cepstra, audio, seconds),
        loudness=Loudness(
            round(measured.loudness, 2),
            round(measured.loudness_range, 2),
            round(measured.true_peak, 2),
        ),
        chroma=tuple(_share(value) for value in chroma / max(float(chroma.max()), 1e-9)),
        mfcc=Mfcc(_figures(colour.cepstra.mean(axis=0)), _figures(colour.cepstra.std(axis=0))),
        onsets=tuple(map(_time, onsets.times(music.onsets.strength))),
        energy=tuple(map(_share, timbre.energy(audio))),
        brightness=round(colour.brightness, 1),
        silence=tuple(Span(_time(a), _time(b)) for a, b in timbre.silences(audio)),
    )


def hear(audio: Audio) -> Music:
    """The notes and the pulse of the audio: what chords, beats, bars and keys are read from."""
    wave = at_half_rate(mono(audio))
    seconds = audio.shape[1] / SAMPLE_RATE
    heard = onsets.onsets(wave)
    sounding = pitches(at_half_rate(wave))
    harmony = Harmony(sounding.activations)
    features = harmony.features
    change = novelty(features)
    tempi = tempo.tempi(heard)
    pulse = beats(heard.strength, tempi)
    spans = _spans(harmony, pulse, seconds)
    if halved(pulse, heard, change, spans):
        pulse = beats(heard.strength, tempi * 2)
    if offbeat(pulse, heard, change):
        pulse = _middles(pulse, seconds)
    moments = np.arange(len(features)) * SECONDS
    spans = _spans(harmony, pulse, seconds)
    found = keys.keys(features[:, :2], moments, spans, seconds)
    if found:
        lean = np.zeros((len(features), chords.STATES), dtype=np.float32)
        for one in found:
            lean[(moments >= one.start) & (moments <= one.end)] = keys.tonality(one.key)
        spans = _spans(harmony, pulse, seconds, lean)
    return Music(
        tuning=sounding.cents,
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


def named(spans: list[ChordSpan], found: list[keys.KeySpan]) -> tuple[HeardChord, ...]:
    """The chords as they are written in the keys they sound in."""
    result = []
    for span in spans:
        home = next((one.key for one in found if one.end > span.start), Key.parse("C"))
        chord = None
        if span.state != NONE:
            root, kind = divmod(span.state, len(QUALITIES))
            chord = Chord(home.spell(60 + root).note, QUALITIES[kind])
        result.append(
            HeardChord(_time(span.start), _time(span.end), _share(span.confidence), chord)
        )
    return tuple(result)


def _tempo(pulse: Seconds) -> Tempo:
    """The tempo that lasts longest, and every change, from the distances of the beats."""
    gaps = np.diff(pulse)
    local = [np.median(gaps[max(at - SETTLED, 0) : at + SETTLED]) for at in range(len(gaps))]
    starts = [0]
    for at in range(1, len(gaps)):
        if abs(local[at] / np.median(gaps[starts[-1] : at]) - 1) > STEADY:
            starts.append(at)
    spans = zip(starts, [*starts[1:], len(gaps)], strict=True)
    # What is too short to be a tempo belongs to the one before; the first one to the next.
    steady = [start for start, end in spans if end - start >= SETTLED][1:]
    changes = list(pairwise([0, *steady, len(gaps)]))
    marks = tuple(
        HeardTempo(_time(pulse[first]), round(60 / _beat(pulse[first : last + 1]), 2))
        for first, last in changes
    )
    longest = max(range(len(changes)), key=lambda one: changes[one][1] - changes[one][0])
    stray = float(np.median(np.abs(gaps / np.array(local) - 1)))
    return Tempo(marks[longest].bpm, _share(1 - 10 * stray), marks)


def _beat(pulse: Seconds) -> float:
    """The length of a beat in seconds: the slope of a line through all of them."""
    return float(np.polyfit(np.arange(len(pulse)), pulse, 1)[0])


def _sections(music: Music, cepstra: Features, audio: Audio, seconds: float) -> tuple[Passage, ...]:
    """Sections of whole bars; music without bars is one section."""
    edges = music.beats[music.bars.firsts] if len(music.beats) else np.zeros(0)
    if len(edges) < 2:
        return (Passage(0.0, _time(seconds), "A", 1.0),) if seconds > BRIEFEST else ()
    looks = _by_bar(music.features[:, :2].reshape(len(music.features), -1), edges, 1 / SECONDS)
    colours = _by_bar(cepstra, edges, timbre.RATE)
    colours = 0.3 * (colours - colours.mean(axis=0)) / (colours.std(axis=0) + 1e-6)
    together = np.concatenate([2 * looks, colours], axis=1)
    starts = sections.boundaries(together)
    letters = sections.labels(together, starts)
    times = [0.0, *(float(edges[start]) for start in starts[1:]), seconds]
    powers = [
        float(np.sqrt(np.mean(audio[:, int(a * SAMPLE_RATE) : int(b * SAMPLE_RATE)] ** 2)))
        for a, b in pairwise(times)
    ]
    top = max(max(powers), 1e-9)
    return tuple(
        Passage(_time(a), _time(b), letter, _share(power / top))
        for a, b, letter, power in zip(times[:-1], times[1:], letters, powers, strict=True)
    )


def _by_bar(curve: Features, edges: Seconds, rate: float) -> Features:
    """The mean of the curve over each bar, [bars, features]; the last bar goes to the end."""
    places = np.clip(np.round(edges * rate).astype(int), 0, len(curve) - 1)
    ends = np.maximum([*places[1:], len(curve)], places + 1)
    return np.array([curve[a:b].mean(axis=0) for a, b in zip(places, ends, strict=True)])


def _figures(values: Features) -> tuple[float, ...]:
    return tuple(round(float(value), 2) for value in values)


def _time(seconds: float) -> float:
    return round(float(seconds), 3)


def _share(value: float) -> float:
    return round(min(max(float(value), 0.0), 1.0), 3)
