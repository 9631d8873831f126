"""A brief becomes a song document."""

from collections.abc import Callable

from harmonia import document
from harmonia.jobs.job import Stage
from harmonia.jobs.ports import Documents
from harmonia.jobs.progress import Stages
from harmonia.jobs.results import Composed
from harmonia.songs.brief import Brief
from harmonia.songs.song import Song
from harmonia_aws.task import JobTask


def create_task(
    stages: Stages, documents: Documents, compose: Callable[[Brief], Song], composer: str
) -> Callable[[JobTask], str]:
    """The task; `composer` names the version that composes."""

    def compose_song(task: JobTask) -> str:
        job = stages.begin(task.job, Stage.COMPOSE)
        if job.stages[Stage.COMPOSE].finished_at:
            return "done before"
        inputs = document.digest({"brief": job.brief, "composer": composer})
        found = documents.find_result(Stage.COMPOSE, inputs, Composed)
        song = found.song if found else documents.put_song(compose(job.brief))
        key = documents.put_result(Stage.COMPOSE, inputs, Composed(song))
        stages.finish(job.id, Stage.COMPOSE, key, cached=found is not None, song=song)
        return "cached" if found else "composed"

    return compose_song
