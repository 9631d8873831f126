"""Snapshots of tiny models as the kit would have laid them, and cards that pin them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from harmonia import document
from harmonia.engines import card as cards
from harmonia.engines.card import Card
from harmonia.engines.weights import INVENTORY, WeightsFile, inventory
from inference_containers.serving import weights as local

ENGINES = Path(cards.__file__).parents[5] / "inference_containers" / "models"


def lay(
    engine: str, fill: Callable[[Path], object], root: Path, variant: str = ""
) -> tuple[Card, Mapping[str, str]]:
    """Fill the engine's snapshot and pin it: its card, and the environment that leads there."""
    card = cards.read(ENGINES / engine.replace("-", "_") / cards.FILE)
    usual = card.variant(variant)
    folder = local.place(root, card.name, usual.variant)
    folder.mkdir(parents=True)
    fill(folder)
    pinned = replace(usual, files=tuple(listed(folder)))
    card = replace(card, weights=(pinned,))
    (folder / INVENTORY).write_bytes(document.canonical(inventory(card.name, pinned)))
    told = root / f"{card.name}.toml"
    told.write_text(written(card, ENGINES / engine.replace("-", "_") / cards.FILE))
    environ = {local.ROOT: str(root), local.CARD: str(told), "HARMONIA_DEVICE": "cpu"}
    return card, {**environ, **card.environment}


def listed(folder: Path) -> list[WeightsFile]:
    """Every file of a folder, with its size and sha256."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [
        WeightsFile(
            path.relative_to(folder).as_posix(),
            path.stat().st_size,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in paths
    ]


def written(card: Card, path: Path) -> str:
    """The card as TOML: its file's head, and the pinned weights in place of those there."""
    head = path.read_text().split("[[weights]]")[0]
    (weights,) = card.weights
    files = ",\n".join(
        f'  {{ path = "{one.path}", bytes = {one.bytes}, sha256 = "{one.sha256}" }}'
        for one in weights.files
    )
    told = {
        "variant": weights.variant, "id": weights.id, "origin": weights.origin.value,
        "revision": weights.revision, "licence": weights.licence,
        "commercial_use": weights.commercial_use.value, "why": weights.why,
        "attribution": weights.attribution,
    }  # fmt: skip
    lines = [f'{name} = "{value}"' for name, value in told.items()]
    return head + "[[weights]]\n" + "\n".join(lines) + f"\nfiles = [\n{files}\n]\n"
