"""An engine that does as it is told: answers, refuses, hangs or dies."""

import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Container(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._answer(200, b"")

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(told.get("seconds", 0))
        match told["do"]:
            case "die":
                os._exit(1)
            case "refuse":
                self._answer(422, b"no such key")
            case _:
                self._answer(200, json.dumps({"sang": told, "pid": os.getpid()}).encode())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


if __name__ == "__main__":
    assert sys.argv[1] == "serve"
    ThreadingHTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Container).serve_forever()
