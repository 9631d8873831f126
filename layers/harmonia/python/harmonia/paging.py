"""One page of a list, and where the next begins."""

import base64
import hmac
import secrets
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from harmonia.errors import Invalid

T = TypeVar("T")
MOST = 100  # items on a page
USUAL = 50
SIGNED = 16  # bytes of a cursor's signature


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list's items; `next_cursor` is None on the last page."""

    data: tuple[T, ...]
    next_cursor: str | None = None

    @property
    def has_more(self) -> bool:
        """Whether there is another page."""
        return self.next_cursor is not None


@dataclass(frozen=True, slots=True)
class Seal:
    """
    What makes a place in a list a cursor, and only takes cursors that it made.

    A cursor is the place and its signature (HMAC-SHA256), in which the owner and the list are
    signed with it: nobody can make one up, or use it for a list that it was not made for.
    """

    key: str

    @classmethod
    def fresh(cls) -> Self:
        """A seal that nobody else has."""
        return cls(secrets.token_hex(32))

    def cursor(self, place: str, *, owner: str, listed: str) -> str:
        """The cursor that leads to the place in the owner's list."""
        sealed = self._signature(place, owner, listed) + place.encode()
        return base64.urlsafe_b64encode(sealed).decode().rstrip("=")

    def place(self, cursor: str, *, owner: str, listed: str) -> str:
        """Where the cursor leads; Invalid unless it is one of ours, for that list."""
        try:
            sealed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            place = sealed[SIGNED:].decode()
        except ValueError as error:
            raise Invalid("not a cursor of ours", field="cursor") from error
        if not hmac.compare_digest(sealed[:SIGNED], self._signature(place, owner, listed)):
            raise Invalid("not a cursor of this list", field="cursor")
        return place

    def _signature(self, place: str, owner: str, listed: str) -> bytes:
        text = "\n".join((listed, owner, place))
        return hmac.digest(self.key.encode(), text.encode(), "sha256")[:SIGNED]
