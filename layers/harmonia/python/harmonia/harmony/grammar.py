"""
A style's harmonic grammar: how likely each chord is after those that came.

The style's standard progressions are read as loops; chords are counted by their bare numerals after
two, one and none of their predecessors, and the three counts are mixed with a fourth voice, the
common practice of functions, so that chords the style never wrote down still find a way on.
Reference: Jelinek and Mercer, Interpolated estimation of Markov source parameters (1980).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from harmonia.harmony.numerals import bare
from harmonia.harmony.repertoire import rows
from harmonia.songs.wishes import Genre

PRACTICE = {  # what follows what in most tonal music; Piston's table of usual root progressions
    False: {
        "I": "IV V vi ii iii", "ii": "V IV vi", "iii": "vi IV", "IV": "V I ii", "V": "I vi IV",
        "vi": "ii IV V iii", "vii°": "I iii", "iv": "I V", "bVII": "IV I", "bVI": "bVII V",
        "bIII": "IV bVI", "V/ii": "ii", "V/iii": "iii", "V/IV": "IV", "V/V": "V", "V/vi": "vi IV",
        "bII": "I", "v": "IV ii", "i": "iv V", "II": "V IV", "III": "vi IV", "VI": "ii",
        "viiø": "V/vi I", "#iv°": "V I", "#i°": "ii", "#ii°": "iii", "ii/IV": "V/IV",
    },
    True: {
        "i": "iv bVI V bVII bIII", "ii°": "V", "iiø": "V", "bIII": "bVI bVII iv", "iv": "V i bVII",
        "V": "i bVI", "v": "bVI i iv", "bVI": "bVII iv V bIII", "bVII": "i bIII bVI",
        "IV": "i bVII", "bII": "V i", "V/iv": "iv", "V/V": "V", "V/bVI": "bVI", "V/bIII": "bIII",
        "vii°": "i", "V/bVII": "bVII", "bvi": "i", "ii": "V",
    },
}  # fmt: skip
SHARES = (6.0, 2.0, 0.3)  # how much the counts after two, one and none are heard
SAME = 0.35  # of its probability is left to the same chord again: hardly a suggestion
LIKENESS = {"II": "V/V", "VI": "V/ii", "III": "V/vi", "VII": "V/iii"}  # one chord, two names


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a style plays after what."""

    after_two: Mapping[tuple[str, str], Counter[str]]
    after_one: Mapping[str, Counter[str]]
    alone: Counter[str]
    first: Counter[str]
    practice: Mapping[str, str]
    dress: Mapping[str, str]  # how the style plays a bare numeral: ii9, V13

    def follow(self, before: Sequence[str]) -> dict[str, float]:
        """The probability of each bare numeral after those; they add up to one."""
        if not before:
            return _shares(self.first)
        names = [LIKENESS.get(name, name) for name in before]
        last, pair = names[-1], (names[-2] if len(names) > 1 else "", names[-1])
        usual = {
            name: 1 / (2 + place) for place, name in enumerate(self.practice.get(last, "").split())
        }
        voices = (self.after_two.get(pair), self.after_one.get(last), self.alone)
        mixed = _shares(usual)
        for share, counts in zip(SHARES, voices, strict=True):
            examples = counts.total() if counts else 0
            trust = share * examples / (examples + 2)  # few examples, little say
            for name, part in _shares(counts or {}).items():
                mixed[name] = mixed.get(name, 0.0) + trust * part
        mixed[last] = SAME * mixed.get(last, 0.0)
        return _shares(mixed)

    def worn(self, name: str) -> str:
        """The bare numeral in the style's dress."""
        return self.dress.get(name, name)


@cache
def grammar(genre: Genre, *, minor: bool) -> Grammar:
    """The style's grammar for major or for minor keys."""
    two: dict[tuple[str, str], Counter[str]] = {}
    one: dict[str, Counter[str]] = {}
    alone: Counter[str] = Counter()
    first: Counter[str] = Counter()
    dresses: dict[str, Counter[str]] = {}
    for weight, numerals in rows(genre, minor=minor):
        names = [LIKENESS.get(bare(numeral), bare(numeral)) for numeral in numerals]
        first[names[0]] += weight
        for index, name in enumerate(names):
            alone[name] += weight
            if "/" not in numerals[index] or "/" in name:
                dresses.setdefault(name, Counter())[numerals[index]] += weight
            previous, before = names[index - 1], names[index - 2]
            one.setdefault(previous, Counter())[name] += weight
            two.setdefault((before, previous), Counter())[name] += weight
    dress = {name: counts.most_common(1)[0][0] for name, counts in dresses.items()}
    return Grammar(two, one, alone, first, PRACTICE[minor], dress)


def _shares(counts: Mapping[str, float]) -> dict[str, float]:
    total = sum(counts.values())
    return {name: count / total for name, count in counts.items() if count > 0}
