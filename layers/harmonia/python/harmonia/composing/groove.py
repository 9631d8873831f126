"""
Feel: how what is written is played.

Each voice has its pocket, some milliseconds from the grid; pairs swing; a phrase pushes into a lift
and eases at its end; and a hand strays a little, each note near where the last one was. Velocities
follow the bar's weight and the phrase, and no two hits in a row are the same.
"""

import math
import random
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from harmonia.composing.dynamics import SOFTEST, Dynamics
from harmonia.composing.grooves import GROOVES
from harmonia.composing.grooves.groove import Groove
from harmonia.composing.plan import Plan, Seat
from harmonia.music.instrument import Piece
from harmonia.music.meter import PPQ, Meter
from harmonia.songs.song import Note, Role, Section
from harmonia.songs.wishes import Genre

VOICES = {Piece.CLOSED_HAT: "hat", Piece.OPEN_HAT: "open", Piece.PEDAL_HAT: "pedal"}
FALLBACK = {"open": "hat", "rim": "snare", "clap": "snare", "counter": "lead", "riff": "comping",
            "vocal": "lead", "backing": "lead"}  # fmt: skip
FAINTEST = 24  # of the velocities, ghost notes among them
MEMORY = 0.7  # of the hand's drift: how much of it carries over to the next note
RHYTHM = (Role.DRUMS, Role.PERCUSSION)
ONE_VOICE = (Role.BASS, Role.LEAD, Role.COUNTER, Role.VOCAL, Role.BACKING)
STRAIGHT, TRIPLET = 300.0, 100.0  # bpm between which jazz goes from triplets to even eighths


def feel(plan: Plan, seat: Seat, notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes as played: nudged and with living velocities; nothing else changes."""
    return Player(plan, seat).play(notes)


class Player:
    """One player's hands."""

    def __init__(self, plan: Plan, seat: Seat) -> None:
        self.plan = plan
        self.seat = seat
        self.groove: Groove = GROOVES[plan.brief.genre]
        self.draw: random.Random = plan.random(f"feel/{seat.name}")
        self.dynamics = Dynamics(plan.sections, self.groove.depth)
        self.starts = [section.start for section in plan.sections]
        self.marks = [mark.tick for mark in plan.tempo]
        self.drift: dict[str, float] = {}
        self.latest: dict[int, int] = {}

    def play(self, notes: Sequence[Note]) -> tuple[Note, ...]:
        """All notes, in their order of start."""
        played: list[Note] = []
        ordered = sorted(notes, key=lambda note: note.start)
        for start, together in groupby(ordered, key=lambda note: note.start):
            chord = list(together)
            by_voice: dict[str, int] = {}
            for note in chord:
                voice = self.voice(note)
                if voice not in by_voice:
                    by_voice[voice] = self.late(voice, start)
                nudge = max(note.nudge + by_voice[voice], -start)
                velocity = self.velocity(note)
                played.append(Note(start, note.length, note.sound, velocity, nudge))
        if self.seat.role in ONE_VOICE:
            played = _in_order(played)
        return tuple(played)

    def voice(self, note: Note) -> str:
        """Whose pocket a note falls in."""
        if isinstance(note.sound.of, Piece):
            return VOICES.get(note.sound.of, note.sound.of.value)
        return self.seat.role.value

    def late(self, voice: str, start: int) -> int:
        """How many ticks late (early below zero) that voice plays a note written there."""
        pocket = self.groove.pocket
        steady = pocket.get(voice, pocket.get(FALLBACK.get(voice, ""), 0.0))
        section = self.section(start)
        drift = self.drift.get(voice, 0.0) * MEMORY
        spread = self.groove.loose * math.sqrt(1 - MEMORY**2)
        drift += max(-2 * spread, min(2 * spread, self.draw.gauss(0, spread)))
        self.drift[voice] = drift
        milliseconds = steady + drift + self.phrase(section, start)
        return round(milliseconds * self.ticks(start)) + self.swung(section, start)

    def phrase(self, section: Section, start: int) -> float:
        """Milliseconds that a phrase of four bars leans: early into a lift, late at its end."""
        bar = section.meter.bar
        index, inside = divmod(start - section.start, bar)
        if index % 4 != 3 and index != section.bars - 1:
            return 0.0
        lifts = self.lifts(section) and index == section.bars - 1
        return (-1.0 if lifts else 0.6) * self.groove.push * inside / bar

    def swung(self, section: Section, start: int) -> int:
        """Ticks that swing delays a note; only pairs swing, a pulse in three does not."""
        meter = section.meter
        if meter.unit > 4 or self.groove.swing == 0.5:
            return 0
        share, pair = self.share(start), self.groove.pair
        inside = (start - section.start) % pair
        half = pair // 2
        if inside <= half:
            placed = inside * share * 2
        else:
            placed = pair * share + (inside - half) * (1 - share) * 2
        return round(placed - inside)

    def share(self, start: int) -> float:
        """The first note's share of a swung pair, at this tempo."""
        if self.plan.brief.genre is not Genre.JAZZ:
            return self.groove.swing
        ratio = max(1.05, min(2.2, 2.0 - 0.8 * (self.bpm(start) - 120) / 160))
        share = ratio / (1 + ratio)
        return share if self.seat.role in (*RHYTHM, Role.BASS) else 0.5 + (share - 0.5) * 0.85

    def velocity(self, note: Note) -> int:
        """The note's velocity with the bar's weight, the phrase and a little chance."""
        section = self.section(note.start)
        meter = section.meter
        index, inside = divmod(note.start - section.start, meter.bar)
        weight = _weights(meter).get(inside, -2)
        arch = math.sin(math.pi * min(1.0, (index % 4 + inside / meter.bar) / 4 + 0.1))
        melodic = self.seat.role not in RHYTHM
        written = self.dynamics.played(note.velocity, note.start)
        value = written + weight + (5 * arch - 2 if melodic else 2 * arch - 1)
        value += max(-5.0, min(5.0, self.draw.gauss(0, 2.2)))
        velocity = max(FAINTEST, min(127, round(value)))
        if self.latest.get(note.sound.key) == velocity:  # no machine guns
            velocity += -3 if velocity > SOFTEST else 3
        self.latest[note.sound.key] = velocity
        return velocity

    def section(self, start: int) -> Section:
        """The section that tick is in."""
        return self.plan.sections[max(0, bisect_right(self.starts, start) - 1)]

    def lifts(self, section: Section) -> bool:
        """Whether the next section is bigger."""
        index = self.starts.index(section.start) + 1
        return index < len(self.starts) and self.plan.sections[index].energy > section.energy

    def bpm(self, start: int) -> float:
        """The tempo there."""
        return self.plan.tempo[max(0, bisect_right(self.marks, start) - 1)].bpm

    def ticks(self, start: int) -> float:
        """Ticks in a millisecond there."""
        return self.bpm(start) * PPQ / 60_000


@cache
def _weights(meter: Meter) -> dict[int, int]:
    """How much louder the felt pulses are than what lies between them, by tick."""
    return {tick: 3 if tick in meter.strong else 1 for tick in (*meter.pulses, *meter.strong)}


def _in_order(notes: Sequence[Note]) -> list[Note]:
    """The notes, none played before the one written ahead of it."""
    found: list[Note] = []
    for note in notes:
        nudge = note.nudge
        if found and note.start > found[-1].start:
            earliest = found[-1].start + found[-1].nudge + 1
            nudge = max(nudge, earliest - note.start)
        found.append(Note(note.start, note.length, note.sound, note.velocity, nudge))
    return found
