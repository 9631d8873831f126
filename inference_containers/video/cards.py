"""Title, credits and chord names: text that stands for a while and fades."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFilter

from harmonia.films.palette import Colour
from harmonia.songs.song import SUNG, Song
from inference_containers.video.layout import Layout
from inference_containers.video.lettering import Lettering, Weight, readable
from inference_containers.video.planes import Canvas
from inference_containers.video.sprite import Box, Sprite

FADE = 0.5  # seconds
TITLE, CREDITS = 4.5, 5.0  # seconds
WHITE: Colour = (255, 255, 255)
SHADOW = 0.62  # how dark it is behind the letters


@dataclass(frozen=True)
class Span:
    """From which second to which something is shown, and how long it fades at both ends."""

    begin: float
    end: float
    fade: float = FADE

    def opacity(self, now: float) -> float:
        """How much of it is seen at that second, 0 to 1."""
        if not self.begin <= now < self.end:
            return 0.0
        fade = max(self.fade, 1e-6)
        return min(1.0, (now - self.begin) / fade, (self.end - now) / fade)


@dataclass(frozen=True)
class Card:
    """A layer that shows one sprite for a while."""

    sprite: Sprite
    span: Span
    fps: int
    opacity: float = 1.0

    def draw(self, canvas: Canvas, frame: int) -> None:
        """Lay the card over that frame, if it is its time."""
        self.sprite.draw(canvas, self.opacity * self.span.opacity((frame + 0.5) / self.fps))


@dataclass(frozen=True)
class Words:
    """A line of a card: what it reads, how big and how heavy, in which colour."""

    text: str
    size: int
    weight: str
    colour: Colour
    gap: int = 0  # pixels above


def title_card(song: Song, layout: Layout, accent: Colour, fps: int) -> Card:
    """The song's name and what it is."""
    accent = pale(accent)
    size = layout.short // 9
    rows = wrapped(readable(song.title, Weight.HEAVY) or "Untitled", layout.title.width, size, 3)
    lines = [Words(row, fitted, Weight.HEAVY, WHITE) for row, fitted in rows]
    under = f"{song.genre}  ·  {song.key}  ·  {song.tempo[0].bpm:.0f} bpm"
    small = max(18, layout.short // 24)
    lines.append(Words(readable(under, Weight.BOLD), small, Weight.BOLD, accent, small // 2))
    begin = 0.3
    end = min(begin + TITLE, max(begin + 1.5, song.seconds / 3))
    return Card(lettered(lines, layout.title), Span(begin, end), fps)


def credits_card(song: Song, layout: Layout, accent: Colour, fps: int, frames: int) -> Card:
    """Who made the song and who plays, over the film's end."""
    accent = pale(accent)
    end = frames / fps - 0.2
    begin = max(0.0, min(end - 1.5, max(end - CREDITS, song.seconds - 1.0)))
    size = max(18, layout.short // 26)
    players = [part.player.name for part in song.parts if part.role not in SUNG]
    band = ", ".join(dict.fromkeys(readable(name) for name in players))
    voices = ", ".join(
        dict.fromkeys(part.instrument for part in song.parts if part.role in SUNG and part.notes)
    )
    said = [("Music", song.composer.split("@")[0]), ("Voice", voices), ("Band", band)]
    lines = [
        Words(row, fitted, Weight.HEAVY, WHITE)
        for row, fitted in wrapped(
            readable(song.title, Weight.HEAVY) or "Untitled", layout.title.width, 2 * size, 2
        )
    ]
    for what, who in said:
        if who:
            lines.append(Words(what.upper(), round(0.7 * size), Weight.BOLD, accent, size // 2))
            rows = wrapped(readable(who), round(0.8 * layout.title.width), size, 3)
            lines += [Words(row, fitted, Weight.MEDIUM, WHITE) for row, fitted in rows]
    return Card(lettered(lines, layout.title), Span(begin, end, 0.6), fps)


@dataclass
class ChordNames:
    """The layer that names the chord that sounds."""

    song: Song
    layout: Layout
    fps: int
    _drawn: dict[str, Sprite] = field(default_factory=dict)

    def __post_init__(self) -> None:
        clock = self.song.clock
        self._starts = [clock.seconds(span.start) for span in self.song.chords]
        self._names = [str(span.chord) for span in self.song.chords]

    def draw(self, canvas: Canvas, frame: int) -> None:
        """Lay the chord's name over that frame."""
        now = (frame + 0.5) / self.fps
        index = bisect_right(self._starts, now) - 1
        if index < 0 or now >= self.song.seconds:
            return
        name = self._names[index]
        if name not in self._drawn:
            shown = name.replace("#", "♯") if "♯" in readable("♯") else name
            size = round(0.8 * self.layout.chord.height)
            self._drawn[name] = lettered(
                [Words(shown, size, Weight.BOLD, WHITE)], self.layout.chord, centred=False
            )
        self._drawn[name].draw(canvas)


def lettered(lines: list[Words], box: Box, centred: bool = True) -> Sprite:
    """The lines in the middle (or the left) of a box, with a soft shadow that carries them."""
    heights = [line.gap + Lettering(line.size, line.weight).height for line in lines]
    blur = max(4, lines[0].size // 6)
    pad = 2 * blur
    width = min(box.width, round(max(_width(line) for line in lines)) + 1) + 2 * pad
    height = sum(heights) + 2 * pad
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    shape = Image.new("L", (width, height), 0)
    y = pad
    for line, tall in zip(lines, heights, strict=True):
        letters = Lettering(line.size, line.weight)
        x = (width - _width(line)) / 2 if centred else pad
        place = (x, y + line.gap)
        letters.write(ImageDraw.Draw(shape), place, line.text, (255,), max(2, blur // 2), (255,))
        y += tall
    soft = shape.filter(ImageFilter.GaussianBlur(blur)).point(
        lambda value: round(255 * SHADOW * min(1.0, value / 110))
    )
    image.putalpha(soft)
    y = pad
    for line, tall in zip(lines, heights, strict=True):
        letters = Lettering(line.size, line.weight)
        x = (width - _width(line)) / 2 if centred else pad
        outline = max(1, line.size // 40)
        letters.write(
            ImageDraw.Draw(image), (x, y + line.gap), line.text, (*line.colour, 255),
            outline, (0, 0, 0, 200),
        )  # fmt: skip
        y += tall
    left = (box.left + box.right - width) // 2 if centred else box.left - pad
    top = (box.top + box.bottom - height) // 2
    return Sprite.of(image, left, top)


def wrapped(text: str, room: int, size: int, rows: int) -> list[tuple[str, int]]:
    """The text in rows that fit the room, each with the size of its letters, smaller if need be."""
    while True:
        letters = Lettering(size, Weight.HEAVY)
        made: list[str] = []
        for word in text.split():
            if made and letters.width(f"{made[-1]} {word}") <= room:
                made[-1] += f" {word}"
            else:
                made.append(word)
        fits = all(letters.width(row) <= room for row in made)
        if (fits and len(made) <= rows) or size <= 14:
            return [(row, size) for row in balanced(made, letters)]
        size = max(14, round(0.9 * size))


def balanced(rows: list[str], letters: Lettering) -> list[str]:
    """The same words in as many rows, the longest as short as it can be."""
    words = " ".join(rows).split()
    if len(rows) != 2:
        return rows
    halves = [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]
    return min(halves, key=lambda half: max(map(letters.width, half)))


def pale(colour: Colour) -> Colour:
    """The colour, halfway to white, for small print."""
    red, green, blue = ((part + 255) // 2 for part in colour)
    return red, green, blue


def _width(line: Words) -> float:
    return Lettering(line.size, line.weight).width(line.text)
