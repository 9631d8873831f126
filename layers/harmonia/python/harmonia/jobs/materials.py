"""What people bring to a job: pictures to lay over a film, or music to film."""

from dataclasses import dataclass, replace
from typing import Protocol

from harmonia.engines.engine import Artifact
from harmonia.errors import Conflict, Invalid, NotFound
from harmonia.films.film import Film
from harmonia.jobs.ports import Artifacts
from harmonia.songs.wishes import LONGEST
from harmonia.uploads.upload import Kind, State, Upload


class Brought(Protocol):
    """Where uploads are known."""

    def get(self, upload_id: str) -> Upload:
        """The upload of that id; NotFound if there is none."""


@dataclass(frozen=True)
class Materials:
    """Uploads as jobs see them."""

    uploads: Brought
    files: Artifacts

    def pictures(self, film: Film, owner: str) -> tuple[Film, tuple[Artifact, ...]]:
        """The film with its overlays' pictures named by their hashes, and these pictures."""
        overlays, taken = [], []
        for index, overlay in enumerate(film.overlays):
            if overlay.image:
                field = f"film.overlays.{index}.image"
                picture = self._adopted(overlay.image, owner, Kind.IMAGE, field)
                overlay = replace(overlay, image=picture.sha256)
                taken.append(picture)
            overlays.append(overlay)
        return replace(film, overlays=tuple(overlays)), tuple(dict.fromkeys(taken))

    def recording(self, upload_id: str, owner: str) -> Artifact:
        """The music that was uploaded; Invalid if it is none, or too long to be filmed."""
        found = self._verified(upload_id, owner, Kind.AUDIO, "upload_id")
        seconds = found.content.seconds if found.content else None
        if seconds is None or seconds > LONGEST:
            raise Invalid(f"must last at most {LONGEST / 60:g} minutes", field="upload_id")
        return self.files.adopt(found)

    def _adopted(self, upload_id: str, owner: str, kind: Kind, field: str) -> Artifact:
        return self.files.adopt(self._verified(upload_id, owner, kind, field))

    def _verified(self, upload_id: str, owner: str, kind: Kind, field: str) -> Upload:
        try:
            found = self.uploads.get(upload_id)
        except NotFound:
            found = None
        if found is None or found.owner != owner:
            raise Invalid(f"you have no upload {upload_id}", field=field)
        if found.kind is not kind:
            raise Invalid(f"{found.filename} is no {kind}", field=field)
        if found.state is not State.VERIFIED:
            raise Conflict(f"upload {upload_id} is {found.state}; complete it first")
        return found
