"""Colours: five that go together, written as people write them on the web."""

import re
from dataclasses import dataclass, fields
from typing import Self

from harmonia.errors import Invalid

Colour = tuple[int, int, int]  # red, green, blue, each 0 to 255
HEX = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Palette:
    """Five colours, from the ground to the one that draws the eye."""

    background: Colour
    deep: Colour
    mid: Colour
    light: Colour
    accent: Colour

    @classmethod
    def parse(cls, colours: tuple[str, ...]) -> Self:
        """The palette of five colours like #1a2b3c; Invalid if they are not."""
        names = [one.name for one in fields(cls)]
        if len(colours) != len(names):
            raise Invalid(f"{len(colours)} colours; a palette has five: {', '.join(names)}")
        for index, text in enumerate(colours):
            if not HEX.fullmatch(text):
                raise Invalid(f"{text!r} is not a colour like #1a2b3c", field=str(index))
        return cls(*(colour(text) for text in colours))

    @property
    def hex(self) -> tuple[str, ...]:
        """The colours as text, ground first."""
        return tuple("#{:02x}{:02x}{:02x}".format(*getattr(self, one.name)) for one in fields(self))


def colour(text: str) -> Colour:
    """The colour that #rrggbb names."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
