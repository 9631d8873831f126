"""SageMaker's contract, kept by the server whatever the engine does."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

import anyio
import httpx
import pytest

from harmonia import document
from harmonia.engines.engine import EngineRequest, EngineResponse, Model
from harmonia.errors import Conflict, EngineFailed, HarmoniaError, Invalid, NotFound, Unavailable
from inference_containers.serving import log
from inference_containers.serving.server import LARGEST, create_app

GOOD = {
    "job": "j1", "stage": "music", "song": "s3://b/k", "song_sha256": "0" * 64, "seed": 1,
    "artifacts": "s3://b/a/", "correlation_id": "c1",
}  # fmt: skip


class FakeEngine:
    """Does what the test tells it to."""

    model = Model("fake", "1", "none", "0" * 64, "none")

    def __init__(self, act: Callable[[], None] = lambda: None) -> None:
        self.act = act
        self.requests: list[EngineRequest] = []

    def generate(self, request: EngineRequest) -> EngineResponse:
        self.requests.append(request)
        self.act()
        return EngineResponse(job=request.job, stage=request.stage, artifacts=(), model=self.model)


def failing(error: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def ask(engine: FakeEngine, method: str, path: str, content: bytes | None = None) -> httpx.Response:
    """One request to a server of that engine, in process."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(engine), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://engine") as client:
            return await client.request(method, path, content=content)

    return anyio.run(send)


def invoke(engine: FakeEngine, body: Any) -> httpx.Response:
    return ask(engine, "POST", "/invocations", json.dumps(body).encode())


def test_ping_answers_200() -> None:
    assert ask(FakeEngine(), "GET", "/ping").status_code == 200


def test_an_invocation_answers_what_the_engine_made() -> None:
    engine = FakeEngine()

    reply = invoke(engine, GOOD)

    assert reply.status_code == 200
    assert document.loads(EngineResponse, reply.content).job == "j1"
    assert engine.requests[0].correlation_id == "c1"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"job": 7}, "job"),
        ({"song_sha256": None}, "song_sha256"),
        ({"seed": "seven"}, "seed"),
        ({"colour": "blue"}, "colour"),
        ({"limit_seconds": float("inf")}, "limit_seconds"),
    ],
)
def test_a_bad_field_is_named_in_a_problem(change: dict[str, Any], field: str) -> None:
    engine = FakeEngine()

    reply = invoke(engine, GOOD | change)

    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["field"] == field
    assert engine.requests == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'"words"'])
def test_what_is_not_a_request_is_refused(content: bytes) -> None:
    reply = ask(FakeEngine(), "POST", "/invocations", content)

    assert reply.status_code == 422
    assert reply.json()["detail"]


def test_a_body_that_is_too_large_is_refused() -> None:
    reply = ask(FakeEngine(), "POST", "/invocations", b" " * (LARGEST + 1))

    assert reply.status_code == 422
    assert reply.json()["code"] == "too-large"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Invalid("no", field="song"), 422),
        (NotFound("there is no song"), 422),
        (Conflict("cancelled"), 409),
        (Unavailable("S3 is away"), 503),
        (EngineFailed("a string broke"), 500),
    ],
)
def test_every_error_of_the_domain_has_its_status(error: HarmoniaError, status: int) -> None:
    reply = invoke(FakeEngine(failing(error)), GOOD)

    assert reply.status_code == status
    assert reply.json()["detail"] == str(error)
    assert reply.json()["title"] == type(error).__name__


def test_a_broken_engine_answers_500_with_a_reason_and_no_traceback() -> None:
    reply = invoke(FakeEngine(failing(ZeroDivisionError("division by zero"))), GOOD)

    assert reply.status_code == 500
    assert reply.json()["detail"] == "the engine broke: ZeroDivisionError: division by zero"


def test_ping_does_not_wait_for_work_and_work_waits_its_turn() -> None:
    go, at_work, most = threading.Event(), 0, 0

    def work() -> None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        assert go.wait(10)
        at_work -= 1

    async def story() -> list[int]:
        transport = httpx.ASGITransport(create_app(FakeEngine(work)))
        statuses: list[int] = []
        async with httpx.AsyncClient(transport=transport, base_url="http://engine") as client:

            async def post() -> None:
                statuses.append((await client.post("/invocations", json=GOOD)).status_code)

            async with anyio.create_task_group() as tasks:
                tasks.start_soon(post)
                tasks.start_soon(post)
                while not at_work:
                    await anyio.sleep(0.01)
                statuses.append((await client.get("/ping")).status_code)
                go.set()
        return statuses

    assert anyio.run(story) == [200, 200, 200]
    assert most == 1


def test_one_line_of_json_says_what_happened(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", log.logger.name):
        invoke(FakeEngine(), GOOD)

    (line,) = [json.loads(log.JsonFormatter().format(record)) for record in caplog.records]
    assert line["message"] == "invocation"
    assert (line["job"], line["correlation_id"], line["status"]) == ("j1", "c1", 200)
    assert line["milliseconds"] >= 0
