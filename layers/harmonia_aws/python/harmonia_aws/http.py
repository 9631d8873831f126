"""
The edge of a function behind the HTTP API.

Bodies come in through the domain's own codec and answers leave through it, so a document reads
the same here as in the table; FastAPI routes, and writes the OpenAPI document.
"""

import re
import time
from contextvars import ContextVar
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Header, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from mangum import Mangum
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from harmonia import document
from harmonia.errors import Conflict, Invalid, NotFound, Unavailable
from harmonia.ids import fresh
from harmonia.jobs.waiting import LONGEST
from harmonia.paging import Page
from harmonia_aws.log import Log
from harmonia_aws.openapi import describe
from harmonia_aws.problems import Complaint, Unauthenticated, pointer, problem

JSON = "application/json"
PROBLEM = "application/problem+json"
LARGEST_BODY = 64 * 1024
CORRELATION = "X-Correlation-Id"
CORRELATION_FORM = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")
KEY_FORM = re.compile(r"[!-~]{1,128}")
WAIT_FORM = re.compile(r"(?:^|[,;])\s*wait\s*=\s*\"?(\d{1,6})\"?\s*(?:$|[,;])", re.IGNORECASE)

T = TypeVar("T")
correlation: ContextVar[str] = ContextVar("correlation")


def new_app(title: str, log: Log) -> FastAPI:
    """An app whose every answer, errors included, keeps the conventions of the API."""
    app = FastAPI(title=title, docs_url=None, redoc_url=None, openapi_url=None)
    app.add_exception_handler(Exception, _problem)
    for kind in (Conflict, Invalid, NotFound, Unavailable, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _problem)
    app.add_middleware(Edge, log=log)
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    return app


def lambda_handler(app: FastAPI) -> Mangum:
    """The app as a Lambda handler. Mangum would send problems as base64 if not told."""
    return Mangum(app, lifespan="off", text_mime_types=["text/", JSON, PROBLEM])


def answer(
    value: object, status: int = HTTPStatus.OK, headers: dict[str, str] | None = None
) -> Response:
    """The domain value as the answer."""
    return Response(document.canonical(value), status, headers, media_type=JSON)


@cache
def resource(package: str, name: str) -> bytes:
    """A file that lies beside a function's code."""
    return files(package).joinpath(name).read_bytes()


def owner(request: Request) -> str:
    """Who is asking, as the API's authorizer vouched for."""
    event = request.scope.get("aws.event", {})
    authorizer = event.get("requestContext", {}).get("authorizer") or {}
    subject = authorizer.get("jwt", {}).get("claims", {}).get("sub")
    if not subject:
        raise Unauthenticated("send a valid token in the Authorization header")
    return str(subject)


def optional_key(
    idempotency_key: Annotated[str | None, Header(max_length=1000)] = None,
) -> str | None:
    """The key under which the same request is the same work."""
    if idempotency_key is not None and not KEY_FORM.fullmatch(idempotency_key):
        raise Invalid("must be 1 to 128 visible characters", field="Idempotency-Key")
    return idempotency_key


def idempotency_key(key: Annotated[str | None, Depends(optional_key)]) -> str:
    """The key, where there must be one."""
    if key is None:
        raise Invalid(
            "is needed: send a new UUID, and the same again when you retry",
            field="Idempotency-Key",
            code="malformed",
        )
    return key


def preferred_wait(prefer: Annotated[str | None, Header(max_length=1000)] = None) -> float:
    """
    The seconds that the caller would rather wait for a job than ask again (RFC 7240), 0 for none.

    What cannot be read is no preference; the standard wants it ignored.
    """
    said = WAIT_FORM.search(prefer or "")
    return min(float(said[1]), LONGEST) if said else 0.0


def honoured(seconds: float) -> dict[str, str]:
    """The header that says that the preference to wait was heard."""
    return {"Preference-Applied": f"wait={seconds:g}"} if seconds else {}


