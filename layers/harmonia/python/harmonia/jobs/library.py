"""What owners can do with the songs that their jobs made."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from harmonia import document
from harmonia.clock import Clock, stamp
from harmonia.engines.engine import Artifact
from harmonia.errors import NotFound
from harmonia.jobs.finish import manifest_artifact
from harmonia.jobs.manifest import Manifest
from harmonia.jobs.ports import Artifacts, ArtifactStore, Documents
from harmonia.jobs.report import File, as_file
from harmonia.jobs.scorecard import Scorecard
from harmonia.paging import USUAL, Page
from harmonia.songs.brief import Brief
from harmonia.songs.ports import SongStore
from harmonia.songs.record import SongRecord
from harmonia.songs.song import Song

URL_SECONDS = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class SongReport:
    """A song as its owner sees it."""

    id: str
    title: str
    genre: str
    seconds: float
    revision: str
    job: str
    created_at: str
    brief: Brief
    scorecard: Scorecard
    artifacts: tuple[File, ...]
    manifest: Manifest
    manifest_sha256: str


@dataclass(frozen=True)
class Library:
    """Songs, their documents and their files."""

    store: SongStore
    artifacts: ArtifactStore
    documents: Documents
    files: Artifacts
    clock: Clock

    def list(
        self, owner: str, *, limit: int = USUAL, cursor: str | None = None
    ) -> Page[SongRecord]:
        """The owner's songs, newest first."""
        return self.store.list(owner, limit=limit, cursor=cursor)

    def get(self, song_id: str, owner: str) -> SongReport:
        """The owner's song with everything that was made of it."""
        record = self.record(song_id, owner)
        content = self.documents.get_manifest(record.manifest)
        manifest = document.loads(Manifest, content)
        files = (*manifest.artifacts, manifest_artifact(content, record.manifest))
        return SongReport(
            id=record.id,
            title=record.title,
            genre=record.genre,
            seconds=record.seconds,
            revision=record.revision,
            job=record.job,
            created_at=record.created_at,
            brief=manifest.brief,
            scorecard=manifest.scorecard,
            artifacts=tuple(map(self.shown(), files)),
            manifest=manifest,
            manifest_sha256=record.manifest,
        )

    def document(self, song_id: str, owner: str) -> Song:
        """The song document itself."""
        return self.documents.get_song(self.record(song_id, owner).revision)

    def artifact(self, artifact_id: str, owner: str) -> File:
        """One of the owner's files."""
        return self.shown()(self.artifacts.get(artifact_id, owner))

    def shown(self) -> Callable[[Artifact], File]:
        """How files are shown: each with an address that works for an hour."""
        until = stamp(self.clock.now() + timedelta(seconds=URL_SECONDS))

        def show(artifact: Artifact) -> File:
            url = self.files.url(artifact, seconds=URL_SECONDS)
            return replace(as_file(artifact), url=url, url_expires_at=until)

        return show

    def record(self, song_id: str, owner: str) -> SongRecord:
        """The owner's song as it is listed; strangers never learn that it exists."""
        record = self.store.get(song_id)
        if record.owner != owner:
            raise NotFound(f"no song {song_id}")
        return record
