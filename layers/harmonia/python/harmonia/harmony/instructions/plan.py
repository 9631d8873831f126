"""
The plan behind the steps: key, tempo, and chords for verse and chorus.

What was wished for is law. The rest is chosen for people whose hands are new to it: keys with open
shapes, plain chords, the style's commonest progressions.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmonia.composing.roman import read
from harmonia.harmony.families import family
from harmonia.harmony.repertoire import rows
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.songs.brief import Brief, Source, settle
from harmonia.songs.wishes import Genre, SectionKind, Wishes

EASY = {False: ("G", "C", "D", "A"), True: ("A", "E")}  # tonics with open chords
OPEN = frozenset(  # what a hand can learn in its first weeks
    "C D E F G A Am Dm Em Bm A7 B7 C7 D7 E7 G7 "
    "Amaj7 Cmaj7 Dmaj7 Fmaj7 Gmaj7 Am7 Dm7 Em7 Bm7".split()
)
BARS = 4  # of a loop that a beginner can keep in mind
COLOURED = (Genre.JAZZ, Genre.BOSSA, Genre.LOFI)  # styles that are not themselves in plain triads


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be played."""

    brief: Brief
    verse: tuple[Chord, ...]
    chorus: tuple[Chord, ...]

    @property
    def shapes(self) -> tuple[Chord, ...]:
        """Every chord that the hand must learn, once."""
        return tuple(dict.fromkeys((*self.verse, *self.chorus)))


def plan(wishes: Wishes, seed: int) -> Plan:
    """The plan for those wishes; equal wishes and seeds have equal plans."""
    brief = settle(wishes, seed=seed)
    draw = random.Random(f"{brief.seed}/instructions")
    if brief.sources["key"] != Source.SAID and not brief.chords:
        tonic = draw.choice(EASY[brief.key.minor])
        brief = replace(brief, key=Key.parse(f"{tonic} {brief.key.mode}"))
    loops = _loops(brief, draw)
    verse = brief.chords.get(SectionKind.VERSE, loops[0])
    chorus = brief.chords.get(SectionKind.CHORUS, loops[1])
    return Plan(brief, verse, chorus)


def _loops(brief: Brief, draw: random.Random) -> tuple[tuple[Chord, ...], tuple[Chord, ...]]:
    """Two of the style's progressions, with different chords first where there are such."""
    options = [
        (weight, _plain([read(one, brief.key) for one in numerals], brief.genre))
        for weight, numerals in rows(brief.genre, minor=brief.key.minor)
        if len(numerals) == BARS
    ]
    easy = [one for one in options if all(str(chord) in OPEN for chord in one[1])]
    options = easy if len(easy) > 1 else options
    verse = _drawn(options, draw)
    other = [one for one in options if one[1] != verse]
    fresh = [one for one in other if one[1][0] != verse[0]]
    return verse, _drawn(fresh or other or options, draw)


def _drawn(
    options: Sequence[tuple[int, tuple[Chord, ...]]], draw: random.Random
) -> tuple[Chord, ...]:
    return draw.choices([chords for _, chords in options], [weight for weight, _ in options])[0]


def _plain(chords: Sequence[Chord], genre: Genre) -> tuple[Chord, ...]:
    """The chords without what a beginner need not play: ninths and slashes, most sevenths."""
    kept = {"", "m", "7", "dim", "dim7", "m7b5"} | ({"maj7", "m7"} if genre in COLOURED else set())
    simpler = {"major": "", "minor": "m", "dominant": "7"}
    sevenths = {"maj9": "maj7", "m9": "m7", "6": "", "m6": "m"} if genre in COLOURED else {}
    return tuple(
        Chord(
            chord.root,
            chord.quality
            if chord.quality in kept
            else sevenths.get(chord.quality, simpler.get(family(chord.quality), chord.quality)),
        )
        for chord in chords
    )
