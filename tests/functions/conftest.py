"""Functions through their real handlers, on moto."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest

from functions import openapi
from tests.fakes.api import Api
from tests.fakes.aws import Account

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture(scope="session", autouse=True)
def described() -> None:
    """The API's description, where synthesis would have written it."""
    openapi.write()


@pytest.fixture
def jobs(account: Account) -> Api:
    """The jobs function behind the API."""
    return Api(account.handler("jobs"))


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    """What the functions have logged, a dictionary a line."""
    written: list[str] = []

    def emit(handler: logging.StreamHandler[Any], record: logging.LogRecord) -> None:
        written.append(handler.format(record))

    monkeypatch.setattr(logging.StreamHandler, "emit", emit)
    return lambda: [json.loads(line) for line in written if line.startswith("{")]
