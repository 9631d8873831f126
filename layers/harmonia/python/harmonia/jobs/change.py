"""One change of a job, made exactly once among others who change it too."""

from collections.abc import Callable

from harmonia.errors import Conflict
from harmonia.jobs.job import Job
from harmonia.jobs.ports import JobStore
from harmonia.songs.record import SongRecord

TRIES = 8  # as many writers as a job ever has at once, and some


def change(
    store: JobStore,
    job_id: str,
    step: Callable[[Job], Job],
    song: SongRecord | None = None,
) -> Job:
    """Take the step from wherever the job stands; a step that returns its job changes nothing."""
    for _ in range(TRIES):
        old = store.get(job_id)
        new = step(old)
        if new is old:
            return old
        try:
            if new.ended:
                store.end(old, new, song)
            else:
                store.replace(old, new)
        except Conflict:
            continue  # somebody was first: look again
        return new
    raise Conflict(f"job {job_id} changes too fast to follow")
