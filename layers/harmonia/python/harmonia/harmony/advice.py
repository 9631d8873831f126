"""Advice on a progression: what comes next, what may stand in, the whole in other clothes."""

from collections.abc import Sequence
from dataclasses import dataclass

from harmonia.composing.roman import read
from harmonia.errors import Invalid
from harmonia.harmony.keys import roles
from harmonia.harmony.reharmonisation import Melody, Reharmonisation, reharmonisations
from harmonia.harmony.roles import Function
from harmonia.harmony.substitutions import Substitute, substitutes
from harmonia.harmony.suggestions import USUAL, Suggestion, key_of, suggest
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.songs.tastes import BRIGHT, CALM, DARK, LIVELY
from harmonia.songs.wishes import Genre

MOODS = BRIGHT | DARK | CALM | LIVELY
MOST_SUGGESTIONS = 12
MOST_REWORKED = 32  # chords; longer progressions get their next chord, but no other clothes


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """The chord of that number, counted from 0, and what may stand in for it."""

    at: int
    chord: Chord
    options: tuple[Substitute, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What one may do with a progression."""

    key: Key
    style: Genre
    next: tuple[Suggestion, ...]
    substitutions: tuple[Substitution, ...]
    reharmonisations: tuple[Reharmonisation, ...]


def advise(
    chords: Sequence[Chord],
    *,
    key: Key | None = None,
    style: Genre = Genre.POP,
    mood: str | None = None,
    melody: Melody = (),
    limit: int = USUAL,
) -> Advice:
    """
    Advice in the named key or in the likeliest; `melody` is a note over each chord, or none.

    Invalid names a mood nobody knows, too many suggestions, or more notes than chords.
    """
    if mood is not None:
        known_mood(mood)
    if not 1 <= limit <= MOST_SUGGESTIONS:
        raise Invalid(f"{limit} is out of reach; choose 1 to {MOST_SUGGESTIONS}", field="limit")
    if len(melody) > len(chords):
        raise Invalid(f"{len(melody)} notes for {len(chords)} chords", field="melody")
    home = key or key_of(chords)
    reworked = 0 < len(chords) <= MOST_REWORKED
    return Advice(
        key=home,
        style=style,
        next=suggest(chords, home, style, mood, limit),
        substitutions=_substitutions(chords, home, melody) if reworked else (),
        reharmonisations=reharmonisations(chords, home, melody) if reworked else (),
    )


def known_mood(word: str) -> str:
    """The word itself; Invalid unless it is a mood that chords can follow."""
    if word not in MOODS:
        known = ", ".join(sorted(MOODS))
        raise Invalid(f"{word[:40]!r} is not a mood I know; known are {known}", field="mood")
    return word


def _substitutions(chords: Sequence[Chord], key: Key, melody: Melody) -> tuple[Substitution, ...]:
    tune = [*melody, *[None] * (len(chords) - len(melody))]
    told = roles(chords, key)
    home = read("i" if key.minor else "I", key)
    leads = told[-1].function == Function.DOMINANT and told[-1].target is None
    followers = [*chords[1:], home if leads else None]
    return tuple(
        Substitution(at=index, chord=chord, options=substitutes(chord, role, key, after, note))
        for index, (chord, role, after, note) in enumerate(
            zip(chords, told, followers, tune, strict=True)
        )
    )
