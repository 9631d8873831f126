"""An engine behind a SageMaker asynchronous endpoint."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from harmonia import document
from harmonia.engines.engine import EngineRequest
from harmonia.engines.offer import Offer
from harmonia.errors import Conflict, Invalid, Unavailable
from harmonia.jobs.inference import EngineState, Question
from harmonia.jobs.job import Job
from harmonia_aws.documents import (
    JSON,
    Bucket,
    artifact_place,
    cancel_place,
    progress_place,
    request_place,
    song_place,
)
from harmonia_aws.errors import code, domain_errors
from harmonia_aws.log import Log

GONE = frozenset({"ValidationException", "ValidationError"})  # no such endpoint
READY = frozenset({"InService", "Updating", "SystemUpdating", "RollingBack"})


@dataclass(frozen=True)
class SageMakerEngine:
    """Asks through S3; the answer comes through the endpoint's topics."""

    control: Any  # boto3's SageMaker client
    runtime: Any  # boto3's SageMaker runtime client
    bucket: Bucket
    endpoint: str
    offer: Offer | None = None  # of a model; None: a built-in engine

    def state(self) -> EngineState:
        """Which version it is and whether it is awake; Unavailable if it cannot be asked now."""
        with _asking():
            found = self.control.describe_endpoint(EndpointName=self.endpoint)
        if found["EndpointStatus"] not in READY:
            raise Unavailable(f"the engine is {found['EndpointStatus']}")
        variants = found.get("ProductionVariants", ())
        return EngineState(
            fingerprint=found["EndpointConfigName"],
            awake=all(variant.get("CurrentInstanceCount", 1) > 0 for variant in variants),
        )

    def ask(self, question: Question, inference_id: str) -> None:
        """Send the request; the answer is reported under the id later."""
        job, stage = question.job, question.stage
        if job.song is None:
            raise Conflict(f"job {job.id} has no song to play")
        request = EngineRequest(
            job=job.id,
            stage=stage,
            song=self.bucket.uri(song_place(job.song)),
            song_sha256=job.song,
            seed=job.brief.seed,
            artifacts=self.bucket.uri(artifact_place("")),
            progress=self.bucket.uri(progress_place(job.id, stage)),
            cancel=self.bucket.uri(cancel_place(job.id)),
            correlation_id=job.correlation_id,
            inputs=question.inputs,
            film=question.film,
            **self._of_model(job),
            conversion=question.conversion,
        )
        place = request_place(inference_id)
        self.bucket.put(place, document.canonical(request))
        with _asking():
            self.runtime.invoke_endpoint_async(
                EndpointName=self.endpoint,
                InputLocation=self.bucket.uri(place),
                InferenceId=inference_id,
                ContentType=JSON,
                Accept=JSON,
                **self._patience,
            )

    def _of_model(self, job: Job) -> dict[str, Any]:
        """What only models are told."""
        if self.offer is None:
            return {}
        return {
            "variant": self.offer.variant,
            "task": job.engines.task if job.engines else "",
            "limit_seconds": self.offer.patience,
        }

    @property
    def _patience(self) -> dict[str, int]:
        """How long SageMaker lets a model work, and a question wait for its turn."""
        if self.offer is None:
            return {}
        patience = round(self.offer.patience)
        return {"InvocationTimeoutSeconds": patience, "RequestTTLSeconds": max(60, patience)}


@contextmanager
def _asking() -> Iterator[None]:
    """Say SageMaker's errors in the domain's words; an endpoint may also be gone."""
    try:
        with domain_errors("the engine cannot be asked now"):
            yield
    except ClientError as error:
        if code(error) not in GONE:
            raise
        raise Unavailable("the engine is not there") from error


@dataclass(frozen=True, slots=True)
class EngineReport:
    """What SageMaker says on an endpoint's topics."""

    inference_id: str
    output: str | None  # where the answer is
    failure: str | None  # why there is none


def read_report(message: str) -> EngineReport:
    """The report in a topic's message; Invalid if it is none."""
    try:
        told = json.loads(message)
        failed = told["invocationStatus"] != "Completed"
        return EngineReport(
            inference_id=str(told["inferenceId"]),
            output=None if failed else told["responseParameters"]["outputLocation"],
            failure=str(told.get("failureReason") or "no reason given") if failed else None,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid(f"not a report of an endpoint: {error!r}") from error


def report_handler(
    reports: Callable[[EngineReport], str], log: Log
) -> Callable[[dict[str, Any], object], None]:
    """What SNS calls; a message that is no report of ours is logged and dropped."""

    def handler(event: dict[str, Any], context: object = None) -> None:
        for record in event["Records"]:
            try:
                report = read_report(record["Sns"]["Message"])
                with log.work("inference", inference=report.inference_id) as told:
                    told["outcome"] = reports(report)
            except Invalid as error:
                log.warn("dropped", reason=str(error))

    return handler
