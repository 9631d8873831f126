"""Songs to make tabs of, each for its owner alone."""

from dataclasses import dataclass

from harmonia.errors import NotFound
from harmonia.songs.ports import SongDocuments, SongStore
from harmonia.songs.song import Song


@dataclass(frozen=True)
class Songbook:
    """The owner's songs."""

    store: SongStore
    documents: SongDocuments

    def song(self, song_id: str, owner: str) -> Song:
        """The song's document; NotFound if there is none, or it is somebody else's."""
        record = self.store.get(song_id)
        if record.owner != owner:
            raise NotFound(f"no song {song_id}")
        return self.documents.get_song(record.revision)
