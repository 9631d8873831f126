"""A brief becomes a song document, or a recording does."""

from collections.abc import Callable

from harmonia import document
from harmonia.engines.engine import Artifact
from harmonia.jobs.job import Stage
from harmonia.jobs.ports import Documents
from harmonia.jobs.progress import Stages
from harmonia.jobs.results import Composed
from harmonia.songs.brief import Brief
from harmonia.songs.song import Song
from harmonia_aws.task import JobTask


def create_task(
    stages: Stages,
    documents: Documents,
    compose: Callable[[Brief], Song],
    hear: Callable[[Artifact, str], Song],
    maker: str,
) -> Callable[[JobTask], str]:
    """The task; `hear` makes the song of a recording and a title, `maker` names the version."""

    def compose_song(task: JobTask) -> str:
        job = stages.begin(task.job, Stage.COMPOSE)
        if job.stages[Stage.COMPOSE].finished_at:
            return "done before"
        recording = job.recording
        heard = recording.sha256 if recording else None
        inputs = document.digest({"brief": job.brief, "recording": heard, "maker": maker})
        found = documents.find_result(Stage.COMPOSE, inputs, Composed)
        if found:
            song = found.song
        else:
            made = hear(recording, job.brief.title) if recording else compose(job.brief)
            song = documents.put_song(made)
        key = documents.put_result(Stage.COMPOSE, inputs, Composed(song))
        stages.finish(job.id, Stage.COMPOSE, key, cached=found is not None, song=song)
        return "cached" if found else "composed"

    return compose_song
