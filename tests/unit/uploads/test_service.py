"""The way of an upload, told with stores in memory."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harmonia.errors import Conflict, Invalid, NotFound
from harmonia.paging import Page
from harmonia.uploads.ports import Address
from harmonia.uploads.service import KEEPING, PATIENCE, Uploads
from harmonia.uploads.upload import Announcement, Content, Kind, State, Upload

CONTENT = b"what was brought"
NOW = datetime(2026, 3, 4, tzinfo=UTC)


@dataclass
class MemoryUploadStore:
    kept: dict[str, Upload] = field(default_factory=dict)

    def add(self, upload: Upload) -> None:
        if upload.id in self.kept:
            raise Conflict(upload.id)
        self.kept[upload.id] = upload

    def get(self, upload_id: str) -> Upload:
        if upload_id not in self.kept:
            raise NotFound(upload_id)
        return self.kept[upload_id]

    def replace(self, old: Upload, new: Upload) -> None:
        if self.get(old.id).version != old.version:
            raise Conflict(old.id)
        self.kept[new.id] = new

    def remove(self, upload_id: str) -> None:
        self.kept.pop(upload_id, None)

    def list(self, owner: str, *, limit: int, cursor: str | None) -> Page[Upload]:
        return Page(tuple(one for one in self.kept.values() if one.owner == owner)[:limit])


@dataclass
class FolderShelf:
    folder: Path

    def address(self, upload: Upload, *, seconds: int) -> Address:
        return Address((self.folder / upload.id).as_uri(), {}, seconds=seconds)

    def size(self, upload_id: str) -> int:
        path = self.folder / upload_id
        if not path.exists():
            raise NotFound(upload_id)
        return path.stat().st_size

    @contextmanager
    def fetched(self, upload_id: str) -> Iterator[Path]:
        yield self.folder / upload_id

    def remove(self, upload_id: str) -> None:
        (self.folder / upload_id).unlink(missing_ok=True)


class StoppedClock:
    def now(self) -> datetime:
        return NOW


def open_gate(path: Path, content_of: str) -> Content:
    return Content(format="wav", kind=Kind(content_of), seconds=1.0)


def shut_gate(path: Path, content_of: str) -> Content:
    raise Invalid("no sound at all")


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(MemoryUploadStore(), FolderShelf(tmp_path), open_gate, StoppedClock())


def announced(content: bytes = CONTENT) -> Announcement:
    sha256 = hashlib.sha256(content).hexdigest()
    return Announcement(filename="a.wav", mime="audio/wav", bytes=len(content), sha256=sha256)


def put(uploads: Uploads, upload: Upload, content: bytes = CONTENT) -> None:
    assert isinstance(uploads.shelf, FolderShelf)
    (uploads.shelf.folder / upload.id).write_bytes(content)


def test_what_nobody_brings_is_forgotten_sooner_than_what_was_verified(uploads: Uploads) -> None:
    upload, _ = uploads.create(announced(), "alice")
    put(uploads, upload)

    verified = uploads.complete(upload.id, "alice")

    assert upload.expires_at == NOW.timestamp() + PATIENCE
    assert verified.expires_at == NOW.timestamp() + KEEPING
    assert (upload.state, verified.state) == (State.PENDING, State.VERIFIED)


def test_the_gate_has_the_last_word(uploads: Uploads) -> None:
    strict = replace(uploads, gate=shut_gate)
    upload, _ = strict.create(announced(), "alice")
    put(strict, upload)

    told = strict.complete(upload.id, "alice")

    assert (told.state, told.problem) == (State.REJECTED, "no sound at all")
    with pytest.raises(NotFound):
        strict.shelf.size(upload.id)


def test_what_was_looked_at_halfway_is_looked_at_again(uploads: Uploads) -> None:
    upload, _ = uploads.create(announced(), "alice")
    put(uploads, upload)
    uploads.store.replace(upload, upload.become(State.UPLOADED))

    assert uploads.complete(upload.id, "alice").state is State.VERIFIED


def test_a_state_is_never_left_backwards(uploads: Uploads) -> None:
    upload, _ = uploads.create(announced(), "alice")

    with pytest.raises(Conflict):
        upload.become(State.VERIFIED)
    with pytest.raises(Conflict):
        upload.become(State.REJECTED).become(State.UPLOADED)


@pytest.mark.parametrize("content", [CONTENT + b"!", CONTENT[::-1], b""])
def test_other_bytes_are_rejected(content: bytes, uploads: Uploads) -> None:
    upload, _ = uploads.create(announced(), "alice")
    put(uploads, upload, content)

    assert uploads.complete(upload.id, "alice").state is State.REJECTED
