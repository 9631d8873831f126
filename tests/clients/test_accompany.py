"""`harmonia accompany`: what it asks for, prints and writes."""

import base64
from pathlib import Path

import pytest
from rich.console import Console

from harmonia_cli import accompanying as command
from harmonia_cli.client import Client
from harmonia_cli.making import Making
from tests.clients.conftest import PLACE, Stage

MADE = {
    "style": "bossa",
    "key": "A minor",
    "bpm": 128.0,
    "bars": 4,
    "parts": [{"name": "bass", "instrument": "upright bass"}],
    "midi": {
        "name": "../band.mid",
        "mime": "audio/midi",
        "base64": base64.b64encode(b"M").decode(),
    },
}


@pytest.fixture(autouse=True)
def here(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "find_place", lambda: PLACE)
    monkeypatch.setattr(command, "Client", lambda place: client)


def test_midi_comes_at_once(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.will_answer(200, MADE)

    command.accompany("Am F C G", style="bossa", loop=True, part=["bass"], out=tmp_path)

    asked = stage.body()
    assert (asked["chords"], asked["style"], asked["loop"]) == ("Am F C G", "bossa", True)
    assert (asked["parts"], asked["outputs"]) == (["bass"], ["midi"])
    assert "bpm" not in asked
    assert (tmp_path / "band.mid").read_bytes() == b"M"
    assert "4 bars of bossa in A minor, 128 bpm: bass (upright bass)" in capsys.readouterr().out


def test_sound_is_a_job_that_is_followed(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.will_answer(202, {"id": "job_1", "status": "queued"})
    followed: list[str] = []

    def follow(making: Making, job: dict[str, str], out: Path) -> tuple[object, list[Path]]:
        followed.append(job["id"])
        return {"title": "x", "revision": "0" * 64}, []

    monkeypatch.setattr(Making, "follow", follow)
    command.accompany("Am", to=[command.Sound.WAV], out=tmp_path)

    assert stage.body()["outputs"] == ["wav", "midi"]
    assert followed == ["job_1"]


def test_a_sample_is_fetched_without_being_a_song(
    client: Client, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = {"id": "job_1", "type": "sample.create", "status": "succeeded", "title": "snare"}
    result = {"revision": "a" * 64, "manifest": "b" * 64, "artifacts": [], "song_id": "song_1"}
    stage.will_answer(200, done | {"result": result})
    monkeypatch.setattr(Making, "_watch", lambda making, job: job)

    made, files = Making(client, Console(), quiet=True).follow(done, tmp_path)

    assert [request.url.path for request in stage.asked] == ["/v1/jobs/job_1"]
    assert (made["title"], files) == ("snare", [])
