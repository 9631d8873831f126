"""What the table and the bucket promise."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.local.conftest import Local, send


def test_a_condition_that_fails_shows_the_old_item(local: Local) -> None:
    dynamodb = local.aws("dynamodb")
    pk = uuid.uuid4().hex
    local.put(pk, version={"N": "1"})

    with pytest.raises(dynamodb.exceptions.ConditionalCheckFailedException) as failed:
        dynamodb.put_item(
            TableName=local.outputs["Table"],
            Item={"pk": {"S": pk}, "sk": {"S": "-"}},
            ConditionExpression="attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )

    assert failed.value.response["Item"]["version"] == {"N": "1"}


def test_a_transaction_is_whole_or_absent(local: Local) -> None:
    dynamodb = local.aws("dynamodb")
    pk = uuid.uuid4().hex
    table = local.outputs["Table"]
    puts = [
        {"Put": {"TableName": table, "Item": {"pk": {"S": pk}, "sk": {"S": "a"}}}},
        {
            "ConditionCheck": {
                "TableName": table,
                "Key": {"pk": {"S": pk}, "sk": {"S": "never"}},
                "ConditionExpression": "attribute_exists(pk)",
            }
        },
    ]

    with pytest.raises(dynamodb.exceptions.TransactionCanceledException):
        dynamodb.transact_write_items(TransactItems=puts)

    assert local.item(pk, "a") is None


def test_the_index_pages_in_order_from_either_end(local: Local) -> None:
    owner = uuid.uuid4().hex
    for number in range(5):
        local.put(uuid.uuid4().hex, f"{number}", owner={"S": owner})
    ask = {
        "TableName": local.outputs["Table"],
        "IndexName": "by-owner",
        "KeyConditionExpression": "#o = :o",
        "ExpressionAttributeNames": {"#o": "owner"},
        "ExpressionAttributeValues": {":o": {"S": owner}},
        "ScanIndexForward": False,
        "Limit": 3,
    }

    first = local.aws("dynamodb").query(**ask)
    rest = local.aws("dynamodb").query(**ask, ExclusiveStartKey=first["LastEvaluatedKey"])

    found = [item["sk"]["S"] for item in first["Items"] + rest["Items"]]
    assert found == ["4", "3", "2", "1", "0"]


def test_additions_at_once_are_all_counted(local: Local) -> None:
    pk = uuid.uuid4().hex
    dynamodb = local.aws("dynamodb")

    def add(_: int) -> None:
        dynamodb.update_item(
            TableName=local.outputs["Table"],
            Key={"pk": {"S": pk}, "sk": {"S": "-"}},
            UpdateExpression="ADD tries :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
        )

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, range(40)))

    assert local.item(pk)["tries"] == {"N": "40"}  # type: ignore[index]


def test_the_tables_time_to_live_is_on(local: Local) -> None:
    described = local.aws("dynamodb").describe_time_to_live(TableName=local.outputs["Table"])

    assert described["TimeToLiveDescription"] == {
        "TimeToLiveStatus": "ENABLED",
        "AttributeName": "expires",
    }


def presigned(local: Local, method: str, key: str, seconds: int = 60, **more: str) -> str:
    url: str = local.aws("s3").generate_presigned_url(
        method, {"Bucket": local.outputs["Bucket"], "Key": key, **more}, ExpiresIn=seconds
    )
    return url


def test_a_link_puts_and_gets_with_its_own_file_name(local: Local) -> None:
    attachment = 'attachment; filename="song.mp3"'

    put = send("PUT", presigned(local, "put_object", "a/song"), b"0123456789")
    got = local.get(presigned(local, "get_object", "a/song", ResponseContentDisposition=attachment))

    assert (put.status, got.status, got.body) == (200, 200, b"0123456789")
    headers = {name.lower(): value for name, value in got.headers.items()}
    assert headers["content-disposition"] == attachment


def test_a_link_gives_ranges(local: Local) -> None:
    send("PUT", presigned(local, "put_object", "a/range"), b"0123456789")
    url = presigned(local, "get_object", "a/range")

    replies = [local.get(url, Range=f"bytes={part}") for part in ("2-4", "-3", "50-60")]

    assert [reply.status for reply in replies] == [206, 206, 416]
    assert [reply.body for reply in replies[:2]] == [b"234", b"789"]


def test_an_expired_or_changed_link_is_refused(local: Local) -> None:
    send("PUT", presigned(local, "put_object", "a/closed"), b"x")
    short = presigned(local, "get_object", "a/closed", 1)
    changed = presigned(local, "get_object", "a/other").replace("a/other", "a/closed")
    time.sleep(2.1)

    assert [local.get(url).status for url in (short, changed)] == [403, 403]
