"""
Letters: fonts with open licences, and for each character the first of them that has it.

Manrope (SIL OFL 1.1, from PyPI) is the film's own face; DejaVu (Bitstream Vera licence) and Droid
Fallback (Apache-2.0), where the system has them, speak most other alphabets, and the face inside
Pillow (Aileron, CC0) is always there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont

Font = ImageFont.FreeTypeFont
SYSTEM = Path("/usr/share/fonts")
FALLBACKS = (
    "truetype/dejavu/DejaVuSans-Bold.ttf",
    "truetype/dejavu/DejaVuSans.ttf",
    "truetype/droid/DroidSansFallbackFull.ttf",
    "opentype/noto/NotoSansCJK-Regular.ttc",
)
NOWHERE = "\U0010fffe"  # no font has it: what is drawn for it is the box nobody wants to see


class Weight:
    """How heavy the letters are, by the font's file."""

    LIGHT = "Light"
    MEDIUM = "Medium"
    BOLD = "Bold"
    HEAVY = "ExtraBold"


@dataclass(frozen=True)
class Lettering:
    """A size (pixels to the em) and a weight to write with."""

    size: int
    weight: str = Weight.BOLD

    @property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts to look for a character in, in this order."""
        return fonts(self.size, self.weight)

    @property
    def height(self) -> int:
        """From the top of the highest letters to the bottom of the lowest, in pixels."""
        ascent, descent = self.fonts[0].getmetrics()
        return ascent + descent

    def width(self, text: str) -> float:
        """How far the text reaches, in pixels."""
        return sum(font.getlength(run) for font, run in self.runs(text))

    def runs(self, text: str) -> Iterator[tuple[Font, str]]:
        """The text in pieces of one font each."""
        chosen = ((self._font(character), character) for character in text)
        for index, run in groupby(chosen, key=lambda pair: pair[0]):
            yield self.fonts[index], "".join(character for _, character in run)

    def write(
        self,
        draw: ImageDraw.ImageDraw,
        at: tuple[float, float],
        text: str,
        fill: tuple[int, ...],
        stroke: int = 0,
        outline: tuple[int, ...] | None = None,
    ) -> None:
        """Draw the text with its line's top left corner there, all fonts on one baseline."""
        x, y = at
        baseline = y + self.fonts[0].getmetrics()[0]
        for font, run in self.runs(text):
            draw.text(
                (x, baseline), run, fill, font, "ls", stroke_width=stroke, stroke_fill=outline
            )
            x += font.getlength(run)

    def _font(self, character: str) -> int:
        found = font_for(character, self.weight)
        return 0 if found is None else found


@cache
def files(weight: str) -> tuple[Path, ...]:
    """The font files there are, best first; Pillow's own face is not among them."""
    found = find_spec("font_manrope")
    own = (
        [Path(found.origin).parent / f"files/Manrope-{weight}.ttf"]
        if found and found.origin
        else []
    )
    return tuple(path for path in (*own, *(SYSTEM / name for name in FALLBACKS)) if path.is_file())


@lru_cache(64)
def fonts(size: int, weight: str) -> tuple[Font, ...]:
    """The fonts at that size, best first."""
    found = [ImageFont.truetype(str(path), size) for path in files(weight)]
    built_in = ImageFont.load_default(size)
    assert isinstance(built_in, Font)  # Pillow's wheels come with FreeType
    return (*found, built_in)


@lru_cache(8192)
def font_for(character: str, weight: str) -> int | None:
    """Which font has the character, as an index; None if none has."""
    if character.isspace():
        return 0
    for index, font in enumerate(fonts(32, weight)):
        if bytes(font.getmask(character)) != bytes(font.getmask(NOWHERE)):
            return index
    return None


def readable(text: str, weight: str = Weight.BOLD) -> str:
    """
    The text without what no font can draw: accents go before letters do, and never a box is left.

    >>> readable("fire \\N{VARIATION SELECTOR-16}")
    'fire'
    """
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        if unicodedata.category(character) in ("Cf", "Cc", "Cs", "Co", "Cn"):
            kept.append(" " if character.isspace() else "")
        elif character not in "︎️" and font_for(character, weight) is not None:
            kept.append(character)
        else:
            plain = unicodedata.normalize("NFKD", character)
            kept += [one for one in plain if one.isalnum() and font_for(one, weight) is not None]
    return " ".join("".join(kept).split())
