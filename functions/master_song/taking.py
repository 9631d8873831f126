"""A model's take: one recording of the whole band, in the place of the stems that a band leaves."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from harmonia.engines.engine import Artifact, ArtifactKind
from harmonia.music.note import Pitch
from harmonia.songs.song import Note, Part, Role, Song, Sound, Strip

LEVEL = 8.5  # LU above a counter melody: as loud as a whole band beside the voice
LOWEST = Sound(Pitch.parse("A0"))  # so that nothing is cut away below it


def heard(song: Song, dry: Sequence[Artifact]) -> Song:
    """
    The song as its recordings are: where there is a take, it plays all that the band would.

    It goes through the desk like a counter melody, whole and dry: it makes way for the voice.
    """
    take = next((one for one in dry if one.kind is ArtifactKind.TAKE), None)
    if take is None:
        return song
    whole = Note(start=0, length=song.end, sound=LOWEST, velocity=100)
    band = Part(
        name=PurePath(take.name).stem,
        role=Role.COUNTER,
        instrument="piano",
        notes=(whole,),
        strip=Strip(level=LEVEL, room=0.0),
    )
    return replace(song, parts=(band, *song.sung), mix=replace(song.mix, duck=False))
