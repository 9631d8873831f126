"""
An engine's report wakes the workflow that waits for it.

Reports come late, twice and out of order. The first good answer to the question counts, whichever
attempt it was given to; a failure counts only for the latest; everything else changes nothing.
"""

import re
from collections.abc import Callable

from harmonia import document
from harmonia.engines.engine import Artifact, EngineResponse
from harmonia.errors import EngineFailed, HarmoniaError, Invalid, NotFound
from harmonia.jobs.inference import parse_inference_id
from harmonia.jobs.job import Stage
from harmonia.jobs.ports import Documents, Inferences, Waiting
from harmonia.jobs.progress import Stages
from harmonia_aws.documents import Bucket, artifact_place
from harmonia_aws.inference import EngineReport

SHA256 = re.compile("[0-9a-f]{64}")
REFUSED = re.compile(r"\(?\b4(?:00|13|22)\b\)?")
DETAIL = re.compile(r'\\?"detail\\?"\s*:\s*\\?"([^"\\]+)')
LATE = re.compile(r"time[ds]?[ -]?out|timeout", re.IGNORECASE)


def create_reports(
    stages: Stages,
    inferences: Inferences,
    documents: Documents,
    waiting: Waiting,
    bucket: Bucket,
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
        except (EngineFailed, Invalid) as error:
            if inference.number != number:
                return "late"
            waiting.fail(inference.token, error)
            return type(error).__name__
        key = documents.put_result(stage, inference.inputs, response)
        stages.finish(job_id, stage, key)
        waiting.succeed(inference.token)
        return "finished"

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


def _check(artifact: Artifact, bucket: Bucket) -> None:
    if not SHA256.fullmatch(artifact.sha256):
        raise EngineFailed(f"the engine gave {artifact.name} a hash that is none")
    try:
        size = bucket.size(artifact_place(artifact.sha256))
    except NotFound as error:
        raise EngineFailed(f"the engine did not leave {artifact.name}") from error
    if size != artifact.bytes:
        raise EngineFailed(f"the engine left {artifact.name} unfinished")


def _failure(reason: str) -> EngineFailed | Invalid:
    """The reason in words for people; Invalid if asking again won't help."""
    detail = DETAIL.search(reason)
    words = detail[1] if detail else reason[:300]
    if LATE.search(reason):
        return EngineFailed("the engine did not answer in time")
    if REFUSED.search(reason):
        return Invalid(f"the engine refused the song: {words}")
    return EngineFailed(f"the engine failed: {words}")
