"""Why a chord may come next, said to a player: "G7 wants to fall home to C"."""

from harmonia.composing.roman import read
from harmonia.harmony.families import Family, family
from harmonia.harmony.leading import common
from harmonia.harmony.numerals import bare
from harmonia.harmony.roles import Function, Kind, Role
from harmonia.harmony.words import MODES
from harmonia.music.chord import Chord
from harmonia.music.key import Key

FIRST = {
    Function.TONIC: "{chord} is next door to home: a gentle place to start.",
    Function.PREDOMINANT: "{chord} starts in the middle of the move, away from home.",
    Function.DOMINANT: "{chord} starts with a question.",
    Function.PASSING: "{chord} starts in mid-air.",
}
SORROWS = {"iv": "the sad fourth", "bVI": "the dark sixth", "bVII": "the rock seventh",
           "bIII": "the proud third", "v": "the soft fifth", "i": "the sad home"}  # fmt: skip


def opening(chord: Chord, role: Role) -> str:
    """Why to begin with the chord."""
    if home(role):
        return f"{chord} is home: start where it is safe."
    return FIRST[role.function].format(chord=chord)


def reason(before: Chord, was: Role, chord: Chord, role: Role, key: Key) -> str:
    """
    Why the chord may follow the one before; `was` and `role` are what the two do in the key.

    >>> own = Role("V7", Function.DOMINANT, Kind.DIATONIC, 0.1)
    >>> home = Role("I", Function.TONIC, Kind.DIATONIC, 0.0)
    >>> reason(Chord.parse("G7"), own, Chord.parse("C"), home, Key.parse("C"))
    'G7 wants to fall home to C.'
    """
    rise = (chord.root.semitone - before.root.semitone) % 12
    if home(role):
        return _homecoming(before, was, chord, rise)
    if was.target is not None and was.target == (chord.root.semitone - key.tonic.semitone) % 12:
        return f"{before} was pointing here: {chord} is where it leads."
    return _arriving(before, chord, role, key, rise) or _moving(before, was, chord, role, rise)


def home(role: Role) -> bool:
    """Whether the chord is the tonic."""
    return bare(role.numeral) in ("I", "i")


def _homecoming(before: Chord, was: Role, chord: Chord, rise: int) -> str:
    if was.kind == Kind.TRITONE and was.target == 0:
        return f"{before} slides down a half step home to {chord}."
    if was.numeral.startswith("bVII"):
        return f"{before} steps up home to {chord}, the easy way of rock."
    if was.function == Function.DOMINANT and was.target is None:
        return f"{before} wants to fall home to {chord}."
    if rise == 7:
        return f"{before} sinks home to {chord}, soft as an Amen."
    return f"{chord} is home: back to where it began."


def _arriving(before: Chord, chord: Chord, role: Role, key: Key, rise: int) -> str:
    """The reason that lies in the new chord itself."""
    match role.kind:
        case Kind.SECONDARY | Kind.RELATED:
            goal = read(role.numeral.partition("/")[2], key)
            doing = "opens a door to" if role.kind == Kind.SECONDARY else "begins a run to"
            return f"{chord} {doing} {goal}: follow it there."
        case Kind.TRITONE:
            return f"{chord} slides: go down a half step from it."
        case Kind.BORROWED:
            name = next((SORROWS[one] for one in sorted(SORROWS, key=len, reverse=True)
                         if role.numeral.startswith(one)), "a colour")  # fmt: skip
            return f"{chord} borrows {name} of {key.tonic} {role.source}, {MODES[role.source]}."
        case Kind.BLUES:
            return f"{chord} keeps the blues going."
        case Kind.PASSING:
            return f"{chord} climbs by half steps: a stair to the next chord."
        case Kind.OUTSIDE:
            return f"{chord} is a surprise from outside {key}."
        case Kind.DIATONIC:
            return ""


def _moving(before: Chord, was: Role, chord: Chord, role: Role, rise: int) -> str:
    """The reason that lies in the step between two chords of the key."""
    shared = common(before, chord)
    sixth = role.numeral.lstrip("b").lower().startswith("vi") and "vii" not in role.numeral.lower()
    if was.function == Function.DOMINANT and was.target is None and sixth:
        return f"{before} promises home and {chord} comes instead: a gentle surprise."
    if role.function == Function.DOMINANT:
        return f"{chord} builds tension that wants to go home."
    if rise == 5 and family(before.quality) != Family.DIMINISHED:
        return f"{before} falls a fifth to {chord}, the strongest step there is."
    if shared >= 2:
        return f"{chord} shares {shared} notes with {before}: a step nobody stumbles over."
    if rise in (1, 2):
        return f"{before} climbs a step to {chord}."
    if rise in (10, 11):
        return f"{before} steps down to {chord}."
    if role.function == Function.PREDOMINANT:
        return f"{chord} leaves home and opens the view."
    return f"{chord} gives the ear a rest."
