"""An engine on its way: nothing, then there, or why it never will be."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from harmonia.errors import EngineFailed, HarmoniaError, Unavailable
from inference_containers.serving import log
from inference_containers.serving.engine import Engine

SAYING = 2.0  # seconds in which a server that cannot load still answers why


@dataclass
class Loading:
    """What `make` will have made, once it has."""

    make: Callable[[], Engine]
    made: Engine | None = None
    failed: HarmoniaError | None = None

    @classmethod
    def done(cls, engine: Engine) -> Loading:
        """An engine that is there already."""
        return cls(lambda: engine, engine)

    @property
    def engine(self) -> Engine:
        """The engine; Unavailable until it is loaded, EngineFailed if it could not be."""
        if self.failed:
            raise self.failed
        if self.made is None:
            raise Unavailable("the engine is loading")
        return self.made

    def load(self, give_up: Callable[[], None]) -> None:
        """Load the engine; if that fails, say why for a moment and give up."""
        began = time.monotonic()
        try:
            made = self.make()
            made.model  # noqa: B018  what takes time is done before anybody is told to come
            self.made = made
        except Exception as error:
            known = isinstance(error, HarmoniaError)
            why = str(error) if known else f"{type(error).__name__}: {error}"
            self.failed = EngineFailed(why)
            log.logger.exception("engine cannot be loaded")
            time.sleep(SAYING)
            give_up()
            return
        said = {"seconds": round(time.monotonic() - began, 3)}
        log.logger.info("engine loaded", extra={"said": said})
