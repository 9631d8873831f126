"""
Where a model engine finds its weights on this machine, and the check before it loads them.

A container finds them where SageMaker lays them, a process on one machine below `.harmonia`; both
are folders like `<root>/<engine>/<variant>` with the files and their inventory. Nothing is handed
out that is not byte for byte what the engine's card pins.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from harmonia import document
from harmonia.engines import card as cards
from harmonia.engines.card import Card
from harmonia.engines.weights import (
    INVENTORY,
    Fault,
    FaultKind,
    Inventory,
    Weights,
    agreement,
    content,
    presence,
)
from harmonia.errors import EngineFailed, Invalid

CARD, VARIANT, ROOT = "HARMONIA_CARD", "HARMONIA_VARIANT", "HARMONIA_WEIGHTS"
MOUNTED = Path("/opt/ml/model")  # where SageMaker lays what the endpoint's model names
BESIDE = Path(".harmonia/weights")


class WeightsRefused(EngineFailed):
    """The weights are not what the engine's card pins; `faults` says where."""

    def __init__(self, what: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{what} cannot be loaded: {'; '.join(map(str, self.faults))}")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Weights that were found to be what the card pins."""

    folder: Path
    weights: Weights


def card(folder: Path, environ: Mapping[str, str] = os.environ) -> Card:
    """The engine's card: the one in its folder, unless the environment names another."""
    named = environ.get(CARD)
    return cards.read(Path(named) if named else folder / cards.FILE)


def root(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder that holds the snapshots of all engines."""
    named = environ.get(ROOT)
    if named:
        return Path(named)
    return MOUNTED if MOUNTED.is_dir() else BESIDE


def place(folder: Path, engine: str, variant: str) -> Path:
    """Where a snapshot lies below the root."""
    return folder / engine / variant


def snapshot(
    card: Card, variant: str | None = None, environ: Mapping[str, str] = os.environ
) -> Snapshot:
    """The snapshot of that variant, checked to the last byte; WeightsRefused if it is another."""
    weights = card.variant(variant or environ.get(VARIANT))
    folder = place(root(environ), card.name, weights.variant)
    if not environ.get(ROOT) and MOUNTED.is_dir():
        folder = MOUNTED  # SageMaker lays one snapshot there, and nothing else
    faults = tuple(check(weights, folder))
    if faults:
        raise WeightsRefused(f"{card.name}/{weights.variant}", faults)
    return Snapshot(folder, weights)


def check(weights: Weights, folder: Path) -> Iterator[Fault]:
    """Everything that is wrong with the snapshot in that folder; cheap looks come first."""
    path = folder / INVENTORY
    if not weights.pinned:
        yield Fault(FaultKind.UNPINNED, weights.id, "the card names no files; pin them first")
        return
    if not path.is_file():
        yield Fault(FaultKind.ABSENT, str(path), "there is no snapshot; pull it first")
        return
    try:
        found = document.loads(Inventory, path.read_text(errors="replace"))
    except Invalid as error:
        yield Fault(FaultKind.CHANGED, INVENTORY, f"makes no sense: {error.field} {error}")
        return
    sizes = {
        one.relative_to(folder).as_posix(): one.stat().st_size
        for one in folder.rglob("*")
        if one.is_file() and one != path
    }
    faults = list(chain(agreement(weights, found), presence(weights, sizes)))
    yield from faults
    wrong = {fault.path for fault in faults}
    for file in weights.files:
        if file.path not in wrong:
            yield from content(file, hash_of(folder / file.path))


def hash_of(path: Path) -> str:
    """The sha256 of what the file holds, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
