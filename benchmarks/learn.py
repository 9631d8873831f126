"""
Learns the look of chords from generated clips, and writes it beside the code that reads it.

    python -m benchmarks.learn

Only clips of the development split and drills are used; `benchmarks.ears` judges on others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.clips import DRILLS, NAMES, Clip, clips, tuneless
from harmonia_audio.ears import chords as ears
from harmonia_audio.ears.frames import halved
from harmonia_audio.ears.pitches import SECONDS, pitches

Array = NDArray[np.float32]
Example = tuple[Array, int]  # features [rows, 12] and the state

LABELS = {
    "maj": "",
    "min": "m",
    "7": "7",
    "maj7": "maj7",
    "min7": "m7",
    "dim": "dim",
    "sus4": "sus4",
}
PROGRESSIONS, DRILLED, TUNELESS = 60, 60, 40  # clips of each kind
RIDGE, STEPS = 3e-5, 150


def main() -> None:
    """Learn and write."""
    frames: list[Example] = []
    spans: list[Example] = []
    for clip in _lessons():
        activations = pitches(halved(halved(clip.wave))).activations
        harmony = ears.Harmony(activations)
        frames += _frames(clip, harmony)
        spans += _spans(clip, harmony)
    for number in range(TUNELESS):
        activations = pitches(halved(halved(tuneless(number)))).activations
        harmony = ears.Harmony(activations)
        frames += [(one, ears.NONE) for one in harmony.features]
        firsts = np.arange(0, len(activations) - 10, 10)
        spans += [(one, ears.NONE) for one in harmony.span_features(firsts, firsts + 10)]
    learned = {"frame": learn(frames), "span": learn(spans)}
    Path(ears.__file__).with_name("chords.json").write_text(json.dumps(learned) + "\n")


def _lessons() -> Iterator[Clip]:
    for hard in (False, True):
        yield from clips("development", PROGRESSIONS, hard=hard)
        yield from clips("development", DRILLED, hard=hard, first=DRILLS)


def _state(label: str) -> int:
    root, quality = label.split(":")
    return NAMES.index(root) * len(ears.QUALITIES) + ears.QUALITIES.index(LABELS[quality])


def _frames(clip: Clip, harmony: ears.Harmony) -> Iterator[Example]:
    moments = np.arange(len(harmony)) * SECONDS
    for start, end, label in clip.chords:
        for frame in np.flatnonzero((moments >= start) & (moments < end)):
            yield harmony.features[frame], _state(label)


def _spans(clip: Clip, harmony: ears.Harmony) -> Iterator[Example]:
    for start, end, label in clip.chords:
        first, last = round(start / SECONDS), min(round(end / SECONDS), len(harmony))
        for early, late in ((0, 0), (1, 0), (0, 2), (2, 1)):  # as a decoder may have cut it
            if last - late - first - early > 2:
                cut = np.array([first + early]), np.array([last - late])
                yield harmony.span_features(*cut)[0], _state(label)


def learn(examples: list[Example]) -> dict[str, object]:
    """A logistic regression that knows a chord by its intervals, in all keys alike."""
    features = np.array([one for one, _ in examples], dtype=np.float32)
    states = np.array([state for _, state in examples])
    turned = np.stack([np.roll(features, -root, axis=2) for root in range(12)], axis=1)
    looks: Array = turned.reshape(len(features) * 12, -1)
    flat = ears.flatness(features)
    inputs, kinds = looks.shape[1], len(ears.QUALITIES)
    rows = np.arange(len(states))
    sizes = np.cumsum([inputs * kinds, kinds, inputs])

    def parts(values: NDArray[np.float64]) -> tuple[Array, Array, Array, Array]:
        chord, bias, none, none_bias = np.split(values.astype(np.float32), sizes)
        return chord.reshape(inputs, kinds), bias, none, none_bias

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        chord, bias, none, none_bias = parts(values)
        raw = np.concatenate(
            [(looks @ chord + bias).reshape(len(states), -1), (flat @ none + none_bias)[:, None]], 1
        )
        raw -= raw.max(axis=1, keepdims=True)
        odds = np.exp(raw)
        odds /= odds.sum(axis=1, keepdims=True)
        surprise = -np.log(odds[rows, states] + 1e-12).mean()
        odds[rows, states] -= 1
        odds /= len(states)
        wrong = odds[:, :-1].reshape(-1, kinds)
        slope = [
            (looks.T @ wrong + 2 * RIDGE * chord).ravel(),
            wrong.sum(axis=0),
            flat.T @ odds[:, -1] + 2 * RIDGE * none,
            odds[:, -1:].sum(axis=0),
        ]
        ridge = RIDGE * float((chord**2).sum() + (none**2).sum())
        return float(surprise) + ridge, np.concatenate(slope).astype(float)

    found = minimize(
        loss, np.zeros(sizes[-1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}
    )
    print(f"{len(states)} examples of {inputs} figures: {found.fun:.3f} nats")
    chord, bias, none, none_bias = parts(found.x)
    tidy = {"chord": chord, "bias": bias, "none": none}
    return {name: np.round(value, 3).tolist() for name, value in tidy.items()} | {
        "none_bias": round(float(none_bias[0]), 3)
    }


if __name__ == "__main__":
    main()
