"""
Roman numerals: chords as a musician thinks of them, before there is a key.

Numerals count from the tonic's major scale whatever the mode, so that bVI is Ab in C major and in C
minor alike; capitals are major, small letters minor (ii9 is a minor ninth). `V7/vi` is the dominant
of the sixth degree, `V/7` has the scale's seventh in the bass, `ii7,V7` shares a bar. A bare figure
(4) is the chord that the mode itself builds there, in the style's colour.
"""

import re
from functools import cache

from harmonia.music.chord import DEGREES, QUALITIES, Chord
from harmonia.music.key import ROMAN, Key
from harmonia.music.note import Interval, Note

SMALL = {  # what a suffix means after a small numeral
    "": "m", "7": "m7", "9": "m9", "11": "m11", "6": "m6", "69": "m6/9", "add9": "madd9",
    "maj7": "mmaj7", "°": "dim", "°7": "dim7", "ø": "m7b5",
}  # fmt: skip
CAPITAL = {"69": "6/9", "+": "aug"}
STACKS = {  # quality by the semitones of third, fifth and seventh, for a triad and for a seventh
    (4, 7): "", (3, 7): "m", (3, 6): "dim", (4, 8): "aug", (4, 6): "7b5",
    (4, 7, 11): "maj7", (4, 7, 10): "7", (3, 7, 10): "m7", (3, 6, 10): "m7b5", (3, 6, 9): "dim7",
    (3, 7, 11): "mmaj7", (4, 8, 11): "maj7#5", (4, 6, 10): "7b5",
}  # fmt: skip
NINTHS = {"maj7": "maj9", "m7": "m9", "7": "9"}


@cache
def read(numeral: str, key: Key, colour: str = "triads") -> Chord:
    """
    The chord that a numeral names in a key.

    >>> str(read("V7/vi", Key.parse("C")))
    'E7'
    >>> str(read("iv", Key.parse("Eb"))), str(read("2", Key.parse("D dorian"), "sevenths"))
    ('Abm', 'Em7')
    """
    if numeral.isdigit():
        return diatonic(int(numeral), key, colour)
    head, _, tail = numeral.partition("/")
    if tail and tail[-1] in "iIvV":
        target = read(tail, key)
        return _spelled(_named(head, target.root), None)
    return _spelled(_named(head, key.tonic), key.tonic + _degree(tail) if tail else None)


def _named(numeral: str, tonic: Note) -> Chord:
    match = re.fullmatch("([b#]?)([iIvV]+)(.*)", numeral)
    if not match:
        raise ValueError(f"{numeral!r} is not a Roman numeral")
    sign, degree, suffix = match.groups()
    root = tonic + _degree(f"{sign}{ROMAN.index(degree.upper()) + 1}")
    table = SMALL if degree.islower() else CAPITAL
    return Chord(root, table.get(suffix, suffix))


def _degree(figure: str) -> Interval:
    """A degree of the major scale, flattened or raised: b6, #4."""
    natural = DEGREES[figure[-1]]
    alter = figure.count("#") - figure.count("b")
    return Interval(natural.steps, natural.semitones + alter)


def _spelled(chord: Chord, bass: Note | None) -> Chord:
    """The chord over that bass, under its neighbour's name where it would need double flats."""
    bass = None if bass == chord.root else bass
    signs = [note.accidental for note in (*chord.notes, *([bass] if bass else []))]
    if max(map(abs, signs)) < 2:
        return Chord(chord.root, chord.quality, bass)
    turn = Interval(1, 0) if sum(signs) > 0 else Interval(-1, 0)
    other = Chord(chord.root + turn, chord.quality, bass + turn if bass else None)
    plainer = max(abs(note.accidental) for note in (*other.notes, other.lowest))
    return other if plainer < max(map(abs, signs)) else Chord(chord.root, chord.quality, bass)


def diatonic(degree: int, key: Key, colour: str) -> Chord:
    """The chord that the mode builds on that degree: a triad, a seventh or a ninth."""
    scale = key.notes
    root = scale[degree - 1]
    above = [
        (scale[(degree - 1 + step) % 7].semitone - root.semitone) % 12
        for step in ((2, 4) if colour == "triads" else (2, 4, 6))
    ]
    quality = STACKS.get(tuple(above), STACKS.get(tuple(above[:2]), ""))
    if colour == "ninths":
        ninth = (scale[degree % 7].semitone - root.semitone) % 12
        quality = NINTHS.get(quality, quality) if ninth == 2 else quality
    assert quality in QUALITIES
    return Chord(root, quality)
