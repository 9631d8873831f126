"""Step Functions: retries and catches by class, callbacks by token, and stopping."""

import contextlib
import json
import time
import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local.conftest import Local, wait_for


def start(local: Local, do: str = "token") -> tuple[str, str]:
    name = uuid.uuid4().hex
    started = local.aws("stepfunctions").start_execution(
        stateMachineArn=local.outputs["Machine"],
        name=name,
        input=json.dumps({"id": name, "do": do}),
    )
    return name, started["executionArn"]


def token(local: Local, name: str) -> str:
    value: str = wait_for(lambda: local.item(f"TOKEN#{name}"))["value"]["S"]
    return value


def ended(local: Local, execution: str) -> dict[str, Any]:
    states = local.aws("stepfunctions")

    def look() -> dict[str, Any] | None:
        described: dict[str, Any] = states.describe_execution(executionArn=execution)
        return described if described["status"] != "RUNNING" else None

    return wait_for(look, 30)


def test_errors_are_retried_and_caught_by_class_and_a_token_wakes_the_task(local: Local) -> None:
    name, execution = start(local)

    local.aws("stepfunctions").send_task_success(taskToken=token(local, name), output='{"a": 1}')

    output = json.loads(ended(local, execution)["output"])
    assert output["flaky"] == {"tries": 3}
    assert output["caught"]["Error"] == "Hopeless"
    assert json.loads(output["caught"]["Cause"])["errorMessage"] == "never"
    assert output["answer"] == {"a": 1}


def test_a_failing_token_is_caught_and_a_second_answer_finds_no_task(local: Local) -> None:
    states = local.aws("stepfunctions")
    name, execution = start(local)
    kept = token(local, name)

    states.send_task_failure(taskToken=kept, error="EngineFailed", cause="out of tune")

    assert json.loads(ended(local, execution)["output"])["error"] == {
        "Error": "EngineFailed",
        "Cause": "out of tune",
    }
    with pytest.raises(states.exceptions.TaskDoesNotExist):
        states.send_task_success(taskToken=kept, output="{}")


@pytest.mark.parametrize(("do", "error"), [("hopeless", "Hopeless"), ("exit", "Runtime.ExitError")])
def test_a_callback_task_fails_with_the_function_it_invokes(
    local: Local, do: str, error: str
) -> None:
    begun = time.monotonic()
    _, execution = start(local, do)

    output = json.loads(ended(local, execution)["output"])

    assert output["error"]["Error"] == error
    assert time.monotonic() - begun < 15  # and not at the task's own time limit


def test_a_stopped_execution_stays_stopped(local: Local) -> None:
    states = local.aws("stepfunctions")
    name, execution = start(local)
    kept = token(local, name)

    states.stop_execution(executionArn=execution, error="Canceled", cause="by its owner")
    late = [states.describe_execution(executionArn=execution)["status"]]
    with contextlib.suppress(states.exceptions.TaskTimedOut):
        states.send_task_success(taskToken=kept, output="{}")
    time.sleep(0.5)

    late.append(states.describe_execution(executionArn=execution)["status"])
    assert late == ["ABORTED", "ABORTED"]


def test_a_name_is_taken_once(local: Local) -> None:
    states = local.aws("stepfunctions")
    name, execution = start(local)
    states.stop_execution(executionArn=execution)

    with pytest.raises(ClientError) as taken:
        states.start_execution(
            stateMachineArn=local.outputs["Machine"], name=name, input='{"id": "other"}'
        )

    assert taken.value.response["Error"]["Code"] == "ExecutionAlreadyExists"
