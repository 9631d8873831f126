"""A stage that answers from memory, and somebody signed in to it."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from harmonia_cli.client import Client
from harmonia_cli.places import Place, private, tokens

PLACE = Place("http://stage.test", "ws://stage.test/live", "http://cognito.test", "client-1")
Answer = Callable[[httpx.Request], httpx.Response]


class Stage:
    """Answers requests in the order given, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: list[httpx.Response | Exception] = []
        self.asked: list[httpx.Request] = []

    def will_answer(self, status: int, body: Any, **headers: str) -> None:
        self.answers.append(httpx.Response(status, json=body, headers=headers))

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def body(self, index: int = -1) -> Any:
        return json.loads(self.asked[index].content)


@pytest.fixture
def signed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    token = {"access": "token-1", "refresh": "", "expires": time.time() + 3600}
    private(tokens(PLACE), json.dumps(token))


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def client(stage: Stage, signed_in: None) -> Client:
    return Client(PLACE, httpx.MockTransport(stage))
