"""Ears over HTTP, through the real handler."""

import base64
import hashlib
from typing import Any

import numpy as np
import pytest

from harmonia.clock import SystemClock
from harmonia.uploads.service import Uploads
from harmonia.uploads.upload import Announcement
from harmonia_audio.ears.recording import admit
from harmonia_aws.uploads import DynamoUploadStore, S3Shelf
from tests.fakes.api import ALICE, BOB, Api, event
from tests.fakes.aws import Account, client
from tests.unit.ears.music import cadence
from tests.unit.uploads.files import RATE, png, sound, wav


@pytest.fixture
def listen(account: Account) -> Api:
    return Api(account.handler("listen"))


@pytest.fixture(scope="module")
def song() -> bytes:
    return sound(cadence("C F G C Am F G C"), "FLAC")


def clip(content: bytes) -> dict[str, str]:
    return {"clip": base64.b64encode(content).decode()}


def uploaded(account: Account, content: bytes, mime: str = "audio/flac") -> str:
    """The id of an upload of Alice's that was completed."""
    shelf = S3Shelf(account.bucket)
    uploads = Uploads(DynamoUploadStore(account.table), shelf, admit, SystemClock())
    sha256 = hashlib.sha256(content).hexdigest()
    announced = Announcement(filename="a", mime=mime, bytes=len(content), sha256=sha256)
    upload, _ = uploads.create(announced, ALICE)
    account.bucket.put(f"uploads/{upload.id}", content)
    uploads.complete(upload.id, ALICE)
    return upload.id


def test_the_events_kept_for_invoking_by_hand_work(listen: Api) -> None:
    assert listen.invoke(event("listen", "chords")).json["chords"][0]["chord"] == "C"
    assert set(listen.invoke(event("listen", "features")).json) == {
        *("seconds", "listener", "loudness", "key", "tuning")
    }


def test_the_chords_of_an_upload_are_heard_once(song: bytes, listen: Api, account: Account) -> None:
    upload = uploaded(account, song)

    first = listen.send("POST", "/v1/chords:detect", {"upload_id": upload})
    S3Shelf(account.bucket).remove(upload)
    again = listen.send("POST", "/v1/chords:detect", {"upload_id": upload})

    names = [chord["chord"] for chord in first.json["chords"] if "chord" in chord]
    assert names[:4] == ["C", "F", "G", "C"]
    assert first.json["key"][0]["key"] == "C major"
    assert again.json == first.json


def test_features_are_those_asked_for(song: bytes, listen: Api) -> None:
    told = listen.send("POST", "/v1/features", clip(song) | {"want": ["tempo", "mfcc"]})

    assert set(told.json) == {"seconds", "listener", "tempo", "mfcc"}
    assert told.json["tempo"]["bpm"] == pytest.approx(100, rel=0.02)


def test_a_recording_is_like_itself_and_less_like_another(song: bytes, listen: Api) -> None:
    other = sound(cadence("F#m B7 E C#7", bpm=140, overtones=1), "FLAC")

    same = listen.send("POST", "/v1/similar", {"a": clip(song), "b": clip(song)})
    apart = listen.send("POST", "/v1/similar", {"a": clip(song), "b": clip(other)})

    assert same.json["score"] == 1
    assert apart.json["score"] < 0.8


def test_strangers_and_unfinished_uploads_are_not_heard(
    song: bytes, listen: Api, account: Account
) -> None:
    upload = uploaded(account, song)
    picture = uploaded(account, png(10, 10), "image/png")
    broken = uploaded(account, b"MZ" + bytes(100), "audio/wav")

    def status(upload_id: str, owner: str = ALICE) -> int:
        asked = {"upload_id": upload_id}
        return listen.send("POST", "/v1/features", asked, owner=owner).status

    assert status(upload, BOB) == 404
    assert status("upl_nothing") == 404
    assert status(picture) == 422
    assert status(broken) == 409


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"upload_id": "upl_x", "clip": ""}, 422),
        ({"clip": "not base64!"}, 422),
        ({"clip": ""}, 422),
        (clip(b"\x7fELF" + bytes(100)), 422),
        (clip(wav(0.3, float("inf"))), 422),
        ({"clip": "A" * 5_600_000}, 413),
        (clip(sound(np.zeros((1, RATE)), "FLAC")) | {"want": ["colour"]}, 422),
    ],
)
def test_bad_requests_are_named_problems(body: Any, status: int, listen: Api) -> None:
    told = listen.send("POST", "/v1/features", body)

    assert told.status == status
    assert told.headers["content-type"].startswith("application/problem+json")


@pytest.fixture(scope="module")
def long() -> bytes:
    noise = np.random.default_rng(0).integers(-4, 4, (1, 601 * 8_000)).astype(np.int16)
    return sound(noise, "FLAC", rate=8_000)


def test_a_clip_that_is_too_long_for_a_call_is_refused_by_name(long: bytes, listen: Api) -> None:
    told = listen.send("POST", "/v1/features", clip(long))

    assert told.status == 422
    assert told.json["code"] == "too-long"


def test_a_long_upload_is_listened_to_by_one_job(
    long: bytes, listen: Api, account: Account
) -> None:
    upload = uploaded(account, long)

    told = listen.send("POST", "/v1/features", {"upload_id": upload})
    again = listen.send("POST", "/v1/chords:detect", {"upload_id": upload})
    other = listen.send("POST", "/v1/features", {"upload_id": upload}, key="k-2")

    assert told.status == again.status == 202
    assert told.headers["location"] == f"/v1/jobs/{told.json['id']}"
    assert (told.json["type"], told.json["status"]) == ("sound.listen", "queued")
    assert again.json["id"] == told.json["id"] != other.json["id"]
    assert len(executions(account)) == 2
    assert listen.send("POST", "/v1/features", {"upload_id": upload}, owner=BOB).status == 404


def executions(account: Account) -> list[Any]:
    found = client("stepfunctions").list_executions(stateMachineArn=account.workflow)
    return list(found["executions"])
