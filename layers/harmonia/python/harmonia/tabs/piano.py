"""
Chords at the piano: a bass in the left hand, a close chord in the right that moves little.

The right hand takes every tone but what the left has and what can go (see `tones`), in an inversion
within an octave and a half around middle C; the least motion over the progression by Viterbi.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from harmonia.music.chord import Chord
from harmonia.music.note import Note, Pitch
from harmonia.tabs.tones import tones
from harmonia.tabs.viterbi import cheapest

LOW, HIGH, CENTRE = 55, 79, 65  # G3 to G5, around F4
BASS = 36  # the left hand from C2 on
FINGERS = 5


@dataclass(frozen=True, slots=True)
class Hands:
    """A chord in two hands, lowest first."""

    left: tuple[Pitch, ...]
    right: tuple[Pitch, ...]

    @property
    def keys(self) -> tuple[int, ...]:
        """The MIDI keys, from the bass up."""
        return tuple(pitch.midi for pitch in (*self.left, *self.right))


def voiced(chords: Sequence[Chord]) -> tuple[Hands, ...]:
    """The chords in two hands."""
    columns = [_inversions(chord) for chord in chords]
    if not columns:
        return ()
    path = cheapest(
        [list(map(_height, column)) for column in columns],
        lambda index: [[_motion(old, new) for old in columns[index - 1]] for new in columns[index]],
    )
    rights = [column[one] for column, one in zip(columns, path, strict=True)]
    return tuple(Hands((_bass(chord),), right) for chord, right in zip(chords, rights, strict=True))


def _bass(chord: Chord) -> Pitch:
    return _pitch(chord.lowest, BASS)


def _pitch(note: Note, least: int) -> Pitch:
    """The note at that key or the next above it."""
    key = least + (note.semitone - least) % 12
    return Pitch.spelled(key, note)


@cache
def _inversions(chord: Chord) -> tuple[tuple[Pitch, ...], ...]:
    wanted = tones(chord, FINGERS, rooted=False)
    notes = [note for note in chord.notes if wanted.required >> note.semitone & 1]
    if len(notes) < 3:
        notes = list(chord.notes)
    if len(notes) > 4 and chord.root in notes and chord.lowest == chord.root:
        notes.remove(chord.root)  # the left hand has it
    order = sorted(notes, key=lambda note: (note.semitone - notes[0].semitone) % 12)
    found = []
    for turn in range(len(order)):
        turned = order[turn:] + order[:turn]
        for start in range(LOW, HIGH - 11):
            if start % 12 != turned[0].semitone:
                continue
            row = [Pitch.spelled(start, turned[0])]
            for note in turned[1:]:
                row.append(_pitch(note, row[-1].midi + 1))
            if row[-1].midi <= HIGH:
                found.append(tuple(row))
    return tuple(found)


def _height(row: tuple[Pitch, ...]) -> float:
    return 0.15 * abs(sum(pitch.midi for pitch in row) / len(row) - CENTRE)


@cache
def _motion(old: tuple[Pitch, ...], new: tuple[Pitch, ...]) -> float:
    """Semitones from each key of one hand to the nearest of the other."""
    ahead = sum(min(abs(one.midi - two.midi) for two in old) for one in new)
    back = sum(min(abs(one.midi - two.midi) for two in new) for one in old)
    return (ahead + back) / 2
