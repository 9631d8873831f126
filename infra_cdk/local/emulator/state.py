"""A small table of names and values in one file, each change written whole and at once."""

import json
import os
import threading
from pathlib import Path
from typing import Any


def write(path: Path, value: Any) -> None:
    """Put the value's JSON at the path: all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{threading.get_ident()}.new")
    aside.write_text(json.dumps(value))
    os.replace(aside, path)


class Shelf:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._values: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}

    def get(self, name: str) -> Any:
        """The value of that name, or None."""
        return self._values.get(name)

    def names(self) -> list[str]:
        return sorted(self._values)

    def put(self, name: str, value: Any) -> None:
        with self._lock:
            self._values = {**self._values, name: value}
            write(self.path, self._values)

    def drop(self, name: str) -> None:
        with self._lock:
            self._values = {key: value for key, value in self._values.items() if key != name}
            write(self.path, self._values)
