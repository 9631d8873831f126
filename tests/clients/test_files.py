"""Fetching files: whole, checked, and nowhere but in the song's folder."""

import hashlib
from pathlib import Path
from typing import Any

import httpx
import pytest

from harmonia_cli import files
from harmonia_cli.errors import ClientError

CONTENT = b"some sound"
SHA = hashlib.sha256(CONTENT).hexdigest()


def song(name: str = "stems/bass.flac", sha256: str = SHA) -> dict[str, Any]:
    artifact = {"name": name, "sha256": sha256, "bytes": len(CONTENT), "url": "http://s3.test/x"}
    return {"title": "Über the Sea!", "revision": "0123456789ab", "artifacts": [artifact]}


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What the store answers, one body a request."""
    bodies = [CONTENT]
    real = httpx.Client

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=bodies.pop(0) if len(bodies) > 1 else bodies[0])

    monkeypatch.setattr(
        "harmonia_cli.files.httpx.Client",
        lambda **options: real(transport=httpx.MockTransport(answer)),
    )
    return bodies


def test_a_songs_folder_is_its_title_and_the_beginning_of_its_hash() -> None:
    assert files.folder_for(song(), Path("out")) == Path("out/uber-the-sea-01234567")


def test_a_file_is_kept_under_its_name(store: list[bytes], tmp_path: Path) -> None:
    counts: list[int] = []

    paths = files.fetch(song(), tmp_path, counts.append)

    assert paths == [tmp_path / "uber-the-sea-01234567/stems/bass.flac"]
    assert paths[0].read_bytes() == CONTENT
    assert counts == [len(CONTENT)]


def test_a_damaged_file_is_fetched_again(store: list[bytes], tmp_path: Path) -> None:
    store.insert(0, b"half of")

    (path,) = files.fetch(song(), tmp_path)

    assert path.read_bytes() == CONTENT


def test_a_file_that_never_matches_is_not_kept(store: list[bytes], tmp_path: Path) -> None:
    with pytest.raises(ClientError, match="does not match its sha256"):
        files.fetch(song(sha256="0" * 64), tmp_path)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_name_cannot_lead_out_of_the_folder(store: list[bytes], tmp_path: Path) -> None:
    with pytest.raises(ClientError, match="outside the song's folder"):
        files.fetch(song(name="../../evil"), tmp_path / "deep")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
