"""Which chord somebody holds down: the one that explains the keys best, named from the bass up."""

from collections.abc import Iterable

from harmonia.music.chord import QUALITIES, Chord
from harmonia.music.key import Key
from harmonia.music.note import Note

COMMON = (
    *("", "m", "7", "m7", "maj7", "sus4", "sus2", "dim", "aug", "5", "6", "m6"),
    *("m7b5", "dim7", "7sus4", "9", "m9", "maj9", "add9", "mmaj7"),
)  # the simpler first
MISSING, MISSING_FIFTH, STRANGE = 1.0, 0.4, 1.5  # what a note too few or too many costs
INVERTED, RARER = 0.6, 0.02  # another bass than the root; each step down the list


def held_chord(keys: Iterable[int], key: Key | None = None) -> Chord | None:
    """The chord of the MIDI keys held, spelled in the key; None for fewer than two tones."""
    held = sorted(keys)
    tones = {one % 12 for one in held}
    if len(tones) < 2:
        return None
    bass = held[0] % 12
    _, rank, root = min(
        (_cost(tones, bass, root, quality) + RARER * rank, rank, root)
        for root in tones
        for rank, quality in enumerate(COMMON)
    )
    home = key or Key.parse("C")
    chord = Chord(_name(root, home), COMMON[rank])
    return chord if bass == root else Chord(chord.root, chord.quality, _tone(chord, bass, home))


def _cost(tones: set[int], bass: int, root: int, quality: str) -> float:
    """How badly the chord explains the tones."""
    wanted = {(root + interval.semitones) % 12 for interval in QUALITIES[quality]}
    absent, fifth = wanted - tones, (root + 7) % 12
    cost = sum(MISSING_FIFTH if one == fifth else MISSING for one in absent)
    return cost + STRANGE * len(tones - wanted) + INVERTED * (bass != root)


def _name(semitone: int, key: Key) -> Note:
    return key.spell(60 + semitone).note


def _tone(chord: Chord, semitone: int, key: Key) -> Note:
    """The bass as the chord spells it, or as the key does if it is none of its tones."""
    own = [note for note in chord.notes if note.semitone == semitone]
    return own[0] if own else _name(semitone, key)
