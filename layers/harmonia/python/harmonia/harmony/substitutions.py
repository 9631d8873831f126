"""
What may stand in for a chord: chords that do the same work in another colour.

Each rule is one of the trade's usual tricks and gives its reason. With a melody note over the
chord, only those are offered that the note sits in or above without a clash.
References: Levine, The Jazz Theory Book; Nettles and Graf, The Chord Scale Theory.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from harmonia.harmony.families import Family, family, tones
from harmonia.harmony.leading import distance
from harmonia.harmony.numerals import numeral
from harmonia.harmony.roles import Function, Place, Role, fits
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.note import Interval, Note

MOST = 4  # for a chord
THIRD_BELOW, THIRD_ABOVE = (9, 8), (4, 3)  # semitones, under or over a major and a minor chord


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """A chord that may stand in for another."""

    chord: Chord
    numeral: str
    reason: str
    semitones: int  # that the voices move from the chord it stands for


Option = tuple[Chord, str]


def substitutes(
    chord: Chord, role: Role, key: Key, after: Chord | None, melody: Note | None = None
) -> tuple[Substitute, ...]:
    """The chords that may stand in for this one, the closest trick first."""
    found: dict[Chord, str] = {}
    for rule in RULES:
        for option, reason in rule(chord, role, key, after):
            if option != chord and carries(option, melody):
                found.setdefault(option, reason)
    return tuple(
        Substitute(
            chord=option,
            numeral=numeral((option.root.semitone - key.tonic.semitone) % 12, option.quality),
            reason=reason,
            semitones=distance(chord, option),
        )
        for option, reason in list(found.items())[:MOST]
    )


def carries(chord: Chord, melody: Note | None) -> bool:
    """Whether the note sounds well over the chord: in it, or a step above one of its tones."""
    if melody is None:
        return True
    above = (melody.semitone - chord.root.semitone) % 12
    sounding = tones(chord.quality)
    if above in sounding:
        return True
    clashes = (above - 1) % 12 in sounding or (above == 5 and 4 in sounding)
    return not clashes and (above - 2) % 12 in sounding


def _relative(chord: Chord, role: Role, key: Key, after: Chord | None) -> Iterator[Option]:
    """The chords of the key a third away, which share two notes."""
    kind = family(chord.quality)
    if kind not in (Family.MAJOR, Family.MINOR) or role.function == Function.DOMINANT:
        return
    minor = kind == Family.MINOR
    for semitones in (THIRD_BELOW[minor], THIRD_ABOVE[minor]):
        degree = (chord.root.semitone + semitones - key.tonic.semitone) % 12
        quality = ("maj7" if minor else "m7") if len(tones(chord.quality)) > 3 else (
            "" if minor else "m"
        )  # fmt: skip
        if fits(Place(degree, quality), key.mode):
            other = Chord(_named(key, degree), quality)
            yield other, f"{other} shares all but one note with {chord}: same place, other light."


def _colour(chord: Chord, role: Role, key: Key, after: Chord | None) -> Iterator[Option]:
    """The same chord with its seventh."""
    degree = (chord.root.semitone - key.tonic.semitone) % 12
    if chord.quality in ("", "m"):
        for quality in ("maj7", "7") if chord.quality == "" else ("m7",):
            if fits(Place(degree, quality), key.mode):
                richer = Chord(chord.root, quality, chord.bass)
                yield richer, f"{richer} is {chord} with one note more: richer, in the same place."
    if chord.quality == "" and role.function == Function.DOMINANT:
        yield Chord(chord.root, "sus4"), f"{chord.root}sus4 holds its breath before {chord}."


def _tritone(chord: Chord, role: Role, key: Key, after: Chord | None) -> Iterator[Option]:
    """The dominant a tritone away, which shares the two notes that pull."""
    falls = after is not None and (after.root.semitone - chord.root.semitone) % 12 == 5
    if falls and after and family(chord.quality) in (Family.DOMINANT, Family.MAJOR):
        other = Chord(after.root + Interval(1, 1), "7")
        if abs(other.root.accidental) < 2:
            yield other, f"{other} slides down a half step to {after} instead of falling a fifth."


def _mixture(chord: Chord, role: Role, key: Key, after: Chord | None) -> Iterator[Option]:
    """The same degree in the parallel minor."""
    degree = (chord.root.semitone - key.tonic.semitone) % 12
    if not key.minor and degree == 5 and family(chord.quality) == Family.MAJOR:
        sad = Chord(chord.root, "m6" if "6" in chord.quality else "m")
        yield sad, f"{sad} borrows the sad fourth of {key.tonic} minor."
    if not key.minor and degree == 2 and family(chord.quality) == Family.MINOR:
        dark = Chord(chord.root, "m7b5")
        yield dark, f"{dark} borrows the dark second of {key.tonic} minor."
    if not key.minor and degree == 9 and family(chord.quality) == Family.MINOR:
        flat = Chord(key.tonic + Interval(5, 8), "")
        yield flat, f"{flat} borrows the dark sixth of {key.tonic} minor: a surprise."


def _approach(chord: Chord, role: Role, key: Key, after: Chord | None) -> Iterator[Option]:
    """A dominant that leads to what comes next."""
    if after is None or family(after.quality) not in (Family.MAJOR, Family.MINOR):
        return
    root = after.root + Interval(4, 7)
    same = root.semitone == chord.root.semitone
    if not same and role.function != Function.DOMINANT and abs(root.accidental) < 2:
        pull = Chord(root, "7")
        yield pull, f"{pull} opens a door to {after}."
    if role.function == Function.DOMINANT and family(chord.quality) in (
        Family.DOMINANT,
        Family.MAJOR,
    ):
        under = Chord(chord.root + Interval(2, 4), "dim7")
        yield under, f"{under} is {chord.root}7 without its root: more urgent."


def _named(key: Key, degree: int) -> Note:
    return key.spell(60 + (key.tonic.semitone + degree) % 12).note


Rule = Callable[[Chord, Role, Key, Chord | None], Iterator[Option]]
RULES: tuple[Rule, ...] = (_relative, _mixture, _tritone, _approach, _colour)
