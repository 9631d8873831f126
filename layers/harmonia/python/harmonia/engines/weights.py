"""
Weights: which files an engine plays with, under which terms, and whether they are really those.

A snapshot is a folder with the files of one revision of a model and an inventory that says what was
put there. Three things must agree before anything loads them: what the engine's card pins, what the
inventory says and what lies in the folder. Nothing here reads a file; whoever looks hands in what
was found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from harmonia import document
from harmonia.errors import Invalid

SCHEMA = "harmonia.inventory/1"
INVENTORY = "inventory.json"
HUB = "https://huggingface.co/{id}/resolve/{revision}/{path}"
TENSORS = ".safetensors"
CODE = frozenset(  # formats that run code when they are read, or hide tensors from the inventory
    ".bin .pt .pth .ckpt .pkl .pickle .npy .npz .h5 .msgpack .joblib .gguf .onnx .py".split()
)
SHA256 = re.compile("[0-9a-f]{64}")
REVISION = re.compile("[0-9a-f]{40}")
VARIANT = re.compile("[a-z0-9][a-z0-9.-]{0,31}")


class Origin(StrEnum):
    """Where weights come from."""

    SNAPSHOT = "snapshot"  # files of a pinned revision
    SYSTEM = "system"  # a package of the machine, whatever version it has
    OWN = "own"  # made by the engine's own program


class CommercialUse(StrEnum):
    """Whether what the weights make may be sold."""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"


class FaultKind(StrEnum):
    """What may be wrong with a snapshot."""

    UNPINNED = "unpinned"  # the card names no files
    ABSENT = "absent"  # there is no snapshot at all
    MISSING = "missing"
    TRUNCATED = "truncated"  # another size
    CHANGED = "changed"  # another sha256
    PICKLE = "pickle"  # a format that runs code when it is read
    UNEXPECTED = "unexpected"  # tensors that nobody pinned
    LICENCE = "licence"
    REVISION = "revision"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a snapshot, and where."""

    kind: FaultKind
    path: str
    detail: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.path}: {self.detail}"


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """A file of a snapshot."""

    path: str  # below the snapshot's folder
    bytes: int
    sha256: str

    def __post_init__(self) -> None:
        pure = PurePosixPath(self.path)
        if not self.path or pure.is_absolute() or ".." in pure.parts or str(pure) != self.path:
            raise Invalid(f"{self.path!r} is not a path below the snapshot", field="path")
        if pure.suffix.lower() in CODE:
            raise Invalid(f"{self.path} is not safetensors, and nothing unpickles", field="path")
        if self.bytes < 0 or not SHA256.fullmatch(self.sha256):
            raise Invalid(f"{self.path} needs a size and a sha256 in hex", field="sha256")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What one variant of an engine plays with."""

    variant: str
    id: str
    licence: str
    commercial_use: CommercialUse
    why: str  # a sentence on the terms, and where they were read
    origin: Origin = Origin.SNAPSHOT
    revision: str = ""
    source: str = HUB
    attribution: str = ""  # words to show, if the licence wants any
    files: tuple[WeightsFile, ...] = ()

    def __post_init__(self) -> None:
        if not VARIANT.fullmatch(self.variant):
            raise Invalid(f"{self.variant!r} is not a name like small or v1.5", field="variant")
        for name in ("id", "licence", "why"):
            if not getattr(self, name).strip():
                raise Invalid("must be said", field=name)
        if self.origin is Origin.SNAPSHOT:
            self._check_snapshot()
        elif self.files or self.revision:
            raise Invalid("only a snapshot has a revision and files", field="origin")

    def _check_snapshot(self) -> None:
        if not REVISION.fullmatch(self.revision):
            raise Invalid("a snapshot names its revision: 40 hex digits", field="revision")
        if not self.source.startswith(("https://", "http://127.0.0.1")):
            raise Invalid("snapshots are fetched over https", field="source")
        paths = [file.path for file in self.files]
        if len(set(paths)) < len(paths):
            raise Invalid("two files share a path", field="files")
        if paths and not any(path.endswith(TENSORS) for path in paths):
            raise Invalid(f"a snapshot holds at least one {TENSORS} file", field="files")

    @property
    def pinned(self) -> bool:
        """Whether it is known byte for byte what they are."""
        return bool(self.files)

    @property
    def sha256(self) -> str | None:
        """The hash of all their files; None where they are not pinned."""
        return digest_of(self.files) if self.files else None

    def address(self, path: str) -> str:
        """Where the file is fetched from."""
        return self.source.format(id=self.id, revision=self.revision, path=path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """What was put into a snapshot's folder, written beside the files when they came."""

    engine: str
    variant: str
    id: str
    revision: str
    licence: str
    commercial_use: CommercialUse
    files: tuple[WeightsFile, ...]
    schema: str = SCHEMA


def digest_of(files: Iterable[WeightsFile]) -> str:
    """One sha256 for many files: of their paths and hashes, in order of path."""
    return document.digest(sorted((file.path, file.sha256) for file in files))


def inventory(engine: str, weights: Weights) -> Inventory:
    """The inventory of a snapshot that is as the card pins it."""
    return Inventory(
        engine=engine,
        variant=weights.variant,
        id=weights.id,
        revision=weights.revision,
        licence=weights.licence,
        commercial_use=weights.commercial_use,
        files=weights.files,
    )


def agreement(weights: Weights, found: Inventory) -> Iterator[Fault]:
    """Where an inventory says other things than the card; no file is looked at."""
    if not weights.files:
        yield Fault(FaultKind.UNPINNED, weights.id, "the card names no files; pin them first")
    if found.revision != weights.revision or found.id != weights.id:
        told = f"{found.id} at {found.revision} was fetched, {weights.id} at {weights.revision} is"
        yield Fault(FaultKind.REVISION, INVENTORY, f"{told} wanted")
    for name in ("licence", "commercial_use"):
        was, now = str(getattr(found, name)), str(getattr(weights, name))
        if was != now:
            told = f"{name} was {was!r} when they were fetched and is {now!r} now"
            yield Fault(FaultKind.LICENCE, INVENTORY, told)
    listed = {file.path: file for file in found.files}
    for file in weights.files:
        if file.path not in listed:
            yield Fault(FaultKind.MISSING, file.path, "the inventory does not list it")
        elif listed[file.path] != file:
            yield Fault(FaultKind.CHANGED, file.path, "the inventory lists another one")


def presence(weights: Weights, found: Mapping[str, int]) -> Iterator[Fault]:
    """What is wrong with the files by their names and sizes, `found` as path -> bytes."""
    for file in weights.files:
        if file.path not in found:
            yield Fault(FaultKind.MISSING, file.path, f"{file.bytes:,} bytes are not there")
        elif found[file.path] != file.bytes:
            told = f"{found[file.path]:,} bytes instead of {file.bytes:,}"
            yield Fault(FaultKind.TRUNCATED, file.path, told)
    pinned = {file.path for file in weights.files}
    for path in sorted(found.keys() - pinned):
        suffix = PurePosixPath(path).suffix.lower()
        if suffix in CODE:
            yield Fault(FaultKind.PICKLE, path, "runs code when it is read; take it away")
        elif suffix == TENSORS:
            yield Fault(FaultKind.UNEXPECTED, path, "nobody pinned these weights")


def content(file: WeightsFile, sha256: str) -> Iterator[Fault]:
    """What is wrong with a file by the hash of what it holds."""
    if sha256 != file.sha256:
        told = f"sha256 {sha256[:16]}… instead of {file.sha256[:16]}…"
        yield Fault(FaultKind.CHANGED, file.path, told)
