"""Filtered files and kept chains, on AWS."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from harmonia.effects.kept import KeptChain
from harmonia.engines.engine import Artifact
from harmonia.paging import Page
from harmonia_aws import table
from harmonia_aws.documents import Bucket, S3Artifacts, artifact_place
from harmonia_aws.dynamodb import Table
from harmonia_aws.errors import domain_errors
from harmonia_aws.songs import DynamoArtifactStore, artifact_item
from harmonia_aws.table import Listed


@dataclass(frozen=True)
class AwsFiles:
    """Files that were made: their records in DynamoDB, their bytes in S3."""

    table: Table
    bucket: Bucket

    def get(self, artifact_id: str, owner: str) -> Artifact:
        """The owner's file of that id; NotFound if they have none."""
        return DynamoArtifactStore(self.table).get(artifact_id, owner)

    @contextmanager
    def fetched(self, artifact: Artifact) -> Iterator[Path]:
        """The bytes as a file for as long as the context lasts; NotFound if there are none."""
        place = artifact_place(artifact.sha256)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "sound")
            with domain_errors(f"nothing at {place}"), path.open("wb") as file:
                found = self.bucket.client.get_object(Bucket=self.bucket.name, Key=place)
                for chunk in found["Body"].iter_chunks(1 << 20):
                    file.write(chunk)
            yield path

    def keep(self, artifact: Artifact, path: Path, owner: str) -> None:
        """Keep the file for that owner; again is harmless."""
        place = artifact_place(artifact.sha256)
        with domain_errors(f"cannot keep {place}"), path.open("rb") as file:
            self.bucket.client.put_object(
                Bucket=self.bucket.name, Key=place, Body=file, ContentType=artifact.mime
            )
        self.table.put(artifact_item(artifact, owner), f"cannot keep {artifact.id}")

    def url(self, artifact: Artifact, *, seconds: int) -> str:
        """An address from which anyone can fetch the file for that many seconds."""
        return S3Artifacts(self.bucket).url(artifact, seconds=seconds)


@dataclass(frozen=True)
class DynamoChainStore:
    """Chains under names, each owner's for themselves."""

    table: Table

    def put(self, kept: KeptChain, owner: str) -> None:
        """Keep the chain, in the place of another of that name."""
        listed = Listed(owner, "CHAIN", f"{kept.created_at}#{kept.name}")
        made = table.item(table.chain_key(kept.name, owner), kept, listed=listed)
        self.table.put(made, f"cannot keep chain {kept.name}")

    def get(self, name: str, owner: str) -> KeptChain:
        """The chain of that name; NotFound if there is none."""
        return self.table.get(table.chain_key(name, owner), KeptChain, f"no chain {name}")

    def remove(self, name: str, owner: str) -> None:
        """Forget it; harmless if it is not there."""
        self.table.remove(table.chain_key(name, owner), name)

    def list(self, owner: str, *, limit: int, cursor: str | None) -> Page[KeptChain]:
        """The owner's chains, newest first; Invalid if the cursor is not one of ours."""
        return self.table.owned(owner, "CHAIN", KeptChain, limit=limit, cursor=cursor)
