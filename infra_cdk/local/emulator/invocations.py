"""
Asynchronous invocations of one endpoint: accepted to disk, run in order, reported to a topic.

An accepted invocation is a file until its report is published, so it survives us and
runs again; as at AWS, whoever listens may hear of one inference more than once.
"""

import json
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from infra_cdk.local.emulator.engine import Answer, Engine, EngineError
from infra_cdk.local.emulator.state import write

START_SECONDS = 90.0  # an engine that is not ready by then fails what waits for it


@dataclass(frozen=True)
class Invocation:
    id: str
    endpoint: str
    input: str
    content_type: str
    output: str
    failure: str | None
    accepted: float  # seconds since the epoch
    seconds: float  # for the container to answer
    ttl: float  # seconds in the queue before it is given up

    @property
    def file(self) -> str:
        return f"{self.accepted:017.6f}-{uuid.uuid5(uuid.NAMESPACE_OID, self.output).hex}.json"


class Objects:
    """S3 and SNS as the stand-in uses them."""

    def __init__(self, client: Callable[[str], Any]) -> None:
        self._client = client

    def read(self, uri: str) -> bytes:
        body: bytes = self._client("s3").get_object(**_place(uri))["Body"].read()
        return body

    def write(self, uri: str, body: bytes, content_type: str) -> None:
        self._client("s3").put_object(**_place(uri), Body=body, ContentType=content_type)

    def publish(self, topic: str, message: dict[str, Any]) -> None:
        self._client("sns").publish(TopicArn=topic, Message=json.dumps(message))


class Invocations:
    """The queue of one endpoint and the threads that work on it."""

    def __init__(
        self, folder: Path, config: dict[str, Any], engine: Engine, objects: Objects
    ) -> None:
        self.folder = folder
        self.config = config["AsyncInferenceConfig"]
        self.engine = engine
        self.objects = objects
        self._queue: SimpleQueue[Invocation | None] = SimpleQueue()
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(folder.glob("*.json")):
            self._queue.put(Invocation(**json.loads(path.read_text())))
        client = self.config.get("ClientConfig", {})
        self._width = int(client.get("MaxConcurrentInvocationsPerInstance", 1))
        for _ in range(self._width):
            threading.Thread(target=self._work, daemon=True).start()

    def accept(self, endpoint: str, headers: dict[str, str]) -> Invocation:
        """Keep an invocation for its turn; its ids and places are settled here."""
        output = self.config["OutputConfig"]
        unique = uuid.uuid4()
        failure = output.get("S3FailurePath")
        invocation = Invocation(
            id=headers.get("x-amzn-sagemaker-inference-id") or str(unique),
            endpoint=endpoint,
            input=headers["x-amzn-sagemaker-inputlocation"],
            content_type=headers.get("x-amzn-sagemaker-content-type", "application/json"),
            output=f"{output['S3OutputPath'].rstrip('/')}/{unique}.out",
            failure=f"{failure.rstrip('/')}/{unique}-error.out" if failure else None,
            accepted=time.time(),
            seconds=float(headers.get("x-amzn-sagemaker-invocationtimeoutseconds", 900)),
            ttl=float(headers.get("x-amzn-sagemaker-requestttlseconds", 21600)),
        )
        write(self.folder / invocation.file, asdict(invocation))
        self._queue.put(invocation)
        return invocation

    def end(self) -> None:
        """Let the threads go once the queue is worked off."""
        for _ in range(self._width):
            self._queue.put(None)

    def _work(self) -> None:
        while (invocation := self._queue.get()) is not None:
            received = time.time()
            try:
                message = self._completed(invocation, self._run(invocation))
                topic = "SuccessTopic"
            except Exception as error:
                message = self._failed(invocation, str(error))
                topic = "ErrorTopic"
            self._report(topic, self._envelope(invocation, received) | message)
            (self.folder / invocation.file).unlink(missing_ok=True)

    def _run(self, invocation: Invocation) -> Answer:
        if time.time() > invocation.accepted + invocation.ttl:
            raise EngineError(f"The request expired after {invocation.ttl:g} seconds in the queue")
        try:
            body = self.objects.read(invocation.input)
        except Exception as error:
            raise EngineError(f"Could not read {invocation.input}: {error}") from error
        self.engine.wait(START_SECONDS)
        return self.engine.invoke(body, invocation.content_type, invocation.id, invocation.seconds)

    def _completed(self, invocation: Invocation, answer: Answer) -> dict[str, Any]:
        self.objects.write(invocation.output, answer.body, answer.content_type)
        return {
            "invocationStatus": "Completed",
            "responseParameters": {
                "contentType": answer.content_type,
                "outputLocation": invocation.output,
            },
        }

    def _failed(self, invocation: Invocation, reason: str) -> dict[str, Any]:
        message: dict[str, Any] = {"invocationStatus": "Failed", "failureReason": reason[:1024]}
        if invocation.failure:
            self.objects.write(invocation.failure, reason.encode(), "text/plain")
            message["responseParameters"] = {"outputLocation": invocation.failure}
        return message

    def _envelope(self, invocation: Invocation, received: float) -> dict[str, Any]:
        return {
            "awsRegion": "us-east-1",
            "eventTime": _stamp(time.time()),
            "receivedTime": _stamp(received),
            "requestParameters": {
                "contentType": invocation.content_type,
                "endpointName": invocation.endpoint,
                "inputLocation": invocation.input,
            },
            "inferenceId": invocation.id,
            "eventVersion": "1.0",
            "eventSource": "aws:sagemaker",
            "eventName": "InferenceResult",
        }

    def _report(self, kind: str, message: dict[str, Any]) -> None:
        topics = self.config["OutputConfig"].get("NotificationConfig", {})
        if kind in topics:
            self.objects.publish(topics[kind], message)


def _place(uri: str) -> dict[str, str]:
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    return {"Bucket": bucket, "Key": key}


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
