"""What filtering needs of the world."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from harmonia.effects.chain import Chain
from harmonia.effects.kept import KeptChain
from harmonia.engines.engine import Artifact
from harmonia.paging import Page
from harmonia.uploads.upload import Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of the sound, in seconds from its beginning."""

    start: float
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came out."""

    seconds: float
    sample_rate: int
    channels: int


class Renderer(Protocol):
    """Whoever puts sound through a chain."""

    @property
    def name(self) -> str:
        """Who: name@version. Another version may sound different."""

    def seconds(self, path: Path) -> float:
        """How long the sound in the file is; Invalid if it is none."""

    def render(self, path: Path, chain: Chain, part: Stretch | None, into: Path) -> Outcome:
        """Write the filtered sound as WAV or FLAC, by the suffix; Invalid if nothing is left."""


class Uploaded(Protocol):
    """The uploads, as filtering sees them."""

    def get(self, upload_id: str, owner: str) -> Upload:
        """The owner's upload; NotFound if there is none, or it is somebody else's."""


class Recordings(Protocol):
    """The bytes of uploads."""

    def fetched(self, upload_id: str) -> AbstractContextManager[Path]:
        """The bytes as a file for as long as the context lasts; NotFound if there are none."""


class Files(Protocol):
    """Files that were made: the stems and mixes one may filter, and what comes of it."""

    def get(self, artifact_id: str, owner: str) -> Artifact:
        """The owner's file of that id; NotFound if they have none."""

    def fetched(self, artifact: Artifact) -> AbstractContextManager[Path]:
        """The bytes as a file for as long as the context lasts; NotFound if there are none."""

    def keep(self, artifact: Artifact, path: Path, owner: str) -> None:
        """Keep the file for that owner; again is harmless."""

    def url(self, artifact: Artifact, *, seconds: int) -> str:
        """An address from which anyone can fetch the file for that many seconds."""


class ChainStore(Protocol):
    """Chains under names, each owner's for themselves."""

    def put(self, kept: KeptChain, owner: str) -> None:
        """Keep the chain, in the place of another of that name."""

    def get(self, name: str, owner: str) -> KeptChain:
        """The chain of that name; NotFound if there is none."""

    def remove(self, name: str, owner: str) -> None:
        """Forget it; harmless if it is not there."""

    def list(self, owner: str, *, limit: int, cursor: str | None) -> Page[KeptChain]:
        """The owner's chains, newest first; Invalid if the cursor is not one of ours."""
