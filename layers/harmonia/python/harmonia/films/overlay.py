"""Overlays: a line of text or an image laid over the picture for a while."""

from dataclasses import dataclass
from enum import StrEnum

from harmonia.errors import Invalid

LONGEST_TEXT = 200  # characters


class OverlayKind(StrEnum):
    """What is laid over the picture."""

    TEXT = "text"
    LOGO = "logo"  # an image, small
    IMAGE = "image"


class Place(StrEnum):
    """Where it lies, inside the safe area."""

    TOP_LEFT = "top left"
    TOP = "top"
    TOP_RIGHT = "top right"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    BOTTOM_LEFT = "bottom left"
    BOTTOM = "bottom"
    BOTTOM_RIGHT = "bottom right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """Something over the picture, from second to second or from bar to bar, or all the time."""

    kind: OverlayKind
    text: str = ""
    image: str = ""  # an upload's id, or the sha256 of its content
    from_seconds: float | None = None
    to_seconds: float | None = None
    first_bar: int | None = None  # counted from 1
    last_bar: int | None = None  # belongs to it
    place: Place = Place.TOP_RIGHT
    opacity: float = 1.0

    def __post_init__(self) -> None:
        if self.kind is OverlayKind.TEXT:
            if not self.text.strip() or len(self.text) > LONGEST_TEXT:
                raise Invalid(f"must be 1 to {LONGEST_TEXT} characters", field="text")
        elif not self.image:
            raise Invalid(f"a {self.kind} needs an uploaded image", field="image")
        if not 0 < self.opacity <= 1:
            raise Invalid(f"{self.opacity:g} is not above 0 and at most 1", field="opacity")
        self._check_seconds()
        self._check_bars()

    def _check_seconds(self) -> None:
        start, end = self.from_seconds, self.to_seconds
        if (start is not None or end is not None) and (self.first_bar or self.last_bar):
            raise Invalid("count in seconds or in bars, not in both", field="from_seconds")
        if start is not None and start < 0:
            raise Invalid(f"{start:g} s is before the song", field="from_seconds")
        if end is not None and end <= (start or 0):
            raise Invalid(f"ends at {end:g} s, before it begins", field="to_seconds")

    def _check_bars(self) -> None:
        first, last = self.first_bar, self.last_bar
        if first is not None and first < 1:
            raise Invalid(f"there is no bar {first}; the first is 1", field="first_bar")
        if last is not None and last < (first or 1):
            raise Invalid(f"ends with bar {last}, before it begins", field="last_bar")
