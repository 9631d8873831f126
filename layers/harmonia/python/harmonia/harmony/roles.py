"""
Roles: what a chord does in a key, judged by its sound and by where it goes next.

A chord is first looked for in the key itself, then as somebody's dominant, then in the parallel
modes; what is left stands outside. `cost` says how much of a surprise it is in this key, in rough
nats; it orders readings and is no measurement.
References: Walter Piston, Harmony; Mark Levine, The Jazz Theory Book.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from harmonia.harmony.families import SMALL, Family, core, family
from harmonia.harmony.numerals import numeral
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.scale import MINOR, MODES


class Function(StrEnum):
    """Where a chord stands between rest and tension."""

    TONIC = "tonic"
    PREDOMINANT = "predominant"
    DOMINANT = "dominant"
    PASSING = "passing"


class Kind(StrEnum):
    """How a chord belongs to its key."""

    DIATONIC = "diatonic"
    SECONDARY = "secondary dominant"
    RELATED = "related two"  # the ii before a secondary dominant
    TRITONE = "tritone substitute"
    BORROWED = "borrowed"
    BLUES = "blues"
    PASSING = "passing"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Place:
    """A chord as heard from a tonic."""

    degree: int  # semitones above the tonic
    quality: str
    bass: int | None = None  # semitones above the tonic, where it is not the root

    @classmethod
    def of(cls, chord: Chord, key: Key) -> "Place":
        """Where the chord lies in the key."""
        tonic = key.tonic.semitone
        bass = (chord.bass.semitone - tonic) % 12 if chord.bass else None
        return cls((chord.root.semitone - tonic) % 12, chord.quality, bass)


@dataclass(frozen=True, slots=True)
class Role:
    """What a chord does in a key."""

    numeral: str
    function: Function
    kind: Kind
    cost: float
    target: int | None = None  # where an applied chord leads, in semitones above the tonic
    source: str = ""  # the mode that a borrowed chord comes from


T, P, D = Function.TONIC, Function.PREDOMINANT, Function.DOMINANT
FUNCTIONS = (T, P, P, T, T, P, P, D, P, T, D, D)  # by semitones above the tonic
USUAL = {  # how readily a degree is met, by the mode's third
    False: {0: 0.0, 7: 0.1, 5: 0.2, 9: 0.35, 2: 0.35, 4: 0.5, 11: 0.6},
    True: {0: 0.0, 7: 0.15, 5: 0.25, 8: 0.35, 10: 0.35, 3: 0.45, 2: 0.5, 11: 0.4},
}
PARALLELS = {  # whose chords are borrowed, nearest first, by the mode's third
    False: ("minor", "mixolydian", "lydian", "phrygian", "dorian", "harmonic minor"),
    True: ("dorian", "harmonic minor", "major", "phrygian", "mixolydian", "lydian"),
}
SEMITONES = {mode: frozenset(one.semitones for one in scale) for mode, scale in MODES.items()}
AUTHENTIC = frozenset({Family.MAJOR, Family.DOMINANT})


@lru_cache(65_536)
def role(place: Place, after: tuple[Place, ...], mode: str) -> Role:
    """What the chord does in that mode when these chords, two at most, come after it."""
    return (
        _diatonic(place, after, mode)
        or _blues(place, after, mode, moving=True)
        or _tritone(place, after, mode)
        or _applied(place, after, mode)
        or _related(place, after, mode)
        or _blues(place, after, mode)
        or _borrowed(place.degree, place.quality, mode)
        or _passing(place, after)
        or Role(numeral(place.degree, place.quality), FUNCTIONS[place.degree], Kind.OUTSIDE, 4.0)
    )


def fits(place: Place, mode: str) -> bool:
    """Whether the chord is built of the mode's own notes; V is at home in every minor mode."""
    return _fits(place.degree, place.quality, mode)


@cache
def _fits(degree: int, quality: str, mode: str) -> bool:
    kind, tones = family(quality), core(quality)
    if degree == 0 and kind == Family.MINOR:
        tones = frozenset({0, 3, 7})  # the sixth or seventh of a minor tonic is colour
    sounding = {(degree + tone) % 12 for tone in tones}
    if sounding <= SEMITONES[mode]:
        return True
    if degree == 11 and quality == "dim7" and mode in ("major", "minor"):
        return True
    if mode == "minor" and degree in (7, 11):
        return sounding <= SEMITONES["harmonic minor"]
    return False


