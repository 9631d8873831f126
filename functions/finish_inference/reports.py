"""
An engine's report wakes the workflow that waits for it.

Reports come late, twice and out of order. The first good answer to the question counts, whichever
attempt it was given to; a failure counts only for the latest; everything else changes nothing. A
model's failure is kept, so that the next in line is asked.
"""

import re
from collections.abc import Callable, Sequence

from harmonia import document
from harmonia.engines.engine import Artifact, EngineResponse
from harmonia.engines.offer import Offer
from harmonia.errors import Conflict, EngineFailed, HarmoniaError, Invalid, NotFound
from harmonia.jobs.inference import Inference, parse_inference_id
from harmonia.jobs.job import Stage
from harmonia.jobs.ports import Documents, Inferences, Waiting
from harmonia.jobs.progress import Stages
from harmonia.jobs.routing import Watch
from harmonia_aws.documents import Bucket, artifact_place
from harmonia_aws.inference import EngineReport

SHA256 = re.compile("[0-9a-f]{64}")
REFUSED = re.compile(r"\(?\b4(?:00|13|22)\b\)?")
DETAIL = re.compile(r'\\?"detail\\?"\s*:\s*\\?"([^"\\]+)')
CANCELLED = re.compile(r"error \(409\)")
LATE = re.compile(r"time[ds]?[ -]?out|timeout", re.IGNORECASE)


def create_reports(
    stages: Stages,
    inferences: Inferences,
    documents: Documents,
    waiting: Waiting,
    bucket: Bucket,
    offered: Sequence[Offer],
    watch: Watch,
) -> Callable[[EngineReport], str]:
    """What is done with a report; its outcome in a word."""

    def finish_inference(report: EngineReport) -> str:
        job_id, stage, number = parse_inference_id(report.inference_id)
        try:
            inference = inferences.get(job_id, stage)
        except NotFound:
            return "nobody asked"
        if not inference.answered_by(number):
            return "late"
        try:
            response = _answer(report, job_id, stage, bucket)
            offer = _maker(inference, response, offered)
        except (EngineFailed, Invalid, Conflict) as error:
            if inference.number != number:
                return "late"
            told = _lost(inference, error) if inference.engine else error
            waiting.fail(inference.token, told)
            return type(told).__name__
        key = documents.put_result(stage, inference.inputs, response)
        if offer:
            watch.succeeded(offer.key)
        usd = offer.usd(response.seconds.get("total", 0.0)) if offer else None
        stages.finish(job_id, stage, key, usd=usd)
        waiting.succeed(inference.token)
        return "finished"

    def _lost(inference: Inference, error: HarmoniaError) -> HarmoniaError:
        """What the workflow is told of a model's failure: to come again, if others are left."""
        if inference.failed:
            return EngineFailed(inference.failed)  # the report came twice
        if isinstance(error, Conflict):
            return error  # nobody wants the answer any more
        if isinstance(error, EngineFailed):  # a refusal is no fault of the model's
            watch.failed(inference.engine)
        inferences.lost(inference, str(error))
        return EngineFailed(str(error)) if inference.others else error

    return finish_inference


def _answer(report: EngineReport, job_id: str, stage: Stage, bucket: Bucket) -> EngineResponse:
    """The engine's answer, if it is one and everything it names is there."""
    if report.output is None:
        raise _failure(report.failure or "")
    try:
        response = document.loads(EngineResponse, bucket.get(bucket.place(report.output)))
    except (HarmoniaError, UnicodeDecodeError, RecursionError) as error:
        raise EngineFailed(f"the engine's answer makes no sense: {error}"[:500]) from error
    if (response.job, response.stage) != (job_id, stage) or not response.artifacts:
        raise EngineFailed("the engine's answer is not about what it was asked")
    for artifact in response.artifacts:
        _check(artifact, bucket)
    return response


def _maker(
    inference: Inference, response: EngineResponse, offered: Sequence[Offer]
) -> Offer | None:
    """The model that was asked, if one was; EngineFailed if the answer is by somebody else."""
    if not inference.engine:
        return None
    for offer in offered:
        if offer.key == inference.engine and offer.is_honest(response.model):
            return offer
    raise EngineFailed(f"the engine is not {inference.engine} under the terms it is offered")


def _check(artifact: Artifact, bucket: Bucket) -> None:
    if not SHA256.fullmatch(artifact.sha256):
        raise EngineFailed(f"the engine gave {artifact.name} a hash that is none")
    try:
        size = bucket.size(artifact_place(artifact.sha256))
    except NotFound as error:
        raise EngineFailed(f"the engine did not leave {artifact.name}") from error
    if size != artifact.bytes:
        raise EngineFailed(f"the engine left {artifact.name} unfinished")


def _failure(reason: str) -> EngineFailed | Invalid | Conflict:
    """The reason in words; Invalid if asking again won't help, Conflict if nobody wants it."""
    detail = DETAIL.search(reason)
    words = detail[1] if detail else reason[:300]
    if LATE.search(reason):
        return EngineFailed("the engine did not answer in time")
    if REFUSED.search(reason):
        return Invalid(f"the engine refused the song: {words}")
    if CANCELLED.search(reason):
        return Conflict(f"the engine stopped: {words}")
    return EngineFailed(f"the engine failed: {words}")
