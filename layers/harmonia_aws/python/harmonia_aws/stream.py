"""The edge of a function behind the table's stream."""

from collections.abc import Callable, Mapping
from typing import Any

from harmonia.jobs.job import Job
from harmonia_aws import table


def stream_handler(
    change: Callable[[Job | None, Job], None],
) -> Callable[[dict[str, Any], object], None]:
    """What Lambda calls with each batch; an error has the whole batch told again."""

    def handler(event: dict[str, Any], context: object = None) -> None:
        for record in event["Records"]:
            images = record["dynamodb"]
            new = _job(images.get("NewImage"))
            if new is not None:
                change(_job(images.get("OldImage")), new)

    return handler


def _job(image: Mapping[str, Any] | None) -> Job | None:
    if not image or image[table.SORT]["S"] != table.job_key("").sort:
        return None
    return table.value(Job, image)
