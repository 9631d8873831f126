"""MIDI ports, on machines that have one and where `mido` and `python-rtmidi` are installed."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from harmonia_cli.errors import ClientError

FIRST = "-"
MISSING = "needs mido and python-rtmidi: pip install 'harmonia-cli[midi]'"
Send = Callable[[Any], None]


@contextmanager
def open_port(name: str | None) -> Iterator[Send | None]:
    """What sends MIDI messages to the port of that name (- is the first); None if none is asked."""
    if name is None:
        yield None
        return
    mido = _mido()
    try:
        names = mido.get_output_names()
    except (ImportError, OSError, RuntimeError) as error:
        raise ClientError(f"no MIDI port can be opened here: {error}") from error
    wanted = names[0] if name == FIRST and names else name
    if wanted not in names:
        known = ", ".join(names) or "none"
        raise ClientError(f"there is no MIDI port {name}; there are: {known}")
    with mido.open_output(wanted) as port:
        try:
            yield port.send
        finally:
            port.reset()  # nothing rings on


def timed(path: Path) -> Iterator[tuple[float, Any]]:
    """Every message of a MIDI file and when it is due, in seconds."""
    at = 0.0
    for message in _mido().MidiFile(path):
        at += message.time
        if not message.is_meta:
            yield at, message


def message(*status: int) -> Any:
    """A channel message of these bytes."""
    return _mido().Message.from_bytes(list(status))


def _mido() -> Any:
    try:
        return importlib.import_module("mido")
    except ImportError as error:
        raise ClientError(f"a MIDI port {MISSING}") from error
