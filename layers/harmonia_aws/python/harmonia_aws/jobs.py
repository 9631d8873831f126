"""Jobs, and what engines were asked for, in DynamoDB."""

from collections.abc import Iterable
from dataclasses import dataclass

from harmonia.jobs.inference import Inference
from harmonia.jobs.job import Job, Stage, Status
from harmonia.paging import Page
from harmonia.songs.record import SongRecord
from harmonia_aws import table
from harmonia_aws.dynamodb import Table
from harmonia_aws.songs import artifact_item, song_item
from harmonia_aws.table import Item, Listed

INFERENCE_DAYS = 7


@dataclass(frozen=True)
class DynamoJobStore:
    """Jobs in the table; open ones have a mark beside them until they end."""

    table: Table

    def add(self, job: Job) -> None:
        """Keep a new job; Conflict if its id is taken."""
        mark = table.open_key(job.id).item
        self.table.together(f"job {job.id}", puts=[self.table.new(_item(job)), {"Item": mark}])

    def get(self, job_id: str) -> Job:
        """The job of that id; NotFound if there is none."""
        return self.table.get(table.job_key(job_id), Job, f"no job {job_id}")

    def replace(self, old: Job, new: Job) -> None:
        """Put the new version in the place of the old; Conflict if another came first."""
        self.table.replace(_item(new), old.version, f"job {old.id} changed meanwhile")

    def end(self, old: Job, new: Job, song: SongRecord | None = None) -> None:
        """Like `replace`, and in the same moment close the job and keep the song it made."""
        puts = [self.table.over(_item(new), old.version)]
        if song is not None:
            puts.append({"Item": song_item(song)})
        puts += [{"Item": artifact_item(artifact, new.owner)} for artifact in new.artifacts]
        self.table.together(
            f"job {old.id} changed meanwhile", puts=puts, deletes=[table.open_key(old.id)]
        )

    def list(
        self, owner: str, *, limit: int, cursor: str | None, status: Status | None = None
    ) -> Page[Job]:
        """The owner's jobs, newest first; Invalid if the cursor is not one of ours."""
        return self.table.owned(
            owner, "JOB", Job, limit=limit, cursor=cursor, status=status and status.value
        )

    def open(self) -> Iterable[str]:
        """The ids of all jobs that have not ended."""
        for mark in self.table.under(table.OPEN, "JOB#"):
            yield mark[table.SORT]["S"].removeprefix("JOB#")


@dataclass(frozen=True)
class DynamoInferences:
    """What engines were asked for, beside the job."""

    table: Table

    def put(self, inference: Inference) -> None:
        """Keep it in the place of what was asked before."""
        key = table.inference_key(inference.job, inference.stage)
        self.table.put(
            table.item(key, inference, expires=table.in_days(INFERENCE_DAYS)), inference.id
        )

    def get(self, job_id: str, stage: Stage) -> Inference:
        """What was asked last; NotFound if nothing was."""
        key = table.inference_key(job_id, stage)
        return self.table.get(key, Inference, f"no inference for {stage} of {job_id}")


def _item(job: Job) -> Item:
    return table.item(
        table.job_key(job.id),
        job,
        listed=Listed(job.owner, "JOB", f"{job.created_at}#{job.id}"),
        version=job.version,
        status=job.status.value,
    )
