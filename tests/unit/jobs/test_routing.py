"""Models are asked in order, passed by when they do not deliver, and the band stands behind."""

from dataclasses import replace
from datetime import timedelta

import pytest

from functions.start_inference.task import InferenceTask, create_task
from harmonia.engines.breaker import FAILURES, REST
from harmonia.engines.offer import EngineWishes, Offer
from harmonia.errors import Conflict, EngineFailed, Unavailable
from harmonia.jobs.inference import EngineState
from harmonia.jobs.job import Job, Stage
from harmonia.jobs.progress import Stages
from harmonia.jobs.routing import Guest, Router, Watch
from tests.fakes.jobs import (
    MemoryBreakers,
    MemoryDocuments,
    MemoryEngine,
    MemoryInferences,
    MemoryJobStore,
    MemoryWaiting,
    SteppingClock,
)
from tests.fakes.songs import job, song

SMALL = Offer(
    name="player", version="1", variant="small", stage="music", endpoint="p", tasks=("text",),
    seconds=60, patience=600, licence="MIT", commercial_use="yes", weights_sha256="a" * 64,
)  # fmt: skip
LARGE = replace(SMALL, variant="large")


class Gone(MemoryEngine):
    """An engine whose endpoint is not there."""

    def state(self) -> EngineState:
        raise Unavailable("the engine is not there")


class World:
    """A composed job that wants a model, two models and the band."""

    def __init__(self, wishes: EngineWishes | None = None) -> None:
        self.band, self.small, self.large = (MemoryEngine(name) for name in ("b", "s", "l"))
        self.store, self.inferences = MemoryJobStore(), MemoryInferences()
        self.clock, self.breakers, documents = SteppingClock(), MemoryBreakers(), MemoryDocuments()
        wishes = wishes or EngineWishes(music="player")
        self.store.add(job(song=documents.put_song(song()), engines=wishes))
        self.watch = Watch(self.breakers, self.clock)
        self.documents = documents
        self.route(Guest(SMALL, self.small), Guest(LARGE, self.large))

    def route(self, *guests: Guest) -> None:
        self.router = Router({Stage.MUSIC: self.band}, guests, self.watch)
        self.start = create_task(
            Stages(self.store, self.clock),
            self.router,
            self.inferences,
            self.documents,
            MemoryWaiting(),
        )

    def ask(self, retry: int = 0) -> str:
        return self.start(InferenceTask("job_a", Stage.MUSIC, "t", "cor_a", retry))

    def fail(self, reason: str) -> None:
        """What finish_inference does with a model's failure."""
        last = self.inferences.get("job_a", Stage.MUSIC)
        self.watch.failed(last.engine)
        self.inferences.lost(last, reason)

    @property
    def run(self) -> tuple[str | None, tuple[str, ...]]:
        run = self.store.get("job_a").stages[Stage.MUSIC]
        return run.engine, run.passed

    @property
    def asked(self) -> list[int]:
        return [len(one.asked) for one in (self.small, self.large, self.band)]


def test_the_first_that_fits_is_asked() -> None:
    world = World()

    assert world.ask() == "asked"
    assert world.asked == [1, 0, 0]
    assert world.run == ("player/small", ())
    assert world.inferences.get("job_a", Stage.MUSIC).others


def test_one_after_the_other_is_asked_and_at_last_the_band() -> None:
    world = World()
    world.ask(0)
    world.fail("no sound")
    world.ask(1)
    between = world.run
    world.fail("no memory")
    world.ask(2)

    assert between == ("player/large", ("player/small: no sound",))
    assert world.run == (None, ("player/small: no sound", "player/large: no memory"))
    assert world.asked == [1, 1, 1]


def test_who_never_answered_is_not_asked_again_and_it_counts_as_a_failure() -> None:
    world = World()
    world.ask(0)
    world.ask(1)

    assert world.run == ("player/large", ("player/small: did not answer in time",))
    assert world.breakers.get("player/small").failures == 1


def test_a_task_that_died_before_asking_asks_the_same_model_again() -> None:
    world = World()
    world.ask(0)
    last = world.inferences.get("job_a", Stage.MUSIC)
    world.inferences.put(replace(last, asked=False))
    world.ask(1)

    assert world.asked == [2, 0, 0]
    assert world.run == ("player/small", ())


def test_who_is_not_there_is_passed_by_at_once() -> None:
    world = World()
    world.route(Guest(SMALL, Gone()), Guest(LARGE, world.large))

    assert world.ask() == "asked"
    assert world.run == ("player/large", ("player/small: the engine is not there",))


def test_who_cannot_take_the_question_is_passed_by_when_the_workflow_comes_again() -> None:
    world = World()
    world.small.busy = True

    with pytest.raises(EngineFailed, match="the engine is busy"):
        world.ask(0)
    world.ask(1)

    assert world.run == ("player/large", ("player/small: the engine is busy",))


def test_a_band_that_cannot_take_the_question_is_asked_again_as_ever() -> None:
    world = World(EngineWishes(music="band"))
    world.band.busy = True

    with pytest.raises(Unavailable):
        world.ask(0)


def test_who_failed_too_often_is_left_alone_until_one_probe_is_let_through() -> None:
    world = World(EngineWishes(music="player/small"))
    for _ in range(FAILURES):
        world.watch.failed("player/small")

    resting = world.router.choose(wanting(world), Stage.MUSIC, ())
    world.clock.moment += timedelta(seconds=REST)
    probe, other = (world.router.choose(wanting(world), Stage.MUSIC, ()) for _ in range(2))

    assert (resting.key, resting.passed) == (
        "", ("player/small: rests, it failed several times",)
    )  # fmt: skip
    assert (probe.key, other.key) == ("player/small", "")


def test_who_wants_nobody_else_gets_nobody_else() -> None:
    world = World(EngineWishes(music="player/small", fallback=False))
    world.ask(0)
    alone = world.inferences.get("job_a", Stage.MUSIC).others
    world.fail("no sound")

    with pytest.raises(EngineFailed, match="player/small: no sound"):
        world.ask(1)
    assert not alone
    assert world.asked == [1, 0, 0]


def test_a_job_that_wants_nobody_in_particular_gets_the_band() -> None:
    world = World(EngineWishes())

    world.ask()

    assert world.asked == [0, 0, 1]
    assert world.run == (None, ())


def test_a_breaker_that_somebody_else_changes_meanwhile_is_changed_again() -> None:
    class Busy(MemoryBreakers):
        collisions = 2

        def replace(self, old: object, new: object) -> None:
            if self.collisions:
                self.collisions -= 1
                raise Conflict("player/small")
            super().replace(old, new)  # type: ignore[arg-type]

    breakers = Busy()
    Watch(breakers, SteppingClock()).failed("player/small")

    assert breakers.get("player/small").failures == 1


def wanting(world: World) -> Job:
    return world.store.get("job_a")


def test_another_task_for_a_model_is_another_question() -> None:
    inputs = set()
    for task in ("", "text"):
        world = World(EngineWishes(music="player/small", task=task))
        world.ask()
        inputs.add(world.inferences.get("job_a", Stage.MUSIC).inputs)

    assert len(inputs) == 2
