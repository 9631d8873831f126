"""What a song is to a model: words, a melody, lyrics with the tags that models know."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from harmonia.engines.engine import EngineRequest
from harmonia.errors import Invalid
from harmonia.music.note import Pitch
from harmonia.songs.song import Part, Role, Song

MOST = 300  # words of a prompt
TUNES = (Role.VOCAL, Role.LEAD, Role.RIFF, Role.COUNTER)  # who has the melody, first come
FRAME = 4096 / 32_000  # seconds of melody


def prompt(request: EngineRequest, song: Song) -> str:
    """The request's own words, or the song's; Invalid if they are none or too many."""
    words = request.prompt or described(song)
    count = len(words.split())
    if not 1 <= count <= MOST:
        raise Invalid(f"a prompt has 1 to {MOST} words, not {count:,}", field="prompt")
    return " ".join(words.split())


def described(song: Song) -> str:
    """The song in words: genre, moods, tempo, key, who plays, what about."""
    instruments = dict.fromkeys(part.instrument for part in song.played)
    told = [
        f"{' '.join(song.brief.moods)} {song.genre} song".strip(),
        f"{song.tempo[0].bpm:.0f} bpm",
        f"in {song.key}",
        f"{song.meter} time",
        ", ".join(instruments),
        song.brief.era or "",
        song.brief.theme or "",
    ]
    return ", ".join(one for one in told if one)


def melody(song: Song) -> list[int] | None:
    """The pitch class that the tune sounds, every 128 ms; None where nothing has a tune."""
    tune = next((part for role in TUNES for part in song.parts if part.role is role), None)
    if tune is None:
        return None
    notes = sorted(sounding(song, tune))
    if not notes:
        return None
    starts = [start for start, _ in notes]
    frames = int(song.seconds / FRAME) + 1
    found = (max(0, bisect_right(starts, frame * FRAME) - 1) for frame in range(frames))
    return [notes[index][1] for index in found]  # a rest goes on with the note before it


def sounding(song: Song, part: Part) -> Iterator[tuple[float, int]]:
    """When each of a part's notes begins, in seconds, and its pitch class."""
    clock = song.clock
    for note in part.notes:
        if isinstance(note.sound.of, Pitch):
            yield clock.seconds(note.start + note.nudge), note.sound.key % 12


def lyrics(song: Song) -> str:
    """The words with a tag before each section, as models of songs are taught; may be empty."""
    if not any(section.lyrics for section in song.sections):
        return ""
    return "\n\n".join(
        "\n".join((f"[{section.kind}]", *section.lyrics)) for section in song.sections
    )
