"""Records of songs, and of the files they are handed out as, in DynamoDB."""

from dataclasses import dataclass

from harmonia.engines.engine import Artifact
from harmonia.paging import Page
from harmonia.songs.record import SongRecord
from harmonia_aws import table
from harmonia_aws.dynamodb import Table
from harmonia_aws.table import Item, Listed


@dataclass(frozen=True)
class DynamoSongStore:
    """Finished songs, by id and by owner."""

    table: Table

    def get(self, song_id: str) -> SongRecord:
        """The song of that id; NotFound if there is none."""
        return self.table.get(table.song_key(song_id), SongRecord, f"no song {song_id}")

    def list(self, owner: str, *, limit: int, cursor: str | None) -> Page[SongRecord]:
        """The owner's songs, newest first; Invalid if the cursor is not one of ours."""
        return self.table.owned(owner, "SONG", SongRecord, limit=limit, cursor=cursor)


@dataclass(frozen=True)
class DynamoArtifactStore:
    """Artifacts by id, each owner's for themselves."""

    table: Table

    def get(self, artifact_id: str, owner: str) -> Artifact:
        """The owner's artifact of that id; NotFound if they have none."""
        key = table.artifact_key(artifact_id, owner)
        return self.table.get(key, Artifact, f"no artifact {artifact_id}")


def artifact_item(artifact: Artifact, owner: str) -> Item:
    """The artifact as an item; a job's end writes it together with the job."""
    return table.item(table.artifact_key(artifact.id, owner), artifact)


def song_item(song: SongRecord) -> Item:
    """The record as an item; a job's end writes it together with the job."""
    return table.item(
        table.song_key(song.id),
        song,
        listed=Listed(song.owner, "SONG", f"{song.created_at}#{song.id}"),
    )
