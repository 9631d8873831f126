"""
Draft first: the built-in engine's song is there in seconds, a model's take of it follows.

The take is a job of its own on the very same song document, so a slow or a failing model costs the
draft nothing. It is a candidate: its files are in its own job, and the song stays what it was.
"""

from collections.abc import Sequence
from dataclasses import replace

from harmonia.engines.offer import BUILT_IN, EngineWishes, Offer, candidates
from harmonia.ids import derived
from harmonia.jobs.job import Job, Stage

TAKE = "song.take"


def drafted(job: Job, offered: Sequence[Offer]) -> tuple[Job, Job | None]:
    """The job by the built-in engines, and the job of a model's take if any model would play."""
    wishes = job.engines
    if wishes is None or not wishes.draft_first or not _wanted(job, wishes, offered):
        return job, None
    draft = replace(job, engines=None, candidate=derived("job", job.id, TAKE))
    take = replace(
        job,
        id=draft.candidate or "",
        type=TAKE,
        engines=replace(wishes, draft_first=False, fallback=False),
        song_id=derived("song", job.id),
        draft=job.id,
    )
    return draft, take


def _wanted(job: Job, wishes: EngineWishes, offered: Sequence[Offer]) -> bool:
    return any(
        candidates(wishes, stage, offered, job.brief.seconds)[0]
        for stage in BUILT_IN
        if job.wants(Stage(stage))
    )
