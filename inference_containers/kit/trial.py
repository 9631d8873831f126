"""An exam of an engine on this machine: its process, and a shelf for its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

import httpx

from harmonia.engines.card import Card
from inference_containers.kit.asking import Asking
from inference_containers.kit.exam import STARTING, Exam
from inference_containers.kit.process import Process
from inference_containers.kit.sheet import Sheet
from inference_containers.kit.shelf import LocalShelf

PLACE = "s3://kit"
NONE: Mapping[str, str] = MappingProxyType({})


@contextmanager
def local_exam(
    card: Card, variant: str = "", variables: Mapping[str, str] = NONE, starting: float = STARTING
) -> Iterator[Exam]:
    """The engine's server, started for the exam and ended with it."""
    with (
        LocalShelf() as shelf,
        Process(card, variant, {**shelf.variables, **variables}) as process,
        httpx.Client() as http,
    ):
        yield Exam(
            Asking(process.address, http),
            card,
            Sheet(card, variant, shelf, PLACE),
            patience=card.limits.patience,
            starting=starting,
            ended=lambda: process.ended,
            peak_mib=lambda: process.peak_mib,
        )
