"""
Shapes: chords as a hand finds them on a fretted neck.

A shape is one fret a string (None where the string is silent), within reach of four fingers: four
frets apart at most, open strings free, one finger may lie across the lowest fret. Open positions
are liked best, then low ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from harmonia.music.chord import Chord

GUITAR = (40, 45, 50, 55, 59, 64)
TUNINGS = {
    "ukulele": (67, 60, 64, 69),
    "mandolin": (55, 62, 69, 76),
    "banjo": (48, 55, 59, 62),
}
REACH = 3  # frets between the lowest and the highest finger
FINGERS = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """Frets from the first string of the tuning on; 0 is open, None silent."""

    tuning: tuple[int, ...]
    frets: tuple[int | None, ...]

    @property
    def keys(self) -> tuple[int, ...]:
        """The MIDI keys that sound, from the first string on."""
        pairs = zip(self.tuning, self.frets, strict=True)
        return tuple(key + fret for key, fret in pairs if fret is not None)

    @property
    def playable(self) -> bool:
        """Whether four fingers reach it."""
        pressed = [fret for fret in self.frets if fret]
        if not pressed:
            return True
        if max(pressed) - min(pressed) > REACH:
            return False
        return _fingers(self.frets) <= FINGERS


def tuning(name: str) -> tuple[int, ...]:
    """The open strings of that instrument, as MIDI keys."""
    return TUNINGS.get(name, GUITAR)


def _fingers(frets: tuple[int | None, ...]) -> int:
    """How many fingers the frets need; a barre is one, and can't be where a string rings open."""
    pressed = [fret for fret in frets if fret]
    lowest = min(pressed)
    first = next(index for index, fret in enumerate(frets) if fret == lowest)
    barred = pressed.count(lowest) > 1 and 0 not in frets[first:]
    return len(pressed) - (pressed.count(lowest) - 1 if barred else 0)


@cache
def shape(
    chord: Chord, strings: tuple[int, ...], *, grip: bool = False, highest: int = 127
) -> Shape:
    """
    The best shape of the chord on those strings.

    A grip is a compact one for comping: the four inner strings up the neck, no open ones.
    """
    within = [one for one in _shapes(chord, strings, grip) if max(one.keys) <= highest]
    return min(within, key=lambda one: _badness(one, chord, grip))


def power(chord: Chord, strings: tuple[int, ...]) -> Shape:
    """Root, fifth and octave on the lowest strings."""
    root = chord.lowest.semitone
    frets: list[int | None] = [None] * len(strings)
    string = min((0, 1), key=lambda index: ((root - strings[index]) % 12, index))
    fret = (root - strings[string]) % 12
    frets[string] = fret
    fifth = strings[string] + fret + 7
    frets[string + 1] = fifth - strings[string + 1]
    if string + 2 < len(strings):
        frets[string + 2] = fifth + 5 - strings[string + 2]
    return Shape(strings, tuple(frets))


def alternate(held: Shape, chord: Chord) -> int:
    """What the thumb plays between two bass notes: the fifth, below if a string there is free."""
    keys = held.keys
    bass = next(index for index, fret in enumerate(held.frets) if fret is not None)
    fifth = next((one.semitones for one in chord.intervals if one.steps == 4), 7)
    wanted = (chord.root.semitone + fifth) % 12
    if bass > 0 and len(held.tuning) == 6:
        open_key = held.tuning[bass - 1]
        fret = (wanted - open_key) % 12
        if fret <= 3:
            return open_key + fret
    return next((key for key in keys[1:3] if key % 12 == wanted), keys[min(1, len(keys) - 1)])


def _shapes(chord: Chord, strings: tuple[int, ...], grip: bool) -> Iterator[Shape]:
    inside, lowest = {note.semitone for note in chord.notes}, chord.lowest.semitone
    basses = range(1, 3) if grip and len(strings) == 6 else range(max(1, len(strings) - 3))
    tried: set[tuple[int | None, ...]] = set()
    for position, bass in product(range(1, 10), basses):
        top = min(bass + 4 if grip else len(strings), len(strings))
        rows: list[list[int | None]] = []
        for string in range(bass, top):
            allowed = inside | {lowest} if string == bass else inside
            frets = [*range(position, position + REACH + 1), *([] if grip else [0])]
            rows.append([f for f in frets if (strings[string] + f) % 12 in allowed] or [None])
        for held in product(*rows):
            whole = (None,) * bass + held + (None,) * (len(strings) - top)
            if whole in tried:
                continue
            tried.add(whole)
            found = Shape(strings, whole)
            if found.keys and found.playable:
                yield found
    for string, fret in product(range(len(strings)), range(12)):  # one note, if nothing else
        if (strings[string] + fret) % 12 == chord.root.semitone:
            alone = [None] * len(strings)
            yield Shape(strings, (*alone[:string], fret, *alone[string + 1 :]))


def _badness(found: Shape, chord: Chord, grip: bool) -> float:
    """What speaks against a shape: missing tones, a wrong bass, stretches, heights, gaps."""
    keys = found.keys
    sounding = {key % 12 for key in keys}
    missing = sum(
        worth for tone, worth in _worths(chord, found.tuning, grip) if tone not in sounding
    )
    pressed = [fret for fret in found.frets if fret]
    height = min(pressed, default=0)
    six = len(found.tuning) == 6
    wrong = six and not grip and keys[0] % 12 != chord.lowest.semitone
    wide = grip and max(keys) - min(keys) > 16
    gaps = 0 if grip else found.frets[found.frets.index(_first(found)) :].count(None)
    return (
        missing
        + (14 if wrong else 0)
        + (6 if wide else 0)
        + 0.6 * abs(height - (4 if grip else 0))
        + 0.5 * (max(pressed, default=0) - height + len(pressed))
        - 1.2 * len(keys)
        + 4 * gaps
        + (3 if 0 in found.frets and max(pressed, default=0) > 3 else 0)
    )


@cache
def _worths(chord: Chord, strings: tuple[int, ...], grip: bool) -> tuple[tuple[int, float], ...]:
    """How much a shape loses without each tone of the chord."""
    four = len(strings) < 6 or grip
    return tuple(
        (note.semitone, _worth(interval.steps, interval.semitones, len(chord.notes), four))
        for note, interval in zip(chord.notes, chord.intervals, strict=True)
    )


def _worth(steps: int, semitones: int, count: int, four: bool) -> float:
    if steps == 0:
        return 5.0 if four and count > 3 else 14.0
    if semitones == 7 and count > 3:
        return 2.0
    return {2: 24.0, 3: 24.0 if count == 3 else 9.0, 6: 16.0}.get(steps, 10.0)


def _first(found: Shape) -> int | None:
    return next(fret for fret in found.frets if fret is not None)
