"""A take for a song, and consents, over HTTP."""

import hashlib
import io

import numpy as np
import pytest
import soundfile

from harmonia.clock import SystemClock
from harmonia.errors import Conflict, NotFound
from harmonia.songs.brief import settle
from harmonia.songs.record import SongRecord
from harmonia.songs.wishes import Output, Wishes
from harmonia.uploads.consent import PHRASE, Consent
from harmonia.uploads.service import Uploads
from harmonia.uploads.upload import Announcement
from harmonia_audio.ears.recording import admit
from harmonia_aws import table
from harmonia_aws.documents import S3Documents
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.table import Listed
from harmonia_aws.uploads import DynamoConsentStore, DynamoUploadStore, S3Shelf
from tests.fakes.api import ALICE, BOB, Api
from tests.fakes.aws import Account
from tests.fakes.singing import sung_song
from tests.fakes.songs import job

CONSENT = {"who": "Ann Lee", "phrase": PHRASE}


@pytest.fixture
def take(account: Account) -> str:
    """The id of a verified recording of Alice's."""
    content = io.BytesIO()
    soundfile.write(content, np.zeros(4410, np.float32), 44_100, format="WAV")
    sound = content.getvalue()
    uploads = Uploads(
        DynamoUploadStore(account.table), S3Shelf(account.bucket), admit, SystemClock()
    )
    announced = Announcement(
        filename="take.wav",
        mime="audio/wav",
        bytes=len(sound),
        sha256=hashlib.sha256(sound).hexdigest(),
    )
    upload, _ = uploads.create(announced, ALICE)
    account.bucket.put(f"uploads/{upload.id}", sound)
    return uploads.complete(upload.id, ALICE).id


@pytest.fixture
def song(account: Account) -> str:
    """The id of a song of Alice's in which somebody sings."""
    sung = sung_song()
    brief = settle(Wishes(voice="female", outputs=(Output.MP3,)), seed=1)
    made = job(owner=ALICE, brief=brief, song=S3Documents(account.bucket).put_song(sung))
    DynamoJobStore(account.table).add(made)
    record = SongRecord(
        id="song_a", owner=ALICE, title="", genre="folk", seconds=sung.seconds,
        revision=sung.sha256, job=made.id, manifest="", created_at=made.created_at,
    )  # fmt: skip
    listed = Listed(ALICE, "SONG", f"{record.created_at}#{record.id}")
    account.table.add(table.item(table.song_key(record.id), record, listed=listed), "a song")
    return record.id


def test_a_take_is_accepted_with_consent_and_the_consent_is_on_record(
    jobs: Api, song: str, take: str
) -> None:
    body = {"song_id": song, "upload_id": take, "consent": CONSENT, "style": "choir"}
    made = jobs.send("POST", "/v1/vocals", body, key="k1")
    again = jobs.send("POST", "/v1/vocals", body, key="k1")

    (kept,) = jobs.send("GET", "/v1/consents").json["data"]
    assert made.status == 202
    assert made.json["type"] == "vocal.convert"
    assert again.headers["idempotent-replayed"] == "true"
    assert (kept["who"], kept["phrase"], kept["upload"]) == ("Ann Lee", PHRASE, take)
    assert jobs.send("GET", "/v1/consents", owner=BOB).json["data"] == []


def test_a_take_without_consent_is_refused_with_what_is_to_be_said(
    jobs: Api, song: str, take: str
) -> None:
    told = jobs.send("POST", "/v1/vocals", {"song_id": song, "upload_id": take}, key="k1")

    assert told.status == 422
    assert told.json["code"] == "consent-required"
    assert told.json["errors"][0]["pointer"] == "/consent"
    assert PHRASE in told.json["detail"]


def test_other_words_are_refused(jobs: Api, song: str, take: str) -> None:
    said = {"who": "Ann Lee", "phrase": "sure"}

    told = jobs.send(
        "POST", "/v1/vocals", {"song_id": song, "upload_id": take, "consent": said}, key="k1"
    )

    assert told.status == 422
    assert told.json["errors"][0]["pointer"] == "/consent/phrase"


def test_strangers_have_no_such_song(jobs: Api, song: str, take: str) -> None:
    body = {"song_id": song, "upload_id": take, "consent": CONSENT}

    assert jobs.send("POST", "/v1/vocals", body, key="k1", owner=BOB).status == 404


def test_a_consent_is_kept_once_and_for_good(account: Account) -> None:
    store = DynamoConsentStore(account.table)
    consent = Consent(
        id="cons_1", owner=ALICE, who="Ann", phrase=PHRASE, upload="upl_1", sha256="0" * 64,
        created_at="2026-01-01T00:00:00.000Z",
    )  # fmt: skip

    store.add(consent)

    with pytest.raises(Conflict):
        store.add(consent)
    assert store.get("cons_1") == consent
    with pytest.raises(NotFound):
        store.get("cons_2")
