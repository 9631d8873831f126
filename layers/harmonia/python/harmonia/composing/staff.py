"""
Staff positions: melodies are thought in steps of the scale, not in semitones.

A step is a line or space: `7 * octave + letter`, so C4 is 28 and the E above it 30. What sounds
there depends on the key, and on the chord where it raises or lowers a letter: over E7 in A minor
every G is a G#. Spelling follows by itself.
"""

from functools import cache

from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.note import Note, Pitch


@cache
def signs(key: Key, chord: Chord) -> tuple[int, ...]:
    """The accidental of each letter, C first, while that chord sounds in that key."""
    found = {note.letter: note.accidental for note in key.notes}
    own = [note for note in chord.notes if abs(note.accidental) <= 2]
    for note in reversed(own):  # the root last: where two tones share a letter it wins
        found[note.letter] = note.accidental
    return tuple(found[letter] for letter in range(7))


@cache
def pitch_at(step: int, key: Key, chord: Chord) -> Pitch:
    """
    The pitch on that line or space.

    >>> str(pitch_at(32, Key.parse("A minor"), Chord.parse("E7")))
    'G#4'
    """
    octave, letter = divmod(step, 7)
    return Pitch(Note(letter, signs(key, chord)[letter]), octave)


def step_of(pitch: Pitch) -> int:
    """The line or space that the pitch is written on."""
    return 7 * pitch.octave + pitch.note.letter


@cache
def tones(chord: Chord) -> frozenset[int]:
    """The pitch classes of a chord, with its bass."""
    return frozenset(note.semitone for note in (*chord.notes, chord.lowest))


@cache
def spelled(midi: int, key: Key, chord: Chord) -> Pitch:
    """That MIDI key as the chord spells it, or else the key."""
    for note in (*chord.notes, chord.lowest):
        if note.semitone == midi % 12 and abs(note.accidental) <= 2:
            return Pitch.spelled(midi, note)
    return key.spell(midi)


def nearest(midi: int, key: Key) -> int:
    """The staff position closest to that MIDI key."""
    return step_of(key.spell(midi))
