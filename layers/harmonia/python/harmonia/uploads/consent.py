"""
Consent: somebody agrees that their recorded voice is changed and used.

It is kept with who said it, when, in which words, and the hash of the very recording it is for; no
recording of a voice is converted without.
"""

import re
from dataclasses import dataclass
from typing import Protocol

from harmonia.errors import Invalid
from harmonia.paging import Page

PHRASE = "I sing in this recording and agree that my voice is changed and used in this song"
NAME = 120  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Who agrees, and in which words."""

    who: str
    phrase: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.who.strip()) <= NAME:
            raise Invalid(f"must be a name of 1 to {NAME} characters", field="who")
        if _plain(self.phrase) != _plain(PHRASE):
            raise Invalid(f"must say: {PHRASE}", field="phrase", code="consent-required")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """An agreement on one recording, as it was given."""

    id: str  # cons_…
    owner: str  # whose account it was given in
    who: str
    phrase: str
    upload: str
    sha256: str  # of the recording
    created_at: str


class ConsentStore(Protocol):
    """Consents, by id and by owner; they are never changed."""

    def add(self, consent: Consent) -> None:
        """Keep a new consent; Conflict if its id is taken."""

    def get(self, consent_id: str) -> Consent:
        """The consent of that id; NotFound if there is none."""

    def list(self, owner: str, *, limit: int, cursor: str | None) -> Page[Consent]:
        """The owner's consents, newest first; Invalid if the cursor is not one of ours."""


def _plain(text: str) -> str:
    """The words alone."""
    return " ".join(re.findall(r"[a-z']+", text.lower()))
