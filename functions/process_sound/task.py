"""A long sound is listened to or filtered, and the job ends."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from harmonia import document
from harmonia.clock import Clock, stamp
from harmonia.effects.chain import Chain
from harmonia.effects.ports import Renderer
from harmonia.effects.service import MIMES
from harmonia.engines.engine import Artifact, ArtifactKind
from harmonia.errors import Conflict
from harmonia.jobs.change import change
from harmonia.jobs.job import Job, SoundOrder, SoundWork, Status
from harmonia.jobs.ports import JobStore
from harmonia.listening.ports import Analyses, Ears
from harmonia_aws.documents import JSON, Bucket
from harmonia_aws.shelf import Shelf
from harmonia_aws.task import JobTask


def create_task(
    store: JobStore,
    clock: Clock,
    bucket: Bucket,
    analyses: Analyses,
    ears: Ears,
    renderer: Renderer,
) -> Callable[[JobTask], str]:
    """The task."""

    def process_sound(task: JobTask) -> str:
        job = change(store, task.job, lambda job: _become(job, Status.RUNNING))
        if job.status is not Status.RUNNING:
            return job.status.value
        if job.sound is None:
            raise Conflict(f"job {job.id} is about no sound")
        work = listened if job.sound.work is SoundWork.LISTEN else filtered
        with tempfile.TemporaryDirectory() as place:
            made = work(job.inputs[0], job.sound, Path(place))

        def end(job: Job) -> Job:
            ended = _become(job, Status.SUCCEEDED)
            return ended if ended is job else replace(ended, artifacts=(made,))

        return change(store, job.id, end).status.value

    def listened(sound: Artifact, _: SoundOrder, folder: Path) -> Artifact:
        shelf = Shelf(bucket, folder, ears.name)
        found = analyses.find(ears.name, sound.sha256)
        if found is None:
            found = ears.listen(shelf.read(sound))
            analyses.keep(sound.sha256, found)
        path = folder / "analysis.json"
        path.write_bytes(document.canonical(found))
        return shelf.keep(path, path.name, ArtifactKind.ANALYSIS, JSON, (sound.sha256,))

    def filtered(sound: Artifact, order: SoundOrder, folder: Path) -> Artifact:
        shelf = Shelf(bucket, folder, renderer.name)
        path = shelf.read(sound)
        into = folder / f"filtered.{order.format}"
        renderer.seconds(path)  # what nobody can filter is told before it is decoded
        renderer.render(path, Chain.read(order.effects), None, into)
        return shelf.keep(into, into.name, sound.kind, MIMES[order.format], (sound.sha256,))

    def _become(job: Job, status: Status) -> Job:
        """The job one state on, unless it has ended, is there already or nobody wants it."""
        if job.ended or job.status in (status, Status.CANCELING):
            return job
        return job.become(status, at=stamp(clock.now()))

    return process_sound
