"""Small songs to sing."""

from __future__ import annotations

from dataclasses import replace

from harmonia.music.note import Pitch
from harmonia.music.tempo import TempoMark
from harmonia.songs.song import Note, Part, Role, Song, Sound, Syllable
from tests.containers.small import BEAT, small_song

# word | syllables as text:phones | one pitch or more for each syllable, with beats
TWINKLE = """
Twinkle | Twin:T W IH1 NG | D4/1
        | kle:K AH0 L     | D4/1
Twinkle | twin:T W IH1 NG | A4/1
        | kle:K AH0 L     | A4/1
little  | lit:L IH1 T     | B4/1
        | tle:AH0 L       | B4/1
star    | star:S T AA1 R  | A4/2
how     | How:HH AW1      | G4/1
I       | I:AY1           | G4/1
wonder  | won:W AH1 N     | F#4/1
        | der:D ER0       | F#4/1
what    | what:W AH1 T    | E4/1
you     | you:Y UW1       | E4/1
are     | are:AA1 R       | D4/1 E4/0.5 D4/0.5
"""


def vocal(
    text: str,
    name: str = "Vocal",
    voice: str = "alto",
    role: Role = Role.VOCAL,
    style: str = "",
    start: int = 4 * BEAT,
    shift: int = 0,
) -> Part:
    """A part from rows of words, syllables and notes, one after another."""
    notes, syllables, at, word = [], [], start, -1
    for row in text.strip().splitlines():
        said, syllable, tones = (cell.strip() for cell in row.split("|"))
        word += bool(said)
        begun = at
        for tone in tones.split():
            pitch, _, beats = tone.partition("/")
            length = round(float(beats) * BEAT)
            if pitch != "-":
                key = Pitch.parse(pitch).midi + shift
                notes.append(Note(at, length, Sound(named(key)), 90))
            at += length
        if syllable:
            written, _, phones = syllable.partition(":")
            syllables.append(Syllable(begun, at - begun, written, tuple(phones.split()), word, 0))
    return Part(name, role, voice, tuple(notes), syllables=tuple(syllables), style=style)


def named(key: int) -> Pitch:
    """A pitch of that MIDI key."""
    return next(
        pitch
        for name in ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
        if (pitch := Pitch.parse(f"{name}{key // 12 - 1}")).midi == key
    )


def sheet(*parts: Part, bpm: float = 120.0) -> Song:
    """A song of these parts, as long as they are."""
    song = small_song()
    end = max((note.start + note.length for part in parts for note in part.notes), default=0)
    bars = -(-end // (4 * BEAT)) + 1
    chord = song.sections[0].chords[0]
    section = replace(song.sections[0], bars=bars, chords=(replace(chord, length=bars * 4 * BEAT),))
    return replace(song, parts=parts, sections=(section,), tempo=(TempoMark(0, bpm),))
