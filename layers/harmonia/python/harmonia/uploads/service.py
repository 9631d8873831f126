"""What an owner can do with uploads."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from harmonia.clock import Clock, stamp
from harmonia.errors import Conflict, Invalid, NotFound
from harmonia.ids import derived, fresh
from harmonia.paging import Page
from harmonia.uploads.ports import Address, Gate, Shelf, UploadStore
from harmonia.uploads.upload import Announcement, State, Upload

HOUR = 3_600
PATIENCE, KEEPING = 24 * HOUR, 30 * 24 * HOUR  # seconds an upload is waited for, and kept
ADDRESS = 900  # seconds for which bytes may be put in place


@dataclass(frozen=True)
class Uploads:
    """Uploads as their owners see them."""

    store: UploadStore
    shelf: Shelf
    gate: Gate
    clock: Clock

    def create(
        self, announced: Announcement, owner: str, key: str | None = None
    ) -> tuple[Upload, Address]:
        """Announce a file; the same owner, key and bytes always name the same upload."""
        now = self.clock.now()
        upload = Upload(
            id=derived("upl", owner, key, announced.sha256) if key else fresh("upl"),
            owner=owner,
            filename=announced.filename,
            mime=announced.mime,
            bytes=announced.bytes,
            sha256=announced.sha256,
            created_at=stamp(now),
            expires_at=int(now.timestamp()) + PATIENCE,
        )
        try:
            self.store.add(upload)
        except Conflict:
            upload = self.get(upload.id, owner)
        return upload, self.shelf.address(upload, seconds=ADDRESS)

    def get(self, upload_id: str, owner: str) -> Upload:
        """The owner's upload; strangers never learn that it exists."""
        upload = self.store.get(upload_id)
        if upload.owner != owner:
            raise NotFound(f"no upload {upload_id}")
        return upload

    def list(self, owner: str, *, limit: int, cursor: str | None) -> Page[Upload]:
        """The owner's uploads, newest first."""
        return self.store.list(owner, limit=limit, cursor=cursor)

    def complete(self, upload_id: str, owner: str) -> Upload:
        """Look at what was uploaded; Conflict if nothing was. Again is harmless."""
        upload = self.get(upload_id, owner)
        if upload.state in (State.VERIFIED, State.REJECTED):
            return upload
        try:
            size = self.shelf.size(upload.id)
        except NotFound:
            raise Conflict(f"nothing was uploaded to {upload.id} yet") from None
        try:
            if size != upload.bytes:
                raise Invalid(f"{upload.bytes:,} bytes were announced, {size:,} came")
            with self.shelf.fetched(upload.id) as path:
                if _sha256(path) != upload.sha256:
                    raise Invalid("the bytes are not those that were announced (SHA-256)")
                if upload.state is State.PENDING:
                    upload = self._keep(upload, upload.become(State.UPLOADED))
                content = self.gate(path, upload.kind)
        except Invalid as error:
            self.shelf.remove(upload.id)
            return self._keep(upload, replace(upload.become(State.REJECTED), problem=str(error)))
        kept = replace(
            upload.become(State.VERIFIED),
            content=content,
            expires_at=int(self.clock.now().timestamp()) + KEEPING,
        )
        return self._keep(upload, kept)

    def remove(self, upload_id: str, owner: str) -> None:
        """Drop the bytes and forget the upload."""
        self.get(upload_id, owner)
        self.shelf.remove(upload_id)
        self.store.remove(upload_id)

    def _keep(self, old: Upload, new: Upload) -> Upload:
        self.store.replace(old, new)
        return new


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
