"""API Gateway, as the functions see it: HTTP API events of version 2.0."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from tests.fakes.aws import ROOT

ALICE, BOB = "alice-3f6a", "bob-91c2"
EVENTS = ROOT / "events"


def event(function: str, case: str) -> Any:
    """One of the events kept for invoking by hand."""
    return json.loads((EVENTS / function / f"{case}.json").read_text())


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Api:
    """A function behind the HTTP API."""

    handler: Any

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        owner: str | None = ALICE,
        key: str | None = None,
        headers: dict[str, str] | None = None,
        query: dict[str, str] | None = None,
    ) -> Answer:
        told = event("jobs", "create_song")
        context = told["requestContext"]
        told["rawPath"] = context["http"]["path"] = path
        context["http"]["method"] = method
        told["routeKey"] = context["routeKey"] = f"{method} {path}"
        told["rawQueryString"] = "&".join(f"{k}={v}" for k, v in (query or {}).items())
        told.pop("queryStringParameters", None)
        if query:
            told["queryStringParameters"] = query
        for name in ("idempotency-key", "x-correlation-id", "content-length"):
            told["headers"].pop(name, None)
        if key:
            told["headers"]["idempotency-key"] = key
        told["headers"] |= headers or {}
        if owner is None:
            del context["authorizer"]
        else:
            context["authorizer"]["jwt"]["claims"]["sub"] = owner
        content = body if isinstance(body, str) or body is None else json.dumps(body)
        told["body"] = content
        if content is None:
            del told["body"]
        return self.invoke(told)

    def invoke(self, told: Any) -> Answer:
        answer = self.handler(told, None)
        text = answer.get("body") or ""
        if answer.get("isBase64Encoded"):
            text = base64.b64decode(text).decode()
        return Answer(answer["statusCode"], answer["headers"], text)
