"""
A file fetched over HTTP into a folder, a piece at a time, and only kept if it is the right one.

What has come is kept beside the file as `<name>.part`; a connection that breaks, or a run that was
ended, goes on from there (RFC 9110, Range). The file takes its name once its size and its sha256
are those that are pinned.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import httpx

from harmonia.engines.weights import WeightsFile
from harmonia.errors import EngineFailed, HarmoniaError, NotFound, Unavailable

TRIES = 8  # connections that may break without bringing anything
PATIENCE = 30.0  # seconds for the next bytes


class Refused(HarmoniaError):
    """The server wants another token, or terms that somebody has to accept first."""


class WrongFile(EngineFailed):
    """What came is not what is pinned."""


@dataclass(frozen=True)
class Downloader:
    """Files from one server; the token goes to that server and to no other it may lead to."""

    http: httpx.Client
    token: str | None = field(default=None, repr=False)
    wait: Callable[[float], None] = time.sleep
    tell: Callable[[str, int, int], None] = lambda path, done, size: None

    def fetch(self, address: str, file: WeightsFile, folder: Path) -> Path:
        """
        The file at that address in the folder, as it is pinned.

        NotFound or Refused if the server says so, Unavailable if it does not answer for long,
        WrongFile if it has something else.
        """
        done, part = folder / file.path, folder / f"{file.path}.part"
        part.parent.mkdir(parents=True, exist_ok=True)
        part.touch()
        failures = 0
        while (have := part.stat().st_size) < file.bytes:
            try:
                self._go_on(address, file, part, have)
            except (httpx.TransportError, Unavailable) as error:
                failures = 0 if part.stat().st_size > have else failures + 1
                if failures >= TRIES:
                    raise Unavailable(f"{address} broke off {failures} times: {error}") from error
                self.wait(min(0.5 * 2**failures, 30.0))
        self._check(file, part)
        part.replace(done)
        return done

    def _go_on(self, address: str, file: WeightsFile, part: Path, have: int) -> None:
        """Add what the server still has to the part."""
        headers = {"Range": f"bytes={have}-"} if have else {}
        with self.http.stream(
            "GET", address, headers=headers | self._key(), timeout=PATIENCE
        ) as answer:
            if answer.status_code == HTTPStatus.OK and have:
                part.write_bytes(b"")  # it cannot go on from the middle
            elif answer.status_code == HTTPStatus.PARTIAL_CONTENT:
                _check_range(answer.headers, have)
            else:
                _check_status(answer.status_code, address)
            with part.open("ab") as sink:
                size = sink.tell()
                for chunk in answer.iter_raw():
                    size += len(chunk)
                    if size > file.bytes:
                        part.unlink()
                        raise WrongFile(f"{file.path} is longer than {file.bytes:,} bytes")
                    sink.write(chunk)
                    self.tell(file.path, size, file.bytes)
        if part.stat().st_size < file.bytes:
            raise Unavailable(f"{part.stat().st_size:,} of {file.bytes:,} bytes came")

    def _key(self) -> dict[str, str]:
        """httpx leaves this header out where a redirect leads to another host."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def _check(self, file: WeightsFile, part: Path) -> None:
        with part.open("rb") as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        if part.stat().st_size != file.bytes or sha256 != file.sha256:
            part.unlink()
            raise WrongFile(f"{file.path} came with sha256 {sha256[:16]}…, not {file.sha256[:16]}…")


def _check_range(headers: Mapping[str, str], have: int) -> None:
    if not headers.get("Content-Range", "").startswith(f"bytes {have}-"):
        raise WrongFile(f"asked from byte {have} on, got {headers.get('Content-Range')!r}")


def _check_status(status: int, address: str) -> None:
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        raise Refused(f"{address} asks for a token that may read it (HTTP {status})")
    if status == HTTPStatus.NOT_FOUND:
        raise NotFound(f"there is no {address}")
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Unavailable(f"HTTP {status}")
    if status != HTTPStatus.OK:
        raise WrongFile(f"{address} answered HTTP {status}")
