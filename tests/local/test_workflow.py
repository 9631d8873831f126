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


def test_branches_that_work_side_by_side_have_tokens_of_their_own(local: Local) -> None:
    states = local.aws("stepfunctions")
    there = states.describe_state_machine(stateMachineArn=local.outputs["Machine"])
    wait = json.loads(there["definition"])["States"]["Token"]
    branches = []
    for part in ("left", "right"):
        # The left one asks first, so that the right one's token would take its place.
        alone = {key: value for key, value in wait.items() if key != "Catch"}
        payload = {"do": "token", "id.$": f"$.{part}", "token.$": "$$.Task.Token"}
        parameters = {**wait["Parameters"], "Payload": payload}
        pause = {"Type": "Wait", "Seconds": 0 if part == "left" else 1, "Next": "Token"}
        task = {**alone, "Parameters": parameters, "Retry": [RETRY]}
        branches.append({"StartAt": "Pause", "States": {"Pause": pause, "Token": task}})
    both = {"Type": "Parallel", "Branches": branches, "End": True}
    machine = {"StartAt": "Both", "States": {"Both": both}}
    made = states.create_state_machine(
        name=uuid.uuid4().hex, definition=json.dumps(machine), roleArn=there["roleArn"]
    )
    names = {part: uuid.uuid4().hex for part in ("left", "right")}
    started = states.start_execution(
        stateMachineArn=made["stateMachineArn"], input=json.dumps(names)
    )

    first, second = token(local, names["left"]), token(local, names["right"])
    states.send_task_failure(taskToken=first, error="Unavailable", cause="not yet")
    time.sleep(1.5)  # until it is asked again
    states.send_task_success(taskToken=token(local, names["left"]), output='{"side": "left"}')
    states.send_task_success(taskToken=second, output='{"side": "right"}')

    output = json.loads(ended(local, started["executionArn"])["output"])
    assert [branch["answer"]["side"] for branch in output] == ["left", "right"]
    assert len({first, second}) == 2


RETRY = {"ErrorEquals": ["Unavailable"], "IntervalSeconds": 1, "MaxAttempts": 2}
