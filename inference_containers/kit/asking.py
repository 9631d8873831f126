"""One engine over HTTP, as SageMaker asks it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from harmonia import document

PING = 2.0  # seconds that SageMaker waits for /ping


@dataclass
class Asking:
    """The engine at an address."""

    address: str
    http: httpx.Client
    pings: list[float] = field(default_factory=list)  # seconds, of those answered while it worked

    def ping(self) -> httpx.Response:
        """What /ping answers in SageMaker's time."""
        return self.http.get(f"{self.address}/ping", timeout=PING)

    def ask(self, told: Any, seconds: float) -> httpx.Response | None:
        """The answer to a request, a value or bytes; None if there is none in that time."""
        try:
            return self.http.post(
                f"{self.address}/invocations",
                content=told if isinstance(told, bytes) else document.canonical(told),
                headers={"Content-Type": "application/json"},
                timeout=httpx.Timeout(seconds, connect=PING),
            )
        except httpx.TimeoutException:
            return None

    @contextmanager
    def pinging(self, every: float = 0.2) -> Iterator[None]:
        """Ask /ping over and over meanwhile."""
        over = threading.Event()

        def ask() -> None:
            while True:
                began = time.monotonic()
                try:
                    if httpx.get(f"{self.address}/ping", timeout=2 * PING).status_code == 200:
                        self.pings.append(time.monotonic() - began)
                except httpx.TransportError:
                    self.pings.append(2 * PING)
                if over.wait(every):
                    return

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        try:
            yield
        finally:
            over.set()
            asking.join()


def reason(answer: httpx.Response) -> str:
    """Why an engine refused, in its own words."""
    try:
        told = answer.json()
    except ValueError:
        return ""
    return str(told.get("detail", "")) if isinstance(told, dict) else ""
