"""
The words on the screen, filled syllable by syllable as they are sung.

They stand on a dark plate of their own, sung and unsung letters alike at least 4.5 times as bright
as any picture seen through it (WCAG 2.2, criterion 1.4.3). Both states of a page are drawn once;
a frame takes the sung one up to where the voice is and the other from there on.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFilter

from harmonia.films.palette import Colour
from inference_containers.video.layout import Layout
from inference_containers.video.lettering import Lettering
from inference_containers.video.lyrics import Page, Row, text
from inference_containers.video.planes import Canvas
from inference_containers.video.sprite import Box, Sprite

PLATE = 0.72  # how much of the picture the plate hides
CONTRAST = 5.2  # asked of letters before the encoder has its way with them; 4.5 is the promise
UNSUNG: Colour = (255, 255, 255)
SMALLEST = 0.55  # of the usual letters, before an overlong word is let out of the frame


@dataclass
class Captions:
    """The layer that shows a song's words."""

    pages: tuple[Page, ...]
    layout: Layout
    lettering: Lettering
    accent: Colour
    fps: int
    karaoke: bool = True  # else lines are shown without being filled
    _drawn: dict[int, Block] = field(default_factory=dict)

    def draw(self, canvas: Canvas, frame: int) -> None:
        """Lay the words of that frame over it."""
        block = self.block_at(frame)
        if block is not None:
            block.draw(canvas, self._now(frame) if self.karaoke else -1.0)

    def block_at(self, frame: int) -> Block | None:
        """The page of that frame as drawn; None where there are no words."""
        now = self._now(frame)
        index = bisect_right([page.shown for page in self.pages], now) - 1
        if index < 0 or now >= self.pages[index].gone:
            return None
        if index not in self._drawn:
            self._drawn = {index: drawn(self.pages[index], self)}
        return self._drawn[index]

    def _now(self, frame: int) -> float:
        """The middle of the frame's time: what happens until then, this frame shows."""
        return (frame + 0.5) / self.fps


@dataclass(frozen=True)
class Line:
    """A row as drawn: its box, and for each syllable where it starts and ends in it."""

    row: Row
    box: Box
    edges: tuple[tuple[float, float], ...]  # pixels from the frame's left
    leftwards: bool

    def reached(self, now: float) -> float:
        """How far the voice has come, in pixels from the frame's left."""
        reached = self.edges[0][0]
        for sung, (begin, end) in zip(self.row, self.edges, strict=True):
            if now >= sung.start:
                share = min(1.0, (now - sung.start) / max(0.02, sung.end - sung.start))
                reached = begin + (end - begin) * share
        return reached


@dataclass(frozen=True)
class Block:
    """A page as drawn, unsung and sung."""

    unsung: Sprite
    sung: Sprite
    lines: tuple[Line, ...]

    def draw(self, canvas: Canvas, now: float) -> None:
        """Lay it over the frame as far as it is sung at that second."""
        for line in self.lines:
            box, at = line.box, round(line.reached(now))
            if line.leftwards:
                at = box.right - (at - box.left)
            split = max(box.left, min(box.right, at - at % 2))
            left, right = (self.sung, self.unsung)
            if line.leftwards:
                left, right = right, left
            left.part(canvas, Box(box.left, box.top, split, box.bottom))
            right.part(canvas, Box(split, box.top, box.right, box.bottom))


def drawn(page: Page, captions: Captions) -> Block:
    """Draw a page."""
    layout, letters = captions.layout, captions.lettering
    widest = max(letters.width(text(row)) for row in page.rows)
    room = layout.words.width - 2 * letters.size
    if widest > room:
        size = max(round(SMALLEST * letters.size), int(letters.size * room / widest))
        letters = Lettering(size, letters.weight)
        widest = max(letters.width(text(row)) for row in page.rows)
    pad, step = letters.size // 2, round(1.36 * letters.size)
    feather = letters.size // 4
    width = min(layout.width, round(widest) + 2 * (pad + feather))
    width += width % 2
    height = step * len(page.rows) + 2 * feather + pad // 2
    height += height % 2
    left = (layout.words.left + layout.words.right - width) // 2
    left -= left % 2
    top = layout.words.bottom - height
    top -= top % 2
    plate = _plate(width, height, feather)
    pictures = [plate.copy(), plate.copy()]
    colours = (UNSUNG, sung_colour(captions.accent))
    lines: list[Line] = []
    for index, row in enumerate(page.rows):
        reads = text(row)
        x = (width - letters.width(reads)) / 2
        y = feather + pad // 4 + index * step + (step - letters.height) / 2
        for picture, colour in zip(pictures, colours, strict=True):
            letters.write(
                ImageDraw.Draw(picture), (x, y), reads, (*colour, 255),
                max(2, letters.size // 18), (0, 0, 0, 255),
            )  # fmt: skip
        begin = top if not index else lines[-1].box.bottom
        end = (
            top + height
            if index == len(page.rows) - 1
            else top + _even(feather + (index + 1) * step)
        )
        box = Box(left, begin, left + width, end)
        lines.append(Line(row, box, _edges(row, letters, left + x), _leftwards(reads)))
    unsung, sung = (Sprite.of(picture, left, top) for picture in pictures)
    return Block(unsung, sung, tuple(lines))


def sung_colour(accent: Colour) -> Colour:
    """The accent, lightened until it can be read on the plate over white."""
    ground = luminance(tuple(round(255 * (1 - PLATE)) for _ in range(3)))  # type: ignore[arg-type]
    share = 0.0
    while True:
        red, green, blue = (round(part + (255 - part) * share) for part in accent)
        if contrast(luminance((red, green, blue)), ground) >= CONTRAST or share >= 1:
            return red, green, blue
        share += 0.05


def luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 to 1."""
    parts = (part / 255 for part in colour)
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    """The contrast ratio of two luminances as WCAG 2.2 defines it, 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _plate(width: int, height: int, feather: int) -> Image.Image:
    """A dark plate with soft edges [RGBA]."""
    cover = Image.new("L", (width, height), 0)
    inner = (feather, feather, width - feather - 1, height - feather - 1)
    ImageDraw.Draw(cover).rounded_rectangle(inner, 2 * feather, fill=round(255 * PLATE))
    cover = cover.filter(ImageFilter.GaussianBlur(feather / 3))
    plate = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    plate.putalpha(cover)
    return plate


def _edges(row: Row, letters: Lettering, left: float) -> tuple[tuple[float, float], ...]:
    """Where each syllable starts and ends, in pixels; the blank before a word isn't sung."""
    found: list[tuple[float, float]] = []
    before = ""
    for sung in row:
        blank = sung.text[: len(sung.text) - len(sung.text.lstrip())]
        begin = letters.width(before + blank)
        before += sung.text
        found.append((left + begin, left + letters.width(before)))
    return tuple(found)


def _leftwards(reads: str) -> bool:
    """Whether the first letter belongs to a script that runs from right to left."""
    strong = (unicodedata.bidirectional(one) for one in reads)
    return next((one in ("R", "AL") for one in strong if one in ("L", "R", "AL")), False)


def _even(number: int) -> int:
    return number - number % 2
