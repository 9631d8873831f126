"""A small song for four players and a storage in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from harmonia.errors import NotFound
from harmonia.music.chord import Chord
from harmonia.music.instrument import Piece
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.note import Pitch
from harmonia.music.tempo import TempoMark
from harmonia.songs.brief import settle
from harmonia.songs.song import ChordSpan, Mix, Note, Part, Role, Section, Song, Sound
from harmonia.songs.wishes import Genre, SectionKind, Wishes

BEAT = 480  # ticks
BARS = 2


@dataclass
class MemoryStorage:
    """The storage port, kept in memory; remembers in which order things were put."""

    contents: dict[str, bytes] = field(default_factory=dict)
    puts: list[str] = field(default_factory=list)

    def get(self, address: str) -> bytes:
        if address not in self.contents:
            raise NotFound(f"there is no {address}")
        return self.contents[address]

    def put(self, address: str, content: bytes, mime: str) -> None:
        self.contents[address] = content
        self.puts.append(address)

    def holds(self, address: str) -> bool:
        return address in self.contents


def pitched(pitches: str, velocity: int = 90, every: int = BEAT) -> tuple[Note, ...]:
    """One note after another, by name."""
    return tuple(
        Note(index * every, every, Sound(Pitch.parse(name)), velocity)
        for index, name in enumerate(pitches.split())
    )


def small_song() -> Song:
    """Two bars in D for four players."""
    chord = Chord.parse("D")
    length = BARS * 4 * BEAT
    section = Section(
        "verse 1", SectionKind.VERSE, 0, BARS, Key.parse("D major"), Meter(4, 4), 0.5,
        (ChordSpan(0, length, chord),),
    )  # fmt: skip
    beats = [Piece.KICK, Piece.SNARE] * 4
    drums = tuple(
        Note(index * BEAT, BEAT // 4, Sound(piece), 100) for index, piece in enumerate(beats)
    )
    return Song(
        title="Test",
        genre=Genre.FOLK,
        seed=7,
        key=section.key,
        meter=section.meter,
        tempo=(TempoMark(0, 120.0),),
        sections=(section,),
        parts=(
            Part("Drums", Role.DRUMS, "drums", drums),
            Part("Bass", Role.BASS, "electric bass", pitched("D2 A1 D2 F#2 G2 A2 D2 D2")),
            Part("Piano", Role.COMPING, "piano", pitched("D4 F#4 A4 D5 G4 B4 A4 F#4")),
            Part("Flute", Role.LEAD, "flute", pitched("A5 D5", every=4 * BEAT)),
        ),
        mix=Mix(),
        brief=settle(Wishes(), seed=7),
        composer="hand@1",
    )
