"""
Saving the emulator's state on change.

DynamoDB has a journal and S3 writes each object as it comes, both before the answer.
Queues are saved before the answer too; they are small. Everything else is saved
within `DELAY` of a change, or a little later when it is big. Each file is written
aside and renamed, never half.
"""

import json
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from infra_cdk.local.emulator import inside

DELAY = 0.2
SHARE = 0.1  # of the time may go into saving one service, however big it has grown
TRIES = 5  # a state that changes while it is being read is read again
log = logging.getLogger("harmonia.saving")


class Saving:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tables: Callable[[], None] = lambda: self.save("dynamodb")
        self._changed: set[str] = set()
        self._rest_until: dict[str, float] = {}
        self._wake = threading.Event()
        self._lock = threading.RLock()
        self._states = inside.name("app", "_build_persistence_save_dict")
        self._version = inside.name("core.persistence", "_state_format_version")
        self._default = inside.name("core.persistence", "_json_default")

    def start(self) -> None:
        threading.Thread(target=self._run, name="saving", daemon=True).start()

    def touch(self, *services: str) -> None:
        """Save these services soon; all of them if none is named."""
        self._changed.update(services or self._states())
        self._wake.set()

    def flush(self, *services: str) -> None:
        """Save these services now; all of them if none is named."""
        for service in services or tuple(self._states()):
            self._changed.discard(service)
            if service == "dynamodb":
                self.tables()
            else:
                self.save(service)

    def save(self, service: str) -> None:
        """Write one service's state to its file."""
        with self._lock:
            text = self._encode(service)
            if text is not None:
                path = self.folder / f"{service}.json"
                aside = path.with_suffix(".new")
                aside.write_text(text)
                aside.replace(path)

    def _encode(self, service: str) -> str | None:
        get_state = self._states().get(service)
        for left in reversed(range(TRIES)):
            try:
                state = get_state() if get_state else None
                if state is None:
                    return None
                wrapped = {"__ministack_format__": self._version(service), "payload": state}
                return json.dumps(wrapped, default=self._default)
            except RuntimeError:
                if not left:
                    raise
                time.sleep(0.01)
        raise AssertionError

    def _run(self) -> None:
        while True:
            self._wake.wait()
            time.sleep(DELAY)
            self._wake.clear()
            for service in tuple(self._changed):
                if time.monotonic() < self._rest_until.get(service, 0):
                    self._wake.set()  # it has its turn when it has rested
                else:
                    self._save_timed(service)

    def _save_timed(self, service: str) -> None:
        begun = time.monotonic()
        try:
            self.flush(service)
        except Exception:
            log.exception("could not save %s", service)
        ended = time.monotonic()
        self._rest_until[service] = ended + (ended - begun) / SHARE
