"""What listening needs of the world."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from harmonia.listening.analysis import Analysis
from harmonia.uploads.upload import Upload


class Ears(Protocol):
    """Somebody who listens."""

    @property
    def name(self) -> str:
        """Who: name@version. Another version may hear something else."""

    @property
    def longest(self) -> float:
        """The seconds of sound that can be heard while somebody waits."""

    def listen(self, path: Path) -> Analysis:
        """What is heard in the file; Invalid if it is no sound, too long or broken."""


class Analyses(Protocol):
    """What was heard before, by the sound's hash."""

    def find(self, listener: str, sha256: str) -> Analysis | None:
        """What that listener heard in it, if it did."""

    def keep(self, sha256: str, analysis: Analysis) -> None:
        """Keep what was heard."""


class Uploaded(Protocol):
    """The uploads, as listening sees them."""

    def get(self, upload_id: str, owner: str) -> Upload:
        """The owner's upload; NotFound if there is none, or it is somebody else's."""


class Recordings(Protocol):
    """The bytes of uploads."""

    def fetched(self, upload_id: str) -> AbstractContextManager[Path]:
        """The bytes as a file for as long as the context lasts; NotFound if there are none."""
