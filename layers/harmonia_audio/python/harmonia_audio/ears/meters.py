"""How loud the sound is, read while it passes."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from harmonia_audio import loudness
from harmonia_audio.audio import Audio, decibels
from harmonia_audio.blocks import HOP, STEP, blocks
from harmonia_audio.ears.stretches import Stretch
from harmonia_audio.filters import streaming
from harmonia_audio.loudness import K_WEIGHTING, Powers
from harmonia_audio.peaks import envelope, sample_peak

SHARES = 2  # figures of plain power to each step of 100 ms
PER_SECOND = 10 * SHARES
SHARE = STEP // SHARES  # samples
SILENT, SHORTEST = 10 ** (-60 / 20), 0.4  # RMS under which nothing is heard; seconds


@dataclass(frozen=True)
class Levels:
    """What the meters say."""

    powers: Powers  # the mean square over channels of each twentieth of a second
    weighted: Powers  # the K-weighted power of each tenth, summed over channels
    peak: float  # the highest true peak, as a factor of full scale

    @property
    def loudness(self) -> float:
        """The integrated loudness in LUFS."""
        return loudness.integrated(self.weighted)

    @property
    def loudness_range(self) -> float:
        """In LU."""
        return loudness.loudness_range(self.weighted)

    @property
    def true_peak(self) -> float:
        """In dBTP."""
        return decibels(self.peak)

    @property
    def energy(self) -> list[float]:
        """The strength of each second against the strongest one, 0 to 1."""
        starts = range(0, len(self.powers), PER_SECOND)
        heard = [math.sqrt(float(self.powers[at : at + PER_SECOND].mean())) for at in starts]
        top = max(heard, default=0.0)
        return [strength / top if top > 1e-6 else 0.0 for strength in heard]

    def silences(self, seconds: float) -> list[tuple[float, float]]:
        """Where in so many seconds nothing is heard for a while."""
        quiet = np.concatenate([[False], self.powers < SILENT**2, [False]])
        edges = np.flatnonzero(np.diff(quiet.astype(int))) / PER_SECOND
        spans = [(float(start), min(float(end), seconds)) for start, end in edges.reshape(-1, 2)]
        return [(start, end) for start, end in spans if end - start >= SHORTEST]

    def between(self, start: float, end: float) -> float:
        """The RMS from one second to another."""
        first = min(round(start * PER_SECOND), len(self.powers) - 1)
        last = max(round(end * PER_SECOND), first + 1)
        return math.sqrt(float(self.powers[first:last].mean()))


class Meters:
    """Meters that watch what passes and are read in the end."""

    def __init__(self) -> None:
        self._powers: list[Powers] = [np.zeros(0)]
        self._weighted: list[Powers] = [np.zeros(0)]
        self._peak = 0.0

    def watched(self, sound: Iterable[Audio]) -> Iterator[Audio]:
        """The same sound; its power is measured as it passes."""
        weigh: Callable[[Audio], Audio] | None = None
        for some in in_steps(sound):
            weigh = weigh or streaming(K_WEIGHTING, len(some))
            for block in blocks(some.shape[1]):
                audio = some[:, block]
                self._powers.append(_means(audio, SHARE) / len(audio))
                self._weighted.append(_means(weigh(audio), STEP))
            yield some

    def look(self, stretch: Stretch) -> None:
        """See how high the peaks of the stretch are."""
        level = max(self._peak, sample_peak(stretch.audio))
        if level and stretch.audio.shape[1]:
            tops = envelope(stretch.audio, level)
            inside = tops[stretch.before // HOP : len(tops) - stretch.after // HOP]
            self._peak = max(self._peak, float(inside.max()))

    @property
    def levels(self) -> Levels:
        """What they say now."""
        return Levels(np.concatenate(self._powers), np.concatenate(self._weighted), self._peak)


def in_steps(sound: Iterable[Audio]) -> Iterator[Audio]:
    """The sound in blocks of whole steps of 100 ms; the last one may hold a part of one."""
    rest, end = None, 0
    for block in sound:
        block = block if rest is None else np.concatenate([rest, block], axis=1)
        end = block.shape[1] // STEP * STEP
        rest = block[:, end:]
        if end:
            yield block[:, :end]
    if rest is not None and (rest.shape[1] or not end):
        yield rest


def _means(audio: Audio, length: int) -> Powers:
    """The mean square of each stretch of that length, summed over channels; the last may be cut."""
    whole = audio.shape[1] // length * length
    parts = audio[:, :whole].reshape(len(audio), -1, length)
    means = np.einsum("cps,cps->p", parts, parts) / length
    rest = audio[:, whole:]
    if rest.shape[1]:
        means = np.append(means, np.einsum("cs,cs->", rest, rest) / rest.shape[1])
    found: Powers = means.astype(np.float64)
    return found
