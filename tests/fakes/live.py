"""Live sessions without AWS: a store in memory, a clock that one sets, a line that is late."""

import heapq
import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from harmonia import document
from harmonia.errors import Conflict, NotFound
from harmonia.live.news import Bar, Begun, Ended, Told
from harmonia.live.session import Session


@dataclass
class MemorySessionStore:
    """Keeps what the port promises, as texts."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def add(self, session: Session) -> None:
        if session.id in self.kept:
            raise Conflict(session.id)
        self.kept[session.id] = document.canonical(session)

    def get(self, session_id: str) -> Session:
        if session_id not in self.kept:
            raise NotFound(session_id)
        return document.loads(Session, self.kept[session_id])

    def replace(self, old: Session, new: Session) -> None:
        if self.get(old.id).version != old.version:
            raise Conflict(old.id)
        self.kept[new.id] = document.canonical(new)


@dataclass
class World:
    """Time that goes from one happening to the next; also the server's clock."""

    time: float = 1_000_000.0
    to_come: list[Any] = field(default_factory=list)
    order: Any = field(default_factory=itertools.count)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.time, UTC)

    def at(self, time: float, happening: Callable[[], None]) -> None:
        heapq.heappush(self.to_come, (time, next(self.order), happening))

    def run(self) -> None:
        while self.to_come:
            self.time, _, happening = heapq.heappop(self.to_come)
            happening()


@dataclass
class LateLine:
    """A line on which everything takes a while, and not the same while."""

    world: World
    draw: random.Random
    jitter: float
    up: bool = True
    age: int = 0  # how often it was dropped: what was under way then is lost

    def carry(self, happening: Callable[[], None]) -> None:
        if not self.up:
            return
        age = self.age

        def arrive() -> None:
            if self.up and self.age == age:
                happening()

        self.world.at(self.world.time + self.draw.uniform(0.005, self.jitter), arrive)

    def drop(self) -> None:
        self.up, self.age = False, self.age + 1


@dataclass(frozen=True)
class Sound:
    """A note as it is due at the player's: their band's time, and what it belongs to."""

    due: float
    end: float
    revision: int
    bar: int
    note: int
    channel: int


@dataclass
class Stand:
    """A player's music stand: what came, and what of it is played when, by the rules we publish."""

    world: World
    zero: float | None = None
    numbers: set[int] = field(default_factory=set)
    bars: list[Bar] = field(default_factory=list)
    cuts: list[tuple[int, float]] = field(default_factory=list)  # revision and second
    played: list[Sound] = field(default_factory=list)
    late: list[Sound] = field(default_factory=list)

    @property
    def position(self) -> float:
        """The band's time, by the player's clock."""
        return self.world.time - self.zero if self.zero is not None else -1.0

    @property
    def last(self) -> int:
        """The last number up to which nothing is missing."""
        return next(number for number in itertools.count() if number + 1 not in self.numbers)

    def take(self, told: Told) -> None:
        if told.number in self.numbers:
            return
        assert told.number is not None
        self.numbers.add(told.number)
        news = told.news
        match news:
            case Begun():
                self.zero = self.world.time + news.lead
                for bar in self.bars:
                    self._plan(bar)
            case Ended():
                self.cuts.append((news.revision, news.at))
            case Bar():
                self.bars.append(news)
                self.cuts.append((news.revision, news.at))
                if self.zero is not None:
                    self._plan(news)

    def _plan(self, bar: Bar) -> None:
        for event in bar.events:
            beat = 60 / bar.tempo
            due = bar.at + (event.beat - bar.start) * beat
            sound = Sound(due, due + event.dur * beat, bar.revision, bar.bar, event.note, event.ch)
            if due < self.position - 1e-6:
                if self._stands(sound):
                    self.late.append(sound)
                continue
            assert self.zero is not None
            self.world.at(self.zero + due, lambda sound=sound: self._play(sound))  # type: ignore[misc]

    def _play(self, sound: Sound) -> None:
        if self._stands(sound):
            self.played.append(sound)

    def _stands(self, sound: Sound) -> bool:
        """Whether no later revision has cut it."""
        return not any(
            revision > sound.revision and at <= sound.due + 1e-6 for revision, at in self.cuts
        )
