"""
Which engine is asked for a stage: the model that the caller wants, or the built-in engine.

A model that is away, that has failed too often of late or that has just failed this job is passed
by; the next one is asked, and at last the built-in engine, where the caller allows it. The job
keeps who was passed by and why.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from harmonia.clock import Clock
from harmonia.engines.breaker import Breaker
from harmonia.engines.offer import Offer, candidates, stands_in
from harmonia.errors import Conflict, EngineFailed, HarmoniaError
from harmonia.jobs.inference import EngineState, Inference
from harmonia.jobs.job import Job, Stage
from harmonia.jobs.ports import Breakers, Engine

TRIES = 5  # writers of one breaker at a time


@dataclass(frozen=True)
class Guest:
    """A model on offer, and the way to ask it."""

    offer: Offer
    engine: Engine


@dataclass(frozen=True)
class Choice:
    """Who is asked."""

    engine: Engine
    state: EngineState
    offer: Offer | None  # None: the built-in engine
    passed: tuple[str, ...]  # who was passed by, and why
    others: bool  # whether somebody else can be asked if this one fails

    @property
    def key(self) -> str:
        """The model's name and variant; empty for the built-in engine."""
        return self.offer.key if self.offer else ""


@dataclass(frozen=True)
class Watch:
    """How models fare, as their breakers know it."""

    breakers: Breakers
    clock: Clock

    def admits(self, engine: str) -> bool:
        """Whether the model may be asked now; noted, where it is a probe."""
        now = self.clock.now()
        breaker = self.breakers.get(engine)
        if not breaker.admits(now):
            return False
        asked = breaker.asked(now)
        if asked is breaker:
            return True
        try:
            self.breakers.replace(breaker, asked)
        except Conflict:
            return False  # somebody else is the probe
        return True

    def failed(self, engine: str) -> None:
        """The model did not deliver."""
        self._change(engine, lambda breaker: breaker.failed(self.clock.now()))

    def succeeded(self, engine: str) -> None:
        """The model delivered."""
        self._change(engine, Breaker.succeeded)

    def _change(self, engine: str, step: Callable[[Breaker], Breaker]) -> None:
        for _ in range(TRIES):
            old = self.breakers.get(engine)
            new = step(old)
            if new is old:
                return
            try:
                self.breakers.replace(old, new)
            except Conflict:
                continue
            return


@dataclass(frozen=True)
class Router:
    """Everybody who can be asked."""

    built_in: Mapping[Stage, Engine]
    guests: tuple[Guest, ...]
    watch: Watch

    def choose(self, job: Job, stage: Stage, before: tuple[str, ...]) -> Choice:
        """Who is asked now; `before` says who was asked for this job and did not deliver."""
        if job.engines is None:
            return self._built_in(stage, before)
        offered = [guest.offer for guest in self.guests]
        fit, vain = candidates(job.engines, stage, offered, job.brief.seconds)
        passed = [*vain, *before]
        behind = stands_in(job.engines, stage)
        left = [one for one in fit if not any(said.startswith(f"{one.key}: ") for said in before)]
        for index, offer in enumerate(left):
            engine = next(guest.engine for guest in self.guests if guest.offer is offer)
            if not self.watch.admits(offer.key):
                passed.append(f"{offer.key}: rests, it failed several times")
                continue
            try:
                state = engine.state()
            except HarmoniaError as error:
                self.watch.failed(offer.key)
                passed.append(f"{offer.key}: {error}")
                continue
            others = behind or index + 1 < len(left)
            return Choice(engine, state, offer, tuple(dict.fromkeys(passed)), others)
        if not behind:
            raise EngineFailed("; ".join(passed) or "no model takes this song")
        return self._built_in(stage, tuple(dict.fromkeys(passed)))

    def lost(self, last: Inference | None) -> tuple[str, ...]:
        """Who was asked for this stage before and did not deliver, the last of them included."""
        if last is None or not last.engine or not last.asked:
            return last.passed if last else ()
        reason = last.failed
        if not reason:  # the workflow lost patience before anything was reported
            self.watch.failed(last.engine)
            reason = "did not answer in time"
        return (*last.passed, f"{last.engine}: {reason}")

    def _built_in(self, stage: Stage, passed: tuple[str, ...]) -> Choice:
        engine = self.built_in[stage]
        return Choice(engine, engine.state(), None, passed, others=False)
