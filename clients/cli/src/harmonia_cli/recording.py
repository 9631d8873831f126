"""Recordings on their way to the service, and what is heard in them."""

import hashlib
from pathlib import Path
from typing import Any

import httpx

from harmonia_cli.client import Client
from harmonia_cli.errors import ClientError, JobFailed, Unreachable

Json = dict[str, Any]
MIMES = {
    ".wav": "audio/wav", ".flac": "audio/flac", ".ogg": "audio/ogg", ".oga": "audio/ogg",
    ".mp3": "audio/mpeg",
}  # fmt: skip
LARGEST = 100 * 2**20  # bytes


def upload(client: Client, path: Path) -> str:
    """The id of the recording, once the service has it and finds it sound."""
    mime = MIMES.get(path.suffix.lower())
    if mime is None:
        known = ", ".join(sorted(MIMES))
        raise ClientError(f"{path} is no recording that can be heard; send one of {known}")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ClientError(f"cannot read {path}: {error.strerror}") from error
    if not 0 < len(content) <= LARGEST:
        raise ClientError(f"{path} has {len(content):,} bytes; send 1 to {LARGEST:,}")
    sha256 = hashlib.sha256(content).hexdigest()
    announced = client.announce(path.name[-200:], mime, len(content), sha256)
    put = announced["put"]
    try:
        answer = httpx.request(
            put["method"], put["url"], content=content, headers=put["headers"], timeout=120
        )
        answer.raise_for_status()
    except httpx.HTTPError as error:
        raise Unreachable(f"could not send {path.name}: {error}") from error
    done = client.complete(announced["id"])
    if done["state"] != "verified":
        raise ClientError(f"{path.name} was not taken: {done.get('problem', done['state'])}")
    return str(done["id"])


def heard(client: Client, upload_id: str, want: list[str] | None = None) -> Json:
    """What is heard in the upload; a long one is waited for."""
    told = client.features(upload_id, want)
    if "status" not in told:
        return told
    job = client.wait(told)
    if job["status"] != "succeeded":
        detail = (job.get("error") or {}).get("detail", job["status"])
        raise JobFailed(f"nobody could listen to it: {detail}")
    return client.features(upload_id, want)


def clock(seconds: float) -> str:
    """
    A moment as musicians' displays show it.

    >>> clock(75.25)
    '1:15.2'
    """
    minutes, rest = divmod(max(0.0, seconds), 60)
    tenths = int(rest * 10)
    return f"{int(minutes)}:{tenths // 10:02d}.{tenths % 10}"
