"""The singer as a command, on a file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from harmonia import document
from harmonia.engines.engine import EngineResponse
from inference_containers.vocal.__main__ import COMMAND
from tests.containers.vocal.sheet import sheet, vocal

SONG = sheet(vocal("moon | moon:M UW1 N | D4/2"))


@pytest.fixture(autouse=True)
def own_voice(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARMONIA_FLITE", "none")
    monkeypatch.setenv("HARMONIA_CACHE", str(cache))


def command(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["singer", *words])
    return COMMAND.run()


def test_a_song_file_becomes_a_folder_of_voices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = tmp_path / "song.json"
    song.write_bytes(document.canonical(SONG))

    code = command(monkeypatch, "render", str(song), "--out", str(tmp_path / "out"))

    assert code == 0
    response = document.loads(EngineResponse, (tmp_path / "out/response.json").read_bytes())
    assert response.model.weights == "Harmonia's own voice"
    assert (tmp_path / "out/dry/vocal.flac").stat().st_size == response.artifacts[0].bytes


def test_a_song_that_is_not_there_is_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "no.json"

    assert command(monkeypatch, "render", str(missing), "--out", str(tmp_path / "out")) == 1
    assert "no.json" in capsys.readouterr().err
