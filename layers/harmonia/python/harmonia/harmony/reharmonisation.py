"""
A whole progression in other clothes.

Every way keeps the number of bars and, where a melody is given (a note over each chord), only
changes what the melody still sounds well over. The first and the last chord stay what they are, but
for their colour: people must know where they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from harmonia.harmony.families import Family, family
from harmonia.harmony.keys import roles
from harmonia.harmony.leading import distance
from harmonia.harmony.roles import Function, Kind, Place, Role, fits
from harmonia.harmony.substitutions import carries, substitutes
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.note import Interval, Note

Melody = Sequence[Note | None]
Bars = tuple[tuple[Chord, ...], ...]  # the chords that share each place


@dataclass(frozen=True, slots=True, kw_only=True)
class Reharmonisation:
    """The progression in another way; each entry of `chords` shares its place in time."""

    name: str
    words: str
    chords: tuple[tuple[Chord, ...], ...]
    changed: tuple[int, ...]
    semitones: int  # that the voices move in all


def reharmonisations(
    chords: Sequence[Chord], key: Key, melody: Melody = ()
) -> tuple[Reharmonisation, ...]:
    """The ways that change anything, gentlest first."""
    tune = [*melody, *[None] * (len(chords) - len(melody))]
    told = roles(chords, key)
    found = []
    for name, (words, way) in WAYS.items():
        bars = way(chords, told, key, tune)
        changed = tuple(i for i, bar in enumerate(bars) if bar != (chords[i],))
        if changed:
            found.append(
                Reharmonisation(
                    name=name,
                    words=words,
                    chords=bars,
                    changed=changed,
                    semitones=_moved(bars),
                )
            )
    return tuple(found)


def _moved(bars: Bars) -> int:
    line = [chord for bar in bars for chord in bar]
    return sum(distance(a, b) for a, b in pairwise(line))


def _sevenths(chords: Sequence[Chord], told: Sequence[Role], key: Key, tune: Melody) -> Bars:
    """Every plain triad with the seventh that the key has for it."""
    made = []
    for chord, role, note in zip(chords, told, tune, strict=True):
        degree = (chord.root.semitone - key.tonic.semitone) % 12
        options = {"": ("maj7", "7"), "m": ("m7",), "dim": ("m7b5",)}.get(chord.quality, ())
        if role.kind == Kind.SECONDARY:
            options = ("7",) if chord.quality == "" else ()
        richer = next(
            (
                Chord(chord.root, quality, chord.bass)
                for quality in options
                if (role.kind == Kind.SECONDARY or fits(Place(degree, quality), key.mode))
                and carries(Chord(chord.root, quality), note)
            ),
            chord,
        )
        made.append((richer,))
    return tuple(made)


def _swapped(chords: Sequence[Chord], told: Sequence[Role], key: Key, tune: Melody) -> Bars:
    """Every second chord of rest or departure by its relative."""
    made: list[tuple[Chord, ...]] = []
    fresh = False
    for index, (chord, role) in enumerate(zip(chords, told, strict=True)):
        after = chords[index + 1] if index + 1 < len(chords) else None
        inner = 0 < index < len(chords) - 1 and not fresh and role.kind == Kind.DIATONIC
        options = (
            [
                one.chord
                for one in substitutes(chord, role, key, after, tune[index])
                if one.reason.endswith("other light.") and one.chord not in (after, made[-1][0])
            ]
            if inner and role.function != Function.DOMINANT
            else []
        )
        made.append((options[0],) if options else (chord,))
        fresh = bool(options)
    return tuple(made)


def _prepared(chords: Sequence[Chord], told: Sequence[Role], key: Key, tune: Melody) -> Bars:
    """A dominant on the way to the next chord, in the second half of a bar."""
    made: list[tuple[Chord, ...]] = []
    for index, chord in enumerate(chords):
        after = chords[index + 1] if index + 1 < len(chords) else None
        pull = _dominant_of(after) if after and family(after.quality) in RESTING else None
        apart = after is not None and (after.root.semitone - chord.root.semitone) % 12 not in (0, 5)
        tonic = after is not None and after.root.semitone == key.tonic.semitone
        fresh = bool(made) and len(made[-1]) > 1
        takes = pull and apart and not tonic and not fresh and carries(pull, tune[index])
        made.append((chord, pull) if takes and pull else (chord,))
    return tuple(made)


def _jazzed(chords: Sequence[Chord], told: Sequence[Role], key: Key, tune: Melody) -> Bars:
    """Sevenths throughout, and each dominant that falls preceded by its ii or slid by a tritone."""
    plain = [bar[0] for bar in _sevenths(chords, told, key, tune)]
    made: list[tuple[Chord, ...]] = []
    for index, chord in enumerate(plain):
        after = plain[index + 1] if index + 1 < len(plain) else None
        falls = after is not None and (after.root.semitone - chord.root.semitone) % 12 == 5
        if not falls or after is None or family(chord.quality) != Family.DOMINANT:
            made.append((chord,))
            continue
        minor = family(after.quality) == Family.MINOR
        two = Chord(chord.root + Interval(4, 7), "m7b5" if minor else "m7")
        before = plain[index - 1] if index else None
        prepared = before is not None and before.root.semitone == two.root.semitone
        slide = Chord(after.root + Interval(1, 1), "7")
        if prepared:
            fits_tune = carries(slide, tune[index]) and abs(slide.root.accidental) < 2
            made.append((slide,) if fits_tune else (chord,))
        else:
            made.append((two, chord) if carries(two, tune[index]) else (chord,))
    return tuple(made)


def _darkened(chords: Sequence[Chord], told: Sequence[Role], key: Key, tune: Melody) -> Bars:
    """The sad fourth on the way home, and other colours of the parallel minor."""
    made = []
    for index, (chord, role) in enumerate(zip(chords, told, strict=True)):
        after = chords[index + 1] if index + 1 < len(chords) else None
        options = [
            one.chord
            for one in substitutes(chord, role, key, after, tune[index])
            if "borrows" in one.reason
        ]
        inner = index > 0 and not (index == len(chords) - 1 and role.numeral.startswith("I"))
        made.append((options[0],) if inner and options else (chord,))
    return tuple(made)


def _walking(chords: Sequence[Chord], told: Sequence[Role], key: Key, tune: Melody) -> Bars:
    """The same chords over the nearest of their notes, so that the bass walks."""
    made: list[Chord] = []
    for index, chord in enumerate(chords):
        if not made or index == len(chords) - 1 or chord.bass:
            made.append(chord)
            continue
        last = made[-1].lowest.semitone
        reach = [(chord.root, _apart(last, chord.root))]
        if family(chord.quality) in (Family.MAJOR, Family.MINOR, Family.DOMINANT):
            reach += [(note, _apart(last, note)) for note in chord.notes[1:3]]
        steps = [note for note, apart in reach if 1 <= apart <= 2]
        note = chord.root if chord.root in steps or not steps else steps[0]
        made.append(Chord(chord.root, chord.quality, None if note == chord.root else note))
    return tuple((chord,) for chord in made)


def _apart(semitone: int, note: Note) -> int:
    return min((note.semitone - semitone) % 12, (semitone - note.semitone) % 12)


def _dominant_of(chord: Chord) -> Chord | None:
    root = chord.root + Interval(4, 7)
    return Chord(root, "7") if abs(root.accidental) < 2 else None


RESTING = frozenset({Family.MAJOR, Family.MINOR})
Way = Callable[[Sequence[Chord], Sequence[Role], Key, Melody], Bars]
WAYS: dict[str, tuple[str, Way]] = {
    "walking bass": ("The same chords, with a bass line that moves by step.", _walking),
    "sevenths": ("The same chords, each with its seventh: warmer.", _sevenths),
    "relatives": ("Some chords give way to their relatives: same places, other light.", _swapped),
    "prepared": ("A seventh chord leads into the next chord: more drive.", _prepared),
    "darker": ("Chords borrowed from the minor side: sadder.", _darkened),
    "jazz": ("Sevenths, and a run of two or a slide before each fall.", _jazzed),
}
