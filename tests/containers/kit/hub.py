"""A server of files on this machine that breaks off, lies and asks for a token as it is told."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RANGE = re.compile(r"bytes=(\d+)-")


@dataclass
class Hub:
    """Its files, and how it behaves."""

    files: dict[str, bytes] = field(default_factory=dict)
    token: str | None = None
    drops: int = 0  # connections still to break off after some bytes
    busy: int = 0  # answers still to be 503
    ranges: bool = True
    elsewhere: str = ""  # where it sends everybody
    seen: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    address: str = ""


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            key, wanted = self.headers.get("Authorization"), self.headers.get("Range")
            hub.seen.append((self.path, key, wanted))
            content = hub.files.get(self.path)
            if hub.busy:
                hub.busy -= 1
                self.say(503)
            elif hub.token and key != f"Bearer {hub.token}":
                self.say(401)
            elif hub.elsewhere:
                self.say(302, Location=hub.elsewhere + self.path)
            elif content is None:
                self.say(404)
            else:
                self.hand_out(content, RANGE.fullmatch(wanted or ""))

        def hand_out(self, content: bytes, wanted: re.Match[str] | None) -> None:
            start = int(wanted[1]) if wanted and hub.ranges else 0
            rest = content[start:]
            told = {"Content-Length": str(len(rest))}
            if start:
                told["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
            self.say(206 if start else 200, **told)
            if hub.drops:
                hub.drops -= 1
                rest = rest[: max(1, len(rest) // 3)]
            self.wfile.write(rest)

        def say(self, status: int, **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Connection", "close")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    hub.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
