"""
Where things stand in a frame of each shape, clear of the edges and of each other.

Upright films leave the bottom fifth and the right edge to the buttons that players lay over them.
"""

from __future__ import annotations

from dataclasses import dataclass

from harmonia.films.film import Aspect, Film
from inference_containers.video.sprite import Box


@dataclass(frozen=True)
class Fractions:
    """Edges as shares of the frame: left, top, right, bottom."""

    title: tuple[float, float, float, float]
    words: tuple[float, float, float, float]
    chord: tuple[float, float, float, float]
    safe: tuple[float, float, float, float]  # for overlays and credits
    letters: float  # the words' size against the short side
    rows: int  # of words at once


FRACTIONS = {
    Aspect.WIDE: Fractions(
        title=(0.08, 0.20, 0.92, 0.64), words=(0.07, 0.74, 0.93, 0.94),
        chord=(0.05, 0.06, 0.30, 0.16), safe=(0.05, 0.06, 0.95, 0.94),
        letters=0.062, rows=2,
    ),
    Aspect.TALL: Fractions(
        title=(0.08, 0.18, 0.92, 0.52), words=(0.07, 0.58, 0.90, 0.79),
        chord=(0.07, 0.08, 0.50, 0.13), safe=(0.07, 0.08, 0.90, 0.80),
        letters=0.072, rows=3,
    ),
    Aspect.SQUARE: Fractions(
        title=(0.07, 0.20, 0.93, 0.62), words=(0.06, 0.72, 0.94, 0.94),
        chord=(0.06, 0.06, 0.40, 0.15), safe=(0.06, 0.06, 0.94, 0.94),
        letters=0.062, rows=2,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """The places of one film's frame, in pixels."""

    width: int
    height: int
    title: Box
    words: Box
    chord: Box
    safe: Box
    letters: int  # pixels to the em
    rows: int

    @property
    def short(self) -> int:
        """The frame's short side."""
        return min(self.width, self.height)


def layout(film: Film) -> Layout:
    """The places for a film of that size and shape."""
    width, height = film.size
    shares = FRACTIONS[film.aspect]

    def box(edges: tuple[float, float, float, float]) -> Box:
        left, top, right, bottom = edges
        return Box(
            round(left * width), round(top * height), round(right * width), round(bottom * height)
        )

    return Layout(
        width,
        height,
        box(shares.title),
        box(shares.words),
        box(shares.chord),
        box(shares.safe),
        round(shares.letters * min(width, height)),
        shares.rows,
    )
