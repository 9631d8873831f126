"""Workers' processes, as the fork server and its templates make them."""

import contextlib
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from infra_cdk.local.emulator.environment import host_variables

SCRIPT = Path(__file__).with_name("fork_server.py")
INIT_SECONDS = 60.0


class InitFailed(Exception):
    """The handler could not be imported; `error` says why, as Lambda would."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(f"{error['errorType']}: {error['errorMessage']}")
        self.error = error


@dataclass(frozen=True)
class Fork:
    """A worker's process and the pipes to it."""

    pid: int
    stdin: IO[str]
    stdout: IO[str]
    stderr: IO[str]

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


class Template:
    """The process of one version of a function that has imported its handler."""

    def __init__(self, version: str, channel: socket.socket) -> None:
        self.version = version
        self._channel = channel
        self._lock = threading.Lock()
        channel.settimeout(INIT_SECONDS)
        with channel.makefile() as said:
            answer = json.loads(said.readline() or '{"error": null}')
        if "error" in answer:
            gone = {"errorType": "Runtime.ExitError", "errorMessage": "ended in its import"}
            raise InitFailed(answer["error"] or gone)

    def fork(self) -> Fork:
        """A new worker; OSError if this process is gone."""
        pipes = os.pipe(), os.pipe(), os.pipe()
        (their_in, stdin), (stdout, their_out), (stderr, their_err) = pipes
        try:
            with self._lock:
                pid = _ask(self._channel, {}, [their_in, their_out, their_err])
        except OSError:
            for descriptor in (stdin, stdout, stderr):
                os.close(descriptor)
            raise
        finally:
            for descriptor in (their_in, their_out, their_err):
                os.close(descriptor)
        return Fork(
            pid,
            os.fdopen(stdin, "w"),
            os.fdopen(stdout, errors="replace"),
            os.fdopen(stderr, errors="replace"),
        )

    def close(self) -> None:
        """Let the process end; the workers it made live on."""
        self._channel.close()


class ForkServer:
    """One process that forks templates; another takes its place if it dies."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._start()

    def template(self, version: str, start: dict[str, Any]) -> Template:
        """A template that was started with these variables, paths and handler."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            try:
                _ask(self._channel, start, [theirs.fileno()])
            except OSError:
                self._start()
                _ask(self._channel, start, [theirs.fileno()])
        return Template(version, ours)

    def _start(self) -> None:
        self._channel, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-u", str(SCRIPT)], stdin=theirs.fileno(), env=host_variables()
            )


def _ask(channel: socket.socket, request: dict[str, Any], descriptors: list[int]) -> int:
    """The pid of the process forked for that request."""
    body = json.dumps(request).encode()
    socket.send_fds(channel, [struct.pack("!I", len(body))], descriptors)
    channel.sendall(body)
    answer = channel.recv(4)
    if not answer:
        raise ConnectionResetError("the process that forks is gone")
    pid: int = struct.unpack("!I", answer)[0]
    return pid
