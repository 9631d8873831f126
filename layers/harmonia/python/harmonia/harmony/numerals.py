"""
Chords as Roman numerals, the other way round from `harmonia.composing.roman`.

Numerals count from the tonic's major scale whatever the mode: bVI is Ab in C major and in C minor.
Degrees go by sound, so that a chord spelled carelessly (A# for Bb) is still bVII; diminished chords
that climb are raised (#iv°7), all others lowered.
"""

import re
from functools import cache

from harmonia.harmony.families import SMALL, Family, family
from harmonia.music.chord import Chord
from harmonia.music.key import Key

LOWERED = "I bII II bIII III IV bV V bVI VI bVII VII".split()
RAISED = "I #I II #II III IV #IV V #V VI #VI VII".split()
FIGURES = "1 b2 2 b3 3 4 b5 5 b6 6 b7 7".split()
SUFFIXES = {  # where the numeral already says what the quality says
    "m": "", "m7": "7", "m9": "9", "m11": "11", "m13": "13", "m6": "6", "m6/9": "69",
    "madd9": "add9", "mmaj7": "maj7", "dim": "°", "dim7": "°7", "m7b5": "ø", "6/9": "69",
    "aug": "+",
}  # fmt: skip


@cache
def numeral(degree: int, quality: str) -> str:
    """
    The numeral of a chord so many semitones above the tonic.

    >>> numeral(10, "maj7"), numeral(2, "m7"), numeral(6, "dim7")
    ('bVIImaj7', 'ii7', '#iv°7')
    """
    kind = family(quality)
    climbing = kind in (Family.DIMINISHED, Family.HALF)
    name = (RAISED if climbing else LOWERED)[degree]
    if kind in SMALL:
        name = name[: -len(name.lstrip("b#"))] + name.lstrip("b#").lower()
    return name + SUFFIXES.get(quality, quality)


def figure(chord: Chord, key: Key) -> str:
    """The degree of the key that lies in the bass, where that is not the root: 3 of C/E in C."""
    if chord.bass is None:
        return ""
    return FIGURES[(chord.bass.semitone - key.tonic.semitone) % 12]


@cache
def bare(written: str) -> str:
    """
    The numeral without its colours.

    >>> bare("V13"), bare("V7/vi"), bare("iiø"), bare("I/3"), bare("bVImaj7")
    ('V', 'V/vi', 'iiø', 'I', 'bVI')
    """
    head, _, tail = written.partition("/")
    match = re.match("([b#]?[iIvV]+)([°ø+]?)", head)
    if not match:
        raise ValueError(f"{written!r} is not a Roman numeral")
    applied = f"/{bare(tail)}" if tail and tail[-1] in "iIvV" else ""
    return match[1] + match[2] + applied
