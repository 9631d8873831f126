"""What the server asks of an engine."""

from typing import Protocol

from harmonia.engines.engine import EngineRequest, EngineResponse, Model


class Engine(Protocol):
    """Turns a song into media."""

    @property
    def model(self) -> Model:
        """What exactly plays; `/ping` tells its hash, and results are kept under it."""

    def generate(self, request: EngineRequest) -> EngineResponse:
        """Make what is asked for; Invalid if the request makes no sense."""
