"""The band as a command, on a file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from harmonia import document
from harmonia.engines.engine import EngineResponse
from inference_containers.music.__main__ import COMMAND
from tests.containers.small import small_song


@pytest.fixture(autouse=True)
def own_instruments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARMONIA_SOUNDFONT", "none")


def command(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["band", *words])
    return COMMAND.run()


def test_a_song_file_becomes_a_folder_of_stems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = tmp_path / "song.json"
    song.write_bytes(document.canonical(small_song()))

    code = command(monkeypatch, "render", str(song), "--out", str(tmp_path / "out"))

    assert code == 0
    response = document.loads(EngineResponse, (tmp_path / "out/response.json").read_bytes())
    assert response.model.weights == "Harmonia's own instruments"
    for artifact in response.artifacts:
        assert (tmp_path / "out" / artifact.name).stat().st_size == artifact.bytes


@pytest.mark.parametrize("content", [b"{}", b"not json", b'{"title": 7}'])
def test_a_file_that_is_no_song_is_refused_in_words(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
) -> None:
    song = tmp_path / "song.json"
    song.write_bytes(content)

    assert command(monkeypatch, "render", str(song), "--out", str(tmp_path / "out")) == 1
    assert capsys.readouterr().err.strip()


def test_a_song_that_is_not_there_is_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "no.json"

    assert command(monkeypatch, "render", str(missing), "--out", str(tmp_path / "out")) == 1
    assert "no.json" in capsys.readouterr().err
