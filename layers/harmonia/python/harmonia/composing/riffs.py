"""
Riffs: a figure of a bar that stays while the chords move.

A figure is a row of eighths (eight signs) or sixteenths: a number is a tone of the chord's voicing,
counted upwards, and `.` leaves the last one ringing; a rock riff stands on the root and counts
root, third, fifth, sixth (on minor chords the seventh), octave. Every fourth bar answers with a
second figure.
"""

import random

from harmonia.composing.bars import closing
from harmonia.composing.leading import voiced
from harmonia.composing.plan import Plan, Seat
from harmonia.composing.staff import pitch_at, spelled, step_of
from harmonia.composing.texture import settled, window
from harmonia.music.chord import Chord
from harmonia.music.note import Pitch
from harmonia.songs.song import Note, Section, Sound
from harmonia.songs.wishes import Genre, SectionKind

RIFFS = {  # figures of a bar: chord tones by number, counted upwards, or `.`
    Genre.POP: ("0.2.1.2.", "02.1.2.1", "2..1..0.", "0.1.2.1.", "2.1.2..1"),
    Genre.ROCK: ("00.30.42", "0.02.30.", "00.0.231", "0..03.2.", "0.402.3.", "0.3.0.23"),
    Genre.LOFI: ("..2...1.", "....2.1.", ".2..1...", "...2..3.", "2.....1."),
    Genre.JAZZ: ("...2.1..", ".2.1....", "..1..2..", "2..1...."),
    Genre.FOLK: ("02121212", "0.2.1.2.", "0212.212", "0.21.212"),
    Genre.HOUSE: ("0.2.3.1.2.0.3.2.", "2..2..2.3..3..1.", "0.12.3.20.12.3.2", "..2...3...2...1."),
    Genre.CINEMATIC: ("01210121", "0.1.2.1.", "02120212", "00100100"),
    Genre.BOSSA: ("..2..1..", "2..1..2.", "...2.1.."),
}
ROOTED = frozenset({Genre.ROCK})
MAJOR, MINOR = (0, 2, 4, 5, 7), (0, 2, 4, 6, 7)  # a rock riff's steps above the root
LOUD = 58


def riff(plan: Plan, seat: Seat) -> tuple[Note, ...]:
    """A figure on the chord's tones that keeps its rhythm all through a section."""
    draw = plan.random(f"riff/{seat.name}")
    figures = {}
    low, high = window(seat.player)
    notes: list[Note] = []
    close = closing(plan)
    for index, section in enumerate(plan.sections):
        active = seat.activity[index]
        if not active:
            continue
        kind = section.kind if section.kind != SectionKind.INTRO else SectionKind.CHORUS
        if kind not in figures:
            known = RIFFS[plan.brief.genre]
            figures[kind] = (draw.choice(known), draw.choice(known))
        notes += _figured(plan, section, figures[kind], (low, high), active, draw)
    return settled(plan, seat, [note for note in notes if note.start < close])


def _figured(
    plan: Plan,
    section: Section,
    figure: tuple[str, str],
    window: tuple[int, int],
    active: float,
    draw: random.Random,
) -> list[Note]:
    """The figure, bar by bar; every fourth bar turns, and quiet sections leave bars out."""
    notes: list[Note] = []
    meter = section.meter
    ladder: tuple[Pitch, ...] = ()
    last = None
    rooted = plan.brief.genre in ROOTED
    for bar in range(section.bars):
        if active < 0.4 and bar % 2:
            continue
        signs = figure[1] if bar % 4 == 3 else figure[0]
        unit = meter.beat // 2 if meter.unit == 4 and len(signs) == 8 else meter.beat // 4
        if meter.unit >= 8:
            unit = meter.beat
        start = section.start + bar * meter.bar
        slots = meter.bar // max(unit, 1)
        picked = "".join(signs[slot % len(signs)] for slot in range(slots))
        for slot, sign in enumerate(picked):
            if sign == ".":
                continue
            tick = start + slot * unit
            chord = plan.chord_at(tick).chord
            if chord != last:
                ladder = (
                    _rungs(section, chord, window)
                    if rooted
                    else _voices(section, chord, tuple(pitch.midi for pitch in ladder), window)
                )
                last = chord
            length = unit
            if picked[slot + 1 : slot + 2] == ".":
                length += unit
            accent = 8 if (tick - start) in meter.pulses else 0
            velocity = round(LOUD + 22 * section.energy + accent + draw.uniform(-3, 3))
            notes.append(Note(tick, length, Sound(ladder[int(sign) % len(ladder)]), velocity))
    return notes


def _rungs(section: Section, chord: Chord, window: tuple[int, int]) -> tuple[Pitch, ...]:
    """The chord from its root upwards, as low as the window allows."""
    low, high = window
    root = next(key for key in range(low, low + 12) if key % 12 == chord.root.semitone)
    step = step_of(spelled(root, section.key, chord))
    minor = (chord.notes[1].semitone - chord.root.semitone) % 12 == 3
    rungs = MINOR if minor else MAJOR
    found = [pitch_at(step + rung, section.key, chord) for rung in rungs]
    return tuple(pitch for pitch in found if low <= pitch.midi <= high)


def _voices(
    section: Section, chord: Chord, before: tuple[int, ...], window: tuple[int, int]
) -> tuple[Pitch, ...]:
    """The chord's voices, nearest to those before."""
    keys = voiced(chord, before, min(4, len(chord.notes)), *window)
    return tuple(spelled(key, section.key, chord) for key in keys)
