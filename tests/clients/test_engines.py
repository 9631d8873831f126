"""The operators' kit by the client's name, where there is one."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from harmonia_cli.app import app


def test_the_kit_answers_in_a_checkout(capfd: pytest.CaptureFixture[str]) -> None:
    done = CliRunner().invoke(app, ["engines", "verify", "nobody", "--variant", "small"])

    assert done.exit_code == 1
    assert "there is no engine nobody" in capfd.readouterr().err


def test_elsewhere_there_are_no_engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(app, ["engines", "list"])

    assert done.exit_code == 2
    assert "in a checkout" in done.output
