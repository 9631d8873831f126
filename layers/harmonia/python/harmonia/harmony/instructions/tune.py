"""
A melody to start from: one small rhythm, sung again over every chord.

The first note of a bar is a note of its chord, those between move by step; every second bar ends on
a long note to breathe, and the last comes to rest. Notes are told by letter and by number, 1 being
the key's home.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from harmonia.harmony.instructions.strumming import counting
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.note import Note

RHYTHMS = ("1 2 3", "1 & 2 3", "1 2 & 3", "1 & 2 &", "1 2 3 4")  # in the counts of four
LOW, HIGH = 57, 72  # A3 to C5, where nearly everybody can sing or play
RESTING = (0, 2, 4)  # the scale's steps that a tune may end on


@dataclass(frozen=True, slots=True, kw_only=True)
class TuneNote:
    """A note of the tune: when it begins, as counted, its letter and its number in the key."""

    count: str
    note: Note
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TuneBar:
    """A bar of the tune over its chord."""

    chord: Chord
    notes: tuple[TuneNote, ...]


def tune(
    chords: Sequence[Chord], key: Key, meter: Meter, draw: random.Random
) -> tuple[TuneBar, ...]:
    """A bar of tune for each chord."""
    places = counting(meter)
    rhythm = _rhythm(places, meter, draw)
    made: list[TuneBar] = []
    at = min(_within(chords[0]), key=lambda midi: (abs(midi - 64), midi))
    for index, chord in enumerate(chords):
        last, breathes = index == len(chords) - 1, index % 2 == 1
        moments = rhythm[:1] if last else rhythm[: max(1, len(rhythm) - breathes)]
        rise = 1 if index < len(chords) * 2 / 3 else -1  # up to a peak, then home
        at = _nearest(_closing(chord, key) if last else _within(chord), at + rise)
        notes = [at]
        for _ in moments[1:]:
            at = _step(at, rise if draw.random() < 0.7 else -rise, _scale(chord, key))
            notes.append(at)
        made.append(
            TuneBar(
                chord=chord,
                notes=tuple(
                    TuneNote(count=_spoken(places, place), note=note, number=number(note, key))
                    for place, note in zip(
                        moments, (_name(midi, chord, key) for midi in notes), strict=True
                    )
                ),
            )
        )
    return tuple(made)


def number(note: Note, key: Key) -> str:
    """
    The note's number in the key's own scale, raised or lowered where it is foreign.

    >>> number(Note.parse("G#"), Key.parse("A minor")), number(Note.parse("E"), Key.parse("C"))
    ('#7', '3')
    """
    step = (note.letter - key.tonic.letter) % 7
    gap = (note.semitone - key.notes[step].semitone + 6) % 12 - 6
    return ("#" * gap or "b" * -gap) + str(step + 1)


def _rhythm(places: Sequence[str], meter: Meter, draw: random.Random) -> list[int]:
    """Where the notes of a bar begin, as places in its counting."""
    if meter.beats == 4 and meter.unit == 4:
        wanted, found, at = draw.choice(RHYTHMS).split(), [], -1
        for count in wanted:
            at = places.index(count, at + 1)
            found.append(at)
        return found
    step = len(places) // meter.beats
    beats = [beat * step for beat in range(meter.beats)]
    return beats if len(beats) <= 4 else [beat for beat in beats if draw.random() < 0.6 or not beat]


def _spoken(places: Sequence[str], place: int) -> str:
    """The place as one says it: 2, or "2&"."""
    if places[place] != "&":
        return places[place]
    beat = next(one for one in reversed(places[:place]) if one != "&")
    return f"{beat}&"


def _within(chord: Chord) -> list[int]:
    sounding = {note.semitone for note in chord.notes[:3]}
    return [midi for midi in range(LOW, HIGH + 1) if midi % 12 in sounding]


def _closing(chord: Chord, key: Key) -> list[int]:
    """The chord's notes that a tune may end on, or all of them."""
    resting = {key.notes[step].semitone for step in RESTING}
    return [midi for midi in _within(chord) if midi % 12 in resting] or _within(chord)


def _nearest(options: Sequence[int], wanted: int) -> int:
    return min(options, key=lambda midi: (abs(midi - wanted), midi))


def _step(midi: int, direction: int, scale: frozenset[int]) -> int:
    """The scale's next note up or down, turning at the edges of the voice."""
    if not LOW < midi + 2 * direction < HIGH:
        direction = -direction
    after = midi + direction
    while after % 12 not in scale:
        after += direction
    return after


def _scale(chord: Chord, key: Key) -> frozenset[int]:
    """The key's notes with the chord's own in place of those that would rub against them."""
    own = {note.semitone for note in chord.notes}
    foreign = own - key.semitones
    rubbing = {(one + step) % 12 for one in foreign for step in (1, -1)}
    return (key.semitones - (rubbing - own)) | own


def _name(midi: int, chord: Chord, key: Key) -> Note:
    own = next((note for note in chord.notes if note.semitone == midi % 12), None)
    return own or key.spell(midi).note
