"""
Bars: which beats are the first of a bar, and how many beats a bar has.

Harmony changes on downbeats and the bass speaks there; a hidden Markov model that counts to three
or to four hears which count explains the beats best. The same evidence says whether the beat was
taken at half its speed: then chords change on every second beat and the middles are as strong.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harmonia_audio.ears.beats import Seconds, nearest
from harmonia_audio.ears.chords import ChordSpan, Features
from harmonia_audio.ears.onsets import RATE, Curve, Onsets
from harmonia_audio.ears.pitches import SECONDS

METERS = (4, 3)  # beats to a bar; the first is what is meant where nothing speaks for another
REACH = 6  # frames to each side between which harmony is compared
ACCENT = {"harmony": 1.45, "chord": 2.1, "low": 1.0, "strength": 0.85, "high": -0.3}
SLIP = -12.0  # what it costs to lose or gain a beat
RARE = {4: 0.0, 3: -0.1}  # a beat, for meters that are less usual
HALF = {  # learned of generated music
    "slow": -3.3, "pairs": 2.5, "middles": 2.9, "lasting": -0.5, "short": 4.5, "bias": -5.6,
}  # fmt: skip
SHIFTED = 1.15  # how much more must happen between the beats than on them
SLOW = 80.0  # bpm


@dataclass(frozen=True)
class Bars:
    """The first beats of the bars, as indices of the beats; and the beats of a bar."""

    firsts: NDArray[np.int64]
    meter: int


def novelty(features: Features) -> Curve:
    """How much the harmony after each frame differs from before, [frames], 0 to 1."""
    flat = features[:, :2].reshape(len(features), -1)
    sums = np.concatenate([np.zeros((1, flat.shape[1])), np.cumsum(flat, axis=0)])
    here = np.arange(len(flat))
    before = sums[here] - sums[np.maximum(here - REACH, 0)]
    after = sums[np.minimum(here + REACH, len(flat))] - sums[here]
    size = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    change: Curve = np.where(size > 1e-9, 1 - (before * after).sum(axis=1) / (size + 1e-9), 0)
    return change


def halved(beats: Seconds, heard: Onsets, change: Curve, chords: Sequence[ChordSpan]) -> bool:
    """Whether the music beats twice as fast as these beats."""
    if len(beats) < 8:
        return False
    middles = (beats[1:] + beats[:-1]) / 2
    on, off = (_around(heard.strength, at, RATE, 2).mean() for at in (beats, middles))
    turns = _standard(_around(change, beats, 1 / SECONDS, 1))
    beat = float(np.median(np.diff(beats)))
    lasting = np.diff([span.start for span in chords[1:]]) / beat
    said = {
        "slow": np.log2(60 / beat / SLOW),
        "pairs": max(turns[0::2].mean(), turns[1::2].mean()),
        "middles": min(off / (on + 1e-9), 1.5),
        "lasting": np.log2(max(float(np.median(lasting)), 1.0)) if len(lasting) else 2.0,
        "short": float((lasting <= 2.25).mean()) if len(lasting) else 0.5,
        "bias": 1.0,
    }
    return bool(sum(HALF[name] * value for name, value in said.items()) > 0)


def offbeat(beats: Seconds, heard: Onsets, change: Curve) -> bool:
    """Whether these are the middles between the beats: bass and harmony then move elsewhere."""
    if len(beats) < 8:
        return False
    middles = (beats[1:] + beats[:-1]) / 2
    low = [_around(heard.low, at, RATE, 2).mean() for at in (middles, beats)]
    turns = [(_around(change, at, 1 / SECONDS, 0) ** 2).mean() for at in (middles, beats)]
    return bool(low[0] * turns[0] > SHIFTED * low[1] * turns[1])


def accents(
    beats: Seconds, heard: Onsets, change: Curve, chords: Sequence[ChordSpan]
) -> dict[str, NDArray[np.float64]]:
    """What speaks for each beat being a first one."""
    turns = np.array([span.start for span in chords[1:]] or [-1.0])
    distance = np.abs(beats - turns[nearest(turns, beats)])
    return {
        "harmony": _standard(_around(change, beats, 1 / SECONDS, 1)),
        "chord": (distance < 0.1).astype(float),
        "low": _standard(_around(heard.low, beats, RATE, 2)),
        "strength": _standard(_around(heard.strength, beats, RATE, 2)),
        "high": _standard(_around(heard.high, beats, RATE, 2)),
    }


def bars(beats: Seconds, heard: Onsets, change: Curve, chords: Sequence[ChordSpan]) -> Bars:
    """The bars that the beats fall into."""
    if len(beats) < 2:
        return Bars(np.arange(len(beats)), METERS[0])
    spoken = accents(beats, heard, change, chords)
    score = sum(ACCENT[name] * value for name, value in spoken.items())
    score = np.asarray(score) - np.mean(score)
    found = {meter: _counted(score, meter) for meter in METERS}
    meter = max(METERS, key=lambda meter: found[meter][0] + RARE[meter] * len(beats))
    return Bars(found[meter][1], meter)


def _counted(score: NDArray[np.float64], meter: int) -> tuple[float, NDArray[np.int64]]:
    """How well counting to `meter` goes, and the beats that are counted one."""
    # A first beat earns its score times (meter - 1) / meter, the others lose their share of it, so
    # that counting at random earns nothing whatever the meter.
    shares = np.full(meter, -1 / meter)
    shares[0] += 1
    best, came = score[0] * shares, []
    for now in score[1:]:
        ways = np.full((meter, meter), SLIP) + best[:, None]
        step = np.arange(meter)
        ways[step, (step + 1) % meter] = best
        came.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + now * shares
    count = [int(best.argmax())]
    for way in reversed(came):
        count.append(int(way[count[-1]]))
    return float(best.max()), np.flatnonzero(np.array(count[::-1]) == 0)


def _around(curve: Curve, moments: Seconds, rate: float, reach: int) -> Curve:
    """The highest of the curve near each moment."""
    places = np.round(moments * rate).astype(int)
    near = places[:, None] + np.arange(-reach, reach + 1)
    highest: Curve = curve[np.clip(near, 0, len(curve) - 1)].max(axis=1)
    return highest


def _standard(values: Curve) -> NDArray[np.float64]:
    """The values in standard deviations from their mean."""
    return np.asarray((values - values.mean()) / (values.std() + 1e-9), dtype=np.float64)
