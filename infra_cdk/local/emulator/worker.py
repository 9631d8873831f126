"""
One Lambda execution environment: a process that answers calls with its handler.

It stands alone (no import of ours), because it runs with the function's own path.
Calls come as JSON lines on stdin, answers go as JSON lines on what was stdout;
whatever the handler prints goes to stderr, closed by a mark after each call.
When stdin ends, whoever started us is gone, and so are we, even in mid-call.
"""

import json
import os
import sys
import threading
import time
import traceback
from queue import SimpleQueue
from typing import Any


class Context:
    """What a handler may ask about its own invocation."""

    def __init__(self, call: dict[str, Any]) -> None:
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = int(os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"])
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.invoked_function_arn = call["arn"]
        self.aws_request_id = call["request_id"]
        self.identity = None
        self.client_context = None
        self.deadline = time.monotonic() + call["timeout"]

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self.deadline - time.monotonic()) * 1000))


class Answers:
    """Where answers go, out of reach of a handler that prints."""

    def __init__(self) -> None:
        self._file = os.fdopen(os.dup(1), "w")
        os.dup2(2, 1)

    def say(self, answer: dict[str, Any]) -> None:
        self._file.write(json.dumps(answer) + "\n")
        self._file.flush()

    def close_log(self, call: dict[str, Any]) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(2, f"\0{call['request_id']}\n".encode())


def listen(calls: SimpleQueue[bytes]) -> None:
    with open(0, "rb", closefd=False) as lines:
        for line in lines:
            calls.put(line)
    os._exit(0)


def failure(error: BaseException) -> dict[str, Any]:
    return {
        "errorType": type(error).__name__,
        "errorMessage": str(error),
        "stackTrace": traceback.format_exception(error),
    }


def invoke(handler: Any, call: dict[str, Any]) -> dict[str, Any]:
    if call["trace"]:
        os.environ["_X_AMZN_TRACE_ID"] = call["trace"]
    try:
        result = handler(call["event"], Context(call))
    except Exception as error:
        return {"error": failure(error)}
    try:
        return {"result": json.loads(json.dumps(result))}
    except (TypeError, ValueError) as error:
        return {"error": failure(error) | {"errorType": "Runtime.MarshalError"}}


def main(handler: Any) -> None:
    calls: SimpleQueue[bytes] = SimpleQueue()
    answers = Answers()
    threading.Thread(target=listen, args=(calls,), daemon=True).start()
    while True:
        call = json.loads(calls.get())
        answer = invoke(handler, call)
        answers.close_log(call)
        answers.say(answer)
