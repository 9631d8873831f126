"""The player's card and its weights, as small as safetensors can be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from harmonia import document
from harmonia.engines import card as cards
from harmonia.engines.card import Card
from harmonia.engines.weights import Inventory, inventory

TEMPLATE = Path(__file__).with_name("player.toml").read_text()
HEADER = json.dumps(
    {"a": {"dtype": "F32", "shape": [4], "data_offsets": [0, 16]}}, separators=(",", ":")
).encode()
TENSORS = len(HEADER).to_bytes(8, "little") + HEADER + bytes(16)


@dataclass(frozen=True)
class Installed:
    """The player as it lies on this machine."""

    folder: Path  # with engine.toml and the weights of all engines

    @property
    def card(self) -> Card:
        return cards.read(self.folder / "engine.toml")

    @property
    def snapshot(self) -> Path:
        return self.folder / "weights" / "player" / "small"

    @property
    def tensors(self) -> Path:
        return self.snapshot / "model.safetensors"

    @property
    def inventory(self) -> Path:
        return self.snapshot / "inventory.json"

    @property
    def variables(self) -> Mapping[str, str]:
        return {
            "HARMONIA_CARD": str(self.folder / "engine.toml"),
            "HARMONIA_WEIGHTS": str(self.folder / "weights"),
        }

    def rewrite(self, old: str, new: str) -> None:
        """Change the card."""
        path = self.folder / "engine.toml"
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def listed(self) -> Inventory:
        return document.loads(Inventory, self.inventory.read_text())


@pytest.fixture
def player(tmp_path: Path) -> Installed:
    text = TEMPLATE.replace("SHA256", hashlib.sha256(TENSORS).hexdigest())
    (tmp_path / "engine.toml").write_text(text.replace("BYTES", str(len(TENSORS))))
    installed = Installed(tmp_path)
    installed.snapshot.mkdir(parents=True)
    installed.tensors.write_bytes(TENSORS)
    card = installed.card
    installed.inventory.write_bytes(document.canonical(inventory("player", card.weights[0])))
    return installed
