"""An engine's server as a process of the kit's own: started, watched and ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from harmonia.engines.card import Card
from inference_containers.serving.weights import VARIANT

ENDING = 10.0  # seconds that a server has after SIGTERM
LOOK = 0.05  # seconds between two looks at the memory


class Process:
    """`python -m <module> serve`, on a free port of this machine."""

    def __init__(self, card: Card, variant: str, variables: Mapping[str, str]) -> None:
        self._port = _free_port()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the process
        self._peak = 0
        self._child = subprocess.Popen(
            [sys.executable, "-m", card.module, "serve"],
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env={
                **os.environ,
                **card.environment,
                **variables,
                VARIANT: variant,
                "HOST": "127.0.0.1",
                "PORT": str(self._port),
            },
            start_new_session=True,
        )
        threading.Thread(target=self._watch, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.end()
        self._log.close()

    @property
    def address(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._child.pid

    @property
    def ended(self) -> int | None:
        """Its exit status, once it has one."""
        return self._child.poll()

    @property
    def peak_mib(self) -> float | None:
        """The most resident memory it and its children were seen to have; None if unknown."""
        return self._peak / 2**20 if self._peak else None

    @property
    def last_words(self) -> str:
        """The end of what it said."""
        self._log.seek(0)
        return self._log.read()[-2000:].decode(errors="replace").strip()

    def end(self) -> int:
        """Ask it to end, and see to it; its exit status."""
        if self._child.poll() is None:
            self._child.terminate()
        try:
            self._child.wait(ENDING)
        except subprocess.TimeoutExpired:
            os.killpg(self._child.pid, signal.SIGKILL)  # its own session: nobody else's
            self._child.wait()
        return self._child.returncode

    def _watch(self) -> None:
        while self._child.poll() is None:
            self._peak = max(self._peak, sum(map(resident, family(self._child.pid))))
            time.sleep(LOOK)


def family(pid: int) -> list[int]:
    """A process and all below it, where /proc tells."""
    found = [pid]
    for one in found:
        for path in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, path.read_text().split())
            except OSError:
                continue
    return found


def resident(pid: int) -> int:
    """Bytes of memory that a process has in use; 0 where nobody tells."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
