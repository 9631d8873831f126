"""
A stand-in for S3 on this machine, as far as engines use it: objects put, got and looked for.

It remembers every put in order, so that the kit sees the progress an engine has reported.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from harmonia.errors import NotFound

MISSING = b"<Error><Code>NoSuchKey</Code><Message>there is none</Message></Error>"


@dataclass
class LocalShelf:
    """Objects in memory behind S3's HTTP interface; a storage for the kit's own side."""

    objects: dict[str, bytes] = field(default_factory=dict)  # "bucket/key" -> content
    puts: list[tuple[str, bytes]] = field(default_factory=list)  # s3:// address and content

    def __enter__(self) -> Self:
        shelf = self

        class Handler(_Handler):
            objects, puts = shelf.objects, shelf.puts

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def variables(self) -> dict[str, str]:
        """What an engine's process needs to find it."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self._server.server_port}",
            "AWS_ACCESS_KEY_ID": "kit",
            "AWS_SECRET_ACCESS_KEY": "kit",
            "AWS_DEFAULT_REGION": "us-east-1",
        }

    def get(self, address: str) -> bytes:
        try:
            return self.objects[address.removeprefix("s3://")]
        except KeyError:
            raise NotFound(f"there is no {address}") from None

    def put(self, address: str, content: bytes, mime: str) -> None:
        self.objects[address.removeprefix("s3://")] = content

    def holds(self, address: str) -> bool:
        return address.removeprefix("s3://") in self.objects


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    objects: dict[str, bytes]
    puts: list[tuple[str, bytes]]

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.objects[self._key] = content
        self.puts.append((f"s3://{self._key}", content))
        self._answer(HTTPStatus.OK, b"")

    def do_GET(self) -> None:
        content = self.objects.get(self._key)
        if content is None:
            self._answer(HTTPStatus.NOT_FOUND, MISSING)
        else:
            self._answer(HTTPStatus.OK, content)

    do_HEAD = do_GET

    @property
    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).lstrip("/")

    def _answer(self, status: HTTPStatus, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", '"none"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass
