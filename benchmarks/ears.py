"""
How well the ears hear, and how fast, on generated clips whose truth is known.

    python -m benchmarks.ears [--split held-out] [--clips 60] [--peer]

Synthetic music, so a regression test and no claim about recordings. Scores are mir_eval's; clean
and hard clips are told apart (hard ones are out of tune, in a room, in noise and loosely played).
`--peer` scores librosa's chroma with templates and the same kind of Viterbi path in the same run.
Speed is CPU seconds of this process against seconds of sound.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from statistics import mean
from typing import TypeVar

import mir_eval
import numpy as np
from scipy.ndimage import median_filter

from benchmarks.clips import NAMES, TONES, Clip, Span, clips
from harmonia_audio.audio import SAMPLE_RATE
from harmonia_audio.ears.chords import NONE, QUALITIES
from harmonia_audio.ears.listen import listen
from harmonia_audio.ears.live import Hearing, Settled, finish
from harmonia_audio.ears.live import hear as hear_live
from harmonia_audio.ears.music import Music, hear
from harmonia_audio.ears.traces import sketch

LABELS = {
    "": "maj",
    "m": "min",
    "7": "7",
    "maj7": "maj7",
    "m7": "min7",
    "dim": "dim",
    "sus4": "sus4",
}
T = TypeVar("T")
CHUNK = SAMPLE_RATE // 4
NEAR = 0.04  # share by which a tempo may be off
OCTAVES = (1, 2, 1 / 2, 3, 1 / 3)


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="held-out", choices=("held-out", "development"))
    parser.add_argument("--clips", type=int, default=60, help="of each kind, clean and hard")
    parser.add_argument("--peer", action="store_true", help="score librosa as well")
    parser.add_argument("--live", action="store_true", help="score chunks of 250 ms as well")
    given = parser.parse_args()
    for hard in (False, True):
        results: dict[str, list[float]] = defaultdict(list)
        spent: dict[str, float] = defaultdict(float)
        seconds = 0.0
        for clip in clips(given.split, given.clips, hard=hard):
            seconds += clip.seconds
            music = timed(partial(heard, clip), "ears", spent)
            judge(clip, music, results)
            timed(partial(listen, clip.wave[None]), "all features", spent)
            if given.live:
                found = timed(partial(streamed, clip), "live", spent)
                chords(clip, found, "live ", results)
            if given.peer:
                found = timed(partial(librosa_chords, clip), "librosa", spent)
                chords(clip, found, "librosa ", results)
        print(
            f"\n{given.split}, {'hard' if hard else 'clean'}: {given.clips} clips, {seconds:.0f} s"
        )
        for name, values in results.items():
            print(f"  {name:24}{mean(values):8.3f}")
        for name, cpu in spent.items():
            print(f"  {name:24}{seconds / cpu:7.0f}x real time")


def heard(clip: Clip) -> Music:
    """Chords, beats, bars and keys of the clip."""
    return hear(sketch(clip.wave[None]))


def timed(work: Callable[[], T], name: str, spent: dict[str, float]) -> T:
    """The work's result; its CPU seconds are added up."""
    began = time.process_time()
    result = work()
    spent[name] += time.process_time() - began
    return result


def judge(clip: Clip, music: Music, results: dict[str, list[float]]) -> None:
    """Add the scores of one clip."""
    spans = [(span.start, span.end, label(span.state)) for span in music.chords]
    chords(clip, spans, "", results)
    tonic, mode = clip.key.split()
    longest = max(music.keys, key=lambda one: one.end - one.start, default=None)
    at_home = longest is not None and (
        (longest.key.tonic.semitone, longest.key.mode) == (NAMES.index(tonic), mode)
    )
    results["key"].append(float(at_home))
    beats = music.beats
    bpm = 60 / float(np.median(np.diff(beats))) if len(beats) > 2 else 1.0
    ratio = bpm / clip.bpm
    results["tempo"].append(float(abs(ratio - 1) < NEAR))
    results["tempo, any octave"].append(float(any(abs(ratio / one - 1) < NEAR for one in OCTAVES)))
    results["beats F"].append(mir_eval.beat.f_measure(np.array(clip.beats), beats))
    firsts = beats[music.bars.firsts]
    results["downbeats F"].append(mir_eval.beat.f_measure(np.array(clip.downbeats), firsts))
    results["meter"].append(float(music.bars.meter == clip.meter))


