"""A short song with words for the model engines, and requests for it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from harmonia import document
from harmonia.engines.engine import Artifact, ArtifactKind, EngineRequest, artifact_id
from harmonia.music.note import Pitch
from harmonia.songs.song import Note, Part, Role, Song, Sound, Syllable
from tests.containers.small import BEAT, MemoryStorage, small_song

PLACE, PREFIX = "s3://house/songs/one.json", "s3://house/artifacts/"


def sung_song() -> Song:
    """Two bars at 120 bpm, four seconds: a voice sings two lines over the small song's band."""
    song = small_song()
    pitches = [Pitch.parse(name) for name in ("A4", "B4", "D5", "A4")]
    notes = tuple(
        Note(index * 2 * BEAT, 2 * BEAT, Sound(pitch), 90) for index, pitch in enumerate(pitches)
    )
    sounds = (("S", "OW1"), ("L", "AW1"), ("S", "OW1"), ("L", "OW1"))
    syllables = tuple(
        Syllable(index * 2 * BEAT, 2 * BEAT, text, sounds[index], index, index // 2)
        for index, text in enumerate(("So", "loud,", "so", "low."))
    )
    voice = Part("Voice", Role.VOCAL, "alto", notes, syllables=syllables, style="plain")
    (section,) = song.sections
    section = replace(section, lyrics=("So loud,", "so low."))
    return replace(song, sections=(section,), parts=(*song.parts, voice))


def asked(storage: MemoryStorage, song: Song, **changes: Any) -> EngineRequest:
    """A request for the song, which lies in the storage."""
    content = document.canonical(song)
    storage.put(PLACE, content, "application/json")
    told: dict[str, Any] = {
        "job": "j1", "stage": "music", "song": PLACE, "seed": 7, "artifacts": PREFIX,
        "song_sha256": hashlib.sha256(content).hexdigest(),
        "progress": "s3://house/progress/j1", "cancel": "s3://house/cancel/j1",
    }  # fmt: skip
    return EngineRequest(**{**told, **changes})


def brought(
    storage: MemoryStorage, content: bytes, name: str, kind: ArtifactKind = ArtifactKind.UPLOAD
) -> Artifact:
    """A file that a request brings."""
    sha256 = hashlib.sha256(content).hexdigest()
    storage.put(PREFIX + sha256, content, "audio/flac")
    return Artifact(artifact_id(name, sha256), kind, name, "audio/flac", len(content), sha256)
