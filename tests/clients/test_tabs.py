"""`harmonia tabs`: what it asks for, prints and writes."""

import base64
from pathlib import Path

import pytest

from harmonia_cli import tabs as command
from harmonia_cli.client import Client
from harmonia_cli.errors import ClientError
from tests.clients.conftest import PLACE, Stage

TEXT = "guitar, standard\n\nAm  x02210\n"
MADE = {
    "outputs": {
        "ascii": {"name": "tab.txt", "mime": "text/plain", "text": TEXT},
        "gp5": {"name": "../tab.gp5", "mime": "x", "base64": base64.b64encode(b"gp").decode()},
    },
    "remarks": ["the chords are what was heard in the notes"],
}


@pytest.fixture(autouse=True)
def here(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command talks to the stage of the test."""
    monkeypatch.setattr(command, "find_place", lambda: PLACE)
    monkeypatch.setattr(command, "Client", lambda place: client)


def test_a_tab_is_printed_and_other_formats_are_written(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.will_answer(200, MADE)

    command.tabs("Am F", capo="best", to=[command.Format.GP5], out=tmp_path)

    assert stage.asked[0].url.path == "/v1/tabs"
    assert stage.body() == {
        "chords": "Am F",
        "instrument": "guitar",
        "capo": "best",
        "level": "intermediate",
        "transpose": 0,
        "left_handed": False,
        "outputs": ["ascii", "gp5"],
    }
    assert (tmp_path / "tab.gp5").read_bytes() == b"gp"
    told = capsys.readouterr().out
    assert told.startswith(TEXT)
    assert "(the chords are what was heard in the notes)" in told


def test_a_capo_may_be_a_fret(stage: Stage) -> None:
    stage.will_answer(200, MADE)

    command.tabs("Am", capo="3")

    assert stage.body()["capo"] == 3


def test_files_and_songs_are_told_from_chords(tmp_path: Path) -> None:
    midi, words = tmp_path / "a.mid", tmp_path / "a.cho"
    midi.write_bytes(b"MThd")
    words.write_text("[Am]la")

    assert command.source(str(midi)) == {"midi": base64.b64encode(b"MThd").decode()}
    assert command.source(str(words)) == {"chordpro": "[Am]la"}
    assert command.source("song_abc") == {"song_id": "song_abc"}
    assert command.source("Am F C G") == {"chords": "Am F C G"}


def test_files_that_cannot_be_sent_are_named(tmp_path: Path) -> None:
    large, binary = tmp_path / "a.mid", tmp_path / "b.cho"
    large.write_bytes(bytes(command.LARGEST + 1))
    binary.write_bytes(b"\xff\xfe")

    for path, said in ((large, "too large"), (binary, "not UTF-8"), (tmp_path / "c.mid", "cannot")):
        with pytest.raises(ClientError, match=said):
            command.source(str(path))
