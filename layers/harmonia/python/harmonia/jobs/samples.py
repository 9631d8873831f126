"""
Samples as their owners see them.

A sample is known by what it is: asking for the same again finds it, and what the band has played
for one is never played twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from harmonia import document
from harmonia.accompanying.sample import FORMATS, Sample, settled, song_of, title
from harmonia.clock import Clock, stamp
from harmonia.engines.engine import Artifact
from harmonia.errors import NotFound
from harmonia.ids import derived
from harmonia.jobs.job import SAMPLE, Cut, Job, Status
from harmonia.jobs.played import Playing
from harmonia.jobs.report import File, as_file
from harmonia.jobs.service import Created
from harmonia.paging import USUAL, Page

LOST = frozenset({Status.FAILED, Status.CANCELED, Status.EXPIRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRecord:
    """A sample in its owner's list, with its tags."""

    id: str  # smpl_…
    owner: str
    title: str
    sample: Sample  # settled: style, part, tempo, key, chords
    seconds: float | None  # of loops and phrases; a one-shot is as long as it rings
    job: str
    created_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReport:
    """A sample, told; its files once they are made."""

    id: str
    title: str
    tags: Sample
    seconds: float | None
    job: str
    created_at: str
    status: Status
    files: tuple[File, ...] = ()


class SampleStore(Protocol):
    """Samples by id and by owner."""

    def put(self, record: SampleRecord) -> None:
        """Keep the sample, in the place of an earlier one of that id."""

    def get(self, sample_id: str) -> SampleRecord:
        """The sample of that id; NotFound if there is none."""

    def list(
        self, owner: str, *, limit: int, cursor: str | None, kind: str | None = None
    ) -> Page[SampleRecord]:
        """The owner's samples, newest first; Invalid if the cursor is not one of ours."""


@dataclass(frozen=True)
class Samples:
    """What an owner can do with samples."""

    store: SampleStore
    playing: Playing
    clock: Clock

    def create(
        self, sample: Sample, owner: str, key: str, correlation_id: str
    ) -> tuple[SampleRecord, Created]:
        """Have a sample made, or find it; the job that makes it."""
        sample = settled(sample)
        sample_id = derived("smpl", owner, document.digest(sample))
        found = self._found(sample_id, owner)
        if found is not None:
            return found
        song = song_of(sample, FORMATS)
        created = self.playing.create(
            song,
            sample,
            owner,
            key,
            correlation_id,
            cut=Cut.LOOP if sample.looped else Cut.SHOT,
            kind=SAMPLE,
        )
        record = SampleRecord(
            id=sample_id,
            owner=owner,
            title=title(sample),
            sample=sample,
            seconds=round(song.seconds, 3) if sample.looped else None,
            job=created.job.id,
            created_at=stamp(self.clock.now()),
        )
        self.store.put(record)
        return record, created

    def get(
        self, sample_id: str, owner: str, show: Callable[[Artifact], File] = as_file
    ) -> SampleReport:
        """The owner's sample; strangers never learn that it exists."""
        record = self.store.get(sample_id)
        if record.owner != owner:
            raise NotFound(f"no sample {sample_id}")
        return report(record, self.playing.store.get(record.job), show)

    def list(
        self, owner: str, *, limit: int = USUAL, cursor: str | None = None, kind: str | None = None
    ) -> Page[SampleRecord]:
        """The owner's samples, newest first; of one kind, if wanted."""
        return self.store.list(owner, limit=limit, cursor=cursor, kind=kind)

    def _found(self, sample_id: str, owner: str) -> tuple[SampleRecord, Created] | None:
        try:
            record = self.store.get(sample_id)
            job = self.playing.store.get(record.job)
        except NotFound:
            return None
        lost = job.status in LOST or record.owner != owner
        return None if lost else (record, Created(job, replayed=True))


def report(record: SampleRecord, job: Job, show: Callable[[Artifact], File]) -> SampleReport:
    """The sample as its owner sees it."""
    heard = tuple(
        show(artifact)
        for artifact in job.artifacts
        if artifact.name in ("mix.wav", "mix.flac", "song.mid")
    )
    return SampleReport(
        id=record.id,
        title=record.title,
        tags=record.sample,
        seconds=record.seconds,
        job=record.job,
        created_at=record.created_at,
        status=job.status,
        files=heard,
    )
