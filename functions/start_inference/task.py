"""An engine is asked, and the task token kept until it reports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from harmonia import document
from harmonia.engines.engine import EngineResponse
from harmonia.errors import NotFound
from harmonia.jobs.inference import Inference
from harmonia.jobs.job import Stage
from harmonia.jobs.ports import Documents, Engine, Inferences, Waiting
from harmonia.jobs.progress import Stages
from harmonia.jobs.question import question


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
    engines: Mapping[Stage, Engine],
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
        engine = engines[task.stage]
        state = engine.state()
        inputs = document.digest({**asked.depends_on, "engine": state.fingerprint})
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
        )
        inferences.put(inference)  # before asking: an answer may be faster than we are
        if not state.awake:
            stages.wait(job.id)
        engine.ask(asked, inference.id)
        inferences.put(replace(inference, asked=True))
        return "asked"

    return start_inference


def _last(inferences: Inferences, task: InferenceTask) -> Inference | None:
    """What was asked the last time, if anything was."""
    try:
        return inferences.get(task.job, task.stage)
    except NotFound:
        return None
