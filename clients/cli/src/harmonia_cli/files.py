"""Fetching a song's files into one folder of their own."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from harmonia_cli.errors import ClientError, Unreachable

CHUNK = 1 << 20
TRIES = 3


def folder_for(song: dict[str, Any], out: Path) -> Path:
    """The song's own folder: its title and the beginning of its hash."""
    plain = unicodedata.normalize("NFKD", song["title"]).encode("ascii", "ignore").decode()
    slug = re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")[:60] or "song"
    return out / f"{slug}-{song['revision'][:8]}"


def fetch(
    song: dict[str, Any], out: Path, arrived: Callable[[int], None] = lambda count: None
) -> list[Path]:
    """Fetch every file of the song, each checked against its sha256; their paths."""
    folder = folder_for(song, out)
    with httpx.Client(timeout=60) as http:
        return [_fetch(http, artifact, folder, arrived) for artifact in song["artifacts"]]


def _fetch(
    http: httpx.Client, artifact: dict[str, Any], folder: Path, arrived: Callable[[int], None]
) -> Path:
    path = folder / str(artifact["name"])
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ClientError(f"the service named a file outside the song's folder: {artifact['name']}")
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and _sha256(path) == artifact["sha256"]:
        arrived(artifact["bytes"])
        return path
    draft = path.with_name(path.name + ".part")
    for attempt in range(1, TRIES + 1):
        try:
            _stream(http, artifact["url"], draft)
        except httpx.HTTPError as error:
            if attempt == TRIES:
                draft.unlink(missing_ok=True)
                raise Unreachable(f"could not fetch {artifact['name']}: {error}") from error
            continue
        if _sha256(draft) == artifact["sha256"]:
            draft.replace(path)
            arrived(artifact["bytes"])
            return path
    draft.unlink(missing_ok=True)
    raise ClientError(f"{artifact['name']} does not match its sha256; it was not kept")


def _stream(http: httpx.Client, url: str, path: Path) -> None:
    with http.stream("GET", url) as answer, path.open("wb") as file:
        answer.raise_for_status()
        for chunk in answer.iter_bytes(CHUNK):
            file.write(chunk)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
