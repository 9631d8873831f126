"""
The emulator's Lambda, made to run functions in our workers.

Two more habits of AWS are put right here, because retries hang on them: a failed
notification of a function is tried again, and a task that must report by its token
fails at once when the function that should have passed the token on fails.
"""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from infra_cdk.local.emulator import inside
from infra_cdk.local.emulator.pool import Pool, service

log = logging.getLogger("harmonia.functions")
NOTIFICATION_RETRIES = (1.0, 2.0)  # seconds; AWS waits a minute, then two
INTERNAL_ERROR = {
    "statusCode": 500,
    "headers": {"Content-Type": "application/json"},
    "body": '{"message":"Internal Server Error"}',
}
callback_token: ContextVar[str | None] = ContextVar("callback_token", default=None)


def run_in(pool: Pool, after: Callable[[], None]) -> None:
    """Let every Python function run in the pool; call `after` when one has finished."""
    trace_id = inside.name("services.lambda_svc", "_xray_trace_id_for_invocation")

    def make(_: Callable[..., Any]) -> Callable[..., Any]:
        def execute(func: dict[str, Any], event: Any, request_id: str) -> dict[str, Any]:
            config = func.get("config") or func
            answer, printed = pool.invoke(
                config, func["code_zip"], event, request_id, trace_id(config)
            )
            after()
            if "error" in answer:
                log_failure(service(config), answer["error"])
                return {"body": answer["error"], "error": True, "log": printed}
            return {"body": answer["result"], "log": printed}

        return execute

    inside.replace("services.lambda_svc", "_execute_function_warm", "func event request_id", make)


def log_failure(name: str, error: dict[str, Any]) -> None:
    """Say in the stage's log what Lambda would say in the function's."""
    trace = "".join(error.get("stackTrace", ()))
    log.warning("%s: %s: %s\n%s", name, error["errorType"], error["errorMessage"], trace)


def run_sockets_too() -> None:
    """Send WebSocket events the same way; the emulator gives them workers of its own."""
    execute = inside.name("services.lambda_svc", "_execute_function")

    def make(_: Callable[..., Any]) -> Callable[..., Any]:
        def lease(
            func_name: str, config: dict[str, Any], code_zip: bytes, qualifier: str = "$LATEST"
        ) -> Lease:
            return Lease(lambda event: execute({"config": config, "code_zip": code_zip}, event))

        return lease

    inside.replace(
        "core.lambda_runtime", "get_or_create_worker", "func_name config code_zip qualifier", make
    )


@dataclass(frozen=True)
class Lease:
    """What the emulator takes for one of its workers."""

    run: Callable[[Any], dict[str, Any]]

    def invoke(self, event: Any, _: str) -> dict[str, Any]:
        result = self.run(event)
        if result.get("error"):
            return {"status": "error", "error": result["body"]["errorMessage"]}
        return {"status": "ok", "result": result["body"]}


def hide_errors() -> None:
    """Answer an HTTP request whose function failed as an HTTP API does, without its traceback."""

    def make(old: Callable[..., Any]) -> Callable[..., Any]:
        def respond(exec_result: dict[str, Any]) -> Any:
            if exec_result.get("error"):
                return INTERNAL_ERROR, None
            return old(exec_result)

        return respond

    inside.replace(
        "services.lambda_svc", "lambda_execute_result_to_api_proxy_response", "exec_result", make
    )


def retry_notifications() -> None:
    """Invoke a topic's function again when it fails, as an asynchronous invocation does."""
    execute = inside.name("services.lambda_svc", "_execute_function_with_config_scope")

    class Lambda:
        """The emulator's Lambda module, as SNS sees it."""

        def __getattr__(self, attribute: str) -> Any:
            return getattr(inside.module("services.lambda_svc"), attribute)

        @staticmethod
        def _execute_function_with_config_scope(func: dict[str, Any], event: Any) -> Any:
            result = execute(func, event)
            for wait in NOTIFICATION_RETRIES:
                if not result.get("error"):
                    break
                time.sleep(wait)
                result = execute(func, event)
            return result

    inside.name("services.sns", "_lambda_svc")
    inside.name("services.sns", "_deliver_to_lambda")
    inside.module("services.sns")._lambda_svc = Lambda()


def give_branches_a_context_each() -> None:
    """Let every branch of a Parallel have its own token and state; the emulator's share them."""

    def alone(old: Callable[..., Any]) -> Callable[..., Any]:
        def run(states: Any, start_at: str, input_data: Any, execution: Any, ctx: Any) -> Any:
            return old(states, start_at, input_data, execution, dict(ctx))

        return run

    signature = "states start_at input_data execution ctx"
    inside.replace("services.stepfunctions", "_run_sub_machine", signature, alone)


def fail_callback_with_its_function() -> None:
    """Fail a waitForTaskToken task when the function it invokes fails, instead of waiting on."""
    tokens = inside.name("services.stepfunctions", "_task_tokens")
    execution_error = inside.name("services.stepfunctions", "_ExecutionError")

    def callback(old: Callable[..., Any]) -> Callable[..., Any]:
        def invoke(resource: str, input_data: Any, token: str, state_def: Any) -> Any:
            set_before = callback_token.set(token)
            try:
                return old(resource, input_data, token, state_def)
            finally:
                callback_token.reset(set_before)

        return invoke

    def call(old: Callable[..., Any]) -> Callable[..., Any]:
        def call_lambda(func_ref: str, event: Any) -> Any:
            try:
                return old(func_ref, event)
            except execution_error as error:
                waiting = tokens.get(callback_token.get())
                if waiting is not None:
                    waiting["error"] = {"Error": error.error, "Cause": error.cause}
                    waiting["event"].set()
                raise

        return call_lambda

    inside.replace(
        "services.stepfunctions",
        "_invoke_with_callback",
        "resource input_data token state_def",
        callback,
    )
    inside.replace("services.stepfunctions", "_call_lambda", "func_ref event", call)
