"""An upload: a file that somebody announced, put in place and had looked at."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from harmonia.errors import Conflict, Invalid

LARGEST = 100 * 2**20  # bytes of a recording
LARGEST_PICTURE = 10 * 2**20
NAME = 200  # characters


class Kind(StrEnum):
    """What a file is for."""

    AUDIO = "audio"
    IMAGE = "image"


MIMES = {
    **dict.fromkeys(("audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"), Kind.AUDIO),
    **dict.fromkeys(("audio/flac", "audio/x-flac", "audio/ogg", "application/ogg"), Kind.AUDIO),
    **dict.fromkeys(("audio/mpeg", "audio/mp3"), Kind.AUDIO),
    **dict.fromkeys(("image/png", "image/jpeg", "image/webp"), Kind.IMAGE),
}


class State(StrEnum):
    """How far an upload is."""

    PENDING = "pending"  # announced; the bytes are not there yet
    UPLOADED = "uploaded"  # there, and the bytes that were announced
    VERIFIED = "verified"  # it is what it says
    REJECTED = "rejected"  # it is not; `problem` says why


NEXT = {
    State.PENDING: {State.UPLOADED, State.REJECTED},
    State.UPLOADED: {State.VERIFIED, State.REJECTED},
    State.VERIFIED: set[State](),
    State.REJECTED: set[State](),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What somebody is about to upload."""

    filename: str
    mime: str
    bytes: int
    sha256: str  # hex

    def __post_init__(self) -> None:
        if not 1 <= len(self.filename) <= NAME or re.search(r"[\x00-\x1f/\\]", self.filename):
            raise Invalid(
                f"must be a plain name of 1 to {NAME} characters, without a path", field="filename"
            )
        if self.mime not in MIMES:
            raise Invalid(
                f"{self.mime!r} cannot be uploaded; known are {', '.join(MIMES)}", field="mime"
            )
        most = LARGEST if self.kind is Kind.AUDIO else LARGEST_PICTURE
        if not 1 <= self.bytes <= most:
            raise Invalid(f"must be 1 to {most:,} bytes, not {self.bytes:,}", field="bytes")
        if not re.fullmatch("[0-9a-f]{64}", self.sha256):
            raise Invalid("must be a SHA-256 in 64 small hex digits", field="sha256")

    @property
    def kind(self) -> Kind:
        """What the file is for, by its media type."""
        return MIMES[self.mime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a file says of itself, read from its header."""

    format: str  # wav, flac, ogg, mp3, png, jpeg or webp
    kind: Kind
    seconds: float | None = None
    channels: int | None = None
    sample_rate: int | None = None
    width: int | None = None  # pixels
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file on its way in."""

    id: str  # upl_…
    owner: str
    filename: str
    mime: str
    bytes: int
    sha256: str
    created_at: str
    expires_at: int  # seconds since 1970, when it is forgotten
    state: State = State.PENDING
    content: Content | None = None  # once it is verified
    problem: str | None = None  # why it was rejected
    version: int = 1

    @property
    def kind(self) -> Kind:
        """What the file is for."""
        return MIMES[self.mime]

    def become(self, state: State) -> "Upload":
        """The same upload, one state on; Conflict if that state cannot follow."""
        if state not in NEXT[self.state]:
            raise Conflict(f"upload {self.id} is {self.state} and cannot become {state}")
        return replace(self, state=state, version=self.version + 1)
