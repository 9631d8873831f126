"""
What may come next: chords ranked by the style's grammar, the mood and how smoothly they follow.

A chord's probability is the grammar's, bent by the mood and by the distance that the voices move,
and brought back to a sum of one. Nothing is drawn by lot: equal requests have equal answers.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from harmonia.composing.roman import read
from harmonia.harmony.families import SMALL, Family, family
from harmonia.harmony.grammar import grammar
from harmonia.harmony.keys import ranked, roles
from harmonia.harmony.leading import common, distance
from harmonia.harmony.numerals import bare
from harmonia.harmony.reasons import opening, reason
from harmonia.harmony.roles import Function, Kind, Place, Role, role
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.songs.tastes import BRIGHT, CALM, DARK, LIVELY
from harmonia.songs.wishes import Genre

USUAL = 6
HEARD = 16  # the last chords, which tell the key and the context
ROUGH = 0.06  # nats that a semitone of movement costs
BENT = 0.5  # nats that a mood can add
EVEN = 0.8  # under one: the rarer chords are told a little likelier, for they are why one asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A chord that may come next."""

    chord: Chord
    numeral: str
    function: Function
    kind: Kind
    probability: float
    reason: str
    semitones: int | None = None  # that all voices move together from the chord before
    shared: int | None = None  # notes that it has in common with the chord before


def suggest(
    chords: Sequence[Chord],
    key: Key,
    style: Genre,
    mood: str | None = None,
    limit: int = USUAL,
) -> tuple[Suggestion, ...]:
    """
    The likeliest next chords in the key, best first; without chords the likeliest to begin with.

    >>> heard = [Chord.parse("Dm7"), Chord.parse("G7")]
    >>> suggest(heard, Key.parse("C"), Genre.JAZZ)[0].reason
    'G7 wants to fall home to Cmaj7.'
    """
    heard = list(chords[-HEARD:])
    told = roles(heard, key)
    names = [bare(one.numeral) for one in told]
    style_grammar = grammar(style, minor=key.minor)
    options: dict[Chord, tuple[float, Role]] = {}
    for name, share in style_grammar.follow(names).items():
        chord = read(style_grammar.worn(name), key)
        if heard and chord == heard[-1]:
            continue
        place = Place.of(chord, key)
        found = _meant(place, name, key)
        weight = share**EVEN * math.exp(_bend(chord, found, mood))
        if heard:
            weight *= math.exp(-ROUGH * distance(heard[-1], chord))
        known = options.get(chord)
        options[chord] = (weight + (known[0] if known else 0.0), known[1] if known else found)
    total = sum(weight for weight, _ in options.values())
    best = sorted(options, key=lambda chord: (-options[chord][0], str(chord)))[:limit]
    return tuple(
        _suggestion(chord, options[chord][1], options[chord][0] / total, heard, key)
        for chord in best
    )


def key_of(chords: Sequence[Chord]) -> Key:
    """The key that the last chords are in; C major if there are none."""
    heard = chords[-HEARD:]
    return ranked(heard, [1.0] * len(heard))[0].key if heard else Key.parse("C major")


def _meant(place: Place, name: str, key: Key) -> Role:
    """What the chord would do, going where its name says that it goes."""
    goal = name.partition("/")[2]
    if goal:
        target = read(goal, key)
        aim = Place.of(target, key)
        after = (aim,) if name[0] == "V" else (Place((aim.degree + 7) % 12, "7"), aim)
        return role(place, after, key.mode)
    if name == "bII" and family(place.quality) == Family.DOMINANT:
        return role(place, (Place(0, ""),), key.mode)
    upwards = (Place((place.degree + 1) % 12, "m"),)
    return role(place, upwards if name.startswith("#") else (), key.mode)


def _bend(chord: Chord, found: Role, mood: str | None) -> float:
    """How much a mood likes a chord, in nats."""
    if mood is None:
        return 0.0
    kind = family(chord.quality)
    dark = kind in SMALL or found.source in ("minor", "phrygian", "harmonic minor")
    tense = found.function == Function.DOMINANT
    liking = ((mood in DARK) - (mood in BRIGHT)) * (1.0 if dark else -1.0)
    liking += ((mood in LIVELY) - (mood in CALM)) * (0.5 if tense else 0.0)
    return BENT * liking


def _suggestion(
    chord: Chord,
    found: Role,
    probability: float,
    heard: Sequence[Chord],
    key: Key,
) -> Suggestion:
    last = heard[-1] if heard else None
    # What a chord was is only known by where it goes, so it is judged with this one after it.
    was = role(Place.of(last, key), (Place.of(chord, key),), key.mode) if last else None
    return Suggestion(
        chord=chord,
        numeral=found.numeral,
        function=found.function,
        kind=found.kind,
        probability=round(probability, 3),
        reason=reason(last, was, chord, found, key) if last and was else opening(chord, found),
        semitones=distance(last, chord) if last else None,
        shared=common(last, chord) if last else None,
    )
