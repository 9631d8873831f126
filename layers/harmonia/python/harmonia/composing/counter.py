"""
Counter-lines: a second voice under or over the tune.

Where the song is fullest it may sing along a third or a sixth below; elsewhere it moves in long
notes from guide tone to guide tone, against the lead, and fills the lead's rests with a run.
"""

import random
from collections.abc import Sequence

from harmonia.composing.plan import Plan, Seat
from harmonia.composing.staff import pitch_at, spelled, step_of, tones
from harmonia.composing.texture import settled
from harmonia.music.note import Pitch
from harmonia.songs.song import ChordSpan, Note, Section, Sound
from harmonia.songs.wishes import SectionKind

LOUD = 56


def counter(plan: Plan, seat: Seat, lead: Sequence[Note]) -> tuple[Note, ...]:
    """A second voice: with the lead where the song is fullest, elsewhere against it."""
    draw = plan.random(f"counter/{seat.name}")
    notes: list[Note] = []
    peak = max(section.energy for section in plan.sections)
    low, high = seat.player.low, min(seat.player.high, 81)
    for index, section in enumerate(plan.sections):
        active = seat.activity[index]
        if not active:
            continue
        sung = [note for note in lead if section.start <= note.start < section.end]
        full = section.energy >= peak - 0.02 and section.kind != SectionKind.SOLO
        if full and sung and draw.random() < 0.6:
            notes += _below(plan, section, sung, low, high)
        else:
            notes += _guides(plan, section, sung, low, high, active, draw)
    return settled(plan, seat, notes)


def _below(plan: Plan, section: Section, sung: Sequence[Note], low: int, high: int) -> list[Note]:
    """The lead's line a third or a sixth lower, on the chord."""
    doubled = []
    for note in sung:
        pitch = note.sound.of
        if not isinstance(pitch, Pitch):
            continue
        chord = plan.chord_at(min(note.start + note.length // 2, section.end - 1)).chord
        step = step_of(pitch)
        near = [pitch_at(step - below, section.key, chord) for below in (2, 3, 5, 4)]
        fitting = [one for one in near if low <= one.midi <= high and one.midi < pitch.midi]
        consonant = [one for one in fitting if one.midi % 12 in tones(chord)]
        chosen = (fitting if note.length <= 240 else consonant) or fitting
        if chosen:
            softer = max(1, note.velocity - 14)
            doubled.append(Note(note.start, note.length, Sound(chosen[0]), softer))
    return doubled


def _guides(
    plan: Plan,
    section: Section,
    sung: Sequence[Note],
    low: int,
    high: int,
    active: float,
    draw: random.Random,
) -> list[Note]:
    """Thirds and sevenths that go by step from chord to chord, and a run where the lead rests."""
    loud = round(LOUD + 26 * section.energy)
    line = _guide_tones(section, low, high, draw)
    notes: list[Note] = []
    for index, (span, key) in enumerate(line):
        pitch = spelled(key, section.key, span.chord)
        end = span.start + span.length
        gap = _gap(sung, span.start, end)
        if gap and active > 0.45 and span.length >= 960 and draw.random() < 0.65:
            if gap > span.start:
                notes.append(Note(span.start, gap - span.start, Sound(pitch), loud))
            notes += _answer(section, span, pitch, (gap, end), (low, high), loud, draw)
            continue
        following = line[index + 1][1] if index + 1 < len(line) else key
        passing = _between(section, span, pitch, following) if active > 0.55 else None
        if passing and low <= passing.midi <= high:
            half = span.length // 2
            notes.append(Note(span.start, half, Sound(pitch), loud))
            notes.append(Note(span.start + half, span.length - half, Sound(passing), loud - 4))
        else:
            notes.append(Note(span.start, span.length, Sound(pitch), loud))
    return notes


def _guide_tones(
    section: Section, low: int, high: int, draw: random.Random
) -> list[tuple[ChordSpan, int]]:
    """For every chord its third or seventh, whichever is nearer to the one before."""
    here = max(low + 5, min(high - 5, 62))
    line = []
    for span in section.chords:
        own = [note.semitone for note in span.chord.notes]
        guides = {own[1], own[min(3, len(own) - 1)]}
        reach = range(max(low, here - 11), min(high, here + 11) + 1)
        keys = [key for key in reach if key % 12 in guides]
        if keys:
            centre = (low + high) / 2 if high - low < 19 else 64
            prices = {
                key: abs(key - here) + 0.15 * abs(key - centre) + draw.random() for key in keys
            }
            here = min(keys, key=prices.__getitem__)
            line.append((span, here))
    return line


def _between(section: Section, span: ChordSpan, pitch: Pitch, following: int) -> Pitch | None:
    """A note for the chord's second half that leads on to the next chord's."""
    if span.length < section.meter.bar or span.length > 2 * section.meter.bar:
        return None
    distance = following - pitch.midi
    step = step_of(pitch)
    if abs(distance) <= 2:  # a neighbour from the other side
        return pitch_at(step + (1 if distance <= 0 else -1), section.key, span.chord)
    size = 1 if abs(distance) < 5 else 2
    return pitch_at(step + (size if distance > 0 else -size), section.key, span.chord)


def _gap(sung: Sequence[Note], start: int, end: int) -> int:
    """Where in that stretch the lead falls silent for the rest of it; 0 where it does not."""
    ends = [
        note.start + note.length
        for note in sung
        if note.start < end and note.start + note.length > start
    ]
    silent = max([start, *ends])
    return -(-silent // 240) * 240 if end - silent >= 720 else 0


def _answer(
    section: Section,
    span: ChordSpan,
    pitch: Pitch,
    gap: tuple[int, int],
    limits: tuple[int, int],
    loud: int,
    draw: random.Random,
) -> list[Note]:
    """Two to four eighths by step in the lead's silence, the last one longer."""
    start, end = gap
    way = draw.choice((1, -1))
    count = min(draw.choice((3, 4)), (end - start) // 240)
    run: list[Note] = []
    for index in range(count):
        one = pitch_at(step_of(pitch) + way * (index + 1), section.key, span.chord)
        if not limits[0] <= one.midi <= limits[1]:
            break
        begin = start + index * 240
        length = min(end - begin, 960) if index == count - 1 else 240
        run.append(Note(begin, length, Sound(one), min(120, loud + 2 * index)))
    return run or [Note(start, end - start, Sound(pitch), loud)]
