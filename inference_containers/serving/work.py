"""One request at work: how far it is, and whether anybody still wants it."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field

from harmonia.engines.engine import EngineRequest
from harmonia.errors import Conflict, EngineFailed
from inference_containers.serving.storage import Storage


@dataclass(frozen=True)
class Work:
    """A request, and when work on it began."""

    request: EngineRequest
    storage: Storage
    began: float = field(default_factory=time.monotonic)

    def go_on(self, done: float) -> None:
        """
        Say how much is done, 0 to 1, where anybody wants to know.

        Conflict if the job was cancelled, EngineFailed if the time is up; call it every second.
        """
        request = self.request
        if request.cancel and self.storage.holds(request.cancel):
            raise Conflict(f"job {request.job} was cancelled")
        if time.monotonic() - self.began > request.limit_seconds:
            raise EngineFailed(f"the engine was not done after {request.limit_seconds:g} s")
        if request.progress:
            content = json.dumps({"done": round(min(max(done, 0.0), 1.0), 3)}).encode()
            self.storage.put(request.progress, content, "application/json")
