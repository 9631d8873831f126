"""
The functions' workers: reused while warm, bounded per function, first come first served.

On AWS a burst beyond the limit is throttled and retried. On one machine that would
start a process per call, so calls wait in line instead and none is refused.
"""

import hashlib
import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra_cdk.local.emulator.code import unpack
from infra_cdk.local.emulator.environment import function_variables
from infra_cdk.local.emulator.forks import ForkServer, InitFailed, Template
from infra_cdk.local.emulator.process import (
    WorkerDied,
    WorkerProcess,
    WorkerTimedOut,
)

IDLE_SECONDS = 300.0


@dataclass(frozen=True)
class Limit:
    """How many calls of a function run at once, and how far they step back for others."""

    workers: int = 8
    nice: int = 0


LIMITS = {  # these compute; everything else mostly waits
    "compose_song": Limit(workers=2, nice=10),
    "jam": Limit(workers=4),  # a few milliseconds at a time: more only get in each other's way
    "master_song": Limit(workers=2, nice=10),
    "process_sound": Limit(workers=1, nice=10),
}


@dataclass
class Line:
    """The calls of one function: those at work, those waiting, and the idle workers."""

    limit: Limit
    working: int = 0
    waiting: deque[object] = field(default_factory=deque)
    idle: list[WorkerProcess] = field(default_factory=list)
    workers: set[WorkerProcess] = field(default_factory=set)
    turn: threading.Condition = field(default_factory=threading.Condition)
    template: Template | None = None
    template_turn: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Wait for a place at work, in the order of coming."""
        ticket = object()
        with self.turn:
            self.waiting.append(ticket)
            self.turn.wait_for(
                lambda: self.waiting[0] is ticket and self.working < self.limit.workers
            )
            self.waiting.popleft()
            self.working += 1
            self.turn.notify_all()
        try:
            yield
        finally:
            with self.turn:
                self.working -= 1
                self.turn.notify_all()


def service(config: dict[str, Any]) -> str:
    """The name we know a function by; its name at AWS is generated."""
    variables = config.get("Environment", {}).get("Variables", {})
    return str(variables.get("POWERTOOLS_SERVICE_NAME", config["FunctionName"]))


@dataclass
class Pool:
    shelf: Path  # unpacked code
    endpoint: str
    layer: Callable[[Any], bytes | None]
    log: Callable[[str, str], None]  # service, one line of its log
    forks: ForkServer = field(default_factory=ForkServer)
    lines: dict[str, Line] = field(default_factory=dict)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def invoke(
        self, config: dict[str, Any], code: bytes, event: Any, request_id: str, trace: str | None
    ) -> tuple[dict[str, Any], str]:
        """Run one invocation; its answer (`result` or `error`) and its log."""
        line = self._line_of(config)
        timeout = float(config.get("Timeout", 3))
        call = {
            "event": event,
            "request_id": request_id,
            "arn": config["FunctionArn"],
            "timeout": timeout,
            "trace": trace,
        }
        with line.place():
            try:
                worker = self._worker(line, config, code)
                answer, log = worker.call(call)
            except WorkerTimedOut:
                return _error("Sandbox.Timedout", f"Task timed out after {timeout:.2f} seconds")
            except WorkerDied:
                return _error("Runtime.ExitError", "Runtime exited without providing a reason")
            except InitFailed as failed:
                return {"error": failed.error}, ""
            with line.turn:
                line.idle.append(worker)
            return answer, log

    def warm(self, config: dict[str, Any], code: bytes) -> None:
        """Have one worker of the function ready before anybody calls."""
        line = self._line_of(config)
        with line.place():
            worker = self._worker(line, config, code)
            with line.turn:
                line.idle.append(worker)

    def rest(self) -> None:
        """End the surplus of a burst: workers long idle, but for the newest of a function."""
        for line in list(self.lines.values()):
            with line.turn:
                old = [
                    worker
                    for worker in line.idle[:-1]
                    if time.monotonic() - worker.last_used > IDLE_SECONDS
                ]
                line.idle = [worker for worker in line.idle if worker not in old]
            for worker in old:
                worker.close()

    def describe(self) -> dict[str, dict[str, Any]]:
        """For each function: calls at work, calls waiting, and its processes."""
        return {
            name: {
                "working": line.working,
                "waiting": len(line.waiting),
                "pids": sorted(worker.pid for worker in tuple(line.workers) if worker.alive),
            }
            for name, line in tuple(self.lines.items())
        }

    def close(self) -> None:
        for line in self.lines.values():
            for worker in line.workers:
                worker.close()

    def _line_of(self, config: dict[str, Any]) -> Line:
        name = service(config)
        with self.guard:
            return self.lines.setdefault(name, Line(LIMITS.get(name, Limit())))

    def _worker(self, line: Line, config: dict[str, Any], code: bytes) -> WorkerProcess:
        """An idle worker of this very version, or a new one; older versions end here."""
        version = _version(config)
        with line.turn:
            current = [w for w in line.idle if w.version == version and w.alive]
            stale = [w for w in line.idle if w not in current]
            line.idle = current
            found = current.pop() if current else None
        for worker in stale:
            worker.close()
        if found is None:
            found = self._start(version, line, config, code)
            line.workers = {worker for worker in line.workers if worker.alive} | {found}
        return found

    def _start(
        self, version: str, line: Line, config: dict[str, Any], code: bytes
    ) -> WorkerProcess:
        name = service(config)
        with line.template_turn:  # one imports, the others wait for its template
            if line.template is None or line.template.version != version:
                line.template = self._template(version, line, config, code)
            try:
                fork = line.template.fork()
            except OSError:  # somebody killed it
                line.template = self._template(version, line, config, code)
                fork = line.template.fork()
        return WorkerProcess(version, fork, lambda text: self.log(name, text))

    def _template(self, version: str, line: Line, config: dict[str, Any], code: bytes) -> Template:
        root = str(unpack(code, self.shelf))
        layers = [self.layer(layer) for layer in config.get("Layers", [])]
        folders = [str(unpack(layer, self.shelf) / "python") for layer in layers if layer]
        if line.template is not None:
            line.template.close()
            line.template = None
        return self.forks.template(
            version,
            {
                "variables": function_variables(config, root, self.endpoint),
                "paths": [root, *folders],
                "handler": config["Handler"],
                "nice": line.limit.nice,
            },
        )


def _error(kind: str, message: str) -> tuple[dict[str, Any], str]:
    return {"error": {"errorType": kind, "errorMessage": message}}, ""


def _version(config: dict[str, Any]) -> str:
    parts = ("CodeSha256", "Handler", "Environment", "Layers", "MemorySize", "Version")
    seen = json.dumps([config.get(part) for part in parts], sort_keys=True, default=str)
    return hashlib.sha256(seen.encode()).hexdigest()
