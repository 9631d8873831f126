"""What people bring, kept by AWS: records in DynamoDB, bytes in S3; and what was heard in them."""

import base64
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from harmonia import document
from harmonia.errors import NotFound
from harmonia.listening.analysis import Analysis
from harmonia.paging import Page
from harmonia.uploads.consent import Consent
from harmonia.uploads.ports import Address
from harmonia.uploads.upload import Upload
from harmonia_aws import table
from harmonia_aws.documents import Bucket, analysis_place, upload_place
from harmonia_aws.dynamodb import Table
from harmonia_aws.errors import domain_errors
from harmonia_aws.table import Item, Listed


@dataclass(frozen=True)
class DynamoUploadStore:
    """Uploads; DynamoDB forgets them when their time is over."""

    table: Table

    def add(self, upload: Upload) -> None:
        """Keep a new upload; Conflict if its id is taken."""
        self.table.add(_item(upload), f"upload {upload.id} is there already")

    def get(self, upload_id: str) -> Upload:
        """The upload of that id; NotFound if there is none."""
        return self.table.get(table.upload_key(upload_id), Upload, f"no upload {upload_id}")

    def replace(self, old: Upload, new: Upload) -> None:
        """Put the new version in the place of the old; Conflict if another came first."""
        self.table.replace(_item(new), old.version, f"upload {old.id} changed meanwhile")

    def remove(self, upload_id: str) -> None:
        """Forget it; harmless if it is not there."""
        self.table.remove(table.upload_key(upload_id), upload_id)

    def list(self, owner: str, *, limit: int, cursor: str | None) -> Page[Upload]:
        """The owner's uploads, newest first; Invalid if the cursor is not one of ours."""
        return self.table.owned(owner, "UPLOAD", Upload, limit=limit, cursor=cursor)


@dataclass(frozen=True)
class DynamoConsentStore:
    """Consents; they are kept for good."""

    table: Table

    def add(self, consent: Consent) -> None:
        """Keep a new consent; Conflict if its id is taken."""
        item = table.item(
            table.consent_key(consent.id),
            consent,
            listed=Listed(consent.owner, "CONSENT", f"{consent.created_at}#{consent.id}"),
        )
        self.table.add(item, f"consent {consent.id} is there already")

    def get(self, consent_id: str) -> Consent:
        """The consent of that id; NotFound if there is none."""
        return self.table.get(table.consent_key(consent_id), Consent, f"no consent {consent_id}")

    def list(self, owner: str, *, limit: int, cursor: str | None) -> Page[Consent]:
        """The owner's consents, newest first; Invalid if the cursor is not one of ours."""
        return self.table.owned(owner, "CONSENT", Consent, limit=limit, cursor=cursor)


@dataclass(frozen=True)
class S3Shelf:
    """The bytes of uploads."""

    bucket: Bucket

    def address(self, upload: Upload, *, seconds: int) -> Address:
        """Where these bytes, and no others, may be put: S3 itself checks size and hash."""
        checksum = base64.b64encode(bytes.fromhex(upload.sha256)).decode()
        url = self.bucket.client.generate_presigned_url(
            "put_object",
            Params={
                "Bucket": self.bucket.name,
                "Key": upload_place(upload.id),
                "ContentType": upload.mime,
                "ContentLength": upload.bytes,
                "ChecksumSHA256": checksum,
            },
            ExpiresIn=seconds,
        )
        headers = {
            "Content-Type": upload.mime,
            "Content-Length": str(upload.bytes),
            "x-amz-checksum-sha256": checksum,
        }
        return Address(url, headers, seconds=seconds)

    def size(self, upload_id: str) -> int:
        """How many bytes are there; NotFound if nothing is."""
        return self.bucket.size(upload_place(upload_id))

    @contextmanager
    def fetched(self, upload_id: str) -> Iterator[Path]:
        """The bytes as a file for as long as the context lasts; NotFound if there are none."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "upload")
            with domain_errors(f"nothing at {upload_place(upload_id)}"), path.open("wb") as file:
                found = self.bucket.client.get_object(
                    Bucket=self.bucket.name, Key=upload_place(upload_id)
                )
                for chunk in found["Body"].iter_chunks(1 << 20):
                    file.write(chunk)
            yield path

    def remove(self, upload_id: str) -> None:
        """Drop the bytes; harmless if there are none."""
        with domain_errors(f"cannot drop {upload_id}"):
            self.bucket.client.delete_object(Bucket=self.bucket.name, Key=upload_place(upload_id))


@dataclass(frozen=True)
class S3Analyses:
    """What was heard before, by the sound's hash."""

    bucket: Bucket

    def find(self, listener: str, sha256: str) -> Analysis | None:
        """What that listener heard in it, if it did."""
        try:
            return document.loads(Analysis, self.bucket.get(analysis_place(listener, sha256)))
        except NotFound:
            return None

    def keep(self, sha256: str, analysis: Analysis) -> None:
        """Keep what was heard."""
        place = analysis_place(analysis.listener, sha256)
        self.bucket.put(place, document.canonical(analysis))


def _item(upload: Upload) -> Item:
    return table.item(
        table.upload_key(upload.id),
        upload,
        listed=Listed(upload.owner, "UPLOAD", f"{upload.created_at}#{upload.id}"),
        version=upload.version,
        status=upload.state,
        expires=upload.expires_at,
    )
