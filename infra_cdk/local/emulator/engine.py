"""
One engine's real server, run as a process beside the emulator and kept running.

It lives on a leash: its stdin is a pipe from us, and it ends when the pipe does.
"""

import logging
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from infra_cdk.local.emulator.environment import aws_variables, host_variables

log = logging.getLogger("harmonia.engine")
BACKOFF = (0.5, 1.0, 2.0, 5.0, 10.0)  # seconds before the next start; the last one repeats
PING_EVERY = 0.2


class EngineError(Exception):
    """Why an invocation has no good answer, in words the container or we chose."""


@dataclass(frozen=True)
class Answer:
    body: bytes
    content_type: str


@dataclass(frozen=True)
class Machine:
    """Where engines run: whose Python, in which folder, and what they can reach."""

    python: str
    root: Path
    logs: Path
    endpoint: str


class Engine:
    def __init__(self, name: str, module: str, variables: dict[str, str], machine: Machine) -> None:
        self.name = name
        self.module = module
        self.deaths = 0  # since it was last ready
        self.proven = False  # it has been ready once
        self.identity = ""  # what it says it is: its code, its sounds
        self._variables = variables
        self._machine = machine
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0
        self._ended = threading.Event()
        self._ready = threading.Event()
        threading.Thread(target=self._keep, name=f"engine-{name}", daemon=True).start()

    @property
    def ready(self) -> bool:
        return self._ready.is_set()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def wait(self, seconds: float) -> None:
        """Wait until the engine answers its ping; EngineError if it never does."""
        deadline = time.monotonic() + seconds
        while not self._ready.wait(PING_EVERY):
            if self._ended.is_set():
                raise EngineError("The endpoint was deleted")
            if self.deaths >= len(BACKOFF):
                raise EngineError("The primary container did not start")
            if time.monotonic() > deadline:
                raise EngineError("The primary container did not pass the ping health check")

    def invoke(self, body: bytes, content_type: str, inference_id: str, seconds: float) -> Answer:
        """The container's answer; EngineError with SageMaker's words if it is none."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}/invocations",
            data=body,
            headers={"Content-Type": content_type, "X-Amzn-SageMaker-Inference-Id": inference_id},
        )
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:
                kind = answer.headers.get("Content-Type", "application/octet-stream")
                return Answer(answer.read(), kind)
        except urllib.error.HTTPError as error:
            whose = "client" if error.code < 500 else "server"
            said = error.read(4096).decode(errors="replace")
            raise EngineError(
                f"Received {whose} error ({error.code}) from primary with message {said!r}"
            ) from error
        except TimeoutError as error:
            self.kill()  # it may hang for good, and the next in line must not wait for it
            raise EngineError(
                f"The primary container did not answer within {seconds:g} seconds"
            ) from error
        except (urllib.error.URLError, OSError, ValueError) as error:
            raise EngineError(
                "Received server error (0) from primary: the container ended before it answered"
            ) from error

    def kill(self) -> None:
        """End the process; a new one starts by itself."""
        self._ready.clear()
        if self._process:
            self._process.kill()

    def end(self) -> None:
        """End the process for good."""
        self._ended.set()
        self.kill()

    def _keep(self) -> None:
        while not self._ended.is_set():
            try:
                self._start()
                self._watch()
            except OSError:
                log.exception("engine %s could not be started", self.name)
            self._ready.clear()
            if self._ended.is_set():
                break
            self.deaths += 1
            log.warning("engine %s ended, %d times since it was ready", self.name, self.deaths)
            self._ended.wait(BACKOFF[min(self.deaths, len(BACKOFF)) - 1])

    def _start(self) -> None:
        self._port = _free_port()
        machine = self._machine
        machine.logs.mkdir(parents=True, exist_ok=True)
        with (machine.logs / f"{self.module}.log").open("ab") as output:
            self._process = subprocess.Popen(
                [machine.python, "-m", "infra_cdk.local.leash", self.module, "serve"],
                cwd=machine.root,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=host_variables()
                | aws_variables(machine.endpoint)
                | {"PYTHONUNBUFFERED": "1", "HOST": "127.0.0.1", "PORT": str(self._port)}
                | self._variables,
            )

    def _watch(self) -> None:
        """Return when the process has ended; say so while it is ready."""
        assert self._process is not None
        while self._process.poll() is None:
            if self.ready:
                try:
                    self._process.wait(1.0)
                except subprocess.TimeoutExpired:
                    continue
            elif (said := _ping(f"http://127.0.0.1:{self._port}/ping")) is not None:
                self.identity = said
                self._ready.set()
                self.proven = True
                self.deaths = 0
            else:
                time.sleep(PING_EVERY)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _ping(url: str) -> str | None:
    """What a ready engine says it is; None while it is not ready."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            said: str = answer.headers.get("X-Harmonia-Engine", "")
            return said[:16] if answer.status == 200 else None
    except (OSError, ValueError):
        return None
