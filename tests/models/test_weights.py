"""Weights that are not what they should be: nothing loads them, and what is wrong is named."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed here; see docs/engines.md")
if not importlib.util.find_spec("diffusers"):
    pytest.skip("diffusers is not installed here", allow_module_level=True)

from harmonia.errors import EngineFailed, NotFound  # noqa: E402
from inference_containers.models.__main__ import load  # noqa: E402
from inference_containers.serving.weights import WeightsRefused  # noqa: E402
from tests.containers.small import MemoryStorage  # noqa: E402
from tests.models import snapshots, tiny, tiny_guests  # noqa: E402


@pytest.mark.parametrize(
    ("harm", "kind"),
    [
        (lambda folder: (folder / "model.safetensors").unlink(), "missing"),
        (lambda folder: cut(folder / "model.safetensors"), "truncated"),
        (lambda folder: flip(folder / "model.safetensors"), "changed"),
        (lambda folder: (folder / "pytorch_model.bin").write_bytes(b"\x80\x04."), "pickle"),
    ],
)
def test_weights_that_are_not_what_was_pinned_are_not_loaded(
    tmp_path: Path, harm: Any, kind: str
) -> None:
    card, environ = snapshots.lay(
        "musicgen", lambda folder: tiny.save(tiny.musicgen(), folder), tmp_path
    )
    harm(tmp_path / card.name / "small")

    with pytest.raises(WeightsRefused) as complaint:
        load("musicgen", MemoryStorage(), environ)
    assert [fault.kind for fault in complaint.value.faults] == [kind]


def test_pinned_weights_of_another_model_are_named(tmp_path: Path) -> None:
    _, environ = snapshots.lay("musicgen", tiny.save_codec, tmp_path)

    with pytest.raises(EngineFailed, match="'encodec', which is no MusicGen"):
        load("musicgen", MemoryStorage(), environ)


@pytest.mark.parametrize(("name", "other"), [("acestep", "wan"), ("bark", "wan")])
def test_pinned_weights_of_another_guest_are_named(tmp_path: Path, name: str, other: str) -> None:
    _, environ = snapshots.lay(name, getattr(tiny_guests, other), tmp_path)

    with pytest.raises(EngineFailed, match="can be loaded"):
        load(name, MemoryStorage(), environ)


def test_a_guest_that_nobody_knows_is_not_found() -> None:
    with pytest.raises(NotFound, match="choose of"):
        load("jukebox", MemoryStorage(), {})


def cut(path: Path) -> None:
    """Leave half of a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    """Turn one bit of a file."""
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
