"""
Syllables of written words: the letters divided where the sounds are.

Letters and phonemes are aligned by the cheapest way through both; a syllable's letters begin where
its first phoneme is written. Doubled consonants part, and an -ing keeps to itself: bit-ter,
leav-ing.
"""

from dataclasses import dataclass
from functools import cache

from harmonia.lyrics.phonemes import Phonemes, is_vowel, stress, syllabified

WRITTEN = """
AA: a o ah aa ea e au
AE: a ai au
AH: a e i o u ou oo ai ea io ia y eo
AO: o a au aw ou oa ough augh oo al
AW: ou ow ough au
AY: i y ie igh ye eye ai ei uy
B: b bb
CH: ch tch t c tu
D: d dd ed ld
DH: th
EH: e ea ai a ie ay u ei
ER: er ir ur or ar ear re our yr ure eur r
EY: a ai ay ei ey ea eigh e ee et aigh
F: f ff ph gh lf
G: g gg gh gu x
HH: h wh j
IH: i y e ui a u ee o ie ei ea
IY: e ee ea y ie ey i ei eo ae oe
JH: j g dg dge gg d ge
K: c k ck ch q cc kh x que lk qu
L: l ll le
M: m mm mb mn lm
N: n nn kn gn ne pn
NG: ng n ngue
OW: o oa ow oe ough ou oh ew owe eau au
OY: oi oy
P: p pp
R: r rr wr rh
S: s ss c sc ce se ps st
SH: sh ti ci s ss ch si ssi sch
T: t tt ed th bt ght d
TH: th
UH: oo u ou o oul
UW: oo u ew ue o ou ui oe ough wo
V: v f ve ph vv
W: w wh u o
Y: y i u j
Z: z s zz ss se x ze
ZH: s si g ge z
"""  # how each phoneme may be spelled
SPELLED = {
    name: frozenset(ways.split())
    for name, _, ways in (row.partition(":") for row in WRITTEN.strip().splitlines())
}
BLENDS = {"x": ("K", "S"), "u": ("Y", "UW"), "ew": ("Y", "UW"), "le": ("AH", "L"), "qu": ("K", "W"),
          "o": ("W", "AH"), "ue": ("Y", "UW"), "eu": ("Y", "UW"), "m": ("AH", "M"),
          "iou": ("IY", "AH"), "ia": ("IY", "AH"), "re": ("ER",), "es": ("IH", "Z"),
          "ure": ("Y", "ER"), "io": ("Y", "AH"), "zz": ("T", "S"), "z": ("T", "S"),
          "ñ": ("N", "Y"), "gn": ("N", "Y"), "ll": ("Y",), "oi": ("W", "AA")}  # fmt: skip
SILENT = 1.0
FOREIGN = 2.4  # what it costs to read a letter as a sound it never has


@dataclass(frozen=True, slots=True)
class Spoken:
    """A syllable of a line: what is written, what sounds, and how heavy it is."""

    text: str
    phonemes: Phonemes
    stress: int  # 2 the word's own, 1 a lighter one, 0 none
    word: int  # in the line


@cache
def divided(text: str, parts: tuple[Phonemes, ...]) -> tuple[str, ...]:
    """
    A written word cut into as many pieces as it has syllables.

    >>> divided("Leaving", (("L", "IY1"), ("V", "IH0", "NG")))
    ('Leav', 'ing')
    """
    if len(parts) == 1:
        return (text,)
    starts = _starts(text.lower(), tuple(one for part in parts for one in part))
    firsts, place = [], 0
    for part in parts:
        firsts.append(starts[place] if place else 0)
        place += len(part)
    cuts = [_moved(text.lower(), cut, firsts, at) for at, cut in enumerate(firsts)]
    for at in range(1, len(cuts)):  # every syllable keeps a letter where there are enough
        cuts[at] = max(cuts[at], min(cuts[at - 1] + 1, len(text) - (len(cuts) - at)), 0)
        cuts[at] = max(cuts[at], cuts[at - 1])
    ends = [*cuts[1:], len(text)]
    return tuple(text[start:end] for start, end in zip(cuts, ends, strict=True))


def _moved(word: str, cut: int, firsts: list[int], at: int) -> int:
    """A cut where people put it: between doubled consonants, after s, before a last -ing."""
    if at == 0 or not 0 < cut < len(word):
        return cut
    tail = word[cut:].rstrip("'’s")
    ing = len(word) - len(word[cut:]) + tail.find("ing")
    if at == len(firsts) - 1 and tail.endswith("ing") and 1 <= len(tail) - 3 <= 2:
        if len(tail) == 5 and tail[0] == tail[1] and tail[0] not in "ls":
            return cut + 1
        return ing if tail[0] not in "aeiou" and word[cut - 1 : cut] not in (tail[0],) else cut
    pair = word[cut : cut + 2]
    if pair in ("st", "sp", "sk") or (len(set(pair)) == 1 < len(pair) and pair[0] not in "aeiou"):
        return cut + 1
    return cut


def _starts(word: str, phonemes: Phonemes) -> list[int]:
    """For every phoneme, the letter at which it begins, on the cheapest way through both."""
    sounds = [one.rstrip("012") for one in phonemes]
    rows: list[dict[int, tuple[float, list[int]]]] = [{} for _ in range(len(word) + 1)]
    rows[0][0] = (0.0, [])
    for place in range(len(word) + 1):
        for done in range(len(sounds) + 1):
            if done not in rows[place]:
                continue
            cost, starts = rows[place][done]
            for size, count, price in _steps(word, place, sounds, done):
                after = (cost + price, [*starts, *[place] * count])
                row = rows[place + size]
                if done + count not in row or after[0] < row[done + count][0]:
                    row[done + count] = after
    found = rows[len(word)].get(len(sounds))
    return found[1] if found else [len(word) * at // len(sounds) for at in range(len(sounds))]


def _steps(word: str, place: int, sounds: list[str], done: int) -> list[tuple[int, int, float]]:
    """Letters read, phonemes said, and the price, for every next step of an alignment."""
    steps: list[tuple[int, int, float]] = []
    left = len(word) - place
    if left:
        final_e = word[place] == "e" and left <= 2
        steps.append((1, 0, 0.3 if final_e or not word[place].isalpha() else SILENT))
    if done == len(sounds):
        return steps
    sound = sounds[done]
    for size in range(1, min(4, left) + 1):
        letters = word[place : place + size]
        if letters in SPELLED[sound]:
            steps.append((size, 1, 0.1 * (size == 1)))
        elif size == 1:
            alike = is_vowel(sound) == (letters in "aeiouyáéíóúàèìòùâêîôûäöüãõ")
            steps.append((1, 1, FOREIGN if not alike else 1.2))
        blend = BLENDS.get(letters, ())
        if blend and blend == tuple(sounds[done : done + len(blend)]):
            steps.append((size, len(blend), 0.2))
    steps.append((0, 1, 2.0))
    return steps


def weights(parts: tuple[Phonemes, ...], light: bool) -> list[int]:
    """How heavy each syllable of a word is; a light word (the, of) has no stress to speak of."""
    if len(parts) == 1:
        return [0 if light else 2]
    marks = [stress(part) for part in parts]
    return [2 if mark == 1 else 1 if mark == 2 else 0 for mark in marks]


def parts_of(phonemes: Phonemes) -> tuple[Phonemes, ...]:
    """A word's phonemes by syllable."""
    return syllabified(phonemes)
