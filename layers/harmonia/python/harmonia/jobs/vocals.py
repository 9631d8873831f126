"""
Another voice for a song: a take that its singer recorded, brought to the song's melody.

The job takes over what the song's own job has composed and played, so that only the voice, the mix
and what follows are made again; what it makes is a song of its own. Without the singer's consent
nothing is done.
"""

from dataclasses import dataclass, replace

from harmonia import document
from harmonia.clock import Clock, stamp
from harmonia.engines.engine import Artifact, Conversion
from harmonia.errors import Conflict, Invalid
from harmonia.ids import derived
from harmonia.jobs.job import VOICED, Job, Stage, StageRun
from harmonia.jobs.library import Library
from harmonia.jobs.materials import Materials
from harmonia.jobs.ports import JobStore, Workflow
from harmonia.jobs.service import Created, submit
from harmonia.songs.song import Role, Song
from harmonia.songs.wishes import FILMED, Output
from harmonia.uploads.consent import PHRASE, Agreement, Consent, ConsentStore

CONVERTED = "vocal.convert"  # the type of such jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class VocalOrder:
    """A take that somebody wants to hear in their song."""

    song_id: str
    upload_id: str
    consent: Agreement | None = None
    part: str | None = None  # the first that is sung, if nothing is said
    formant: float = 1.0
    style: str = "plain"
    starts_at: float = 0.0
    outputs: tuple[Output, ...] | None = None  # those of the song, if nothing is said

    def __post_init__(self) -> None:
        outputs = self.outputs
        if outputs is not None and (set(outputs) & set(FILMED) or not set(outputs) & VOICED):
            raise Invalid("choose what a voice is heard in, and no film", field="outputs")
        self.conversion("any", "any")

    def conversion(self, part: str, consent: str) -> Conversion:
        """What the singer is asked for; Invalid if it cannot be done."""
        return Conversion(
            part=part,
            consent=consent,
            formant=self.formant,
            style=self.style,
            starts_at=self.starts_at,
        )


@dataclass(frozen=True)
class Vocals:
    """Converted voices as the owners of songs see them."""

    store: JobStore
    workflow: Workflow
    library: Library
    materials: Materials
    consents: ConsentStore
    clock: Clock

    def create(self, order: VocalOrder, owner: str, key: str, correlation_id: str) -> Created:
        """Queue a conversion. The same owner and key always name the same job."""
        if order.consent is None:
            raise Invalid(
                f"a voice is only changed with its singer's consent: say who, and: {PHRASE}",
                field="consent",
                code="consent-required",
            )
        song = self.library.document(order.song_id, owner)
        part = _part(song, order.part)
        take = self.materials.recording(order.upload_id, owner)
        made = self.store.get(self.library.record(order.song_id, owner).job)
        usual = tuple(one for one in made.brief.outputs if one not in FILMED)
        outputs = order.outputs or usual
        if not set(outputs) & VOICED:
            raise Invalid("nothing of this song is to be heard; choose outputs", field="outputs")
        consent = self._kept(order.consent, order.upload_id, take, owner)
        job = Job(
            id=derived("job", owner, key),
            owner=owner,
            type=CONVERTED,
            brief=replace(made.brief, outputs=outputs),
            conversion=order.conversion(part, consent.id),
            inputs=(take,),
            song=made.song,
            stages={
                stage: replace(run, cached=True, seconds=None, started_at=None)
                for stage, run in made.stages.items()
                if stage is Stage.COMPOSE or (stage is Stage.MUSIC and _played(run))
            },
            fingerprint=document.digest(order),
            idempotency_key=key,
            correlation_id=correlation_id,
            created_at=stamp(self.clock.now()),
        )
        return submit(job, self.store, self.workflow)

    def _kept(self, said: Agreement, upload: str, take: Artifact, owner: str) -> Consent:
        """The consent on record; the same words on the same recording are recorded once."""
        consent = Consent(
            id=derived("cons", owner, take.sha256, said.who.strip()),
            owner=owner,
            who=said.who.strip(),
            phrase=said.phrase,
            upload=upload,
            sha256=take.sha256,
            created_at=stamp(self.clock.now()),
        )
        try:
            self.consents.add(consent)
        except Conflict:
            return self.consents.get(consent.id)
        return consent


def _part(song: Song, wanted: str | None) -> str:
    """The name of the part that is to be sung."""
    sung = [part.name for part in song.sung if part.notes]
    leads = [part.name for part in song.sung if part.role is Role.VOCAL and part.notes]
    if wanted is None and leads:
        return leads[0]
    if wanted in sung:
        return str(wanted)
    known = f"; sung are {', '.join(sung)}" if sung else ", so there is no melody to sing"
    raise Invalid(f"nobody sings {wanted or 'in this song'}{known}", field="part")


def _played(run: StageRun) -> bool:
    return run.finished_at is not None and run.result is not None
