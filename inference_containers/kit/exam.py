"""
The exam: questions that any engine behind the contract answers, and what is wrong where it fails.

It knows an engine by its address and its card alone. Each question is a function that yields what
it found wrong; they are asked in order. The engine makes its medium twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from statistics import median

import httpx

from harmonia import document
from harmonia.engines.card import Card
from harmonia.engines.engine import EngineRequest, EngineResponse
from harmonia.errors import HarmoniaError, NotFound
from inference_containers.kit import marking
from inference_containers.kit.asking import PING, Asking, reason
from inference_containers.kit.sheet import Sheet
from inference_containers.serving.server import IDENTITY, LARGEST

QUICK = 10.0  # seconds within which a refusal, a cancelled or an overdue job has ended
STARTING = 120.0  # seconds to be ready in; a model's weights may need more


@dataclass(frozen=True, slots=True)
class Finding:
    """A question and what was found wrong; nothing if it was answered well."""

    question: str
    faults: tuple[str, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether nothing was wrong."""
        return not self.faults


@dataclass
class Exam:
    """One engine being asked."""

    asking: Asking
    card: Card
    sheet: Sheet
    patience: float  # seconds for one good request
    starting: float = STARTING
    quick: float = QUICK
    ended: Callable[[], int | None] = lambda: None  # exit status, of a process of ours
    peak_mib: Callable[[], float | None] = lambda: None  # None: nobody can tell

    def questions(self) -> tuple[tuple[str, Callable[[], Iterator[str]]], ...]:
        """All of them, by name."""
        return (
            ("readiness", self.readiness),
            ("bad requests", self.bad_requests),
            ("cancel", self.cancel),
            ("time limit", self.time_limit),
            ("good request", self.good_request),
            ("ping at work", self.ping_at_work),
            ("progress", self.progress),
            ("media", self.media),
            ("licence", self.licence),
            ("determinism", self.determinism),
            ("memory", self.memory),
        )

    def run(self) -> Iterator[Finding]:
        """Ask everything; an engine that never gets ready is asked nothing more."""
        for name, ask in self.questions():
            began = time.monotonic()
            try:
                faults = tuple(ask())
            except (httpx.HTTPError, HarmoniaError) as error:
                faults = (f"{type(error).__name__}: {error}",)
            yield Finding(name, faults, round(time.monotonic() - began, 2))
            if name == "readiness" and faults:
                return

    def readiness(self) -> Iterator[str]:
        """/ping refuses until the engine can work, and then says who it is."""
        until = time.monotonic() + self.starting
        while time.monotonic() < until:
            if (status := self.ended()) is not None:
                yield f"the process ended with {status} before it was ready"
                return
            try:
                answer = self.asking.ping()
            except httpx.TransportError:
                time.sleep(0.05)
                continue
            if answer.status_code == 200:
                if not answer.headers.get(IDENTITY):
                    yield f"/ping does not say who it is in {IDENTITY}"
                return
            if answer.status_code != 503:
                yield f"/ping answered {answer.status_code}: {reason(answer)[:600]}"
                return
            time.sleep(0.05)
        yield f"not ready within {self.starting:g} s"

    def bad_requests(self) -> Iterator[str]:
        """What makes no sense is refused with 422 and a problem, and hurts nobody."""
        good = document.plain(self.sheet.request("bad"))
        cases = {
            "no JSON": b"{",
            "nothing": b"",
            "an unknown field": good | {"colour": "blue"},
            "no song": {name: value for name, value in good.items() if name != "song"},
            "a song that is not there": good | {"song": self.sheet.artifacts + "0" * 64},
            "another song than promised": good | {"song_sha256": "0" * 64},
            "another variant": good | {"variant": "no-such-variant"},
            "another task": good | {"task": "no-such-task"},
            "a song that is too long": self.sheet.request("long", self.sheet.endless()),
            "too many bytes": b" " * (LARGEST + 1),
        }
        for name, told in cases.items():
            answer = self.asking.ask(told, self.quick)
            if answer is None:
                yield f"{name}: no answer within {self.quick:g} s"
            elif answer.status_code not in (413, 422):
                yield f"{name}: HTTP {answer.status_code} instead of 422"
            elif not reason(answer):
                yield f"{name}: refused without a reason"
        if self.asking.ping().status_code != 200:
            yield "not ready any more after bad requests"

    def cancel(self) -> Iterator[str]:
        """A job that nobody wants any more is not done."""
        request = self.sheet.request("cancelled")
        self.sheet.storage.put(request.cancel or "", b"{}", "application/json")
        yield from self._ends(request, 409, "a cancelled job")

    def time_limit(self) -> Iterator[str]:
        """A job that takes too long is given up."""
        yield from self._ends(self.sheet.request("late", limit_seconds=0.001), 500, "a late job")

    def good_request(self) -> Iterator[str]:
        """What is asked for is made, under its hash, and nothing else is claimed."""
        if self._first is None:
            yield f"no answer within {self.patience:g} s"
        elif self._first.status_code != 200:
            yield f"HTTP {self._first.status_code}: {reason(self._first)[:600]}"
        else:
            yield from marking.answer(self._response, self.sheet.request("first"), self.card)
            yield from marking.files(self._response, self.sheet)

    def ping_at_work(self) -> Iterator[str]:
        """Whoever works still answers /ping in time."""
        if self._first is None or not self.asking.pings:
            yield "no /ping was answered while it worked"
        elif (usual := median(self.asking.pings)) > PING:
            yield f"/ping mostly took {usual:.1f} s while it worked"

    def progress(self) -> Iterator[str]:
        """It says how far it is, from 0 to 1, never backwards."""
        yield from marking.progress(self.sheet, self.sheet.request("first").progress or "")

    def media(self) -> Iterator[str]:
        """What it made can be decoded, is as long as the song, and is not nothing."""
        yield from marking.media_of(self._response, self.sheet)

    def licence(self) -> Iterator[str]:
        """It says with which weights it played and under which terms, as its card does."""
        told = self._response.model
        yield from marking.licence(told, self.card, self.sheet.variant)
        if self.asking.ping().headers.get(IDENTITY) != document.digest(told):
            yield f"/ping names another engine in {IDENTITY} than the answer does"

    def determinism(self) -> Iterator[str]:
        """The same request makes the same bytes."""
        again = self.asking.ask(self.sheet.request("second"), self.patience)
        if again is None or again.status_code != 200:
            yield "the second request failed"
            return
        yield from marking.same(self._response, document.loads(EngineResponse, again.content))

    def memory(self) -> Iterator[str]:
        """It stays within the memory that its card names."""
        peak, most = self.peak_mib(), self.card.limits.memory_mib
        if peak is not None and peak > most:
            yield f"took {peak:,.0f} MiB, and the card says {most:,.0f}"

    @cached_property
    def _first(self) -> httpx.Response | None:
        """The answer to the first good request; /ping is asked meanwhile."""
        with self.asking.pinging():
            return self.asking.ask(self.sheet.request("first"), self.patience)

    @property
    def _response(self) -> EngineResponse:
        if self._first is None or self._first.status_code != 200:
            raise NotFound("there is nothing to look at: the good request failed")
        return document.loads(EngineResponse, self._first.content)

    def _ends(self, request: EngineRequest, status: int, what: str) -> Iterator[str]:
        answer = self.asking.ask(request, self.quick)
        if answer is None:
            yield f"{what} goes on for more than {self.quick:g} s"
        elif answer.status_code != status:
            yield f"{what} answers HTTP {answer.status_code} instead of {status}"
