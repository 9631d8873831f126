"""What uploads need of the world."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from harmonia.paging import Page
from harmonia.uploads.upload import Content, Upload


@dataclass(frozen=True, slots=True)
class Address:
    """Where to put the bytes, and the headers to send with them."""

    url: str
    headers: dict[str, str]
    method: str = "PUT"
    seconds: int = 900  # for how long it works


class UploadStore(Protocol):
    """Uploads, by id and by owner."""

    def add(self, upload: Upload) -> None:
        """Keep a new upload; Conflict if its id is taken."""

    def get(self, upload_id: str) -> Upload:
        """The upload of that id; NotFound if there is none."""

    def replace(self, old: Upload, new: Upload) -> None:
        """Put the new version in the place of the old; Conflict if another came first."""

    def remove(self, upload_id: str) -> None:
        """Forget it; harmless if it is not there."""

    def list(self, owner: str, *, limit: int, cursor: str | None) -> Page[Upload]:
        """The owner's uploads, newest first; Invalid if the cursor is not one of ours."""


class Shelf(Protocol):
    """Where the bytes lie."""

    def address(self, upload: Upload, *, seconds: int) -> Address:
        """Where these bytes, and no others, may be put."""

    def size(self, upload_id: str) -> int:
        """How many bytes are there; NotFound if nothing is."""

    def fetched(self, upload_id: str) -> AbstractContextManager[Path]:
        """The bytes as a file for as long as the context lasts; NotFound if there are none."""

    def remove(self, upload_id: str) -> None:
        """Drop the bytes; harmless if there are none."""


class Gate(Protocol):
    """Looks at files without trusting them."""

    def __call__(self, path: Path, content_of: str) -> Content:
        """What the file is; Invalid if it is not of that kind, broken or out of bounds."""
