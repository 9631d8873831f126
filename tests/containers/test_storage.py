"""One set of promises, kept by S3 and by folders alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws

from harmonia.errors import Invalid, NotFound, Unavailable
from inference_containers.serving.storage import (
    FolderStorage,
    S3Storage,
    Storage,
    keep,
    split,
    verified,
)


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Storage]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        storage = S3Storage.open()
        storage.s3.create_bucket(Bucket="house")
        yield storage


@pytest.fixture(params=["s3", "folder"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Storage, str]:
    if request.param == "s3":
        return request.getfixturevalue("s3"), "s3://house/"
    return FolderStorage(tmp_path), "deep/"


def test_what_was_put_is_there(place: tuple[Storage, str]) -> None:
    storage, prefix = place

    storage.put(prefix + "one", b"content", "text/plain")

    assert storage.holds(prefix + "one")
    assert storage.get(prefix + "one") == b"content"


def test_what_was_never_put_is_not_found(place: tuple[Storage, str]) -> None:
    storage, prefix = place

    assert not storage.holds(prefix + "none")
    with pytest.raises(NotFound, match="none"):
        storage.get(prefix + "none")


def test_content_is_kept_once_under_its_hash(place: tuple[Storage, str]) -> None:
    storage, prefix = place

    sha256 = keep(storage, prefix, b"stem", "audio/flac")
    storage.put(prefix + sha256, b"already there", "audio/flac")
    again = keep(storage, prefix, b"stem", "audio/flac")

    assert sha256 == again == hashlib.sha256(b"stem").hexdigest()
    assert storage.get(prefix + sha256) == b"already there"


def test_content_is_checked_against_its_hash(place: tuple[Storage, str]) -> None:
    storage, prefix = place
    storage.put(prefix + "song", b"song", "application/json")

    assert verified(storage, prefix + "song", hashlib.sha256(b"song").hexdigest()) == b"song"
    with pytest.raises(Invalid, match="sha256"):
        verified(storage, prefix + "song", hashlib.sha256(b"other").hexdigest())


@pytest.mark.parametrize("address", ["", "house/one", "https://house/one", "s3://", "s3://house/"])
def test_an_address_that_is_none_is_refused(s3: S3Storage, address: str) -> None:
    with pytest.raises(Invalid, match="s3://bucket/key"):
        s3.get(address)


def test_odd_keys_are_taken_as_they_are() -> None:
    assert split("s3://house/a#b/c?d e") == ("house", "a#b/c?d e")


def test_a_bucket_that_is_not_there_is_not_found(s3: S3Storage) -> None:
    with pytest.raises(NotFound):
        s3.get("s3://elsewhere/one")


def test_a_store_out_of_reach_is_unavailable() -> None:
    client = boto3.client(
        "s3",
        region_name="us-east-1",
        endpoint_url="http://127.0.0.1:9",  # the discard port, where nobody listens
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=Config(retries={"max_attempts": 0}, connect_timeout=1),
    )

    with pytest.raises(Unavailable, match="cannot be reached"):
        S3Storage(client).get("s3://house/one")
