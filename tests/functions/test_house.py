"""What every function has, and what none may load."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from functions import openapi
from harmonia_aws.http import resource
from tests.fakes.aws import ROOT

FUNCTIONS = sorted(path.parent.name for path in (ROOT / "functions").glob("*/handler.py"))
WEB = {"accompany", "chat", "filters", "harmony", "jobs", "listen", "tabs", "uploads", "webhooks"}
AUDIO = {"accompany", "filters", "jam", "listen", "master_song", "process_sound", "uploads"}
PLAIN = (
    "TABLE_NAME BUCKET_NAME WORKFLOW_ARN MUSIC_ENDPOINT VOCAL_ENDPOINT VIDEO_ENDPOINT "
    "EVENT_BUS_NAME STAGE"
).split()
VARIABLES = {
    **dict.fromkeys(PLAIN, "x"),
    "QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/1/x",
    "WEBSOCKET_URL": "https://x.example/s",
    "WEBHOOK_TARGETS": "public",
    "RETRY_SECONDS": "5",
    "PATIENCE_SECONDS": "60",
    "ENGINES": "[]",
    "AWS_DEFAULT_REGION": "us-east-1",
}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_has_its_files_its_events_and_its_tests(function: str) -> None:
    folder = ROOT / "functions" / function

    assert {"__init__.py", "handler.py", "settings.py"} <= {path.name for path in folder.iterdir()}
    assert list((ROOT / "events" / function).glob("*.json"))
    assert (ROOT / "tests" / "functions" / f"test_{function}.py").exists()


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_handler_only_wires(function: str) -> None:
    lines = (ROOT / "functions" / function / "handler.py").read_text().splitlines()

    assert len(lines) <= 45
    assert lines[-1].startswith("handler = ")
    assert not [line for line in lines if line.lstrip().startswith(("def ", "if ", "class "))]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_loads_no_more_than_it_needs(function: str) -> None:
    code = f"import sys, functions.{function}.handler; print(*sorted(sys.modules))"
    environment = VARIABLES | {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )

    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"torch", "sagemaker", "mido", "requests", "httpx"} - _allowed(function)
    assert bool(loaded & {"fastapi", "starlette", "mangum"}) == (function in WEB)
    assert bool(loaded & {"numpy", "scipy"}) == (function in AUDIO)
    assert ("pydantic" in loaded) <= (function in WEB)


def _allowed(function: str) -> set[str]:
    return {"mido"} if function in AUDIO else set()


def test_the_openapi_document_is_served_from_where_it_is_written() -> None:
    openapi.write()

    assert json.loads(resource("functions.jobs", "openapi.json")) == openapi.document()


def test_the_openapi_document_names_everything_it_speaks_of() -> None:
    told = openapi.document()
    schemas = told["components"]["schemas"]

    def references(node: Any) -> set[str]:
        if isinstance(node, dict):
            named = {node["$ref"].rsplit("/", 1)[1]} if isinstance(node.get("$ref"), str) else set()
            return named.union(*(references(value) for value in node.values()), set())
        if isinstance(node, list):
            return set[str]().union(*(references(value) for value in node))
        return set()

    assert told["openapi"].startswith("3.1")
    assert references(told) <= set(schemas)
    assert schemas["SongRequest"]["additionalProperties"] is False
