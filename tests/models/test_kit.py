"""The kit's exam of guest engines: real processes, real snapshots, tiny weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed here; see docs/engines.md")

from inference_containers.kit.trial import local_exam  # noqa: E402
from tests.models import snapshots, tiny  # noqa: E402

ROOT = Path(__file__).parents[2]


def save_musicgen(folder: Path) -> None:
    tiny.save(tiny.musicgen(), folder)


@pytest.mark.parametrize(("name", "fill"), [("musicgen", save_musicgen)])
def test_a_guest_keeps_the_contract(name: str, fill: Any, tmp_path: Path) -> None:
    card, environ = snapshots.lay(name, fill, tmp_path)

    with local_exam(card, card.weights[0].variant, {**environ, "PYTHONPATH": path()}) as exam:
        exam.quick = 60.0
        findings = list(exam.run())

    assert [(one.question, one.faults) for one in findings if not one.passed] == []
    assert len(findings) == len(exam.questions())


def path() -> str:
    """Where a process of this interpreter finds our packages."""
    layers = ("harmonia", "harmonia_audio", "harmonia_scores")
    return ":".join([str(ROOT), *(f"{ROOT}/layers/{one}/python" for one in layers)])
