"""
The band plays one bar.

Drums first, bass to the kick, keys and guitar around them, then the feel of hands on it all. The
same cue and the same memory give the same bar, on any machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from harmonia.accompanying import players
from harmonia.accompanying.cue import Cue
from harmonia.accompanying.lineup import CHANNELS
from harmonia.accompanying.memory import Memory
from harmonia.accompanying.score import Score, score
from harmonia.composing.groove import feel
from harmonia.music.meter import PPQ
from harmonia.songs.song import Note


@dataclass(frozen=True, slots=True)
class Event:
    """A note as a live client gets it; beats are quarter notes from the bar line."""

    beat: float
    ch: int  # the MIDI channel, counted from 0
    note: int
    vel: int
    dur: float
    type: str = "note"
    part: str = ""


@dataclass(frozen=True, slots=True)
class Played:
    """A bar as it was played, and what the band remembers of it."""

    notes: Mapping[str, tuple[Note, ...]]  # by part; starts count from the bar line
    memory: Memory

    @property
    def events(self) -> tuple[Event, ...]:
        """The notes in the order they sound, as played; none sounds before the bar line."""
        found = [
            Event(
                beat=round(max(0, one.start + one.nudge) / PPQ, 4),
                ch=CHANNELS[part],
                note=one.sound.key,
                vel=one.velocity,
                dur=round(one.length / PPQ, 4),
                part=part,
            )
            for part, notes in self.notes.items()
            for one in notes
        ]
        return tuple(sorted(found, key=lambda one: (one.beat, one.ch, one.note)))


def play(cue: Cue, memory: Memory | None = None) -> Played:
    """The cue's bar, by a band that remembers the bar before."""
    memory = memory or Memory()
    page = score(cue, memory)
    kit = players.drums(page, memory)
    notes = {"drums": kit.notes}
    rings, said = [], []
    hand, keys = memory.bass, memory.keys
    if "bass" in cue.parts:
        walked = players.bass(page, memory, kit.notes)
        notes["bass"], hand = walked.notes, walked.hand
        rings += ["bass"] * walked.rings
    for part in ("keys", "guitar"):
        if part in cue.parts:
            comped = players.comping(page, part, memory)
            notes[part] = comped.notes
            rings += [part] * comped.rings
            said += [f"{part} {voice}" for voice in comped.said]
            keys = comped.keys if part == "keys" else keys
    after = Memory(
        fill=kit.fill,
        bass=hand,
        keys=keys,
        chord=cue.chords[-1].chord,
        ahead=cue.following,
        rings=tuple(rings),
        said=tuple(said),
    )
    felt = {part: _felt(page, part, notes[part]) for part in notes if part in cue.parts}
    return Played(felt, after)


def _felt(page: Score, part: str, notes: tuple[Note, ...]) -> tuple[Note, ...]:
    start = page.bar.start
    felt = feel(page.plan, page.seat(part), notes)
    return tuple(
        Note(one.start - start, one.length, one.sound, one.velocity, one.nudge) for one in felt
    )
