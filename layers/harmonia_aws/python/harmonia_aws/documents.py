"""
Whole documents and files in S3: every object key in the system is spelled here.

  songs/<sha256>.json            song documents
  artifacts/<sha256>             files, by content
  manifests/<sha256>.json        manifests
  requests/<inference>.json      what engines are asked
  results/<stage>/<hash>.json    what a stage made of inputs with that hash
  uploads/<upload>               what people bring
  analyses/<listener>/<sha256>.json   what a listener heard in sound with that hash
  progress/<job>.<stage>.json    how far an engine says it is
  cancel/<job>                   nobody wants the job's result any more
  async-out/…                    SageMaker's own
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import quote

from harmonia import document
from harmonia.engines.engine import Artifact, ArtifactKind, artifact_id
from harmonia.errors import Invalid, NotFound
from harmonia.jobs.job import Stage
from harmonia.songs.song import Song
from harmonia.uploads.upload import Upload
from harmonia_aws.addresses import Addresses
from harmonia_aws.errors import domain_errors

T = TypeVar("T")
JSON = "application/json"


def song_place(sha256: str) -> str:
    """A song document."""
    return f"songs/{sha256}.json"


def artifact_place(sha256: str) -> str:
    """A file."""
    return f"artifacts/{sha256}"


def manifest_place(sha256: str) -> str:
    """A manifest."""
    return f"manifests/{sha256}.json"


def request_place(inference_id: str) -> str:
    """What an engine is asked."""
    return f"requests/{inference_id}.json"


def result_place(stage: str, inputs: str) -> str:
    """What a stage made of inputs with that hash."""
    return f"results/{stage}/{inputs}.json"


def upload_place(upload_id: str) -> str:
    """What somebody brought."""
    return f"uploads/{upload_id}"


def analysis_place(listener: str, sha256: str) -> str:
    """What the listener heard in sound with that hash."""
    return f"analyses/{listener}/{sha256}.json"


def progress_place(job_id: str, stage: str) -> str:
    """How far an engine says it is."""
    return f"progress/{job_id}.{stage}.json"


def cancel_place(job_id: str) -> str:
    """The mark that nobody wants the job's result any more."""
    return f"cancel/{job_id}"


@dataclass(frozen=True)
class Bucket:
    """The bucket, and the few things that are done to it."""

    client: Any  # boto3's S3 client
    name: str

    @cached_property
    def addresses(self) -> Addresses:
        """What signs addresses of the bucket's objects."""
        return Addresses.of(self.client, self.name)

    def uri(self, place: str) -> str:
        """The object's address for engines."""
        return f"s3://{self.name}/{place}"

    def place(self, uri: str) -> str:
        """The place of an address in this bucket; Invalid for any other address."""
        prefix = self.uri("")
        if not uri.startswith(prefix):
            raise Invalid(f"{uri} is not in our bucket")
        return uri.removeprefix(prefix)

    def get(self, place: str) -> bytes:
        """The object's bytes; NotFound if there is none."""
        with domain_errors(f"nothing at {place}"):
            content: bytes = self.client.get_object(Bucket=self.name, Key=place)["Body"].read()
        return content

    def put(self, place: str, content: bytes, mime: str = JSON) -> None:
        """Keep the bytes there."""
        with domain_errors(f"cannot keep {place}"):
            self.client.put_object(Bucket=self.name, Key=place, Body=content, ContentType=mime)

    def size(self, place: str) -> int:
        """How many bytes are there; NotFound if nothing is."""
        with domain_errors(f"nothing at {place}"):
            return int(self.client.head_object(Bucket=self.name, Key=place)["ContentLength"])


@dataclass(frozen=True)
class S3Documents:
    """Documents by content, or by the work that made them."""

    bucket: Bucket

    def put_song(self, song: Song) -> str:
        """Keep the document; its sha256. Keeping it twice is keeping it once."""
        sha256 = song.sha256
        self.bucket.put(song_place(sha256), document.canonical(song))
        return sha256

    def get_song(self, sha256: str) -> Song:
        """The document of that hash; NotFound if there is none."""
        return document.loads(Song, self.bucket.get(song_place(sha256)))

    def put_manifest(self, content: bytes) -> str:
        """Keep the manifest; its sha256."""
        sha256 = hashlib.sha256(content).hexdigest()
        self.bucket.put(manifest_place(sha256), content)
        return sha256

    def get_manifest(self, sha256: str) -> bytes:
        """The manifest of that hash; NotFound if there is none."""
        return self.bucket.get(manifest_place(sha256))

    def put_result(self, stage: Stage, inputs: str, result: object) -> str:
        """Keep what the stage made of inputs with that hash; the document's key."""
        place = result_place(stage, inputs)
        self.bucket.put(place, document.canonical(result))
        return place

    def result_key(self, stage: Stage, inputs: str) -> str:
        """Where the stage's result for those inputs is, if it is there."""
        return result_place(stage, inputs)

    def find_result(self, stage: Stage, inputs: str, kind: type[T]) -> T | None:
        """What the stage made of those inputs before, if it did."""
        try:
            return self.get_result(result_place(stage, inputs), kind)
        except NotFound:
            return None

    def get_result(self, key: str, kind: type[T]) -> T:
        """The result of that key; NotFound if there is none."""
        return document.loads(kind, self.bucket.get(key))

    def cancel(self, job_id: str) -> None:
        """Leave word for engines that nobody wants the job's result any more."""
        self.bucket.put(cancel_place(job_id), b"{}")

    def engine_progress(self, job_id: str, stage: Stage) -> float | None:
        """How far the engine says it is, 0 to 1, if it said anything."""
        try:
            said = json.loads(self.bucket.get(progress_place(job_id, stage)))
            return float(said["done"])
        except (NotFound, ValueError, TypeError, KeyError):
            return None  # an engine that mumbles is not worth an error


PLACES = {ArtifactKind.SONG: song_place, ArtifactKind.MANIFEST: manifest_place}


@dataclass(frozen=True)
class S3Artifacts:
    """Files that were made, and addresses to fetch them from."""

    bucket: Bucket

    def adopt(self, upload: Upload) -> Artifact:
        """Keep what was uploaded among the files, where engines find it; again is harmless."""
        source = {"Bucket": self.bucket.name, "Key": upload_place(upload.id)}
        place = artifact_place(upload.sha256)
        with domain_errors(f"nothing was uploaded to {upload.id}"):
            self.bucket.client.copy_object(
                Bucket=self.bucket.name, Key=place, CopySource=source, ContentType=upload.mime,
                MetadataDirective="REPLACE",
            )  # fmt: skip
        return Artifact(
            id=artifact_id(upload.filename, upload.sha256),
            kind=ArtifactKind.UPLOAD,
            name=upload.filename,
            mime=upload.mime,
            bytes=upload.bytes,
            sha256=upload.sha256,
        )

    def url(self, artifact: Artifact, *, seconds: int) -> str:
        """An address from which anyone can fetch the file for that many seconds."""
        place = PLACES.get(artifact.kind, artifact_place)(artifact.sha256)
        name = artifact.name.replace("/", "-")
        told = {
            "response-content-type": artifact.mime,
            "response-content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        }
        return self.bucket.addresses.of_get(place, told, seconds=seconds)
