"""One page of a list, and where the next begins."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
MOST = 100  # items on a page
USUAL = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list's items; `next_cursor` is None on the last page."""

    data: tuple[T, ...]
    next_cursor: str | None = None

    @property
    def has_more(self) -> bool:
        """Whether there is another page."""
        return self.next_cursor is not None
