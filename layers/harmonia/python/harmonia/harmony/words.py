"""
Roles in a player's words: what each chord does, said without theory where that is possible.

Every sentence names the chords that sound, so that it can be checked with the instrument in hand.
"""

from harmonia.composing.roman import read
from harmonia.harmony.families import Family, family
from harmonia.harmony.roles import Function, Kind, Role
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.note import Interval, Note

ORDINALS = {
    "I": "first", "II": "second", "III": "third", "IV": "fourth", "V": "fifth", "VI": "sixth",
    "VII": "seventh",
}  # fmt: skip
MODES = {  # how a borrowed chord's home sounds
    "minor": "the sad side", "major": "the bright side", "dorian": "the cool side",
    "mixolydian": "the rock side", "lydian": "the dreamy side", "phrygian": "the dark side",
    "harmonic minor": "the dramatic side",
}  # fmt: skip
CHARACTER = {
    Function.TONIC: "at rest",
    Function.PREDOMINANT: "moving away from home",
    Function.DOMINANT: "tense, wanting to go home",
    Function.PASSING: "on its way between its neighbours",
}


def said(chord: Chord, role: Role, key: Key, after: Chord | None) -> str:
    """
    What the chord does, in a sentence.

    >>> c, am = Chord.parse("C"), Chord.parse("Am")
    >>> said(c, Role("I", Function.TONIC, Kind.DIATONIC, 0.0), Key.parse("C"), am)
    'C is home.'
    """
    match role.kind:
        case Kind.SECONDARY:
            return _applied(chord, role, key, after)
        case Kind.RELATED:
            return f"{chord} prepares {after}: together they lead to {_goal(role, key)}."
        case Kind.TRITONE:
            return (
                f"{chord} slides down a half step to {after}; it stands in for "
                f"{_twin(chord, key)}, with which it shares its two tense notes."
            )
        case Kind.BORROWED:
            return (
                f"{chord} is borrowed from {key.tonic} {role.source}, {MODES[role.source]} "
                f"of {key.tonic}."
            )
        case Kind.BLUES:
            return f"{chord} has the blue seventh: it is at home in a blues and asks for nothing."
        case Kind.PASSING:
            return f"{chord} fills the gap on the way to {after}."
        case Kind.OUTSIDE:
            return f"{chord} comes from outside {key}: a splash of colour."
        case Kind.DIATONIC:
            return _own(chord, role, after)


def _own(chord: Chord, role: Role, after: Chord | None) -> str:
    degree = role.numeral.partition("/")[0].lstrip("b#")
    degree = degree[: len(degree) - len(degree.lstrip("iIvV"))].upper()
    if role.function == Function.DOMINANT and degree == "I":
        return f"{chord} hangs over its fifth and has to go on to {after}."
    if degree == "I":
        return f"{chord} is home."
    return f"{chord} is the {ORDINALS[degree]} chord of the key: {CHARACTER[role.function]}."


def _applied(chord: Chord, role: Role, key: Key, after: Chord | None) -> str:
    goal = _goal(role, key)
    note = _leading(chord)
    if after is not None and role.target == (after.root.semitone - key.tonic.semitone) % 12:
        return f"{chord} pulls to {after}: its {note} is a half step below {after.root}."
    return f"{chord} points to {goal}, as if {goal} were home for a moment."


def _leading(chord: Chord) -> Note:
    """The note that pulls: a dominant's third, a diminished chord's root."""
    if family(chord.quality) in (Family.DIMINISHED, Family.HALF):
        return chord.root
    return chord.root + Interval(2, 4)


def _goal(role: Role, key: Key) -> str:
    """The chord that an applied chord leads to."""
    return str(read(role.numeral.partition("/")[2], key))


def _twin(chord: Chord, key: Key) -> str:
    """The dominant a tritone away."""
    semitone = (chord.root.semitone + 6) % 12
    return f"{key.spell(60 + semitone).note}7"
