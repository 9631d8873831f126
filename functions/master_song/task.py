"""Dry stems become the mix and everything handed out."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from functions.master_song.cutting import cut_out
from functions.master_song.master import master
from functions.master_song.recording import taken_over
from harmonia import document
from harmonia.engines.engine import Artifact, ArtifactKind, EngineResponse
from harmonia.errors import Conflict
from harmonia.jobs.job import Job, Stage, StageRun
from harmonia.jobs.ports import Documents
from harmonia.jobs.progress import Stages
from harmonia.jobs.results import Mastered
from harmonia_aws.documents import Bucket
from harmonia_aws.shelf import Shelf
from harmonia_aws.task import JobTask

DESK = "desk@3"  # another version may sound different, and takes no result of this one


def create_task(stages: Stages, documents: Documents, bucket: Bucket) -> Callable[[JobTask], str]:
    """The task."""

    def master_song(task: JobTask) -> str:
        job = stages.begin(task.job, Stage.MASTER)
        if job.stages[Stage.MASTER].finished_at:
            return "done before"
        dry = _dry(job, documents)
        if job.song is None or (job.wants(Stage.MUSIC) and not dry):
            raise Conflict(f"job {job.id} has no music to master")
        recording = job.recording
        inputs = document.digest(
            {
                "song": job.song,
                "dry": [artifact.sha256 for artifact in dry],
                "recording": recording and recording.sha256,
                "outputs": job.brief.outputs,
                "film": job.film and job.film.outputs,
                "desk": DESK,
                **({"cut": job.cut} if job.cut else {}),
            }
        )
        found = documents.find_result(Stage.MASTER, inputs, Mastered)
        if found is None:
            song = documents.get_song(job.song)
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place)
                shelf = Shelf(bucket, folder, DESK)
                if recording:
                    found = taken_over(recording, shelf.read, shelf.keep, folder)
                elif job.cut:
                    found = cut_out(
                        song, job.cut, job.brief.outputs, dry, shelf.read, shelf.keep, folder
                    )
                else:
                    found = master(
                        song, job.brief.outputs, job.film, dry, shelf.read, shelf.keep, folder
                    )
            outcome = "mastered"
        else:
            outcome = "cached"
        key = documents.put_result(Stage.MASTER, inputs, found)
        stages.finish(job.id, Stage.MASTER, key, cached=outcome == "cached")
        return outcome

    return master_song


def _dry(job: Job, documents: Documents) -> tuple[Artifact, ...]:
    """What the band and the singer left."""
    runs = (job.stages.get(stage, StageRun()).result for stage in (Stage.MUSIC, Stage.VOCAL))
    return tuple(
        artifact
        for result in runs
        if result
        for artifact in documents.get_result(result, EngineResponse).artifacts
        if artifact.kind in (ArtifactKind.DRY, ArtifactKind.TAKE)
    )
