"""
A Standard MIDI File of what a live band played: type 1, a track for each part.

Live events come in seconds; the file counts ticks at one tempo, 480 to a quarter note.
"""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PPQ = 480
NOTE_ON, NOTE_OFF, PROGRAM = 0x90, 0x80, 0xC0


@dataclass(frozen=True, slots=True)
class Sounding:
    """A note as it sounds: seconds, a MIDI channel from 0, key and velocity."""

    start: float
    end: float
    channel: int
    key: int
    velocity: int


def midi_file(
    parts: Mapping[str, Iterable[Sounding]], bpm: float, programs: Mapping[str, int] | None = None
) -> bytes:
    """The parts as a file, in their order."""
    tempo = round(60e6 / bpm)
    tracks = [_track([(0, b"\xff\x51\x03" + tempo.to_bytes(3, "big"))], "tempo")]
    for name, notes in parts.items():
        tracks.append(_track(_events(list(notes), bpm, (programs or {}).get(name)), name))
    head = b"MThd" + struct.pack(">IHHH", 6, 1, len(tracks), PPQ)
    return head + b"".join(tracks)


def _events(notes: list[Sounding], bpm: float, program: int | None) -> list[tuple[int, bytes]]:
    found: list[tuple[int, bytes]] = []
    if program is not None and notes:
        found.append((0, bytes([PROGRAM | notes[0].channel, program])))
    scale = PPQ * bpm / 60
    for note in notes:
        start = max(0, round(note.start * scale))
        end = max(start + 1, round(note.end * scale))
        found.append((start, bytes([NOTE_ON | note.channel, note.key, note.velocity])))
        found.append((end, bytes([NOTE_OFF | note.channel, note.key, 0])))
    return sorted(found, key=lambda one: (one[0], one[1][0] & 0xF0))  # ends before beginnings


def _track(events: list[tuple[int, bytes]], name: str) -> bytes:
    title = name.encode()
    body = b"\x00\xff\x03" + _number(len(title)) + title
    now = 0
    for tick, message in events:
        body += _number(tick - now) + message
        now = tick
    body += b"\x00\xff\x2f\x00"
    return b"MTrk" + struct.pack(">I", len(body)) + body


def _number(value: int) -> bytes:
    """A whole number in MIDI's variable length: seven bits a byte, the last without the mark."""
    found = [value & 0x7F]
    while value := value >> 7:
        found.append(0x80 | (value & 0x7F))
    return bytes(reversed(found))
