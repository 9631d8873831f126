"""One piece of work that an engine was asked for, and the workflow that waits for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harmonia.engines.engine import Artifact, Conversion
from harmonia.errors import Invalid
from harmonia.films.film import Film
from harmonia.jobs.job import Job, Stage


@dataclass(frozen=True, slots=True)
class EngineState:
    """Which engine it is, and how ready."""

    fingerprint: str  # names this very version; results are kept under it
    awake: bool  # False: capacity has to start first


@dataclass(frozen=True, slots=True)
class Question:
    """What a stage's engine is asked."""

    job: Job
    stage: Stage
    inputs: tuple[Artifact, ...] = ()
    film: Film | None = None
    conversion: Conversion | None = None

    @property
    def depends_on(self) -> Mapping[str, Any]:
        """What the answer is known by; the same question has the same answer."""
        known: dict[str, Any] = {"song": self.job.song}
        if self.film:
            known |= {"film": self.film, "inputs": [(one.name, one.sha256) for one in self.inputs]}
        if self.conversion:
            known |= {
                "conversion": self.conversion,
                "inputs": [(one.name, one.sha256) for one in self.inputs],
            }
        return known


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """The last time a stage of a job was asked for."""

    job: str
    stage: Stage
    number: int  # counts the attempts, so that a late failure of an earlier one is known as such
    inputs: str  # hash of what the result depends on
    token: str  # of the waiting task
    retry: int = 0  # which attempt of that task it is
    asked: bool = False
    since: int = 1  # the first number that asked for the very same; its answer is as good
    engine: str = ""  # the model that was asked; empty: a built-in engine
    passed: tuple[str, ...] = ()  # models that were asked before and did not deliver, and why
    failed: str = ""  # what its report said, once it said that it failed
    others: bool = False  # whether somebody else can be asked if it fails

    def answered_by(self, number: int) -> bool:
        """Whether an answer to that attempt is one to this."""
        return self.since <= number <= self.number

    @property
    def id(self) -> str:
        """What the engine reports under; at most 64 characters."""
        return f"{self.job}.{self.stage}.{self.number}"


def parse_inference_id(text: str) -> tuple[str, Stage, int]:
    """The job, the stage and the number that an inference's id names."""
    try:
        job, stage, number = text.split(".")
        return job, Stage(stage), int(number)
    except ValueError as error:
        raise Invalid(f"{text!r} is no inference of ours") from error
