"""Where engines read songs and leave files: S3, or folders for an engine run by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, Self

from botocore.exceptions import BotoCoreError, ClientError

from harmonia import document
from harmonia.engines.engine import EngineRequest
from harmonia.errors import Invalid, NotFound, Unavailable
from harmonia.songs.song import Song

LARGEST = 256 * 2**20  # bytes an engine reads at once: ten minutes of FLAC are below
MISSING = ("404", "NoSuchKey", "NoSuchBucket", "NotFound")


class Storage(Protocol):
    """Bytes by address."""

    def get(self, address: str) -> bytes:
        """The content there; NotFound if there is none."""

    def put(self, address: str, content: bytes, mime: str) -> None:
        """Keep the content there, replacing what was."""

    def holds(self, address: str) -> bool:
        """Whether anything is there."""


def keep(storage: Storage, prefix: str, content: bytes, mime: str) -> str:
    """Keep content under its sha256, unless it is there already; the sha256."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not storage.holds(prefix + sha256):
        storage.put(prefix + sha256, content, mime)
    return sha256


def verified(storage: Storage, address: str, sha256: str) -> bytes:
    """The content there; Invalid if it is not what the hash says."""
    content = storage.get(address)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Invalid(f"{address} does not have the sha256 that was promised", field="song_sha256")
    return content


def requested_song(storage: Storage, request: EngineRequest, longest: float) -> Song:
    """The song of a request; Invalid if it is not the promised one or lasts longer (seconds)."""
    content = verified(storage, request.song, request.song_sha256)
    try:
        song = document.loads(Song, content)
    except Invalid as error:
        raise error.under("song") from error
    if song.seconds > longest:
        raise Invalid(f"the song is longer than {longest:g} s", field="song")
    return song


@dataclass(frozen=True)
class S3Storage:
    """Addresses like s3://bucket/key."""

    s3: Any  # boto3's client

    @classmethod
    def open(cls) -> Self:
        """With a client of this machine's own account."""
        import boto3  # a file needs no AWS
        from botocore.config import Config

        # What is kept lies under its sha256, which whoever reads it checks: no second checksum.
        plain = Config(
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        return cls(boto3.client("s3", config=plain))

    def get(self, address: str) -> bytes:
        bucket, key = split(address)
        with storage_errors(address):
            answer = self.s3.get_object(Bucket=bucket, Key=key)
            if answer["ContentLength"] > LARGEST:
                raise Invalid(f"{address} is larger than {LARGEST >> 20} MiB")
            content: bytes = answer["Body"].read()
            return content

    def put(self, address: str, content: bytes, mime: str) -> None:
        bucket, key = split(address)
        with storage_errors(address):
            self.s3.put_object(Bucket=bucket, Key=key, Body=content, ContentType=mime)

    def holds(self, address: str) -> bool:
        bucket, key = split(address)
        try:
            with storage_errors(address):
                self.s3.head_object(Bucket=bucket, Key=key)
        except NotFound:
            return False
        return True


@dataclass(frozen=True)
class FolderStorage:
    """Addresses are paths below a folder."""

    folder: Path

    def get(self, address: str) -> bytes:
        try:
            return (self.folder / address).read_bytes()
        except FileNotFoundError as error:
            raise NotFound(f"there is no {address}") from error

    def put(self, address: str, content: bytes, mime: str) -> None:
        path = self.folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def holds(self, address: str) -> bool:
        return (self.folder / address).is_file()


def split(address: str) -> tuple[str, str]:
    """Bucket and key of an s3:// address."""
    bucket, _, key = address.removeprefix("s3://").partition("/")
    if not address.startswith("s3://") or not bucket or not key:
        raise Invalid(f"{address!r} is not an address like s3://bucket/key")
    return bucket, key


@contextmanager
def storage_errors(address: str) -> Iterator[None]:
    """Say S3's errors in the domain's words."""
    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] in MISSING:
            raise NotFound(f"there is no {address}") from error
        raise Unavailable(f"{address} cannot be reached: {error}") from error
    except BotoCoreError as error:
        raise Unavailable(f"{address} cannot be reached: {error}") from error
