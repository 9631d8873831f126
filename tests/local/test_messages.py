"""Topics, queues and streams that invoke functions."""

import json
import uuid

import pytest

from tests.local.conftest import Local, wait_for


def test_a_topic_invokes_its_function(local: Local) -> None:
    said = uuid.uuid4().hex

    local.aws("sns").publish(TopicArn=local.outputs["Topic"], Message=said)

    wait_for(lambda: [n for n in local.notes("aws:sns") if n["Sns"]["Message"] == said])


def test_of_a_batch_only_the_poisonous_message_comes_again_and_then_to_the_dead(
    local: Local,
) -> None:
    mark = uuid.uuid4().hex
    sqs = local.aws("sqs")
    bodies = [f"{mark}-0", f"{mark}-poison", f"{mark}-1"]
    sqs.send_message_batch(
        QueueUrl=local.outputs["Queue"],
        Entries=[{"Id": str(i), "MessageBody": body} for i, body in enumerate(bodies)],
    )

    dead = wait_for(lambda: sqs.receive_message(QueueUrl=local.outputs["Dead"]).get("Messages"), 20)

    assert [message["Body"] for message in dead] == [f"{mark}-poison"]
    good = [n["body"] for n in local.notes("aws:sqs") if n["body"].startswith(mark)]
    assert sorted(good) == [f"{mark}-0", f"{mark}-1"]
    received = [int(n["ApproximateReceiveCount"]) for n in local.notes("poison")]
    assert received == [1, 2]


def test_a_change_of_an_item_reaches_the_streams_function_with_both_images(
    local: Local,
) -> None:
    pk = f"JOB#{uuid.uuid4().hex}"
    local.put(pk, status={"S": "queued"})
    local.put(f"OTHER#{pk}")
    local.put(pk, status={"S": "running"})

    def changes() -> list[tuple[str, str | None, str]]:
        return [
            (
                note["eventName"],
                note["dynamodb"].get("OldImage", {}).get("status", {}).get("S"),
                note["dynamodb"]["NewImage"]["status"]["S"],
            )
            for note in local.notes("aws:dynamodb")
            if note["dynamodb"]["Keys"]["pk"]["S"] == pk
        ]

    wait_for(lambda: len(changes()) == 2)
    assert changes() == [("INSERT", None, "queued"), ("MODIFY", "queued", "running")]


@pytest.mark.parametrize("kind", ["bad", "worse"])
def test_of_a_stream_only_the_bad_record_is_given_up_after_its_retries(
    local: Local, kind: str
) -> None:
    pk = f"JOB#{uuid.uuid4().hex}"
    writes = [
        {"PutRequest": {"Item": {"pk": {"S": pk}, "sk": {"S": f"{number}"}}}} for number in range(6)
    ]
    writes[3]["PutRequest"]["Item"][kind] = {"S": "yes"}
    local.aws("dynamodb").batch_write_item(RequestItems={local.outputs["Table"]: writes})

    def came() -> list[str]:
        keys = [note["dynamodb"]["Keys"] for note in local.notes("aws:dynamodb")]
        return [key["sk"]["S"] for key in keys if key["pk"]["S"] == pk]

    given_up = wait_for(
        lambda: (
            local.aws("sqs").receive_message(QueueUrl=local.outputs["Undelivered"]).get("Messages")
        )
    )

    wait_for(lambda: "5" in came())
    assert sorted(set(came())) == ["0", "1", "2", "4", "5"]
    about = json.loads(given_up[0]["Body"])
    assert about["requestContext"]["condition"] == "RetryAttemptsExhausted"
    assert about["DDBStreamBatchInfo"]["batchSize"] == 1
    assert about["DDBStreamBatchInfo"]["startSequenceNumber"] == local.notes(kind)[-1]
    local.aws("sqs").purge_queue(QueueUrl=local.outputs["Undelivered"])


def test_a_function_invoked_as_an_event_runs_by_and_by(local: Local) -> None:
    source = uuid.uuid4().hex

    answer = local.aws("lambda").invoke(
        FunctionName=local.outputs["Record"],
        InvocationType="Event",
        Payload=json.dumps({"source": source}).encode(),
    )

    assert answer["StatusCode"] == 202
    wait_for(lambda: local.notes(source))
