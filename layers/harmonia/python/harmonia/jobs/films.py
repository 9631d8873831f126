"""
A film of music that exists: another one of a song, or one of a recording that somebody brought.

The job of a song's film takes over what the song's own job has finished, so nothing is composed,
played or sung again; where the mixes for a film were not kept, they are made from the stems that
were. A recording is listened to instead of being composed, and its bars and sections are found.
"""

from dataclasses import dataclass, replace
from pathlib import PurePath

from harmonia import document
from harmonia.clock import Clock, stamp
from harmonia.errors import Invalid
from harmonia.filming.storyboard import check, storyboard
from harmonia.films import film
from harmonia.films.film import Film, FilmWishes, Shot
from harmonia.ids import derived
from harmonia.jobs.job import BY_ENGINE, Job, Stage, StageRun
from harmonia.jobs.library import Library
from harmonia.jobs.materials import Materials
from harmonia.jobs.order import seed_for
from harmonia.jobs.ports import JobStore, Workflow
from harmonia.jobs.service import Created, submit
from harmonia.songs.brief import settle
from harmonia.songs.wishes import FILMED, SINGING, TITLE, Output, Wishes

TAKEN = (Stage.COMPOSE, *(stage for stage in Stage if stage in BY_ENGINE - {Stage.FILM}))


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmOrder:
    """A film that somebody wants of their song, or of their upload."""

    song_id: str | None = None
    upload_id: str | None = None
    film: FilmWishes | None = None
    outputs: tuple[Output, ...] = (Output.MP4, Output.COVER)

    def __post_init__(self) -> None:
        if (self.song_id is None) == (self.upload_id is None):
            raise Invalid("name a song or an upload, one of the two", field="song_id")
        if not self.outputs or set(self.outputs) - set(FILMED):
            raise Invalid(f"choose of {', '.join(FILMED)}", field="outputs")


@dataclass(frozen=True, slots=True)
class Shots:
    """A storyboard: every bar of the song in exactly one shot."""

    data: tuple[Shot, ...]


@dataclass(frozen=True)
class Films:
    """Films as the owners of songs see them."""

    store: JobStore
    workflow: Workflow
    library: Library
    materials: Materials
    clock: Clock

    def shots(self, song_id: str, owner: str) -> Shots:
        """The shots that the song suggests, to be taken over or edited."""
        return Shots(storyboard(self.library.document(song_id, owner), Film()))

    def create(self, order: FilmOrder, owner: str, key: str, correlation_id: str) -> Created:
        """Queue a film. The same owner and key always name the same job."""
        outputs = tuple(one.value for one in order.outputs)
        wanted, pictures = self.materials.pictures(film.settle(order.film, outputs), owner)
        job = Job(
            id=derived("job", owner, key),
            owner=owner,
            type="film.create",
            brief=settle(Wishes(), seed=0),
            film=wanted,
            inputs=pictures,
            fingerprint=document.digest(order),
            idempotency_key=key,
            correlation_id=correlation_id,
            created_at=stamp(self.clock.now()),
        )
        of = self._of_song if order.song_id else self._of_upload
        return submit(of(job, order), self.store, self.workflow)

    def _of_song(self, job: Job, order: FilmOrder) -> Job:
        song_id = order.song_id or ""
        song = self.library.document(song_id, job.owner)
        check(song, job.film or Film())
        if not song.sung and set(order.outputs) & SINGING:
            raise Invalid("nobody sings in this song, so there is no karaoke", field="outputs")
        made = self.store.get(self.library.record(song_id, job.owner).job)
        return replace(
            job,
            brief=replace(made.brief, outputs=order.outputs),
            inputs=(*job.inputs, *([made.recording] if made.recording else [])),
            song=made.song,
            song_id=song_id,
            stages={stage: _taken(made.stages[stage]) for stage in TAKEN if stage in made.stages},
        )

    def _of_upload(self, job: Job, order: FilmOrder) -> Job:
        if set(order.outputs) & SINGING:
            raise Invalid("a recording has no words to sing along to", field="outputs")
        recording = self.materials.recording(order.upload_id or "", job.owner)
        title = PurePath(recording.name).stem.strip()[:TITLE] or None
        wishes = Wishes(title=title, voice="none", outputs=order.outputs)
        seed = seed_for(recording.sha256)
        return replace(job, brief=settle(wishes, seed=seed), inputs=(*job.inputs, recording))


def _taken(run: StageRun) -> StageRun:
    """A stage of the song's own job, as done before this one began."""
    return replace(run, cached=True, seconds=None, started_at=None)
