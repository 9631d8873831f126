"""
The contract of an engine: one JSON request in, one JSON response out, files beside them.

The workflow writes the request, SageMaker (or its stand-in) carries it to the engine's
`/invocations`, the engine reads the song, puts its files where the request says and answers with
what it made. An engine is free to be anything that keeps this contract.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from harmonia.films.film import Film
from harmonia.ids import derived


class ArtifactKind(StrEnum):
    """What a file is."""

    DRY = "dry"  # a part as the engine played it, before the desk
    STEM = "stem"
    MIX = "mix"
    MIDI = "midi"
    LYRICS = "lyrics"
    UPLOAD = "upload"  # what somebody brought
    FILM = "film"
    COVER = "cover"
    SONG = "song"
    MANIFEST = "manifest"


def artifact_id(name: str, sha256: str) -> str:
    """The id of a file of that name and content."""
    return derived("art", name, sha256)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that was made; its bytes are stored under their sha256 and never change."""

    id: str  # as `artifact_id` has it
    kind: ArtifactKind
    name: str  # the path in the song's folder, e.g. stems/bass.flac
    mime: str
    bytes: int
    sha256: str
    parents: tuple[str, ...] = ()  # sha256 of what it was made from
    engine: str = ""  # name@version of what made it


@dataclass(frozen=True, slots=True)
class Model:
    """What exactly an engine is: its version and the weights or samples it plays with."""

    id: str
    version: str
    weights: str  # the soundfont's or the model's name
    weights_sha256: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineRequest:
    """What an engine is asked for. Places are s3:// addresses."""

    job: str
    stage: str
    song: str  # the song document
    song_sha256: str
    seed: int
    artifacts: str  # prefix; each file goes to prefix + its sha256
    progress: str | None = None  # where the engine may write {"done": 0..1}
    cancel: str | None = None  # if something is there, nobody wants the result any more
    correlation_id: str = ""
    limit_seconds: float = 900.0
    inputs: tuple[Artifact, ...] = ()  # files to work on, each at `artifacts` + its sha256
    film: Film | None = None  # of the video stage


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineResponse:
    """What an engine made."""

    job: str
    stage: str
    artifacts: tuple[Artifact, ...]
    model: Model
    seconds: Mapping[str, float] = field(default_factory=dict)  # wall seconds by step
    measured: Mapping[str, float] = field(default_factory=dict)
