"""Listening to a whole recording."""

from itertools import pairwise

import numpy as np
from scipy.ndimage import median_filter

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
from harmonia_audio.audio import Audio
from harmonia_audio.ears import keys, onsets, sections, timbre
from harmonia_audio.ears.beats import Seconds
from harmonia_audio.ears.chords import NONE, QUALITIES, ChordSpan, Features
from harmonia_audio.ears.music import Music, hear
from harmonia_audio.ears.pitches import SECONDS
from harmonia_audio.ears.traces import Traces, traces

LISTENER = "ears@1"
STEADY = 0.04  # share by which a tempo differs before it is called another
SETTLED = 8  # beats over which a tempo is taken
LASTING = 64  # beats from its beginning that say what a tempo is
BRIEFEST = 0.5  # seconds under which there is no music to speak of


def listen(audio: Audio) -> Analysis:
    """All that can be heard in the audio; Invalid if it is not one or two channels of numbers."""
    return judged(traces([audio]))


def judged(kept: Traces) -> Analysis:
    """What the traces of a sound tell."""
    seconds, levels = kept.sketch.seconds, kept.levels
    music = hear(kept.sketch)
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
        sections=_sections(music, kept),
        loudness=Loudness(
            round(levels.loudness, 2), round(levels.loudness_range, 2), round(levels.true_peak, 2)
        ),
        chroma=tuple(_share(value) for value in chroma / max(float(chroma.max()), 1e-9)),
        mfcc=Mfcc(
            _figures(kept.colour.cepstra.mean(axis=0)), _figures(kept.colour.cepstra.std(axis=0))
        ),
        onsets=tuple(map(_time, onsets.times(music.onsets.strength))),
        energy=tuple(map(_share, levels.energy)),
        brightness=round(kept.colour.brightness, 1),
        silence=tuple(Span(_time(a), _time(b)) for a, b in levels.silences(seconds)),
    )


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
    local = median_filter(gaps, 2 * SETTLED, mode="nearest")
    starts = [0]
    for at in range(1, len(gaps)):
        begun = gaps[starts[-1] : min(at, starts[-1] + LASTING)]
        if abs(local[at] / np.median(begun) - 1) > STEADY:
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
    stray = float(np.median(np.abs(gaps / local - 1)))
    return Tempo(marks[longest].bpm, _share(1 - 10 * stray), marks)


def _beat(pulse: Seconds) -> float:
    """The length of a beat in seconds: the slope of a line through all of them."""
    return float(np.polyfit(np.arange(len(pulse)), pulse, 1)[0])


def _sections(music: Music, kept: Traces) -> tuple[Passage, ...]:
    """Sections of whole bars; music without bars is one section."""
    seconds, cepstra = kept.sketch.seconds, kept.colour.cepstra
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
    strengths = [kept.levels.between(a, b) for a, b in pairwise(times)]
    top = max(*strengths, 1e-9)
    return tuple(
        Passage(_time(a), _time(b), letter, _share(strength / top))
        for a, b, letter, strength in zip(times[:-1], times[1:], letters, strengths, strict=True)
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
