"""
What an owner can do with effects: hear a part of a sound, render the whole, keep chains.

The same sound through the same chain is the same file under the same id. All of it is worked out
while one waits; what would take longer than a caller waits is said at once, for a job to do.
"""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from harmonia.clock import Clock, stamp
from harmonia.effects.chain import Chain
from harmonia.effects.cost import WAITING, cost
from harmonia.effects.kept import KeptChain
from harmonia.effects.ports import ChainStore, Files, Recordings, Renderer, Stretch, Uploaded
from harmonia.engines.engine import Artifact, ArtifactKind, artifact_id
from harmonia.errors import Conflict, Invalid, TakesLonger
from harmonia.paging import Page
from harmonia.uploads.upload import Kind, State, Upload

PREVIEW = 30.0  # seconds at most
KEPT = 900  # seconds for which an address works
MIMES = {"flac": "audio/flac", "wav": "audio/wav"}
SOUNDS = frozenset({ArtifactKind.DRY, ArtifactKind.STEM, ArtifactKind.MIX})


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterRequest:
    """A sound, what to do with it, and how much of it."""

    upload_id: str | None = None
    artifact_id: str | None = None  # a stem or a mix
    effects: tuple[Mapping[str, Any], ...] | None = None
    chain: str | None = None  # the name of a kept chain
    preview_start: float | None = None  # seconds; leave it out for the whole
    preview_seconds: float = 15.0
    format: str = "flac"

    def __post_init__(self) -> None:
        if (self.upload_id is None) == (self.artifact_id is None):
            raise Invalid("send upload_id or artifact_id, one of them", field="upload_id")
        if (self.effects is None) == (self.chain is None):
            raise Invalid("send effects or the name of a chain, one of them", field="effects")
        if self.format not in MIMES:
            raise Invalid(f"must be one of {', '.join(MIMES)}", field="format")
        if self.preview_start is not None and self.preview_start < 0:
            raise Invalid("must not be before the beginning", field="preview_start")
        if not 0.1 <= self.preview_seconds <= PREVIEW:
            raise Invalid(f"choose 0.1 to {PREVIEW:g} seconds", field="preview_seconds")

    @property
    def part(self) -> Stretch | None:
        """What of the sound is wanted, if not the whole."""
        if self.preview_start is None:
            return None
        return Stretch(start=self.preview_start, seconds=self.preview_seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """The file that came of it, and where to fetch it."""

    artifact: Artifact
    url: str
    url_seconds: int
    seconds: float
    sample_rate: int
    channels: int
    effects: tuple[Mapping[str, Any], ...]  # as understood, with all usual values


@dataclass(frozen=True)
class Filters:
    """Effects on the owner's sounds."""

    uploads: Uploaded
    recordings: Recordings
    files: Files
    chains: ChainStore
    renderer: Renderer
    clock: Clock

    def filtered(self, asked: FilterRequest, owner: str) -> Filtered:
        """The sound through the chain; TakesLonger if nobody would wait for that."""
        chain = self.chain(asked, owner)
        with self._sound(asked, owner) as (path, kind, sha256), _folder() as folder:
            self._in_time(chain, asked.part, self.renderer.seconds(path))
            into = folder / f"filtered.{asked.format}"
            outcome = self.renderer.render(path, chain, asked.part, into)
            made = _artifact(into, kind, sha256, asked.format, self.renderer.name)
            self.files.keep(made, into, owner)
        return Filtered(
            artifact=made,
            url=self.files.url(made, seconds=KEPT),
            url_seconds=KEPT,
            seconds=outcome.seconds,
            sample_rate=outcome.sample_rate,
            channels=outcome.channels,
            effects=tuple(chain.written()),
        )

    def keep(self, chain: KeptChain, owner: str) -> KeptChain:
        """Keep the chain under its name, in the place of another of that name."""
        kept = replace(chain, created_at=stamp(self.clock.now()))
        self.chains.put(kept, owner)
        return kept

    def get(self, name: str, owner: str) -> KeptChain:
        """The owner's chain of that name."""
        return self.chains.get(name, owner)

    def list(self, owner: str, *, limit: int, cursor: str | None) -> Page[KeptChain]:
        """The owner's chains, newest first."""
        return self.chains.list(owner, limit=limit, cursor=cursor)

    def remove(self, name: str, owner: str) -> None:
        """Forget the chain."""
        self.chains.get(name, owner)
        self.chains.remove(name, owner)

    def chain(self, asked: FilterRequest, owner: str) -> Chain:
        """The effects that are asked for, by themselves or by the name they are kept under."""
        if asked.chain is not None:
            return self.chains.get(asked.chain, owner).chain
        try:
            return Chain.read(asked.effects or ())
        except Invalid as error:
            raise error.under("effects") from error

    def _in_time(self, chain: Chain, part: Stretch | None, seconds: float) -> None:
        wanted = min(part.seconds, seconds) if part else seconds
        takes = cost(chain, wanted, decoded=seconds)
        if takes > WAITING:
            raise TakesLonger(
                f"{wanted:g} seconds through these effects take longer than you would wait; ask "
                f"for a preview, or filter a part",
                field="preview_start" if part is None else "preview_seconds",
            )

    @contextmanager
    def _sound(self, asked: FilterRequest, owner: str) -> Iterator[tuple[Path, ArtifactKind, str]]:
        """The sound's file, what it is, and its hash."""
        source = self.source(asked, owner)
        if isinstance(source, Upload):
            with self.recordings.fetched(source.id) as path:
                yield path, ArtifactKind.UPLOAD, source.sha256
        else:
            with self.files.fetched(source) as path:
                yield path, source.kind, source.sha256

    def source(self, asked: FilterRequest, owner: str) -> Upload | Artifact:
        """What is to be filtered; Invalid if it is no sound."""
        if asked.upload_id is not None:
            upload = self.uploads.get(asked.upload_id, owner)
            if upload.state is not State.VERIFIED:
                raise Conflict(f"upload {upload.id} is {upload.state}; complete it first")
            if upload.kind is not Kind.AUDIO:
                raise Invalid("a picture cannot be heard", field="upload_id")
            return upload
        artifact = self.files.get(asked.artifact_id or "", owner)
        if artifact.kind not in SOUNDS | {ArtifactKind.UPLOAD}:
            raise Invalid(f"a {artifact.kind} cannot be filtered", field="artifact_id")
        return artifact


def _artifact(path: Path, kind: ArtifactKind, parent: str, suffix: str, by: str) -> Artifact:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    name = f"filtered.{suffix}"
    return Artifact(
        id=artifact_id(name, sha256),
        kind=kind,
        name=name,
        mime=MIMES[suffix],
        bytes=path.stat().st_size,
        sha256=sha256,
        parents=(parent,),
        engine=by,
    )


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
