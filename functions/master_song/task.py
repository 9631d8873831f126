"""Dry stems become the mix and everything handed out."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from functions.master_song.master import master
from harmonia import document
from harmonia.engines.engine import EngineResponse
from harmonia.errors import Conflict
from harmonia.jobs.job import Stage, StageRun
from harmonia.jobs.ports import Documents
from harmonia.jobs.progress import Stages
from harmonia.jobs.results import Mastered
from harmonia_aws.documents import Bucket
from harmonia_aws.shelf import Shelf
from harmonia_aws.task import JobTask

DESK = "desk@1"  # another version may sound different, and takes no result of this one


def create_task(stages: Stages, documents: Documents, bucket: Bucket) -> Callable[[JobTask], str]:
    """The task."""

    def master_song(task: JobTask) -> str:
        job = stages.begin(task.job, Stage.MASTER)
        if job.stages[Stage.MASTER].finished_at:
            return "done before"
        music = job.stages.get(Stage.MUSIC, StageRun()).result
        if job.song is None or music is None:
            raise Conflict(f"job {job.id} has no music to master")
        dry = documents.get_result(music, EngineResponse).artifacts
        inputs = document.digest(
            {"song": job.song, "dry": [artifact.sha256 for artifact in dry], "desk": DESK}
        )
        found = documents.find_result(Stage.MASTER, inputs, Mastered)
        if found is None:
            song = documents.get_song(job.song)
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place)
                shelf = Shelf(bucket, folder, DESK)
                found = master(song, dry, shelf.read, shelf.keep, folder)
            outcome = "mastered"
        else:
            outcome = "cached"
        key = documents.put_result(Stage.MASTER, inputs, found)
        stages.finish(job.id, Stage.MASTER, key, cached=outcome == "cached")
        return outcome

    return master_song
