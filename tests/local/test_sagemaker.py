"""The stand-in for SageMaker's asynchronous endpoints."""

import json
import os
import signal
import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra_cdk.local import process
from tests.local.conftest import Local, wait_for


def invoke(local: Local, told: dict[str, Any], **more: Any) -> tuple[str, dict[str, Any]]:
    inference_id = uuid.uuid4().hex
    key = f"requests/{inference_id}.json"
    local.aws("s3").put_object(
        Bucket=local.outputs["Bucket"], Key=key, Body=json.dumps(told).encode()
    )
    answer = local.aws("sagemaker-runtime").invoke_endpoint_async(
        EndpointName=local.outputs["Endpoint"],
        InferenceId=inference_id,
        InputLocation=f"s3://{local.outputs['Bucket']}/{key}",
        ContentType="application/json",
        **more,
    )
    return inference_id, answer


def reports(local: Local, inference_id: str) -> list[dict[str, Any]]:
    said = [json.loads(n["Sns"]["Message"]) for n in local.notes("aws:sns") if _is_json(n)]
    return [one for one in said if one["inferenceId"] == inference_id]


def _is_json(note: dict[str, Any]) -> bool:
    return bool(note["Sns"]["Message"].startswith("{"))


def report(local: Local, inference_id: str, seconds: float = 15) -> dict[str, Any]:
    return wait_for(lambda: reports(local, inference_id), seconds)[0]


def read(local: Local, uri: str) -> bytes:
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    body: bytes = local.aws("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    return body


def engine(local: Local) -> dict[str, Any]:
    said = process.running(local.home)
    assert said is not None
    found: dict[str, Any] = said["engines"][local.outputs["Endpoint"]]
    return found


def test_an_endpoint_is_in_service_once_its_engine_answers(local: Local) -> None:
    def status() -> str:
        described = local.aws("sagemaker").describe_endpoint(EndpointName=local.outputs["Endpoint"])
        return str(described["EndpointStatus"])

    assert status() in ("Creating", "InService")
    wait_for(lambda: status() == "InService")


def test_an_invocation_is_accepted_and_its_answer_reported(local: Local) -> None:
    inference_id, accepted = invoke(local, {"do": "sing"})

    said = report(local, inference_id)

    assert accepted["ResponseMetadata"]["HTTPStatusCode"] == 202
    assert accepted["InferenceId"] == inference_id
    assert said["invocationStatus"] == "Completed"
    assert said["responseParameters"]["outputLocation"] == accepted["OutputLocation"]
    assert said["requestParameters"]["endpointName"] == local.outputs["Endpoint"]
    assert json.loads(read(local, accepted["OutputLocation"]))["sang"] == {"do": "sing"}


def test_a_refusal_is_reported_with_the_containers_words(local: Local) -> None:
    inference_id, accepted = invoke(local, {"do": "refuse"})

    said = report(local, inference_id)

    assert said["invocationStatus"] == "Failed"
    assert "client error (422)" in said["failureReason"]
    assert "no such key" in said["failureReason"]
    assert b"no such key" in read(local, accepted["FailureLocation"])


def test_an_engine_that_dies_fails_its_invocation_and_comes_back(local: Local) -> None:
    before = engine(local)["pid"]
    inference_id, _ = invoke(local, {"do": "die"})

    said = report(local, inference_id)
    again, _ = invoke(local, {"do": "sing"})

    assert said["invocationStatus"] == "Failed"
    assert "ended before it answered" in said["failureReason"]
    assert report(local, again)["invocationStatus"] == "Completed"
    assert engine(local)["pid"] != before


def test_an_engine_killed_while_idle_comes_back(local: Local) -> None:
    wait_for(lambda: engine(local)["ready"])
    os.kill(engine(local)["pid"], signal.SIGKILL)

    inference_id, _ = invoke(local, {"do": "sing"})

    assert report(local, inference_id)["invocationStatus"] == "Completed"


def test_an_engine_that_hangs_is_given_up_in_time(local: Local) -> None:
    inference_id, _ = invoke(local, {"do": "sing", "seconds": 60}, InvocationTimeoutSeconds=1)

    said = report(local, inference_id)

    assert said["invocationStatus"] == "Failed"
    assert "did not answer within 1 seconds" in said["failureReason"]


def test_one_engine_takes_one_at_a_time_in_order(local: Local) -> None:
    sent = [invoke(local, {"do": "sing", "seconds": 0.2})[0] for _ in range(4)]

    done = [report(local, inference_id) for inference_id in sent]

    assert [one["eventTime"] for one in done] == sorted(one["eventTime"] for one in done)
    assert len({one["eventTime"][:21] for one in done}) == 4  # tenths of a second


def test_an_unknown_endpoint_is_refused(local: Local) -> None:
    with pytest.raises(ClientError) as refused:
        local.aws("sagemaker-runtime").invoke_endpoint_async(
            EndpointName="nobody", InputLocation="s3://a/b"
        )

    assert refused.value.response["Error"]["Code"] == "ValidationError"
