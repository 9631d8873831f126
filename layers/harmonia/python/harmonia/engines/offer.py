"""
Engines on offer: which run behind an endpoint of this stage, and which of them a job may have.

Built-in engines are always there and cost nothing; models are guests, each with its variant, its
terms and its price. Callers say `auto`, `draft`, `model`, an engine's name, or name/variant.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from harmonia import document
from harmonia.engines.card import Card
from harmonia.engines.engine import Model
from harmonia.engines.weights import Weights
from harmonia.errors import Invalid

AUTO, DRAFT, MODEL = "auto", "draft", "model"
BUILT_IN = {"music": "band", "vocal": "singer", "film": "filmmaker"}
RICHEST = 1000.0  # US dollars


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineWishes:
    """Who is to play, sing and film."""

    music: str = AUTO
    vocal: str = AUTO
    film: str = AUTO
    task: str = ""  # what models are to do, of an engine's tasks
    budget: float = 0.0  # US dollars that `auto` and `model` may spend on a stage
    fallback: bool = True  # whether the built-in engine takes over where a model fails
    draft_first: bool = False  # the built-in engine's song at once, the model's take beside it

    def __post_init__(self) -> None:
        if not 0 <= self.budget <= RICHEST:
            raise Invalid(f"choose 0 to {RICHEST:g} US dollars", field="budget")

    def of(self, stage: str) -> str:
        """What was said for that stage."""
        said: str = getattr(self, stage)
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A model with one variant of its weights, behind an endpoint."""

    name: str
    version: str
    variant: str
    stage: str  # music, vocal or film
    endpoint: str
    tasks: tuple[str, ...]
    seconds: float  # of the longest song
    patience: float  # wall seconds after which nobody waits any more
    licence: str
    commercial_use: str
    weights_sha256: str
    usd_per_hour: float | None = None  # of its instance; None: nobody said

    @property
    def key(self) -> str:
        """Its name and variant."""
        return f"{self.name}/{self.variant}"

    def answers_to(self, said: str) -> bool:
        """Whether that names it."""
        return said in (MODEL, self.name, self.key)

    @property
    def most_usd(self) -> float | None:
        """What an answer costs at most: the whole of its patience; None if nobody knows."""
        return None if self.usd_per_hour is None else self.usd_per_hour * self.patience / 3600

    def usd(self, seconds: float) -> float:
        """What so many seconds of work cost."""
        return round((self.usd_per_hour or 0.0) * seconds / 3600, 6)

    def is_honest(self, told: Model) -> bool:
        """Whether an answer was made by what is offered, under the terms that are offered."""
        return (told.id, told.version, told.variant, told.licence, told.weights_sha256) == (
            self.name, self.version, self.variant, self.licence, self.weights_sha256
        )  # fmt: skip


def offer(card: Card, weights: Weights, endpoint: str) -> Offer:
    """The offer of an engine with these weights behind that endpoint."""
    return Offer(
        name=card.name,
        version=card.version,
        variant=weights.variant,
        stage="film" if card.family == "video" else card.family.value,
        endpoint=endpoint,
        tasks=card.tasks,
        seconds=card.limits.seconds,
        patience=card.limits.patience,
        licence=weights.licence,
        commercial_use=weights.commercial_use.value,
        weights_sha256=weights.sha256 or "",
        usd_per_hour=card.hardware.usd_per_hour,
    )


def offers(text: str) -> tuple[Offer, ...]:
    """The offers that a function was told of, as JSON."""
    return tuple(document.restore(Offer, one) for one in json.loads(text))


def check(wishes: EngineWishes, offered: Sequence[Offer]) -> None:
    """Invalid if somebody is wanted who does not exist, or for what nobody can do."""
    for stage, built_in in BUILT_IN.items():
        said = wishes.of(stage)
        here = [one for one in offered if one.stage == stage]
        if said in (AUTO, DRAFT, built_in):
            continue
        found = [one for one in here if one.answers_to(said)]
        if not found:
            known = ", ".join([AUTO, DRAFT, built_in, *(one.key for one in here)])
            raise Invalid(f"{said!r} does not run here; choose of {known}", field=stage)
        if wishes.task and not any(wishes.task in one.tasks for one in found):
            tasks = ", ".join(dict.fromkeys(task for one in found for task in one.tasks))
            raise Invalid(f"{said} does {tasks}, not {wishes.task}", field="task")


def candidates(
    wishes: EngineWishes, stage: str, offered: Sequence[Offer], seconds: float
) -> tuple[tuple[Offer, ...], tuple[str, ...]]:
    """
    The models to ask for a song of that length, the best first; and which were named in vain.

    Behind them stands the built-in engine, if the caller allows it: see `stands_in`.
    """
    said = wishes.of(stage)
    if said in (DRAFT, BUILT_IN[stage]):
        return (), ()
    here = [one for one in offered if one.stage == stage]
    if said in (AUTO, MODEL):
        here = [one for one in here if one.most_usd is not None and one.most_usd <= wishes.budget]
        return tuple(one for one in here if not unfit(one, wishes, seconds)), ()
    named = [one for one in here if one.answers_to(said)]
    if not named:
        return (), (f"{said}: does not run here",)
    reasons = [(one, unfit(one, wishes, seconds)) for one in named]
    return (
        tuple(one for one, reason in reasons if not reason),
        tuple(f"{one.key}: {reason}" for one, reason in reasons if reason),
    )


def unfit(offer: Offer, wishes: EngineWishes, seconds: float) -> str:
    """Why an engine cannot do what is wanted; empty if it can."""
    if seconds > offer.seconds:
        return f"takes songs of at most {offer.seconds:g} s"
    if wishes.task and wishes.task not in offer.tasks:
        return f"does not do {wishes.task}"
    return ""


def stands_in(wishes: EngineWishes, stage: str) -> bool:
    """Whether the built-in engine may play where the models do not."""
    return wishes.fallback or wishes.of(stage) in (AUTO, DRAFT, BUILT_IN[stage])
