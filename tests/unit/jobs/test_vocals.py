"""A singer's own take becomes the voice of a song, and never without consent."""

from dataclasses import replace

import pytest

from harmonia.errors import Conflict, Invalid, NotFound
from harmonia.jobs.job import Job, Stage, StageRun, Status
from harmonia.jobs.library import Library
from harmonia.jobs.materials import Materials
from harmonia.jobs.question import question
from harmonia.jobs.vocals import VocalOrder, Vocals
from harmonia.paging import Page
from harmonia.songs.record import SongRecord
from harmonia.songs.song import Song
from harmonia.songs.wishes import Output
from harmonia.uploads.consent import PHRASE, Agreement, Consent
from tests.fakes.jobs import (
    MemoryArtifacts,
    MemoryArtifactStore,
    MemoryDocuments,
    MemoryJobStore,
    MemorySongStore,
    MemoryUploads,
    MemoryWorkflow,
    SteppingClock,
    page,
)
from tests.fakes.singing import sung_song
from tests.fakes.songs import job
from tests.unit.jobs.test_materials import upload

AGREED = Agreement(who="Ann Lee", phrase=PHRASE.upper() + "!")
ORDER = VocalOrder(song_id="song_a", upload_id="upl_take", consent=AGREED, formant=1.1)
DONE = StageRun(finished_at="2026-01-01T00:00:00.000Z", result="results/a", seconds=3.0)


class MemoryConsents:
    """Consents in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, Consent] = {}

    def add(self, consent: Consent) -> None:
        if consent.id in self.kept:
            raise Conflict(consent.id)
        self.kept[consent.id] = consent

    def get(self, consent_id: str) -> Consent:
        return self.kept[consent_id]

    def list(self, owner: str, *, limit: int, cursor: str | None) -> Page[Consent]:
        return page([one for one in self.kept.values() if one.owner == owner], limit, cursor)


def studio(song: Song) -> tuple[Vocals, MemoryConsents, MemoryDocuments]:
    """A house that made that song before, and holds a take of Alice's."""
    store, documents, clock = MemoryJobStore(), MemoryDocuments(), SteppingClock()
    brief = replace(song.brief, voice="female", outputs=(Output.MP3, Output.MP4))
    made = job(
        brief=brief, song=documents.put_song(song), status=Status.SUCCEEDED,
        stages={stage: DONE for stage in Stage if stage is not Stage.FILM},
    )  # fmt: skip
    store.add(made)
    store.songs["song_a"] = SongRecord(
        id="song_a", owner="alice", title="", genre="folk", seconds=song.seconds,
        revision=song.sha256, job=made.id, manifest="", created_at=made.created_at,
    )  # fmt: skip
    take = upload("take.wav", "audio/wav")
    files = MemoryArtifacts()
    library = Library(MemorySongStore(store), MemoryArtifactStore(store), documents, files, clock)
    materials, consents = Materials(MemoryUploads({take.id: take}), files), MemoryConsents()
    return Vocals(store, MemoryWorkflow(), library, materials, consents, clock), consents, documents


def ordered(order: VocalOrder = ORDER, owner: str = "alice", key: str = "k2") -> Job:
    return studio(sung_song())[0].create(order, owner, key, "cor").job


def test_a_take_becomes_the_voice_of_the_songs_next_mix() -> None:
    vocals, consents, documents = studio(sung_song())

    made = vocals.create(ORDER, "alice", "k2", "cor").job

    assert set(made.stages) == {Stage.COMPOSE, Stage.MUSIC}
    assert all(run.cached for run in made.stages.values())
    assert made.song_id is None
    assert made.recording is None
    asked = question(made, Stage.VOCAL, documents)
    assert asked is not None
    assert [one.name for one in asked.inputs] == ["take.wav"]
    assert asked.conversion is not None
    assert (asked.conversion.part, asked.conversion.formant) == ("voice", 1.1)
    assert asked.conversion.consent in consents.kept
    assert made.brief.outputs == (Output.MP3,)


def test_another_take_or_another_bend_is_another_question() -> None:
    vocals, _, documents = studio(sung_song())
    first = vocals.create(ORDER, "alice", "k2", "cor").job
    second = vocals.create(replace(ORDER, formant=0.9), "alice", "k3", "cor").job

    asked = [question(one, Stage.VOCAL, documents) for one in (first, second)]
    plain = question(replace(first, conversion=None, inputs=()), Stage.VOCAL, documents)

    assert len({str(one.depends_on) for one in (*asked, plain) if one}) == 3


def test_consent_is_kept_with_who_when_what_and_for_which_recording() -> None:
    vocals, consents, _ = studio(sung_song())

    vocals.create(ORDER, "alice", "k2", "cor")
    vocals.create(ORDER, "alice", "k3", "cor")

    (kept,) = consents.kept.values()
    assert (kept.owner, kept.who, kept.phrase) == ("alice", "Ann Lee", AGREED.phrase)
    assert kept.sha256 == upload("take.wav", "audio/wav").sha256
    assert kept.created_at.startswith("2026-01-01T")


def test_nothing_is_converted_without_consent() -> None:
    vocals, consents, _ = studio(sung_song())

    with pytest.raises(Invalid) as refused:
        vocals.create(replace(ORDER, consent=None), "alice", "k2", "cor")

    assert refused.value.code == "consent-required"
    assert PHRASE in str(refused.value)
    assert not consents.kept


@pytest.mark.parametrize("phrase", ["", "yes", "I agree", PHRASE.replace("agree", "disagree")])
def test_other_words_are_no_consent(phrase: str) -> None:
    with pytest.raises(Invalid, match="must say"):
        Agreement(who="Ann Lee", phrase=phrase)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"part": "tuba"}, "part"),
        ({"upload_id": "upl_none"}, "upload_id"),
        ({"formant": 3.0}, "formant"),
        ({"style": "yodel"}, "style"),
        ({"starts_at": -1.0}, "starts_at"),
        ({"outputs": (Output.MIDI,)}, "outputs"),
        ({"outputs": (Output.MP3, Output.MP4)}, "outputs"),
    ],
)
def test_what_makes_no_sense_is_named(change: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        ordered(replace(ORDER, **change))  # type: ignore[arg-type]

    assert refused.value.field == field


def test_a_song_in_which_nobody_sings_has_no_melody_for_a_voice() -> None:
    song = sung_song()
    vocals, consents, _ = studio(replace(song, parts=song.played))

    with pytest.raises(Invalid, match="no melody"):
        vocals.create(ORDER, "alice", "k2", "cor")

    assert not consents.kept


def test_strangers_have_no_such_song() -> None:
    with pytest.raises(NotFound):
        ordered(owner="bob")


def test_a_band_is_only_asked_where_somebody_plays() -> None:
    song = sung_song()
    documents = MemoryDocuments()
    alone = job(
        brief=replace(song.brief, voice="choir"),
        song=documents.put_song(replace(song, parts=song.sung)),
    )
    both = replace(alone, song=documents.put_song(song))

    assert question(alone, Stage.MUSIC, documents) is None
    assert question(alone, Stage.VOCAL, documents) is not None
    assert question(both, Stage.MUSIC, documents) is not None
