"""Jobs, and what engines were asked for, in DynamoDB."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from harmonia.engines.breaker import Breaker
from harmonia.errors import Conflict, NotFound
from harmonia.jobs.inference import Inference
from harmonia.jobs.job import Job, Stage, Status
from harmonia.paging import Page
from harmonia.songs.record import SongRecord
from harmonia_aws import table
from harmonia_aws.dynamodb import Table
from harmonia_aws.songs import artifact_item, song_item
from harmonia_aws.table import Item, Listed

INFERENCE_DAYS = 7
BREAKER_DAYS = 1
ASKING, ASKED = 1, 2  # versions of an inference: about to be asked, and asked


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
        self.table.put(_asking(inference, ASKING), inference.id)

    def asked(self, inference: Inference) -> None:
        """Note that the engine has the question; harmless if its failure is noted already."""
        with suppress(Conflict):  # a report may be faster than we are
            self.table.replace(_asking(replace(inference, asked=True), ASKED), ASKING, inference.id)

    def lost(self, inference: Inference, reason: str) -> None:
        """Note that the engine failed, and why."""
        self.table.put(_asking(replace(inference, asked=True, failed=reason), ASKED), inference.id)

    def get(self, job_id: str, stage: Stage) -> Inference:
        """What was asked last; NotFound if nothing was."""
        key = table.inference_key(job_id, stage)
        return self.table.get(key, Inference, f"no inference for {stage} of {job_id}")


@dataclass(frozen=True)
class DynamoBreakers:
    """How models have fared of late; what nobody asks for long is forgotten."""

    table: Table

    def get(self, engine: str) -> Breaker:
        """The model's breaker; a closed one if nothing is known."""
        try:
            return self.table.get(table.breaker_key(engine), Breaker, engine)
        except NotFound:
            return Breaker(engine=engine)

    def replace(self, old: Breaker, new: Breaker) -> None:
        """Put the new one in the place of the old; Conflict if another came first."""
        key, told = table.breaker_key(old.engine), f"{old.engine} changed meanwhile"
        made = table.item(key, new, version=new.version, expires=table.in_days(BREAKER_DAYS))
        if old.version == 0:
            self.table.add(made, told)
        else:
            self.table.replace(made, old.version, told)


def _asking(inference: Inference, step: int) -> Item:
    key = table.inference_key(inference.job, inference.stage)
    return table.item(key, inference, version=step, expires=table.in_days(INFERENCE_DAYS))


def _item(job: Job) -> Item:
    return table.item(
        table.job_key(job.id),
        job,
        listed=Listed(job.owner, "JOB", f"{job.created_at}#{job.id}"),
        version=job.version,
        status=job.status.value,
    )
