"""
The words as pages: what is shown at once, and when each syllable is sung.

Made from the song's syllables alone. A line that is too wide falls into balanced rows, and rows
into pages; a page appears a moment before its first syllable and goes when the next one needs its
place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from harmonia.songs.song import Song
from harmonia.songs.sung import sung_lines
from inference_containers.video.lettering import readable

LEAD, LINGER = 1.0, 0.8  # seconds before the first syllable and after the last

Width = Callable[[str], float]  # of a text, in pixels


@dataclass(frozen=True, slots=True)
class Sung:
    """A syllable on the screen: its text with the blank before it, and when it is sung."""

    text: str
    start: float  # seconds
    end: float


Row = tuple[Sung, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows that are seen together, from second to second."""

    rows: tuple[Row, ...]
    shown: float
    gone: float


def pages(song: Song, width: Width, room: float, rows: int) -> tuple[Page, ...]:
    """Every page of the song in order, for rows of that room (pixels) and so many at once."""
    lines = sorted(_lines(song), key=lambda line: line[0][0].start)
    found = [
        Page(tuple(part), part[0][0].start, part[-1][-1].end)
        for line in lines
        for part in _paged(_rows(line, width, room), rows)
    ]
    return tuple(_timed(found))


def text(row: Row) -> str:
    """What a row reads."""
    return "".join(sung.text for sung in row)


def _lines(song: Song) -> Iterator[list[Row]]:
    """Each lyric line as its words, each the syllables that can be drawn."""
    for line in sung_lines(song):
        words = [
            tuple(Sung(readable(one.text), one.start, one.end) for one in word.syllables)
            for word in line.words
        ]
        if drawn := [word for word in words if any(one.text for one in word)]:
            yield drawn


def _rows(words: list[Row], width: Width, room: float) -> list[Row]:
    """A line in as few rows as it needs, about equally long; an overlong word stands alone."""
    fewest = _filled(words, width, room)
    even = width(" ".join(text(word) for word in words)) / len(fewest)
    for slack in (1.02, 1.1, 1.2, 1.35):
        made = _filled(words, width, min(room, slack * even))
        if len(made) == len(fewest):
            return made
    return fewest


def _filled(words: list[Row], width: Width, goal: float) -> list[Row]:
    """Words put into rows one after another, each row up to the goal."""
    made: list[list[Sung]] = [[]]
    for word in words:
        reads = text(word)
        if made[-1] and width(text(tuple(made[-1])) + " " + reads) > goal:
            made.append([])
        first = replace(word[0], text=(" " if made[-1] else "") + word[0].text)
        made[-1] += [first, *word[1:]]
    return [tuple(row) for row in made]


def _paged(rows: list[Row], most: int) -> Iterator[list[Row]]:
    """Rows shared out over as few pages as hold them, about equally."""
    count = -(-len(rows) // most)
    for index in range(count):
        yield rows[index * len(rows) // count : (index + 1) * len(rows) // count]


def _timed(found: list[Page]) -> Iterator[Page]:
    """The pages with the times they are shown from and to, no two at once."""
    ends = [0.0, *(page.gone for page in found)]
    shown = [
        min(page.shown, max(page.shown - LEAD, before))
        for page, before in zip(found, ends, strict=False)
    ]
    following = [*shown, float("inf")][1:] if found else []
    for page, begin, then in zip(found, shown, following, strict=True):
        end = min(page.gone + LINGER, then)
        if end > begin:
            yield replace(page, shown=max(0.0, begin), gone=end)
