"""The owner's own music to play to: their songs, and what is heard in their uploads."""

from dataclasses import dataclass
from pathlib import PurePath

from functions.accompany.reading import Shelf
from harmonia.jobs.library import Library
from harmonia.listening.score import score_of
from harmonia.listening.service import Listening, Source
from harmonia.songs.song import Song


@dataclass(frozen=True)
class Sources:
    """Songs and recordings, each for its owner alone."""

    library: Library
    listening: Listening

    def of(self, owner: str) -> Shelf:
        """What that owner has."""
        return Shelf(
            song=lambda song_id: self.library.document(song_id, owner),
            recording=lambda upload_id: self.recording(upload_id, owner),
        )

    def recording(self, upload_id: str, owner: str) -> Song:
        """The upload as a score of bars and chords."""
        upload = self.listening.uploads.get(upload_id, owner)
        analysis = self.listening.heard(Source(upload_id=upload_id), owner)
        return score_of(analysis, PurePath(upload.filename).stem)
