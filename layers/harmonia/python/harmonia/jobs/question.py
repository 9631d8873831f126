"""
Whether a stage's engine has to be asked at all, and what beyond the song.

The band needs the song alone; so does the singer, unless a take is to be the voice. The film is
drawn to what came off the desk, so it takes the mixes with it. A song in which nobody sings needs
no singer, and one in which nobody plays no band.
"""

from harmonia.errors import Conflict
from harmonia.jobs.inference import Question
from harmonia.jobs.job import Job, Stage, StageRun
from harmonia.jobs.ports import Documents
from harmonia.jobs.results import Mastered


def question(job: Job, stage: Stage, documents: Documents) -> Question | None:
    """What to ask the stage's engine; None if nobody needs its answer."""
    if not job.wants(stage):
        return None
    if job.song is None:
        raise Conflict(f"job {job.id} has no song yet")
    if stage is not Stage.FILM:
        song = documents.get_song(job.song)
        if stage is Stage.MUSIC:
            return Question(job, stage) if song.played else None
        takes = (job.take,) if job.take else ()
        return Question(job, stage, takes, conversion=job.conversion) if song.sung else None
    mastered = job.stages.get(Stage.MASTER, StageRun()).result
    if mastered is None:
        raise Conflict(f"job {job.id} has no mix to film")
    heard = documents.get_result(mastered, Mastered).heard
    pictures = tuple(one for one in job.inputs if one not in (job.recording, job.take))
    return Question(job, stage, (*heard, *pictures), job.film)
