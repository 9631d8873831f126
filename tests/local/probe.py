"""The handlers of the small stack on which the conformance suite tries the emulator."""

import asyncio
import json
import os
import time
import uuid
from typing import Any

import boto3

asyncio.set_event_loop(asyncio.new_event_loop())  # as web frameworks do when imported
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


class Flaky(Exception):
    """Goes away when tried again."""


class Hopeless(Exception):
    """Does not."""


def note(kind: str, value: Any) -> None:
    table.put_item(
        Item={
            "pk": f"NOTE#{kind}",
            "sk": f"{time.time_ns()}-{uuid.uuid4().hex[:6]}",
            "value": json.dumps(value, default=str),
        }
    )


def api(event: dict[str, Any], context: Any) -> dict[str, Any]:
    if event["rawPath"].endswith("/boom"):
        raise Hopeless("boom")
    claims = event["requestContext"].get("authorizer", {}).get("jwt", {}).get("claims", {})
    told = {
        "path": event["rawPath"],
        "parameters": event.get("pathParameters"),
        "query": event.get("queryStringParameters"),
        "headers": event["headers"],
        "body": event.get("body"),
        "sub": claims.get("sub"),
        "variables": sorted(os.environ),
        "pid": os.getpid(),
        "callback": os.environ["CALLBACK"],
        "request_id": context.aws_request_id,
    }
    asyncio.get_event_loop().run_until_complete(asyncio.to_thread(time.sleep, 0.01))
    print("answering", context.aws_request_id)
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(told),
    }


def socket(event: dict[str, Any], context: Any) -> dict[str, Any]:
    about = event["requestContext"]
    match about["routeKey"]:
        case "$connect":
            denied = (event.get("queryStringParameters") or {}).get("ticket") != "good"
            return {"statusCode": 403 if denied else 200}
        case "$disconnect":
            note("disconnect", about["connectionId"])
        case _:
            callback = boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["CALLBACK"])
            callback.post_to_connection(
                ConnectionId=about["connectionId"], Data=f"echo {event['body']}".encode()
            )
    return {"statusCode": 200}


def task(event: dict[str, Any], context: Any) -> Any:
    match event["do"]:
        case "flaky":
            counted = table.update_item(
                Key={"pk": f"COUNT#{event['id']}", "sk": "-"},
                UpdateExpression="ADD tries :one",
                ExpressionAttributeValues={":one": 1},
                ReturnValues="UPDATED_NEW",
            )
            if counted["Attributes"]["tries"] < 3:
                raise Flaky("not yet")
            return {"tries": int(counted["Attributes"]["tries"])}
        case "hopeless":
            raise Hopeless("never")
        case "sleep":
            time.sleep(event["seconds"])
            return {"pid": os.getpid()}
        case "token":
            table.put_item(Item={"pk": f"TOKEN#{event['id']}", "sk": "-", "value": event["token"]})
        case "exit":
            os._exit(1)
    return None


def record(event: dict[str, Any], context: Any) -> Any:
    """Note what came, by the kind of source; a poisonous message is handed back."""
    if "Records" not in event:
        note(event.get("source", "direct"), event)
        return None
    failures = []
    for one in event["Records"]:
        source = one.get("eventSource") or one["EventSource"]
        if "poison" in one.get("body", ""):
            note("poison", one["attributes"])
            boto3.client("sqs").change_message_visibility(
                QueueUrl=os.environ["QUEUE"],
                ReceiptHandle=one["receiptHandle"],
                VisibilityTimeout=1,
            )
            failures.append({"itemIdentifier": one["messageId"]})
        elif source == "aws:dynamodb" and "bad" in one["dynamodb"]["NewImage"]:
            note("bad", one["dynamodb"]["SequenceNumber"])
            failures.append({"itemIdentifier": one["dynamodb"]["SequenceNumber"]})
        elif source == "aws:dynamodb" and "worse" in one["dynamodb"]["NewImage"]:
            note("worse", one["dynamodb"]["SequenceNumber"])
            raise Hopeless(one["dynamodb"]["SequenceNumber"])
        else:
            note(source, one)
    return {"batchItemFailures": failures}