def onward(path: str, page: Page[Any], **asked: object) -> dict[str, str]:
    """The header that leads to the next page of the list, asked for as this one was (RFC 8288)."""
    if page.next_cursor is None:
        return {}
    query = {name: value for name, value in asked.items() if value is not None}
    return {"Link": f'<{path}?{urlencode(query | {"cursor": page.next_cursor})}>; rel="next"'}


def body(kind: type[T], *, optional: bool = False, most: int = LARGEST_BODY) -> Any:
    """The request's body as a domain value; Invalid names what does not fit."""

    async def read(request: Request) -> T:
        said = request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
        if said != JSON:
            raise Invalid(f"send {JSON}, not {said}", code="unsupported-media")
        content = await request.body()
        if len(content) > most:
            raise Invalid(
                f"{len(content):,} bytes are too many; send at most {most:,}",
                code="payload-too-large",
            )
        try:
            text = content.decode()
        except UnicodeDecodeError as error:
            raise Invalid(f"not UTF-8: {error}", code="malformed") from error
        return document.loads(kind, text or "{}" if optional else text)

    return Depends(read)


Owner = Annotated[str, Depends(owner)]
IdempotencyKey = Annotated[str, Depends(idempotency_key)]
OptionalKey = Annotated[str | None, Depends(optional_key)]
Wait = Annotated[float, Depends(preferred_wait)]


class Edge:
    """Gives each request its correlation id and one line in the log, and no error gets past it."""

    def __init__(self, app: ASGIApp, log: Log) -> None:
        self.app = app
        self.log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        token = correlation.set(_correlation_id(scope))
        status = 0

        async def tell(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] += [(CORRELATION.lower().encode(), correlation.get().encode())]
            await send(message)

        try:
            await self.app(scope, receive, tell)
        except Exception as error:
            self.log.alarm("request failed", **self._facts(scope))
            await _problem(Request(scope), error)(scope, receive, tell)
        finally:
            milliseconds = round((time.perf_counter() - began) * 1000, 1)
            self.log.say("request", **self._facts(scope), status=status, milliseconds=milliseconds)
            correlation.reset(token)

    def _facts(self, scope: Scope) -> dict[str, Any]:
        route = scope.get("route")
        return {
            "method": scope["method"],
            "route": getattr(route, "path", scope["path"]),
            "owner": _vouched(scope),
            "correlation_id": correlation.get(),
        }


def _problem(request: Request, error: Exception) -> Response:
    """Reply with the error as a problem."""
    complaints: tuple[Complaint, ...] = ()
    headers: dict[str, str] = {}
    if isinstance(error, HTTPException):
        error = _of_starlette(error, request, headers)
    elif isinstance(error, RequestValidationError):
        complaints = tuple(map(_complaint, error.errors()))
        error = Invalid("; ".join(f"{one.pointer}: {one.detail}" for one in complaints))
    told = problem(
        error,
        correlation_id=correlation.get(),
        instance=request.url.path,
        complaints=complaints,
    )
    if told.retry_after is not None:
        headers["Retry-After"] = str(told.retry_after)
    return Response(document.canonical(told), told.status, headers, media_type=PROBLEM)


def _of_starlette(
    error: HTTPException, request: Request, headers: dict[str, str]
) -> Invalid | NotFound:
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers.update(error.headers or {})
        detail = f"{request.method} is not for {request.url.path}"
        return Invalid(detail, code="method-not-allowed")
    return NotFound(f"there is nothing at {request.url.path}")


def _complaint(error: dict[str, Any]) -> Complaint:
    place, *path = (str(part) for part in error["loc"])
    name = ".".join(path)
    where = {"query": f"query:{name}", "path": f"path:{name}", "header": f"header:{name}"}
    return Complaint(where.get(place, pointer(name)), "validation-failed", str(error["msg"]))


def _correlation_id(scope: Scope) -> str:
    sent = dict(scope["headers"]).get(CORRELATION.lower().encode(), b"").decode("latin-1")
    return sent if CORRELATION_FORM.fullmatch(sent) else fresh("cor")


def _vouched(scope: Scope) -> str | None:
    try:
        return owner(Request(scope))
    except Unauthenticated:
        return None
