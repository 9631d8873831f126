"""
The one door of the stage: who may enter, what is ours, what must be saved before the answer.

Anyone on this machine can reach the port, and so can a web page in its browser. So the
Host must be this machine's own name and an Origin, where there is one, must be too;
else a page could upload a function and have it run. And what AWS wants signed must be
signed: the emulator itself would hand out private objects to whoever asks.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from infra_cdk.local.emulator.sagemaker import SageMaker
from infra_cdk.local.emulator.saving import Saving

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Own = Callable[[dict[str, Any]], dict[str, Any]]

OURS = re.compile(r"(127\.0\.0\.1|localhost|[a-z0-9.-]+\.localhost)(:\d+)?")
SIGNED_FOR = re.compile(r"/([a-z0-9-]+)/aws4_request")
READS = ("Get", "List", "Describe", "Query", "Scan", "BatchGet", "Head", "Receive")
FILES = {"cognito-idp": "cognito", "states": "stepfunctions", "events": "eventbridge"}
AT_ONCE = {"sqs": ("sqs",), "sns": ("sqs",), "events": ("sqs",)}  # saved before the answer
ITSELF = ("s3", "execute-api", "logs", "monitoring", "sagemaker", "sts")  # nothing to save after
EVERYTHING = ("everything",)
DYNAMODB_SETUP = ("CreateTable", "UpdateTable", "DeleteTable", "UpdateTimeToLive")


@dataclass
class Gate:
    emulator: App
    sagemaker: SageMaker
    saving: Saving
    own: dict[tuple[str, str], Own] = field(default_factory=dict)  # /_harmonia routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.emulator(scope, receive, send)
        headers = {
            name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        if not _welcome(headers):
            return await _turn_away(scope, receive, send)
        if scope["type"] == "websocket":
            return await self.emulator(scope, receive, send)
        if own := self.own.get((scope["method"], scope["path"])):
            return await _reply(send, 200, {}, await _in_thread(own, await _json(receive)))
        service = SIGNED_FOR.search(headers.get("authorization", ""))
        if service and service[1] == "sagemaker":
            arguments = (scope["path"], headers, await _json(receive))
            return await _reply(send, *await _in_thread(self.sagemaker.answer, *arguments))
        if service is None and not _needs_no_signature(scope, headers):
            return await _turn_away(scope, receive, send)
        saved = self._saving_first(send, *_change(scope, headers, service))
        return await self.emulator(scope, receive, saved)

    def _saving_first(self, send: Send, soon: tuple[str, ...], first: tuple[str, ...]) -> Send:
        """Hold the answer back until what it promises is on disk."""

        async def saved(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                if soon == EVERYTHING:
                    self.saving.touch()
                elif soon:
                    self.saving.touch(*soon)
                if first:
                    await _in_thread(self.saving.flush, *first)
            await send(message)

        return saved


def _welcome(headers: dict[str, str]) -> bool:
    origin = headers.get("origin")
    return bool(
        OURS.fullmatch(headers.get("host", ""))
        and (origin is None or OURS.fullmatch(origin.partition("://")[2]))
        and (headers.get("sec-fetch-site") != "cross-site")
    )


def _needs_no_signature(scope: Scope, headers: dict[str, str]) -> bool:
    """Our own APIs, signing in, the keys of tokens, and links that carry their signature."""
    return bool(
        scope["path"].startswith(("/_aws/execute-api/", "/_harmonia/"))
        or headers.get("x-amz-target", "").startswith("AWSCognitoIdentityProviderService.")
        or "/.well-known/" in scope["path"]
        or b"X-Amz-Signature=" in scope["query_string"]
    )


def _change(
    scope: Scope, headers: dict[str, str], service: re.Match[str] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which services' files a request changes: soon, and before its answer."""
    target = headers.get("x-amz-target", "")
    action = target.rpartition(".")[2]
    if service is None:  # Cognito's sign-in is not signed, nor are our own APIs
        return (("cognito",) if "CognitoIdentityProvider" in target else ()), ()
    name = service[1]
    if name == "dynamodb":
        return (("dynamodb",) if action in DYNAMODB_SETUP else ()), ()
    if name == "s3":  # objects write themselves; buckets have no key in their path
        bucket = scope["method"] in ("PUT", "DELETE") and scope["path"].strip("/").count("/") == 0
        return (("s3",) if bucket else ()), ()
    if name in ITSELF or action.startswith(READS) or scope["method"] == "GET":
        return (), ()
    if name in ("cloudformation", "lambda", "iam", "apigateway"):
        return EVERYTHING, ()
    return (FILES.get(name, name),), AT_ONCE.get(name, ())


async def _in_thread(call: Callable[..., Any], *arguments: Any) -> Any:
    return await asyncio.to_thread(call, *arguments)


async def _json(receive: Receive) -> dict[str, Any]:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        value = {}
    return value if isinstance(value, dict) else {}


async def _reply(send: Send, status: int, headers: dict[str, str], body: dict[str, Any]) -> None:
    lines = [(b"content-type", b"application/json")]
    lines += [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": json.dumps(body).encode()})


async def _turn_away(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
    else:
        await _reply(send, 403, {}, {"message": "Forbidden"})
