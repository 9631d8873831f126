"""Files of a stage at work: fetched from the bucket into a folder, and put away again."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from harmonia.engines.engine import Artifact, ArtifactKind, artifact_id
from harmonia.errors import EngineFailed
from harmonia_aws.documents import Bucket, artifact_place
from harmonia_aws.errors import domain_errors


@dataclass(frozen=True)
class Shelf:
    """Artifacts as files in a folder; both ways are safe in several threads at once."""

    bucket: Bucket
    folder: Path
    engine: str  # name@version of what makes the files that are kept

    def read(self, artifact: Artifact) -> Path:
        """The artifact as a file; EngineFailed if its bytes are not what they were."""
        path = self.folder / f"{artifact.sha256}{Path(artifact.name).suffix}"
        place = artifact_place(artifact.sha256)
        with domain_errors(f"nothing at {place}"), path.open("wb") as file:
            found = self.bucket.client.get_object(Bucket=self.bucket.name, Key=place)
            shutil.copyfileobj(found["Body"], file, 1024 * 1024)
        if _sha256(path) != artifact.sha256:
            raise EngineFailed(f"{artifact.name} is not what the engine said it made")
        return path

    def keep(
        self, path: Path, name: str, kind: ArtifactKind, mime: str, parents: tuple[str, ...] = ()
    ) -> Artifact:
        """Put the file away under its content."""
        sha256 = _sha256(path)
        with domain_errors(f"cannot keep {name}"), path.open("rb") as file:
            self.bucket.client.put_object(
                Bucket=self.bucket.name, Key=artifact_place(sha256), Body=file, ContentType=mime
            )
        return Artifact(
            id=artifact_id(name, sha256),
            kind=kind,
            name=name,
            mime=mime,
            bytes=path.stat().st_size,
            sha256=sha256,
            parents=parents,
            engine=self.engine,
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
