"""
Jobs for music that is written already: an accompaniment, or a sample, is only played and mixed.

Their song document is there before the job is, so composing is done before it begins.
"""

from dataclasses import dataclass, replace
from typing import Any

from harmonia import document
from harmonia.clock import Clock, stamp
from harmonia.ids import derived
from harmonia.jobs.job import Cut, Job, Stage, StageRun
from harmonia.jobs.ports import Documents, JobStore, Workflow
from harmonia.jobs.service import Created, submit
from harmonia.songs.song import Song

ACCOMPANIMENT = "accompaniment.create"


@dataclass(frozen=True)
class Playing:
    """What has a written song played."""

    store: JobStore
    workflow: Workflow
    documents: Documents
    clock: Clock

    def create(
        self,
        song: Song,
        request: Any,
        owner: str,
        key: str,
        correlation_id: str,
        *,
        cut: Cut | None = None,
        kind: str = ACCOMPANIMENT,
    ) -> Created:
        """
        Have the song played and handed out as its brief says.

        The same owner and key always name the same job; `request` is what a repeat must equal.
        """
        now = stamp(self.clock.now())
        job = Job(
            id=derived("job", owner, key),
            owner=owner,
            type=kind,
            cut=cut,
            brief=song.brief,
            fingerprint=document.digest({"request": request, "type": kind}),
            idempotency_key=key,
            correlation_id=correlation_id,
            created_at=now,
        )
        composed = StageRun(finished_at=now, progress=1.0, cached=True)
        job = replace(job, song=self.documents.put_song(song), stages={Stage.COMPOSE: composed})
        return submit(job, self.store, self.workflow)
