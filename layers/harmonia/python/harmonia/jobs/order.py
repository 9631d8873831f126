"""An order: what somebody wants made, before it is a job."""

from dataclasses import dataclass
from typing import Any

from harmonia import document
from harmonia.engines.offer import EngineWishes
from harmonia.songs.wishes import SEEDS, Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The wishes as understood, and the request they came from."""

    wishes: Wishes
    request: Any  # as it was sent; a repeat under the same key must equal it
    prompt: str | None = None
    inferred: frozenset[str] = frozenset()  # the wishes that were concluded rather than read
    not_understood: tuple[str, ...] = ()
    engines: EngineWishes | None = None

    @property
    def fingerprint(self) -> str:
        """What tells a repeat from another request."""
        return document.digest(self.request)


def seed_for(job_id: str) -> int:
    """The seed of a job that was given none; the same job has the same."""
    return int(document.digest({"seed": job_id}), 16) % SEEDS
