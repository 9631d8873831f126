"""
The desk: how each role is treated before it meets the others.

Levels are LU against the lead. The bed (comping, pads, riffs) lies some 4 LU under the lead; bass
and kick share the low end and everything else is cut below it, but never above its lowest note.
"""

from dataclasses import dataclass

import numpy as np

from harmonia.songs.song import SUNG, Part, Role, Room, Song
from harmonia_audio.audio import Curve
from harmonia_audio.dynamics import Compressor, ducking, yielding
from harmonia_audio.filters import Sections, chain, high_pass, peak

VOICE_ROOM = Room.PLATE  # what voices are heard in, whatever room the band plays in
YIELDING = frozenset({Role.COMPING, Role.PAD, Role.RIFF, Role.LEAD, Role.COUNTER})
YIELD_DEPTH = 2.0  # dB that these step back while somebody sings
BREATHS = 0.6  # seconds without singing in which nothing comes forward yet
LEAD_LOUDNESS = -27.0  # LUFS of the lead's stem; leaves the sum some 10 dB of headroom
KICK = 36  # the MIDI key
DUCKED = frozenset({Role.BASS, Role.COMPING, Role.PAD})
DUCK_DEPTH, DUCK_RELEASE = 5.0, 0.12  # dB, seconds


@dataclass(frozen=True, slots=True)
class Treatment:
    """What a role usually gets."""

    level: float  # LU against the lead
    cut: float  # Hz below which it has nothing to say
    compressor: Compressor | None = None
    colour: tuple[float, float] | None = None  # a gentle bell: Hz, dB
    crest: float | None = None  # dB that its peaks may stand above its loudness


PUNCH = Compressor(ratio=3.0, amount=4.0, attack=0.008, release=0.09)
EVEN = Compressor(ratio=3.0, amount=4.0, attack=0.010, release=0.12)
VOICE = Compressor(ratio=3.5, amount=5.0, attack=0.004, release=0.11)
SOFT = Compressor(ratio=2.0, amount=3.0, attack=0.008, release=0.15)

TREATMENTS = {
    Role.DRUMS: Treatment(-1.5, 30.0, PUNCH, crest=15.0),
    Role.PERCUSSION: Treatment(-10.0, 200.0),
    Role.BASS: Treatment(-3.0, 35.0, EVEN),
    Role.COMPING: Treatment(-6.0, 110.0, colour=(300.0, -2.0)),
    Role.PAD: Treatment(-8.5, 120.0, colour=(300.0, -2.0)),
    Role.LEAD: Treatment(0.0, 110.0, SOFT, colour=(3000.0, 1.5)),
    Role.COUNTER: Treatment(-5.5, 120.0),
    Role.RIFF: Treatment(-5.0, 110.0),
    Role.VOCAL: Treatment(1.0, 100.0, VOICE, colour=(3200.0, 2.0)),
    Role.BACKING: Treatment(-7.0, 180.0, VOICE, colour=(2500.0, -1.5)),
}


@dataclass(frozen=True)
class Channel:
    """A part's way through the desk."""

    name: str
    sections: Sections
    compressor: Compressor | None
    loudness: float  # LUFS to bring it to
    left: float  # factors
    right: float
    room: float
    ducks: bool
    yields: bool
    sung: bool
    crest: float | None


def channel(part: Part, duck: bool) -> Channel:
    """The channel that the part gets."""
    treatment = TREATMENTS[part.role]
    angle = (np.clip(part.strip.pan, -1, 1) + 1) * np.pi / 4
    return Channel(
        name=part.name,
        sections=_sections(part, treatment),
        compressor=treatment.compressor,
        loudness=LEAD_LOUDNESS + treatment.level + part.strip.level,
        left=float(np.cos(angle) * np.sqrt(2)),
        right=float(np.sin(angle) * np.sqrt(2)),
        room=part.strip.room,
        ducks=duck and part.role in DUCKED,
        yields=part.role in YIELDING,
        sung=part.role in SUNG,
        crest=treatment.crest,
    )


def _sections(part: Part, treatment: Treatment) -> Sections:
    cut = treatment.cut
    if part.notes and part.role not in (Role.DRUMS, Role.PERCUSSION):
        lowest = 440 * 2 ** ((min(note.sound.key for note in part.notes) - 69) / 12)
        cut = min(cut, 0.8 * lowest)
    sections = high_pass(cut)
    return chain(sections, peak(*treatment.colour)) if treatment.colour else sections


def kicks(song: Song) -> tuple[float, ...]:
    """When the kick sounds, in seconds."""
    clock = song.clock
    return tuple(
        clock.seconds(note.start + note.nudge)
        for part in song.parts
        if part.role is Role.DRUMS
        for note in part.notes
        if note.sound.key == KICK
    )


def ducking_of(song: Song, hops: int) -> Curve:
    """The gain with which the ducked parts make way for the kick."""
    return ducking(kicks(song), hops, DUCK_DEPTH, DUCK_RELEASE)


def singing(song: Song) -> tuple[tuple[float, float], ...]:
    """From when to when somebody sings the words, in seconds; breaths count as singing."""
    clock = song.clock
    spans: list[tuple[float, float]] = []
    notes = (note for part in song.parts if part.role is Role.VOCAL for note in part.notes)
    for note in sorted(notes, key=lambda note: note.start):
        start, end = clock.seconds(note.start), clock.seconds(note.start + note.length)
        if spans and start - spans[-1][1] < BREATHS:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def yielding_of(song: Song, hops: int) -> Curve:
    """The gain with which the other tunes and chords make way for the voice."""
    return yielding(singing(song), hops, YIELD_DEPTH)
