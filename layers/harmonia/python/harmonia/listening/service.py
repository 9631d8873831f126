"""What an owner can have heard: an upload, or a short clip sent along."""

import base64
import binascii
import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from harmonia.errors import Conflict, Invalid, TakesLonger
from harmonia.listening.analysis import Analysis, Feature
from harmonia.listening.likeness import Likeness, likeness
from harmonia.listening.ports import Analyses, Ears, Recordings, Uploaded
from harmonia.uploads.upload import Kind, State, Upload

LARGEST_CLIP = 4 * 2**20  # bytes that may be sent along


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What to listen to: an upload by its id, or a clip itself in base64."""

    upload_id: str | None = None
    clip: str | None = None

    def __post_init__(self) -> None:
        if (self.upload_id is None) == (self.clip is None):
            raise Invalid("send upload_id or clip, one of them", field="upload_id")

    @property
    def content(self) -> bytes:
        """The clip's bytes."""
        text = self.clip or ""
        if len(text) > (LARGEST_CLIP + 2) // 3 * 4:
            raise Invalid(
                f"a clip has at most {LARGEST_CLIP:,} bytes; upload what is larger",
                field="clip",
                code="payload-too-large",
            )
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Invalid("not base64", field="clip") from error


@dataclass(frozen=True)
class Listening:
    """Hears uploads and clips, each content once."""

    uploads: Uploaded
    recordings: Recordings
    analyses: Analyses
    ears: Ears

    def features(self, source: Source, owner: str, wanted: frozenset[Feature]) -> Analysis:
        """What was asked for of what is heard; nothing named asks for all."""
        analysis = self.heard(source, owner)
        return analysis.only(wanted) if wanted else analysis

    def alike(self, one: Source, other: Source, owner: str) -> Likeness:
        """How alike two recordings are."""
        return likeness(self.heard(one, owner), self.heard(other, owner))

    def heard(self, source: Source, owner: str) -> Analysis:
        """All that is heard in the source; TakesLonger if nobody would wait for it."""
        if source.upload_id is None:
            return self._clip(source.content)
        upload = self.upload(source, owner)
        found = self.analyses.find(self.ears.name, upload.sha256)
        if found is None:
            seconds = (upload.content.seconds if upload.content else None) or 0.0
            if seconds > self.ears.longest:
                raise TakesLonger(
                    f"{seconds / 60:.1f} minutes are too long to be heard at once; "
                    f"here at most {self.ears.longest / 60:.0f}",
                    field="upload_id",
                )
            with self.recordings.fetched(upload.id) as path:
                found = self.ears.listen(path)
            self.analyses.keep(upload.sha256, found)
        return found

    def upload(self, source: Source, owner: str) -> Upload:
        """The recording that the source names; Invalid if it names none."""
        upload = self.uploads.get(source.upload_id or "", owner)
        if upload.state is not State.VERIFIED:
            raise Conflict(f"upload {upload.id} is {upload.state}; complete it first")
        if upload.kind is not Kind.AUDIO:
            raise Invalid("a picture cannot be heard", field="upload_id")
        return upload

    def _clip(self, content: bytes) -> Analysis:
        sha256 = hashlib.sha256(content).hexdigest()
        found = self.analyses.find(self.ears.name, sha256)
        if found is None:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "clip")
                path.write_bytes(content)
                found = self.ears.listen(path)
            self.analyses.keep(sha256, found)
        return found
