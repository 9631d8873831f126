"""
The contract of an engine: one JSON request in, one JSON response out, files beside them.

The workflow writes the request, SageMaker (or its stand-in) carries it to the engine's
`/invocations`, the engine reads the song, puts its files where the request says and answers with
what it made. An engine is free to be anything that keeps this contract.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from harmonia.errors import Invalid
from harmonia.films.film import Film
from harmonia.ids import derived

FORMANTS = (0.7, 1.4)  # how far a voice may be bent
CONVERTED = ("plain", "choir")
LATEST = 1800.0  # seconds


class ArtifactKind(StrEnum):
    """What a file is."""

    DRY = "dry"  # a part as the engine played it, before the desk
    TAKE = "take"  # the whole band in one recording, as a model plays it
    STEM = "stem"
    MIX = "mix"
    MIDI = "midi"
    LYRICS = "lyrics"
    UPLOAD = "upload"  # what somebody brought
    ANALYSIS = "analysis"  # what was heard in it
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
    variant: str | None = None
    commercial_use: str | None = None  # yes, no or conditional
    why: str | None = None  # a sentence on the terms
    attribution: str | None = None  # words to show with what it made


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """How the first of the inputs, a singer's own take, becomes a part of the song."""

    part: str  # the name of the part whose melody it is brought to
    consent: str  # the id under which the singer's consent is recorded
    formant: float = 1.0  # against the take's own: above 1 is a smaller head
    style: str = "plain"  # or `choir`
    starts_at: float = 0.0  # seconds of the song at which the take begins

    def __post_init__(self) -> None:
        if not self.consent:
            raise Invalid("no voice is converted without consent", field="consent")
        if not FORMANTS[0] <= self.formant <= FORMANTS[1]:
            raise Invalid(f"must be {FORMANTS[0]} to {FORMANTS[1]}", field="formant")
        if self.style not in CONVERTED:
            raise Invalid(f"must be one of {', '.join(CONVERTED)}", field="style")
        if not 0 <= self.starts_at <= LATEST:
            raise Invalid(f"must be 0 to {LATEST:g} seconds", field="starts_at")


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
    conversion: Conversion | None = None  # of the vocal stage: what becomes of a take
    variant: str = ""  # of the engine; it refuses another than it has loaded
    task: str = ""  # one of the engine's; the first if nothing is said
    prompt: str = ""  # what the song is like, in words; a model may make its own of the brief
    since: float = 0.0  # seconds of a recording from which on it is made anew
    until: float = 0.0  # to where; 0: to its end


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineResponse:
    """What an engine made."""

    job: str
    stage: str
    artifacts: tuple[Artifact, ...]
    model: Model
    seconds: Mapping[str, float] = field(default_factory=dict)  # wall seconds by step
    measured: Mapping[str, float] = field(default_factory=dict)
