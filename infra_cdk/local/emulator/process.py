"""A worker process seen from outside: start it, call it, end it."""

import json
import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any

from infra_cdk.local.emulator.forks import Fork

LOG_SECONDS = 0.5  # a call's last line is in the pipe before its answer is; this is for a hung pipe


class WorkerDied(Exception):
    """The process ended without an answer."""


class WorkerTimedOut(Exception):
    """The process did not answer in time, and was ended."""


class WorkerProcess:
    """One execution environment of one version of a function."""

    def __init__(self, version: str, fork: Fork, line: Callable[[str], None]) -> None:
        self.version = version
        self.last_used = time.monotonic()
        self._fork = fork
        self._ended = False
        self._line = line
        self._answers: SimpleQueue[str | None] = SimpleQueue()
        self._logs: SimpleQueue[str | None] = SimpleQueue()
        for read in (self._read_answers, self._read_logs):
            threading.Thread(target=read, daemon=True).start()

    @property
    def alive(self) -> bool:
        return not self._ended

    @property
    def pid(self) -> int:
        return self._fork.pid

    def call(self, call: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """The handler's answer to a call, and what it logged meanwhile."""
        self._send(call)
        answer = self._receive(call["timeout"])
        self.last_used = time.monotonic()
        return answer, self._log_until(f"\0{call['request_id']}")

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if not self._ended:  # else the pid may be another's by now
            self._fork.kill()

    def _send(self, message: dict[str, Any]) -> None:
        try:
            self._fork.stdin.write(json.dumps(message) + "\n")
            self._fork.stdin.flush()
        except OSError:
            raise WorkerDied from None

    def _receive(self, seconds: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=seconds)
        except Empty:
            self.close()
            raise WorkerTimedOut from None
        if line is None:
            self.close()
            raise WorkerDied
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _log_until(self, mark: str) -> str:
        lines = []
        deadline = time.monotonic() + LOG_SECONDS
        while (wait := deadline - time.monotonic()) > 0:
            try:
                line = self._logs.get(timeout=wait)
            except Empty:
                break
            if line is None or line == mark:
                break
            if not line.startswith("\0"):
                lines.append(line)
        return "\n".join(lines)

    def _read_answers(self) -> None:
        with self._fork.stdout as lines:
            for line in lines:
                self._answers.put(line)
        self._ended = True
        self._answers.put(None)

    def _read_logs(self) -> None:
        with self._fork.stderr as lines:
            for line in lines:
                text = line.rstrip("\n")
                self._logs.put(text)
                if not text.startswith("\0"):
                    self._line(text)
        self._logs.put(None)
