"""The engine in the documentation is one: it runs, and keeps the contract."""

import re
from pathlib import Path

import pytest

from harmonia.engines import card as cards
from inference_containers.kit.trial import local_exam

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "engines.md").read_text()


def test_the_engine_in_the_documentation_keeps_the_contract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    folder = tmp_path / "hum"
    folder.mkdir()
    (folder / "__main__.py").write_text(code)
    (folder / cards.FILE).write_text(text.replace("inference_containers.hum", "hum"))
    (card,) = cards.find(tmp_path)

    with local_exam(card, "", {"PYTHONPATH": f"{tmp_path}:{ROOT}"}) as exam:
        findings = list(exam.run())

    assert [(one.question, one.faults) for one in findings if not one.passed] == []
    assert len(findings) == len(exam.questions())
