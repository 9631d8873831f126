"""
What each genre takes for granted: tempo, mode, length and friendly keys.

Common knowledge of the trade; moods move a genre within its own range, never out of it.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.songs.wishes import Genre, SectionKind


@dataclass(frozen=True, slots=True)
class Taste:
    """A genre's habits: its tempo range in bpm, usual mode, length in seconds, usual keys."""

    slow: int
    usual: int
    fast: int
    mode: str
    seconds: float
    majors: str
    minors: str


TASTES = {
    Genre.POP: Taste(84, 108, 128, "major", 150, "C D E F G A Bb", "A B C D E F#"),
    Genre.ROCK: Taste(92, 128, 168, "major", 150, "E A D G C", "E A D B"),
    Genre.LOFI: Taste(68, 80, 90, "major", 120, "C Db D Eb F G Ab", "A C D F G"),
    Genre.JAZZ: Taste(76, 132, 208, "major", 150, "F Bb Eb C G", "C D F G"),
    Genre.FOLK: Taste(76, 100, 126, "major", 140, "G D C A E", "E A D B"),
    Genre.HOUSE: Taste(118, 124, 130, "minor", 180, "C F G Bb", "A C D E F G"),
    Genre.CINEMATIC: Taste(60, 84, 132, "minor", 150, "C D F Bb", "C D E G A"),
    Genre.BOSSA: Taste(108, 128, 148, "major", 150, "C D F G Bb", "A C D G"),
}

SUNG_GENRES = frozenset({Genre.POP, Genre.ROCK, Genre.FOLK, Genre.JAZZ, Genre.BOSSA})
BRIGHT = frozenset("happy cheerful joyful bright uplifting playful sunny hopeful festive".split())
DARK = frozenset(
    "sad dark melancholic bittersweet gloomy tense mysterious angry haunting nostalgic-dark "
    "heartbroken lonely ominous epic".split()
)
CALM = frozenset("calm warm relaxed gentle dreamy sleepy sad peaceful slow tender".split())
LIVELY = frozenset("energetic happy upbeat angry driving festive dance playful epic fast".split())


def tempo_for(genre: Genre, moods: tuple[str, ...], meter: Meter, draw: random.Random) -> float:
    """A tempo in quarter notes a minute within the genre's range, bent by the moods."""
    taste = TASTES[genre]
    push = len(LIVELY & set(moods)) - len(CALM & set(moods))
    middle = taste.usual
    if push:
        edge = taste.fast if push > 0 else taste.slow
        middle = (taste.usual + edge) // 2 if abs(push) == 1 else (taste.usual + 3 * edge) // 4
    bpm = middle + draw.randint(-2, 2)
    return float(min(max(bpm, taste.slow), taste.fast))


def mode_for(genre: Genre, moods: tuple[str, ...]) -> str:
    """Major or minor, as the moods want it or the genre has it."""
    tilt = len(BRIGHT & set(moods)) - len(DARK & set(moods))
    if tilt:
        return "major" if tilt > 0 else "minor"
    return TASTES[genre].mode


def key_for(
    chords: Mapping[SectionKind, tuple[Chord, ...]],
    genre: Genre,
    moods: tuple[str, ...],
    draw: random.Random,
) -> Key:
    """The key the given chords are in, or one the genre's players like where none were given."""
    mode = mode_for(genre, moods)
    given = [chord for symbols in chords.values() for chord in symbols]
    if given:
        return max(_candidates(), key=lambda key: _fit(key, given, mode))
    tonics = TASTES[genre].majors if mode == "major" else TASTES[genre].minors
    return Key.parse(f"{draw.choice(tonics.split())} {mode}")


def _candidates() -> list[Key]:
    majors = "C G D A E B F# F Bb Eb Ab Db".split()
    minors = "A E B F# C# G# D G C F Bb Eb".split()
    return [Key.parse(f"{tonic} major") for tonic in majors] + [
        Key.parse(f"{tonic} minor") for tonic in minors
    ]


def _fit(key: Key, chords: list[Chord], mode: str) -> float:
    """How well the chords sit in the key: notes in the scale, and where they begin and end."""
    inside = sum(note.semitone in key.semitones for chord in chords for note in chord.notes)
    total = sum(len(chord.notes) for chord in chords)
    score = inside / total
    for chord, weight in ((chords[0], 0.12), (chords[-1], 0.06)):
        if chord.root.semitone == key.tonic.semitone:
            minor = chord.quality.startswith("m") and not chord.quality.startswith("maj")
            score += weight if minor == key.minor else -weight
    return score + (0.01 if key.mode == mode else 0)
