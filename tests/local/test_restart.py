"""What survives `kill -9`, and what is left behind: everything accepted, and nothing."""

import contextlib
import json
import os
import signal
import threading
import time
import uuid
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra_cdk.local import process
from tests.local.conftest import Local, wait_for
from tests.local.test_sagemaker import engine, invoke, report


def kill(local: Local) -> None:
    os.kill(local.description["pid"], signal.SIGKILL)
    wait_for(lambda: not process.alive(local.home))


def is_there(pid: int) -> bool:
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_every_accepted_write_is_there_after_a_kill(local: Local) -> None:
    run = uuid.uuid4().hex
    accepted: list[str] = []
    stop = threading.Event()
    dynamodb, s3 = local.aws("dynamodb"), local.aws("s3")

    def write() -> None:
        for number in range(100_000):
            if stop.is_set():
                return
            name = f"{run}-{number}"
            item = {"pk": {"S": f"JOB#{run}"}, "sk": {"S": name}, "status": {"S": "queued"}}
            try:
                dynamodb.put_item(TableName=local.outputs["Table"], Item=item)
                s3.put_object(Bucket=local.outputs["Bucket"], Key=name, Body=name.encode())
            except (BotoCoreError, ClientError):
                return
            accepted.append(name)

    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(1)
    kill(local)
    stop.set()
    writer.join()
    local.up()

    found = local.aws("dynamodb").query(
        TableName=local.outputs["Table"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"JOB#{run}"}},
    )
    assert len(accepted) > 20
    assert set(accepted) <= {item["sk"]["S"] for item in found["Items"]}
    bodies = [
        local.aws("s3").get_object(Bucket=local.outputs["Bucket"], Key=name)["Body"].read()
        for name in accepted[-20:]
    ]
    assert bodies == [name.encode() for name in accepted[-20:]]

    def streamed() -> set[str]:
        notes = local.notes("aws:dynamodb")
        return {note["dynamodb"]["Keys"]["sk"]["S"] for note in notes}

    wait_for(lambda: set(accepted) <= streamed(), 20)  # nothing undelivered was lost either


def test_after_a_kill_the_stream_queue_and_addresses_go_on(local: Local) -> None:
    before = dict(local.description)
    mark = uuid.uuid4().hex

    kill(local)
    local.up()
    local.put(f"JOB#{mark}")
    local.aws("sqs").send_message(QueueUrl=local.outputs["Queue"], MessageBody=mark)

    wait_for(
        lambda: [
            note
            for note in local.notes("aws:dynamodb")
            if note["dynamodb"]["Keys"]["pk"]["S"] == f"JOB#{mark}"
        ]
    )
    wait_for(lambda: [note for note in local.notes("aws:sqs") if note["body"] == mark])
    same = ("api", "websocket", "port", "instance", "username", "password", "client_id")
    assert {name: local.description[name] for name in same} == {name: before[name] for name in same}
    url = f"{local.description['api']}/v1/x"
    assert local.get(url, Authorization=f"Bearer {local.token()}").status == 200


def test_a_message_sent_just_before_a_kill_is_delivered_after_it(local: Local) -> None:
    marks = [uuid.uuid4().hex for _ in range(5)]
    for mark in marks:
        local.aws("sqs").send_message(
            QueueUrl=local.outputs["Queue"], MessageBody=mark, DelaySeconds=2
        )

    kill(local)
    local.up()

    wait_for(lambda: set(marks) <= {note["body"] for note in local.notes("aws:sqs")})


def test_accepted_inferences_run_again_after_a_kill(local: Local) -> None:
    wait_for(lambda: engine(local)["ready"])
    sent = [invoke(local, {"do": "sing", "seconds": 0.5})[0] for _ in range(4)]
    time.sleep(0.7)

    kill(local)
    local.up()

    done = [report(local, inference_id, 30) for inference_id in sent]
    assert [one["invocationStatus"] for one in done] == ["Completed"] * 4


def test_a_killed_stage_leaves_no_process_and_fails_what_was_parked(local: Local) -> None:
    name = uuid.uuid4().hex
    states = local.aws("stepfunctions")
    execution = states.start_execution(
        stateMachineArn=local.outputs["Machine"],
        name=name,
        input=json.dumps({"id": name, "do": "token"}),
    )["executionArn"]
    wait_for(lambda: local.item(f"TOKEN#{name}"))
    worker = local.get(f"{local.description['api']}/open/x").json["pid"]
    theirs = [worker, wait_for(lambda: engine(local)["pid"])]
    time.sleep(0.5)  # the executions' file follows within this

    kill(local)
    wait_for(lambda: not any(is_there(pid) for pid in theirs), 5)
    local.up()

    described: dict[str, Any] = local.aws("stepfunctions").describe_execution(
        executionArn=execution
    )
    assert (described["status"], described["error"]) == ("FAILED", "States.ServiceRestart")


def test_a_killed_worker_is_a_runtime_exit_and_the_next_call_is_well(local: Local) -> None:
    answers: list[Any] = []
    call = threading.Thread(
        target=lambda: answers.append(local.invoke("Task", {"do": "sleep", "seconds": 5}))
    )
    pid = local.invoke("Task", {"do": "sleep", "seconds": 0})["pid"]
    call.start()
    time.sleep(0.5)

    os.kill(pid, signal.SIGKILL)
    call.join()

    assert answers[0]["errorType"] == "Runtime.ExitError"
    assert local.invoke("Task", {"do": "sleep", "seconds": 0})["pid"] != pid


def test_down_ends_everything_and_up_is_quick(local: Local) -> None:
    worker = local.get(f"{local.description['api']}/open/x").json["pid"]
    theirs = [worker, wait_for(lambda: engine(local)["pid"]), local.description["pid"]]

    assert process.stop(local.home)
    assert not local.home.stage.exists()
    wait_for(lambda: not any(is_there(pid) for pid in theirs), 5)
    begun = time.monotonic()
    local.up()

    assert local.get(f"{local.description['api']}/open/x").status == 200
    assert time.monotonic() - begun < 10
