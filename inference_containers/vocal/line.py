"""
From the written part to phrases: syllables with their notes, in seconds.

A phrase is what is sung without letting go. Notes that no syllable covers are sung on "ah": what is
written sounds. A syllable that is longer than a breath is taken up again on its vowel.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from harmonia.music.tempo import Clock
from harmonia.songs.song import Note, Part, Song
from inference_containers.vocal.phones import nucleus, spoken

BRIDGED = 0.1  # seconds; a shorter rest is sung over
SHORTEST = 0.03  # seconds of a note
OPEN = ("AA1",)  # what is sung without words
LUNGS = 11.0  # seconds that a syllable is held in one breath
CATCH = 0.5  # seconds that a breath takes from the note before it


@dataclass(frozen=True, slots=True)
class Tone:
    """A note as it is sung."""

    start: float  # seconds
    end: float
    key: int  # MIDI
    velocity: int

    @property
    def length(self) -> float:
        """In seconds."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Sung:
    """A syllable and its notes."""

    start: float  # seconds; where its vowel begins
    end: float
    phonemes: tuple[str, ...]
    word: int
    tones: tuple[Tone, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Syllables in one breath."""

    number: int  # in the part, from 0
    syllables: tuple[Sung, ...]
    room: float  # seconds of silence before it
    ahead: float  # seconds of silence after it

    @property
    def start(self) -> float:
        """When its first vowel begins, in seconds."""
        return self.syllables[0].start

    @property
    def end(self) -> float:
        """When its last note ends, in seconds."""
        return self.syllables[-1].end

    @property
    def tones(self) -> tuple[Tone, ...]:
        """All its notes."""
        return tuple(tone for one in self.syllables for tone in one.tones)


def phrases(song: Song, part: Part) -> tuple[Phrase, ...]:
    """What the part sings, phrase by phrase."""
    groups: list[list[Sung]] = []
    for one in (piece for whole in syllables(song.clock, part) for piece in breaths(whole)):
        if groups and one.start - groups[-1][-1].end < BRIDGED:
            groups[-1].append(one)
        else:
            groups.append([one])
    made = []
    for number, group in enumerate(groups):
        before = groups[number - 1][-1].end if number else 0.0
        after = groups[number + 1][0].start if number + 1 < len(groups) else float("inf")
        room, ahead = max(0.0, group[0].start - before), after - group[-1].end
        made.append(Phrase(number, tuple(group), room, ahead))
    return tuple(made)


def breaths(one: Sung) -> Iterator[Sung]:
    """The syllable as it is sung: in one breath, or in several where it is too long for that."""
    if one.end - one.start <= LUNGS:
        yield one
        return
    tones = [piece for tone in one.tones for piece in _parted(tone)]
    groups = [[tones[0]]]
    for tone in tones[1:]:
        if tone.end - groups[-1][0].start > LUNGS:
            groups.append([])
        groups[-1].append(tone)
    centre = nucleus([spoken(symbol) for symbol in one.phonemes])
    for number, group in enumerate(groups):
        last = number == len(groups) - 1
        if not last:
            group[-1] = replace(group[-1], end=group[-1].end - min(CATCH, group[-1].length / 2))
        begin, end = centre if number else 0, len(one.phonemes) if last else centre + 1
        yield Sung(group[0].start, group[-1].end, one.phonemes[begin:end], one.word, tuple(group))


def _parted(tone: Tone) -> list[Tone]:
    """The note in equal parts, none longer than a breath."""
    count = ceil(tone.length / LUNGS)
    edges = [tone.start + tone.length * part / count for part in range(count + 1)]
    return [replace(tone, start=start, end=end) for start, end in pairwise(edges)]


def syllables(clock: Clock, part: Part) -> Iterator[Sung]:
    """The part's syllables in order, each with at least one note."""
    notes = sorted(part.notes, key=lambda note: (note.start, -note.sound.key))
    notes = [
        note for before, note in zip([None, *notes], notes, strict=False)
        if before is None or note.start > before.start
    ]  # fmt: skip
    at = 0
    words = max((one.word for one in part.syllables), default=-1)
    for one in sorted(part.syllables, key=lambda one: one.start):
        while at < len(notes) and notes[at].start < one.start:
            words += 1
            yield _sung(clock, notes[at : at + 1], OPEN, words, notes[at + 1 :])
            at += 1
        first = at
        while at < len(notes) and notes[at].start < one.end:
            at += 1
        if at > first:
            yield _sung(clock, notes[first:at], one.phonemes or OPEN, one.word, notes[at:])
    for index in range(at, len(notes)):
        words += 1
        yield _sung(clock, notes[index : index + 1], OPEN, words, notes[index + 1 :])


def _sung(
    clock: Clock, notes: Sequence[Note], phonemes: tuple[str, ...], word: int, rest: Sequence[Note]
) -> Sung:
    """The syllable in seconds: its notes lie close, and the last ends before what follows."""
    after = rest[0].start if rest else notes[-1].start + notes[-1].length
    ends = [*(note.start for note in notes[1:]), min(notes[-1].start + notes[-1].length, after)]
    tones: list[Tone] = []
    for note, end in zip(notes, ends, strict=True):
        start = max(0.0, clock.seconds(note.start + note.nudge))
        stop = max(start + SHORTEST, clock.seconds(end + note.nudge))
        tones.append(Tone(start, stop, note.sound.key, note.velocity))
    return Sung(tones[0].start, tones[-1].end, phonemes, word, tuple(tones))