def chords(clip: Clip, found: Sequence[Span], who: str, results: dict[str, list[float]]) -> None:
    """Add mir_eval's scores of the chords."""
    truth = np.array([span[:2] for span in clip.chords])
    heard = np.array([(start, max(end, start + 1e-4)) for start, end, _ in found])
    names = [span[2] for span in found]
    heard, names = mir_eval.util.adjust_intervals(heard, names, truth.min(), truth.max(), "N", "N")
    intervals, said, meant = mir_eval.util.merge_labeled_intervals(
        truth, [span[2] for span in clip.chords], heard, names
    )
    lengths = mir_eval.util.intervals_to_durations(intervals)
    for measure in ("root", "majmin", "sevenths"):
        right = getattr(mir_eval.chord, measure)(said, meant)
        results[f"{who}{measure}"].append(mir_eval.chord.weighted_accuracy(right, lengths))


def label(state: int) -> str:
    """The state as mir_eval writes it."""
    if state == NONE:
        return "N"
    root, kind = divmod(state, len(QUALITIES))
    return f"{NAMES[root]}:{LABELS[QUALITIES[kind]]}"


def streamed(clip: Clip) -> list[Span]:
    """The chords that were settled while the clip came in chunks."""
    hearing, settled = Hearing(), list[Settled]()
    for start in range(0, len(clip.wave) - CHUNK + 1, CHUNK):
        heard = hear_live(hearing, clip.wave[start : start + CHUNK])
        hearing, settled = heard.hearing, [*settled, *heard.settled]
    spans = []
    for one in [*settled, *finish(hearing)]:
        name = f"{one.chord.root}:{LABELS[one.chord.quality]}" if one.chord else "N"
        spans.append((one.start, one.end, name))
    return spans


def librosa_chords(clip: Clip) -> list[Span]:
    """librosa's constant-Q chroma, cosine templates with sevenths, and a Viterbi path."""
    librosa = importlib.import_module("librosa")
    wave = librosa.resample(clip.wave, orig_sr=SAMPLE_RATE, target_sr=SAMPLE_RATE // 2)
    chroma = librosa.feature.chroma_cqt(y=wave, sr=SAMPLE_RATE // 2, hop_length=2048)
    chroma = median_filter(chroma, (1, 5))
    kinds = ("maj", "min", "7", "maj7", "min7")
    templates = np.zeros((60, 12))
    for row in range(60):
        root, kind = divmod(row, 5)
        templates[row, [(root + tone) % 12 for tone in TONES[kinds[kind]]]] = (1, 1, 1, 0.75)[
            : len(TONES[kinds[kind]])
        ]
    templates /= np.linalg.norm(templates, axis=1, keepdims=True)
    alike = (templates @ (chroma / (np.linalg.norm(chroma, axis=0) + 1e-9))).T
    path = librosa.sequence.viterbi(
        np.exp(12 * alike).T / np.exp(12 * alike).sum(axis=1),
        librosa.sequence.transition_loop(60, 0.97),
    )
    edges = [0, *(np.flatnonzero(np.diff(path)) + 1), len(path)]
    second = (SAMPLE_RATE // 2) / 2048
    return [
        (start / second, end / second, f"{NAMES[path[start] // 5]}:{kinds[path[start] % 5]}")
        for start, end in itertools.pairwise(edges)
    ]


if __name__ == "__main__":
    main()
