"""
Shapes: what the fretting hand does for one chord.

Written as players write them, from the first string on: x24432, and with hyphens once a fret has
two figures: x-10-12-12-11-10. 0 is an open string, x a silent one.
"""

import re
from dataclasses import dataclass

from harmonia.errors import Invalid

Frets = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Barre:
    """One finger lying across several strings, counted from 0 in the order of the shape."""

    finger: int
    fret: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A fret for every string and the finger that holds it; 1 is the index, 0 none."""

    frets: Frets
    fingers: tuple[int, ...]
    position: int  # the fret at the index finger; 0 where nothing is held
    strain: float  # how far the fingers are from one a fret

    @property
    def barres(self) -> tuple[Barre, ...]:
        """The fingers that lie across more than one string."""
        found = []
        for finger in sorted(set(self.fingers) - {0}):
            strings = [index for index, one in enumerate(self.fingers) if one == finger]
            if len(strings) > 1:
                fret = self.frets[strings[0]] or 0
                found.append(Barre(finger, fret, strings[0], strings[-1]))
        return tuple(found)

    @property
    def pressed(self) -> tuple[int, ...]:
        """The frets that are held down."""
        return tuple(fret for fret in self.frets if fret)

    def keys(self, strings: tuple[int, ...]) -> tuple[int, ...]:
        """The MIDI keys that sound on those strings, in their order."""
        pairs = zip(strings, self.frets, strict=True)
        return tuple(key + fret for key, fret in pairs if fret is not None)

    def __str__(self) -> str:
        return written(self.frets)


def written(frets: Frets) -> str:
    """The frets in the usual notation."""
    words = ["x" if fret is None else str(fret) for fret in frets]
    return ("-" if any(len(word) > 1 for word in words) else "").join(words)


def read(text: str) -> Frets:
    """
    The frets that the notation names.

    >>> read("x24432")
    (None, 2, 4, 4, 3, 2)
    """
    words = text.split("-") if "-" in text else list(text)
    if not all(re.fullmatch(r"[xX]|\d{1,2}", word) for word in words):
        raise Invalid(f"{text!r} is not a shape; write one like x24432 or x-10-12-12-11-10")
    return tuple(None if word in "xX" else int(word) for word in words)
