"""Uploads over HTTP, through the real handler."""

import base64
import hashlib
from typing import Any

import pytest

from tests.fakes.api import BOB, Answer, Api, event
from tests.fakes.aws import Account
from tests.unit.uploads.files import LEAN_OGG, png, wav


@pytest.fixture
def uploads(account: Account) -> Api:
    return Api(account.handler("uploads"))


def announced(content: bytes, **changed: Any) -> dict[str, Any]:
    return {
        "filename": "demo.wav",
        "mime": "audio/wav",
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    } | changed


def brought(uploads: Api, account: Account, content: bytes, **changed: Any) -> Answer:
    """Announced, put in place and looked at."""
    made = uploads.send("POST", "/v1/uploads", announced(content, **changed))
    assert made.status == 201, made.text
    account.bucket.put(f"uploads/{made.json['id']}", content)
    return uploads.send("POST", f"/v1/uploads/{made.json['id']}:complete")


def test_the_events_kept_for_invoking_by_hand_work(uploads: Api) -> None:
    assert uploads.invoke(event("uploads", "announce")).status == 201
    assert len(uploads.invoke(event("uploads", "list")).json["data"]) == 1


def test_an_announced_file_is_told_where_to_go_with_its_size_and_hash(uploads: Api) -> None:
    content = wav(0.1)

    made = uploads.send("POST", "/v1/uploads", announced(content))

    put = made.json["put"]
    checksum = base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert made.json["state"] == "pending"
    assert put["method"] == "PUT"
    assert put["headers"]["x-amz-checksum-sha256"] == checksum
    assert put["headers"]["Content-Length"] == str(len(content))
    assert "x-amz-checksum-sha256" in put["url"]
    assert "content-length" in put["url"]


def test_a_recording_is_verified(uploads: Api, account: Account) -> None:
    told = brought(uploads, account, wav(0.5))

    assert told.json["state"] == "verified"
    assert told.json["content"] == {
        "format": "wav",
        "kind": "audio",
        "seconds": 0.5,
        "channels": 1,
        "sample_rate": 44100,
    }


def test_a_picture_is_verified_by_its_header(uploads: Api, account: Account) -> None:
    told = brought(uploads, account, png(640, 360), filename="logo.png", mime="image/png")

    assert told.json["content"] == {"format": "png", "kind": "image", "width": 640, "height": 360}


@pytest.mark.parametrize(
    ("content", "mime", "reason"),
    [
        (b"MZ\x90\x00" + bytes(200), "audio/wav", "neither"),
        (b"\x7fELF" + bytes(200), "audio/mpeg", "neither"),
        (png(10, 10), "audio/wav", "png"),
        (wav(0.1), "image/png", "wav"),
        (png(9000, 9000), "image/png", "9000"),
        (LEAN_OGG, "audio/ogg", "3600 seconds"),
        (wav(0.2, float("nan")), "audio/wav", "no numbers"),
        (wav(0.0), "audio/wav", "no sound"),
    ],
    ids=[  # not the bytes: a WAV file knows when it was written
        *("program", "other program", "picture as sound", "sound as picture", "huge picture"),
        *("bomb", "no numbers", "no sound"),
    ],
)
def test_what_is_not_what_it_says_is_rejected_and_dropped(
    content: bytes, mime: str, reason: str, uploads: Api, account: Account
) -> None:
    told = brought(uploads, account, content, mime=mime)

    assert told.status == 200
    assert told.json["state"] == "rejected"
    assert reason in told.json["problem"]
    listed = account.bucket.client.list_objects_v2(Bucket="harmonia", Prefix="uploads/")
    assert listed["KeyCount"] == 0


def test_other_bytes_than_those_announced_are_rejected(uploads: Api, account: Account) -> None:
    content = wav(0.1)

    told = brought(uploads, account, content, sha256=hashlib.sha256(b"other").hexdigest())

    assert told.json["state"] == "rejected"
    assert "SHA-256" in told.json["problem"]


def test_completing_before_uploading_is_a_conflict_and_again_is_harmless(
    uploads: Api, account: Account
) -> None:
    content = wav(0.1)
    made = uploads.send("POST", "/v1/uploads", announced(content)).json
    path = f"/v1/uploads/{made['id']}"

    assert uploads.send("POST", f"{path}:complete").status == 409
    account.bucket.put(f"uploads/{made['id']}", content)
    first = uploads.send("POST", f"{path}:complete")
    assert uploads.send("POST", f"{path}:complete").json == first.json
    assert uploads.send("GET", path).json == first.json


def test_strangers_find_nothing(uploads: Api) -> None:
    path = uploads.send("POST", "/v1/uploads", announced(wav(0.1))).headers["location"]

    for method, tail in (("GET", ""), ("DELETE", ""), ("POST", ":complete")):
        assert uploads.send(method, path + tail, owner=BOB).status == 404
    assert uploads.send("GET", "/v1/uploads", owner=BOB).json["data"] == []


def test_a_removed_upload_is_gone_with_its_bytes(uploads: Api, account: Account) -> None:
    content = wav(0.1)
    told = brought(uploads, account, content)
    path = f"/v1/uploads/{told.json['id']}"

    assert uploads.send("DELETE", path).status == 204

    assert uploads.send("GET", path).status == 404
    listed = account.bucket.client.list_objects_v2(Bucket="harmonia", Prefix="uploads/")
    assert listed["KeyCount"] == 0


def test_the_same_key_announces_the_same_upload(uploads: Api) -> None:
    body = announced(wav(0.1))

    first = uploads.send("POST", "/v1/uploads", body, key="k-1").json["id"]
    again = uploads.send("POST", "/v1/uploads", body, key="k-1").json["id"]
    other = uploads.send("POST", "/v1/uploads", body, key="k-1", owner=BOB).json["id"]

    assert first == again != other


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"filename": "../etc/passwd"}, "/filename"),
        ({"filename": ""}, "/filename"),
        ({"mime": "application/x-msdownload"}, "/mime"),
        ({"bytes": 0}, "/bytes"),
        ({"bytes": 101 * 2**20}, "/bytes"),
        ({"mime": "image/png", "bytes": 11 * 2**20}, "/bytes"),
        ({"sha256": "abc"}, "/sha256"),
        ({"colour": "blue"}, "/colour"),
    ],
)
def test_bad_announcements_are_refused_by_name(
    changed: dict[str, Any], pointer: str, uploads: Api
) -> None:
    told = uploads.send("POST", "/v1/uploads", announced(wav(0.1), **changed))

    assert told.status == 422
    assert told.json["errors"][0]["pointer"] == pointer
