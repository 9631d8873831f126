"""Waiting for a job, and no longer than was said."""

from dataclasses import dataclass, field

from harmonia.jobs.job import Job, Status
from harmonia.jobs.waiting import LONGEST, STEP, awaited
from tests.fakes.jobs import MemoryJobStore, SteppingClock
from tests.fakes.songs import job

AT = "2026-01-01T00:00:09.000Z"


@dataclass
class World:
    """A job that ends after so many pauses."""

    made: Job
    ends_after: int
    store: MemoryJobStore = field(default_factory=MemoryJobStore)
    clock: SteppingClock = field(default_factory=SteppingClock)
    paused: list[float] = field(default_factory=list)

    def pause(self, seconds: float) -> None:
        self.paused.append(seconds)
        if len(self.paused) == self.ends_after:
            self.store.end(self.made, self.made.become(Status.FAILED, at=AT))

    def waited(self, seconds: float) -> Job:
        self.store.add(self.made)
        return awaited(self.made, self.store, self.clock, seconds, self.pause)


def test_one_waits_until_the_job_has_ended() -> None:
    world = World(job(), ends_after=3)

    assert world.waited(10).status is Status.FAILED
    assert world.paused == [STEP] * 3


def test_after_the_time_said_the_job_is_told_as_it_is() -> None:
    world = World(job(), ends_after=99)

    assert world.waited(4) == world.made
    assert len(world.paused) == 3  # each look at this clock takes a second


def test_nobody_waits_longer_than_the_door_stays_open() -> None:
    world = World(job(), ends_after=99)

    world.waited(3600)

    assert len(world.paused) <= LONGEST


def test_what_has_ended_is_not_waited_for() -> None:
    world = World(job().become(Status.FAILED, at=AT), ends_after=99)

    assert world.waited(10).ended
    assert world.paused == []
