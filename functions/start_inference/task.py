"""
An engine is asked, and the task token kept until it reports.

Where a model was asked before and did not deliver, the workflow comes again, and the next in line
is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass

from harmonia import document
from harmonia.engines.engine import EngineResponse
from harmonia.errors import EngineFailed, NotFound, Unavailable
from harmonia.jobs.inference import Inference
from harmonia.jobs.job import Stage
from harmonia.jobs.ports import Documents, Inferences, Waiting
from harmonia.jobs.progress import Stages
from harmonia.jobs.question import question
from harmonia.jobs.routing import Router


@dataclass(frozen=True, slots=True)
class InferenceTask:
    """The payload: which stage of which job, and the token that the workflow waits for."""

    job: str
    stage: Stage
    token: str
    correlation_id: str
    retry: int = 0  # how often the workflow has tried before, maybe under one token


def create_task(
    stages: Stages,
    router: Router,
    inferences: Inferences,
    documents: Documents,
    waiting: Waiting,
) -> Callable[[InferenceTask], str]:
    """The task."""

    def start_inference(task: InferenceTask) -> str:
        last = _last(inferences, task)
        if last and last.asked and (last.token, last.retry) == (task.token, task.retry):
            return "asked before"
        job = stages.begin(task.job, task.stage)
        run = job.stages[task.stage]
        if run.finished_at:
            waiting.succeed(task.token)
            return "done before"
        asked = question(job, task.stage, documents)
        if asked is None:
            stages.skip(job.id, task.stage)
            waiting.succeed(task.token)
            return "not needed"
        choice = router.choose(job, task.stage, router.lost(last))
        stages.choose(job.id, task.stage, choice.key, choice.passed)
        known = {**asked.depends_on, "engine": choice.state.fingerprint}
        if choice.offer and job.engines and job.engines.task:
            known["task"] = job.engines.task
        inputs = document.digest(known)
        if documents.find_result(task.stage, inputs, EngineResponse):
            key = documents.result_key(task.stage, inputs)
            stages.finish(job.id, task.stage, key, cached=True)
            waiting.succeed(task.token)
            return "cached"
        inference = Inference(
            job=job.id,
            stage=task.stage,
            number=run.attempts,
            inputs=inputs,
            token=task.token,
            retry=task.retry,
            since=last.since if last and last.inputs == inputs else run.attempts,
            engine=choice.key,
            passed=choice.passed,
            others=choice.others,
        )
        inferences.put(inference)  # before asking: an answer may be faster than we are
        if not choice.state.awake:
            stages.wait(job.id)
        try:
            choice.engine.ask(asked, inference.id)
        except Unavailable as error:
            if choice.offer is None:
                raise
            router.watch.failed(choice.key)
            inferences.lost(inference, str(error))
            raise EngineFailed(str(error)) from error
        inferences.asked(inference)
        return "asked"

    return start_inference


def _last(inferences: Inferences, task: InferenceTask) -> Inference | None:
    """What was asked the last time, if anything was."""
    try:
        return inferences.get(task.job, task.stage)
    except NotFound:
        return None
