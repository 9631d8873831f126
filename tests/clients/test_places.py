"""Finding a stage, and keeping secrets to oneself."""

import json
import stat
from pathlib import Path

import pytest

from harmonia_cli import places
from harmonia_cli.errors import NotSignedIn, Unreachable
from tests.clients.conftest import PLACE


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("HARMONIA_STAGE", raising=False)
    (tmp_path / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "down")


def test_the_local_stage_is_found_from_any_folder_below(tmp_path: Path) -> None:
    (tmp_path / ".harmonia").mkdir()
    described = {"api": "http://127.0.0.1:1", "websocket": "ws://127.0.0.1:1", "cognito": "c",
                 "client_id": "i", "username": "u", "password": "p", "pid": 7}  # fmt: skip
    (tmp_path / ".harmonia" / "stage.json").write_text(json.dumps(described))

    place = places.find_place()

    assert place.api == "http://127.0.0.1:1"
    assert "'p'" not in repr(place)


def test_without_a_stage_the_remedy_is_named() -> None:
    with pytest.raises(NotSignedIn, match="make up"):
        places.find_place()


def test_a_broken_stage_file_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stage.json").write_text('{"api": 1')
    monkeypatch.setenv("HARMONIA_STAGE", str(tmp_path / "stage.json"))

    with pytest.raises(Unreachable, match="does not describe a stage"):
        places.find_place()


def test_a_remembered_stage_is_found_again_without_its_password() -> None:
    with_password = places.Place(**{**_fields(PLACE), "password": "secret"})

    places.remember(with_password)

    assert places.find_place() == PLACE
    assert stat.S_IMODE(places.remembered().stat().st_mode) == 0o600


def _fields(place: places.Place) -> dict[str, str]:
    return {name: getattr(place, name) for name in place.__dataclass_fields__}
