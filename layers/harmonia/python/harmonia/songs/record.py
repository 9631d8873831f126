"""The record of a finished song: where its document, its files and its story are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SongRecord:
    """A song in its owner's list."""

    id: str  # song_…
    owner: str
    title: str
    genre: str
    seconds: float
    revision: str  # sha256 of the song document
    job: str  # the job that made it
    manifest: str  # sha256 of the manifest
    created_at: str
