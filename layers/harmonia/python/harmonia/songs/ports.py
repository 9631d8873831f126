"""What songs need of the world."""

from typing import Protocol

from harmonia.paging import Page
from harmonia.songs.record import SongRecord
from harmonia.songs.song import Song


class SongStore(Protocol):
    """Finished songs, by id and by owner."""

    def get(self, song_id: str) -> SongRecord:
        """The song of that id; NotFound if there is none."""

    def list(self, owner: str, *, limit: int, cursor: str | None) -> Page[SongRecord]:
        """The owner's songs, newest first; Invalid if the cursor is not one of ours."""


class SongDocuments(Protocol):
    """Song documents under their hash; what is there never changes."""

    def put_song(self, song: Song) -> str:
        """Keep the document; its sha256. Keeping it twice is keeping it once."""

    def get_song(self, sha256: str) -> Song:
        """The document of that hash; NotFound if there is none."""
