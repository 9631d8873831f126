"""SageMaker's container contract: GET /ping says ready, POST /invocations does the work."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from harmonia import document
from harmonia.engines.engine import EngineRequest
from harmonia.errors import (
    Conflict,
    EngineFailed,
    HarmoniaError,
    Invalid,
    NotFound,
    Unavailable,
)
from inference_containers.serving import log
from inference_containers.serving.engine import Engine
from inference_containers.serving.loading import Loading

PORT = 8080
LARGEST = 1 << 20  # bytes of a request: it only holds addresses
PATIENCE = 25  # seconds for work at hand after SIGTERM; SageMaker kills after 30
IDENTITY = "X-Harmonia-Engine"
PROBLEM = "application/problem+json"
STATUS: dict[type[HarmoniaError], HTTPStatus] = {
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFound: HTTPStatus.UNPROCESSABLE_ENTITY,  # the request names something that is not there
    Conflict: HTTPStatus.CONFLICT,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    EngineFailed: HTTPStatus.INTERNAL_SERVER_ERROR,
    HarmoniaError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def create_app(engine: Engine | Loading, at_once: int = 1) -> Starlette:
    """Serve one engine, so many requests at once; /ping never waits for work."""
    turns = asyncio.Semaphore(at_once)
    loading = engine if isinstance(engine, Loading) else Loading.done(engine)

    async def ping(_: Request) -> Response:
        try:
            return Response(headers={IDENTITY: document.digest(loading.engine.model)})
        except HarmoniaError as error:
            return problem(error)

    async def invocations(http: Request) -> Response:
        began = time.monotonic()
        said: dict[str, object] = {}
        try:
            request = document.loads(EngineRequest, await body(http))
            said |= {"job": request.job, "stage": request.stage}
            said |= {"correlation_id": request.correlation_id}
            ready = loading.engine
            async with turns:
                response = await run_in_threadpool(ready.generate, request)
            answer: Response = JSONResponse(document.plain(response))
        except HarmoniaError as error:
            answer = problem(error)
            said |= {"error": type(error).__name__, "detail": str(error)}
        except Exception as error:
            answer = problem(EngineFailed(f"the engine broke: {type(error).__name__}: {error}"))
            log.logger.exception("engine broke", extra={"said": said})
        said |= {"status": answer.status_code, "milliseconds": since(began)}
        log.logger.info("invocation", extra={"said": said})
        return answer

    return Starlette(
        routes=[Route("/ping", ping), Route("/invocations", invocations, methods=["POST"])]
    )


async def body(http: Request) -> bytes:
    """The request's body; Invalid as soon as it is too large."""
    content = bytearray()
    async for chunk in http.stream():
        content += chunk
        if len(content) > LARGEST:
            raise Invalid(f"the request is larger than {LARGEST >> 20} MiB", code="too-large")
    return bytes(content)


def problem(error: HarmoniaError) -> JSONResponse:
    """The error as a problem (RFC 9457), by the nearest class in the table."""
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    said = {
        "type": "about:blank",
        "title": type(error).__name__,
        "status": int(status),
        "detail": str(error),
    }
    if isinstance(error, Invalid):
        said |= {"field": error.field, "code": error.code}
    return JSONResponse(said, status_code=status, media_type=PROBLEM)


def since(began: float) -> int:
    """Milliseconds that have passed."""
    return round(1000 * (time.monotonic() - began))


def serve(engine: Engine, environ: Mapping[str, str] = os.environ) -> None:
    """Serve a loaded engine until SIGTERM, then finish the work at hand."""
    log.configure()
    _server(create_app(engine), environ).run()


def serve_loading(
    load: Callable[[], Engine], at_once: int = 1, environ: Mapping[str, str] = os.environ
) -> None:
    """
    Serve an engine that takes its time to load: /ping says 503 until it is there.

    Where it cannot be loaded, /ping says why for a moment, and the process ends with 1.
    """
    log.configure()
    loading = Loading(load)
    server = _server(create_app(loading, at_once), environ)

    def give_up() -> None:
        server.should_exit = True

    threading.Thread(target=loading.load, args=(give_up,), name="load", daemon=True).start()
    server.run()
    if loading.failed:
        sys.exit(1)


def _server(app: Starlette, environ: Mapping[str, str]) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=environ.get("HOST", "0.0.0.0"),
            port=int(environ.get("PORT", PORT)),
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=PATIENCE,
        )
    )
