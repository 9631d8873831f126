"""
The card of an engine: what it is, what it takes, what it needs and with which weights it plays.

It is the file `engine.toml` beside the engine. Everything that decides about an engine reads it
here: the server that loads the weights, the stage that gives it a machine, the router that chooses
it, the licence gate and the kit that proves it.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from harmonia import document
from harmonia.engines.engine import ArtifactKind, EngineRequest, Model
from harmonia.engines.weights import CommercialUse, Weights
from harmonia.errors import Invalid, NotFound

FILE = "engine.toml"
NAME = re.compile("[a-z][a-z0-9-]{0,31}")
MODULE = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*")
LONGEST_WAIT = 3600.0  # seconds: no asynchronous invocation may last longer


class Family(StrEnum):
    """What an engine makes: which stage of a song it does."""

    MUSIC = "music"
    VOCAL = "vocal"
    VIDEO = "video"


class Tier(StrEnum):
    """What an engine is in the song's making."""

    DRAFT = "draft"  # built in: exact and fast, not a studio recording
    MODEL = "model"  # a guest, mostly on a GPU


TASKS: Mapping[Family, frozenset[str]] = {
    Family.MUSIC: frozenset(
        "parts text melody continuation lyrics cover repaint extend stems".split()
    ),
    Family.VOCAL: frozenset("voices lyrics cover text".split()),
    Family.VIDEO: frozenset("film shots text".split()),
}
INPUTS = frozenset("song mix audio film".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much an engine takes on."""

    seconds: float  # of the longest song
    patience: float  # wall seconds after which nobody waits for an answer any more
    memory_mib: float  # resident memory that its process stays below
    at_once: int = 1  # requests that an instance works on at once

    def __post_init__(self) -> None:
        for name in ("seconds", "patience", "memory_mib", "at_once"):
            if getattr(self, name) <= 0:
                raise Invalid("must be above 0", field=name)
        if self.patience > LONGEST_WAIT:
            raise Invalid(f"SageMaker waits {LONGEST_WAIT:g} s at most", field="patience")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardware:
    """What an engine runs on."""

    gpu: bool
    instance: str  # SageMaker's instance type
    gpu_memory_gib: float = 0.0
    usd_per_hour: float | None = None
    price_source: str = ""

    def __post_init__(self) -> None:
        if self.gpu != (self.gpu_memory_gib > 0):
            raise Invalid("a GPU has memory, and nothing else has any", field="gpu_memory_gib")
        if not self.instance.startswith("ml."):
            raise Invalid("an instance type of SageMaker begins with ml.", field="instance")
        if (self.usd_per_hour is None) != (not self.price_source):
            raise Invalid("a price and where it was read come together", field="usd_per_hour")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything there is to know of an engine without starting it."""

    name: str
    version: str
    family: Family
    tier: Tier
    module: str  # `python -m <module> serve` starts its server
    summary: str
    tasks: tuple[str, ...]  # the first is what it does if nobody says
    inputs: tuple[str, ...]
    outputs: tuple[ArtifactKind, ...]
    limits: Limits
    hardware: Hardware
    weights: tuple[Weights, ...]
    environment: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise Invalid(f"{self.name!r} is not a name like musicgen", field="name")
        if not self.version.strip():
            raise Invalid("must be said", field="version")
        if not MODULE.fullmatch(self.module):
            raise Invalid(f"{self.module!r} is not a Python module", field="module")
        _known(self.tasks, TASKS[self.family], "tasks")
        _known(self.inputs, INPUTS, "inputs")
        if not self.outputs:
            raise Invalid("an engine leaves something", field="outputs")
        variants = [weights.variant for weights in self.weights]
        if not variants or len(set(variants)) < len(variants):
            raise Invalid("an engine has weights, no two of one variant", field="weights")

    @property
    def title(self) -> str:
        """Its name and version, as artifacts have it."""
        return f"{self.name}@{self.version}"

    def variant(self, name: str | None = None) -> Weights:
        """The weights of that variant, or the usual ones; NotFound if there are none such."""
        if not name:
            return self.weights[0]
        for weights in self.weights:
            if weights.variant == name:
                return weights
        known = ", ".join(weights.variant for weights in self.weights)
        raise NotFound(f"{self.name} has no variant {name}; it has {known}")

    def model(self, weights: Weights, sha256: str | None = None) -> Model:
        """What an engine with these weights says it is; `sha256` where the card pins none."""
        return Model(
            id=self.name,
            version=self.version,
            weights=weights.id,
            weights_sha256=weights.sha256 or sha256 or "",
            licence=weights.licence,
            variant=weights.variant,
            commercial_use=weights.commercial_use.value,
            why=weights.why,
            attribution=weights.attribution or None,
        )


def sounding(card: Card, name: str, sha256: str, licence: str) -> Model:
    """What a built-in engine says it is: with sounds of the machine, told by their licence."""
    for weights in card.weights:
        if weights.licence == licence:
            return replace(card.model(weights, sha256), weights=name)
    return Model(card.name, card.version, name, sha256, licence)  # sounds that somebody brought


def admit(card: Card, request: EngineRequest, variant: str | None) -> None:
    """Invalid if the request is for another variant than is loaded, or for a task of others."""
    if request.variant and request.variant != variant:
        raise Invalid(f"{card.name} plays {variant}, not {request.variant}", field="variant")
    if request.task and request.task not in card.tasks:
        known = ", ".join(card.tasks)
        raise Invalid(f"{card.name} does not know {request.task!r}, but {known}", field="task")


def read(path: Path) -> Card:
    """The card in that file; Invalid says which file and which field."""
    return parse(path.read_text(), str(path))


def parse(text: str, place: str = FILE) -> Card:
    """The card that the text is; Invalid names the field that does not fit."""
    try:
        return document.restore(Card, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"{place} is not TOML: {error}", code="malformed") from error
    except Invalid as error:
        where = f"{place}, {error.field}" if error.field else place
        raise Invalid(f"{where}: {error}", field=error.field, code=error.code) from error


def find(root: Path) -> tuple[Card, ...]:
    """The cards in the folders below `root`, at most two levels down, by name."""
    paths = sorted({*root.glob(f"*/{FILE}"), *root.glob(f"*/*/{FILE}")})
    cards = [read(path) for path in paths]
    names = [card.name for card in cards]
    if len(set(names)) < len(names):
        raise Invalid(f"two engines share a name: {', '.join(sorted(names))}", field="name")
    return tuple(sorted(cards, key=lambda card: card.name))


def forbidden(weights: Weights, *, commercial: bool, accepted: Collection[str] = ()) -> str | None:
    """
    Why a stage may not use the weights; None if it may.

    `accepted` names the weights whose conditions the operator has read and fulfils.
    """
    allowed = weights.commercial_use is CommercialUse.YES
    fulfilled = weights.commercial_use is CommercialUse.CONDITIONAL and weights.id in accepted
    if not commercial or allowed or fulfilled:
        return None
    return f"{weights.id} ({weights.licence}) is not for a commercial stage: {weights.why}"


def _known(names: tuple[str, ...], known: frozenset[str], field: str) -> None:
    strange = [name for name in names if name not in known]
    if strange or not names:
        told = f"{strange[0]!r} is none of them" if strange else "name at least one"
        raise Invalid(f"{told}: {', '.join(sorted(known))}", field=field)
