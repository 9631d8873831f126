"""The manifest: a song's files, where each comes from and how the whole measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from harmonia.engines.engine import Artifact, Model
from harmonia.jobs.scorecard import Scorecard
from harmonia.songs.brief import Brief

SCHEMA = "harmonia.manifest/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a job delivered."""

    job: str
    song_id: str
    title: str
    revision: str  # sha256 of the song document
    seed: int
    composer: str
    brief: Brief
    artifacts: tuple[Artifact, ...]
    models: tuple[Model, ...]
    scorecard: Scorecard
    seconds: Mapping[str, float]  # wall seconds by stage and step
    correlation_id: str
    created_at: str
    measured: Mapping[str, float] = field(default_factory=dict)
    schema: str = SCHEMA
