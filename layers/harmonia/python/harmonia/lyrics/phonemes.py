"""
Phonemes: ARPABET, as the CMU Pronouncing Dictionary writes it.

A vowel carries its stress as a digit: 1 is the word's own, 2 a second one, 0 none. A syllable has
exactly one vowel; consonants go with the vowel after them as far as English can begin a word so
(maximal onset), because that is how they are sung.
"""

from collections.abc import Sequence
from itertools import pairwise

VOWELS = frozenset("AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW".split())
CONSONANTS = frozenset("B CH D DH F G HH JH K L M N NG P R S SH T TH V W Y Z ZH".split())
OPEN = frozenset("AA AE AH AO AW AY EH EY OW OY".split())  # vowels a long note sits well on
LAX = frozenset("AE AH EH IH UH".split())
_PAIRS = (
    "B L|B R|B Y|D R|D W|D Y|F L|F R|F Y|G L|G R|G W|G Y|HH Y|HH W|K L|K R|K W|K Y|M Y|N Y|P L|P R"
    "|P Y|S F|S K|S L|S M|S N|S P|S T|S V|S W|SH L|SH M|SH N|SH R|SH W|T R|T W|T Y|TH R|TH W|TH Y"
    "|V Y|L Y"
)
_TRIPLES = "S K L|S K R|S K W|S K Y|S P L|S P R|S P Y|S T R|S T Y"
ONSETS = frozenset(
    {
        (),
        *((one,) for one in CONSONANTS - {"NG", "ZH"}),
        ("ZH",),
        *(tuple(pair.split()) for pair in f"{_PAIRS}|{_TRIPLES}".split("|")),
    }
)

Phonemes = tuple[str, ...]


def is_vowel(phoneme: str) -> bool:
    """Whether a syllable can be built on it."""
    return phoneme.rstrip("012") in VOWELS


def stress(phonemes: Sequence[str]) -> int:
    """The stress of a syllable: 1, 2 or 0, as its vowel carries it."""
    return next((int(one[-1]) for one in phonemes if is_vowel(one) and one[-1].isdigit()), 0)


def nucleus(phonemes: Sequence[str]) -> int:
    """Where in a syllable its vowel stands."""
    return next(index for index, one in enumerate(phonemes) if is_vowel(one))


def valid(phonemes: Sequence[str]) -> bool:
    """Whether these are phonemes of ARPABET with at least one vowel, and stress on vowels alone."""
    known = all(
        one.rstrip("012") in VOWELS and one[-1] in "012" if is_vowel(one) else one in CONSONANTS
        for one in phonemes
    )
    return known and any(map(is_vowel, phonemes))


def syllabified(phonemes: Sequence[str]) -> tuple[Phonemes, ...]:
    """
    The phonemes of a word, parted into syllables.

    >>> syllabified("L IY1 V IH0 NG".split())
    (('L', 'IY1'), ('V', 'IH0', 'NG'))
    """
    vowels = [index for index, one in enumerate(phonemes) if is_vowel(one)]
    starts = [0]
    for before, after in pairwise(vowels):
        start = after
        while start - 1 > before and tuple(phonemes[start - 1 : after]) in ONSETS:
            start -= 1
        starts.append(start)
    ends = [*starts[1:], len(phonemes)]
    return tuple(tuple(phonemes[start:end]) for start, end in zip(starts, ends, strict=True))


def rhyme(phonemes: Sequence[str]) -> Phonemes:
    """
    What a word rhymes on: its last stressed vowel and all that follows, as an ear in a crowd
    hears them (lost and cost, near and here).
    """
    vowels = [index for index, one in enumerate(phonemes) if is_vowel(one)]
    stressed = [index for index in vowels if phonemes[index][-1] in "12"] or vowels[-1:]
    sounds = [one.rstrip("012") for one in phonemes[stressed[-1] :]]
    if sounds[:1] == ["AO"] and sounds[1:2] != ["R"]:
        sounds[0] = "AA"
    if sounds[1:2] == ["R"]:
        sounds[0] = {"IY": "IH", "AE": "EH"}.get(sounds[0], sounds[0])
    return tuple(sounds)
