"""What the stages leave for one another."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from harmonia.engines.engine import Artifact


@dataclass(frozen=True, slots=True)
class Composed:
    """What composing leaves: a song document."""

    song: str  # its sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastered:
    """What mastering leaves: everything that is handed out, and what the meters read."""

    artifacts: tuple[Artifact, ...]
    heard: tuple[Artifact, ...] = ()  # mixes for the film, handed out or not
    measured: Mapping[str, float]  # loudness in LUFS, true_peak in dBTP
    seconds: Mapping[str, float] = field(default_factory=dict)  # wall seconds by step
