"""
Measures of a song: figures that a musician's ear stands behind.

They judge the finished document, not the way it was made: does the tune fit its chords, does it
return without going in circles, can it be played and sung.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from harmonia.composing.staff import tones
from harmonia.music.instrument import Family
from harmonia.music.note import Pitch
from harmonia.songs.song import ChordSpan, Note, Part, Role, Section, Song

NEAR = 2  # semitones: as far as a step goes
APART = 480  # ticks of silence over which nothing prepares or resolves


def leads(song: Song) -> tuple[Part, ...]:
    """The parts that carry the tune."""
    return tuple(part for part in song.parts if part.role in (Role.LEAD, Role.VOCAL))


def strong_beat_fit(song: Song) -> float:
    """
    The share of the leads' notes on strong pulses that fit: chord tones or prepared dissonances.

    A dissonance is prepared when it is reached by step or repetition and resolved by step.
    """
    fits = [fit for part in leads(song) for fit in _fits(song, part.notes)]
    return sum(fits) / len(fits) if fits else 1.0


def _fits(song: Song, line: Sequence[Note]) -> Iterator[bool]:
    for index, note in enumerate(line):
        section = section_at(song, note.start)
        if (note.start - section.start) % section.meter.bar not in section.meter.strong:
            continue
        if note.sound.key % 12 in tones(chord_at(song, note.start).chord):
            yield True
            continue
        before = line[index - 1] if index else None
        after = line[index + 1] if index + 1 < len(line) else None
        yield bool(
            before
            and after
            and note.start - (before.start + before.length) <= APART
            and after.start - (note.start + note.length) <= APART
            and abs(note.sound.key - before.sound.key) <= NEAR
            and 0 < abs(after.sound.key - note.sound.key) <= NEAR
        )


def section_at(song: Song, tick: int) -> Section:
    """The section that sounds at that tick."""
    return next((one for one in song.sections if tick < one.end), song.sections[-1])


def chord_at(song: Song, tick: int) -> ChordSpan:
    """The chord that sounds at that tick."""
    section = section_at(song, tick)
    return next((one for one in reversed(section.chords) if one.start <= tick), section.chords[0])


def bars(song: Song, part: Part) -> list[tuple[tuple[int, int, int], ...]]:
    """What the part plays in each bar: offset, length and key of every note; empty ones too."""
    found = []
    for section in song.sections:
        for bar in range(section.bars):
            start = section.start + bar * section.meter.bar
            found.append(
                tuple(
                    (note.start - start, note.length, note.sound.key)
                    for note in part.notes
                    if start <= note.start < start + section.meter.bar
                )
            )
    return found


def repeated_bars(song: Song) -> float:
    """The share of the leads' bars that came before, note for note."""
    played = [bar for part in leads(song) for bar in bars(song, part) if bar]
    return 1 - len(set(played)) / len(played) if played else 0.0


def repeated_rhythms(song: Song) -> float:
    """The share of the leads' bars whose rhythm came before."""
    played = [
        tuple(note[:2] for note in bar) for part in leads(song) for bar in bars(song, part) if bar
    ]
    return 1 - len(set(played)) / len(played) if played else 0.0


def moves(song: Song) -> dict[str, float]:
    """How the leads move within phrases: shares of repeats, steps, leaps and leaps over a fifth."""
    sizes = [
        abs(after.sound.key - before.sound.key)
        for part in leads(song)
        for before, after in pairwise(part.notes)
        if after.start - (before.start + before.length) < APART
    ]
    count = max(1, len(sizes))
    return {
        "repeat": sum(size == 0 for size in sizes) / count,
        "step": sum(0 < size <= NEAR for size in sizes) / count,
        "leap": sum(size > NEAR for size in sizes) / count,
        "wide": sum(size > 7 for size in sizes) / count,
    }


def hovering(song: Song) -> float:
    """The share of six notes in a row that only go to and fro between two pitches."""
    rows = [
        len({note.sound.key for note in part.notes[first : first + 6]}) <= 2
        for part in leads(song)
        for first in range(len(part.notes) - 5)
    ]
    return sum(rows) / len(rows) if rows else 0.0


def sounding(song: Song, part: Part) -> float:
    """The share of time in which the part sounds, in the sections where it plays."""
    starts = [note.start for note in part.notes]
    playing = [
        one for one in song.sections if any(one.start <= start < one.end for start in starts)
    ]
    time = sum(section.length for section in playing)
    return sum(note.length for note in part.notes) / time if time else 0.0


def compass(part: Part) -> int:
    """Semitones from the part's lowest to its highest note."""
    keys = [note.sound.key for note in part.notes]
    return max(keys) - min(keys) if keys else 0


def height(song: Song, section: Section) -> float:
    """The mean key of the tune in a section, long notes counting more; 0 where it rests."""
    notes = [
        note
        for part in leads(song)
        for note in part.notes
        if section.start <= note.start < section.end
    ]
    time = sum(note.length for note in notes)
    return sum(note.sound.key * note.length for note in notes) / time if time else 0.0


def playable(song: Song) -> tuple[str, ...]:
    """What could not be played: notes out of range, or more at once than the player has voices."""
    faults = []
    for part in song.parts:
        player = part.player
        if player.family != Family.DRUMS:
            wrong = [n for n in part.notes if not player.low <= n.sound.key <= player.high]
            faults += [f"{part.name}: {note.sound} at {note.start}" for note in wrong[:3]]
            faults += [
                f"{part.name}: {note.sound} at {note.start} is no pitch"
                for note in part.notes
                if not isinstance(note.sound.of, Pitch)
            ]
            if polyphony(part.notes) > player.voices:
                faults.append(f"{part.name}: {polyphony(part.notes)} notes at once")
    return tuple(faults)


def polyphony(notes: Sequence[Note]) -> int:
    """The most notes that are written to sound at once."""
    edges = sorted(
        edge for note in notes for edge in ((note.start, 1), (note.start + note.length, -1))
    )
    most = now = 0
    for _, change in edges:
        now += change
        most = max(most, now)
    return most