def _diatonic(place: Place, after: tuple[Place, ...], mode: str) -> Role | None:
    if not fits(place, mode):
        return None
    minor = mode in MINOR
    cost = USUAL[minor].get(place.degree, 0.3)
    if place.degree == 7 and family(place.quality) == Family.MINOR:
        cost += 0.2
    function = FUNCTIONS[place.degree]
    six_four = place.degree == 0 and place.bass == 7
    if six_four and after and after[0].degree == 7:
        function = D  # the tonic over its fifth only delays the dominant
    return Role(numeral(place.degree, place.quality), function, Kind.DIATONIC, cost)


@cache
def _rests(degree: int, mode: str) -> str:
    """The numeral of the triad that the mode builds there, where one can come to rest on it."""
    for quality in ("", "m"):
        if _fits(degree, quality, mode):
            return numeral(degree, quality)
    return ""


def _tritone(place: Place, after: tuple[Place, ...], mode: str) -> Role | None:
    """A dominant a half step above where it leads."""
    if family(place.quality) != Family.DOMINANT or not after:
        return None
    target = (place.degree - 1) % 12
    goal = _rests(target, mode)
    if after[0].degree != target or not goal:
        return None
    head = numeral(1, place.quality)
    name = head if target == 0 else f"{head}/{goal}"
    return Role(name, D, Kind.TRITONE, 1.0, target)


def _applied(place: Place, after: tuple[Place, ...], mode: str) -> Role | None:
    """Somebody else's dominant: a fifth above where it leads, or a diminished chord under it."""
    kind = family(place.quality)
    if kind in AUTHENTIC or kind == Family.AUGMENTED:
        target, head = (place.degree + 5) % 12, numeral(7, place.quality)
    elif kind in (Family.DIMINISHED, Family.HALF):
        target, head = (place.degree + 1) % 12, numeral(11, place.quality)
    else:
        return None
    goal = _rests(target, mode)
    if target == 0 or not goal:
        return None
    resolves = _leads(after, target, goal)
    if not resolves:
        firm = kind == Family.DOMINANT and place.degree in (2, 4, 9, 11)  # nothing else they do
        if not firm or mode in MINOR:
            return None
    return Role(f"{head}/{goal}", D, Kind.SECONDARY, 1.0 if resolves else 1.6, target)


def _leads(after: tuple[Place, ...], target: int, goal: str) -> bool:
    """Whether the chords go to the target, by its own ii or V, or to its relative."""
    if not after:
        return False
    first = after[0]
    if first.degree == target:
        return True
    deceptive = (target + (9 if goal.lstrip("b#").isupper() else 8)) % 12
    if first.degree == deceptive and family(first.quality) in (Family.MAJOR, Family.MINOR):
        return True
    if len(after) < 2 or after[1].degree != target:
        return False
    two = first.degree == (target + 2) % 12 and family(first.quality) in SMALL
    return two or first.degree == (target + 7) % 12


def _related(place: Place, after: tuple[Place, ...], mode: str) -> Role | None:
    """The ii of a secondary dominant that follows."""
    if family(place.quality) not in (Family.MINOR, Family.HALF) or not after:
        return None
    follower = after[0]
    target = (place.degree - 2) % 12
    goal = _rests(target, mode)
    falls = follower.degree == (place.degree + 5) % 12
    if not falls or family(follower.quality) != Family.DOMINANT or not goal or target == 0:
        return None
    return Role(f"{numeral(2, place.quality)}/{goal}", P, Kind.RELATED, 1.1, target)


def _blues(
    place: Place, after: tuple[Place, ...], mode: str, *, moving: bool = False
) -> Role | None:
    """The tonic and the fourth with a minor seventh; `moving`: I7 that goes to IV7."""
    if family(place.quality) != Family.DOMINANT or place.degree not in (0, 5):
        return None
    follower = next((one for one in after if one.degree != place.degree), place)
    four = follower.degree == 5 and family(follower.quality) == Family.DOMINANT
    if moving and not (place.degree == 0 and four):
        return None
    return Role(numeral(place.degree, place.quality), FUNCTIONS[place.degree], Kind.BLUES, 0.35)


@cache
def _borrowed(degree: int, quality: str, mode: str) -> Role | None:
    for other in PARALLELS[mode in MINOR]:
        if other != mode and _fits(degree, quality, other):
            rare = 1.2 if degree in (5, 8, 10, 3) else 1.7
            name = numeral(degree, quality)
            return Role(name, FUNCTIONS[degree], Kind.BORROWED, rare, source=other)
    return None


def _passing(place: Place, after: tuple[Place, ...]) -> Role | None:
    """A diminished or augmented chord between two others."""
    if family(place.quality) not in (Family.DIMINISHED, Family.AUGMENTED) or not after:
        return None
    name = numeral(place.degree, place.quality)
    return Role(name, Function.PASSING, Kind.PASSING, 1.8)
