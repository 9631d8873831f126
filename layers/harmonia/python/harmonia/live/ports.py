"""What live sessions need of the world."""

from typing import Any, Protocol

from harmonia.live.hearing import Heard, Hearing, Settled, Sounding
from harmonia.live.listening import Form
from harmonia.live.session import Session
from harmonia.music.key import Key


class SessionStore(Protocol):
    """Live sessions, kept for as long as somebody speaks in them."""

    def add(self, session: Session) -> None:
        """Keep a new session; Conflict if its id is taken."""

    def get(self, session_id: str) -> Session:
        """The session of that id; NotFound if there is none."""

    def replace(self, old: Session, new: Session) -> None:
        """Put the new one in the old one's place; Conflict if another came first."""


class Ear(Protocol):
    """Whoever hears chords."""

    def take(self, hearing: Hearing, audio: Any, form: Form) -> Sounding:
        """What sounds in the chunk, a text in base64 or a list of samples; Invalid if none."""

    def follow(self, hearing: Hearing, sounding: Sounding, key: Key | None) -> Heard:
        """What it means after all that was heard before."""

    def finish(self, hearing: Hearing, key: Key | None) -> tuple[Settled, ...]:
        """The chords that were still open when the sound ended."""
