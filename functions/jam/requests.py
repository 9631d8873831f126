"""What clients say in live sessions, beside what the domain has requests for."""

from dataclasses import dataclass
from typing import Any

from harmonia.live.listening import Form
from harmonia.songs.wishes import Genre


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainChunk:
    """A message without a type: sound, and how its samples are written."""

    data: Any
    rate: int = 16_000
    format: str = "pcm16"

    def __post_init__(self) -> None:
        Form(self.rate, self.format)

    @property
    def form(self) -> Form:
        """How the samples are written."""
        return Form(self.rate, self.format)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk of the sound of a session."""

    audio: Any


@dataclass(frozen=True, slots=True)
class Progression:
    """Another progression, a bar a text."""

    chords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewTempo:
    """Another tempo."""

    bpm: float


@dataclass(frozen=True, slots=True)
class NewStyle:
    """Another style."""

    style: Genre


@dataclass(frozen=True, slots=True)
class Resumption:
    """The last number that they have."""

    last_seq: int = 0
