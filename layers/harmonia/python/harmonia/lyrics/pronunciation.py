"""
How a word sounds: by a dictionary where there is one, else by rules of our own.

The dictionary is a port, for the domain carries no data. What it doesn't know is taken apart (a
plural, a past tense, a contraction, a compound) before the letters are read one by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from harmonia.lyrics import english, foreign
from harmonia.lyrics.phonemes import Phonemes, valid

VOICELESS = frozenset("P T K F TH".split())
HISSING = frozenset("S Z SH ZH CH JH".split())
SUNG = {  # as singers say them, where dictionaries list another way first or none
    "a": "AH0", "the": "DH AH0", "and": "AH0 N D", "to": "T UW0", "of": "AH0 V", "for": "F AO0 R",
    "i": "AY1", "an": "AH0 N", "with": "W IH0 DH", "was": "W AH0 Z", "your": "Y AO0 R",
    "because": "B IH0 K AH1 Z",
    "our": "AW0 R", "hour": "AW1 R", "fire": "F AY1 R", "hours": "AW1 R Z", "fires": "F AY1 R Z",
    "or": "AO0 R", "from": "F R AH0 M", "ooh": "UW1", "oh": "OW1", "ah": "AA1", "la": "L AA1",
    "na": "N AA1", "hey": "HH EY1", "whoa": "W OW1", "yeah": "Y AE1", "mmm": "AH1 M",
    "mm": "AH1 M", "hmm": "HH AH1 M", "shh": "SH AH1", "oooh": "UW1", "aah": "AA1", "ohh": "OW1",
    "gonna": "G AH1 N AH0", "wanna": "W AA1 N AH0", "gotta": "G AA1 T AH0", "'cause": "K AH0 Z",
    "'til": "T IH1 L", "o'er": "AO1 R", "ev'ry": "EH1 V R IY0", "heav'n": "HH EH1 V AH0 N",
    "every": "EH1 V R IY0", "yea": "Y EY1", "into": "IH0 N T UW1", "live": "L IH1 V",
    "tear": "T IH1 R", "tears": "T IH1 R Z", "wind": "W IH1 N D", "winds": "W IH1 N D Z",
    "close": "K L OW1 S", "read": "R EH1 D", "again": "AH0 G EH1 N", "lead": "L IY1 D",
    "lives": "L AY1 V Z", "when": "W EH1 N", "what": "W AH1 T", "where": "W EH1 R",
    "why": "W AY1", "which": "W IH1 CH", "while": "W AY1 L", "white": "W AY1 T",
}  # fmt: skip


class Pronunciations(Protocol):
    """A pronouncing dictionary; what it says of a word never changes."""

    def __hash__(self) -> int:
        """Its identity: whole lines are remembered by the dictionary they were read with."""

    def of(self, word: str) -> Phonemes | None:
        """The ARPABET of a word in small letters, stress on the vowels; None if it isn't listed."""


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """A dictionary of words that are given; without any, everything is read by rule."""

    words: Mapping[str, str]

    def of(self, word: str) -> Phonemes | None:
        """The word as it is listed."""
        found = self.words.get(word)
        return tuple(found.split()) if found else None


RULES = Listed({})  # by rule alone


def pronounced(word: str, known: Pronunciations = RULES, language: str = "en") -> Phonemes:
    """
    The phonemes of one word, letters and apostrophes only.

    >>> pronounced("leaving")
    ('L', 'IY1', 'V', 'IH0', 'NG')
    """
    plain = word.lower().replace("’", "'")
    if language != "en" and language in foreign.LANGUAGES:
        return foreign.read(plain, language)
    found = _listed(plain, known) or _taken_apart(plain, known)
    return found or english.read(plain.replace("'", ""))


def _listed(word: str, known: Pronunciations) -> Phonemes | None:
    if word in SUNG:
        return tuple(SUNG[word].split())
    found = known.of(word)
    return found if found and valid(found) else None


def _taken_apart(word: str, known: Pronunciations) -> Phonemes | None:
    """A word that is known but for its ending: walkin', rivers', re-tuned."""
    bare = word.strip("'")
    if bare != word and (found := _listed(bare, known)):
        return found
    if word.endswith("in'") and (found := _listed(word[:-1] + "g", known)):
        return (*found[:-1], "N")
    for ending in ("'s", "s"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and (found := _listed(stem, known)):
            return (*found, *plural(found[-1]))
    if word.endswith("ed") and len(word) > 4:
        for stem in (word[:-2], word[:-1]):
            if found := _listed(stem, known):
                return (*found, *_past(found[-1]))
    for ending, sound in (("ing", "IH0 NG"), ("ly", "L IY0"), ("ness", "N AH0 S"),
                          ("less", "L AH0 S"), ("er", "ER0"), ("y", "IY0")):  # fmt: skip
        for stem in (word.removesuffix(ending), word.removesuffix(ending) + "e"):
            if word.endswith(ending) and len(stem) > 2 and (found := _listed(stem, known)):
                return (*found, *sound.split())
    return _compound(word, known)


def _compound(word: str, known: Pronunciations) -> Phonemes | None:
    """Two known words written as one; the second keeps a lighter stress."""
    for cut in range(len(word) - 3, 2, -1):
        first, second = known.of(word[:cut]), known.of(word[cut:])
        if first and second and valid((*first, *second)):
            return (*first, *(one.replace("1", "2") for one in second))
    return None


def plural(last: str) -> Phonemes:
    """What an s sounds after that phoneme."""
    return ("IH0", "Z") if last in HISSING else ("S",) if last in VOICELESS else ("Z",)


def _past(last: str) -> Phonemes:
    if last in ("T", "D"):
        return ("IH0", "D")
    return ("T",) if last in VOICELESS | {"S", "SH", "CH"} else ("D",)
