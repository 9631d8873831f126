"""The edge of a function behind a queue."""

from collections.abc import Callable
from typing import Any, TypeVar

from harmonia import document
from harmonia_aws.log import Log

M = TypeVar("M")


def queue_handler(
    kind: type[M], work: Callable[[M, int, str], bool], log: Log
) -> Callable[[dict[str, Any], object], dict[str, Any]]:
    """
    What Lambda calls with each batch; messages that are not done with stay in the queue.

    `work` takes a message, how often it was received, and its receipt.
    """

    def handler(event: dict[str, Any], context: object = None) -> dict[str, Any]:
        failed = [record for record in event["Records"] if not done(record)]
        return {"batchItemFailures": [{"itemIdentifier": record["messageId"]} for record in failed]}

    def done(record: dict[str, Any]) -> bool:
        attempt = int(record["attributes"]["ApproximateReceiveCount"])
        try:
            with log.work("letter", letter=record["messageId"], attempt=attempt) as told:
                message = document.loads(kind, record["body"])
                finished = work(message, attempt, record["receiptHandle"])
                told["outcome"] = "done" if finished else "again"
        except Exception:  # logged there; one bad message must not hold up its neighbours
            return False
        return finished

    return handler
