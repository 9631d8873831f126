"""
Chords for a tune: a triad of the key for every bar, as somebody would strum it.

The key is the one whose profile fits the tune best (Krumhansl and Kessler 1982, weighted by how
long each pitch class sounds). A bar's chord should hold its notes, the strong ones above all, and
follow well; the best whole way through is found by dynamic programming (Viterbi 1967).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from harmonia.composing.roman import read
from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter

MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
MAJORS = "C Db D Eb E F F# G Ab A Bb B".split()
MINORS = "C C# D Eb E F F# G G# A Bb B".split()
CHORDS = {  # what a strummer reaches for, and how gladly
    "major": {"I": 0.16, "IV": 0.1, "V": 0.1, "vi": 0.05, "ii": 0.02, "iii": -0.1},
    "minor": {"i": 0.16, "bVI": 0.06, "bVII": 0.06, "iv": 0.06, "V": 0.04, "bIII": 0.02},
}
FOLLOWS = {  # leads that please
    "V I", "IV I", "IV V", "ii V", "I IV", "I V", "vi IV", "vi ii", "I vi", "V vi", "iii vi",
    "V i", "iv V", "iv i", "bVI bVII", "bVII i", "i bVI", "i iv", "i bVII", "bVI bIII",
    "bIII bVII", "bVI V",
}  # fmt: skip
PLEASED, AGAIN, HOME, FOREIGN = 0.08, -0.04, 0.25, 0.6


@dataclass(frozen=True, slots=True)
class Tone:
    """A note of the tune: ticks, and a MIDI key."""

    start: int
    length: int
    key: int


def harmonise(
    tune: Sequence[Tone], meter: Meter, key: Key | None = None
) -> tuple[Key, list[Chord]]:
    """The tune's key, and a chord for each bar of it; Invalid if there is no note."""
    if not tune:
        raise Invalid("there is no note to find chords for", field="melody")
    key = key or key_of(tune)
    page = CHORDS["minor" if key.minor else "major"]
    chords = {numeral: read(numeral, key) for numeral in page}
    bars = -(-max(one.start + one.length for one in tune) // meter.bar)
    home = next(iter(page))
    best: dict[str, tuple[float, list[str]]] = {}
    for number in range(bars):
        heard = _weights(tune, number * meter.bar, meter)
        before, best = best, {}
        for numeral, chord in chords.items():
            fit = _fit(heard, chord) + page[numeral]
            if number in (0, bars - 1) and numeral == home:
                fit += HOME
            ways = [
                (score + _leads(last, numeral), way) for last, (score, way) in before.items()
            ] or [(0.0, [])]
            score, way = max(ways, key=lambda one: one[0])
            best[numeral] = (score + fit, [*way, numeral])
    _, way = max(best.values(), key=lambda one: one[0])
    return key, [chords[numeral] for numeral in way]


def key_of(tune: Sequence[Tone]) -> Key:
    """The major or minor key that the tune is likeliest in."""
    weights = [0.0] * 12
    for one in tune:
        weights[one.key % 12] += one.length
    last = tune[-1].key % 12
    found = []
    for tonic in range(12):
        for names, mode, profile in ((MAJORS, "major", MAJOR), (MINORS, "minor", MINOR)):
            turned = [profile[(tone - tonic) % 12] for tone in range(12)]
            score = _alike(weights, turned) + (0.1 if last == tonic else 0.0)
            found.append((score, f"{names[tonic]} {mode}"))
    return Key.parse(max(found)[1])


def _alike(one: Sequence[float], other: Sequence[float]) -> float:
    left, right = ([value - sum(row) / 12 for value in row] for row in (one, other))
    size = (sum(a * a for a in left) * sum(b * b for b in right)) ** 0.5
    return sum(a * b for a, b in zip(left, right, strict=True)) / size if size else 0.0


def _weights(tune: Sequence[Tone], start: int, meter: Meter) -> dict[int, float]:
    """How much each pitch class says in the bar; notes on strong pulses say twice as much."""
    found: dict[int, float] = {}
    for one in tune:
        inside = min(one.start + one.length, start + meter.bar) - max(one.start, start)
        if inside > 0:
            weight = 2.0 if one.start - start in meter.strong else 1.0
            found[one.key % 12] = found.get(one.key % 12, 0.0) + weight * inside
    return found


def _fit(heard: dict[int, float], chord: Chord) -> float:
    total = sum(heard.values())
    if not total:
        return 0.0
    inside = sum(heard.get(note.semitone, 0.0) for note in chord.notes)
    return (inside - FOREIGN * (total - inside)) / total


def _leads(last: str, numeral: str) -> float:
    if last == numeral:
        return AGAIN
    return PLEASED if f"{last} {numeral}" in FOLLOWS else 0.0
