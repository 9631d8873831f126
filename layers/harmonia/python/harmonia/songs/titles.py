"""Titles for songs that were given none."""

import random

OPENERS = (
    "Song of",
    "Notes on",
    "Toward",
    "After",
    "Letters from",
    "A Room for",
    "Under",
    "Beyond",
)
FIGURES = (
    "Morning Light", "Paper Boats", "The Long Way Home", "Quiet Streets", "Amber", "Second Wind",
    "Windows", "Northern Line", "Small Hours", "Open Water", "Late Summer", "Halfway There",
    "Salt and Sugar", "First Snow", "Borrowed Time", "Glass Houses", "Lighthouse", "Slow Rivers",
    "Telegraph Hill", "Undertow", "Orchard", "Yesterday's Rain", "Copper Wire", "Room to Breathe",
    "Satellites", "Tin Roof", "Almost Blue", "Every Other Sunday", "Magnetic", "Harbour Lights",
    "Left Unsaid", "Marigold", "Two Trains", "Wildflower", "Afterglow", "Stone by Stone",
)  # fmt: skip
SMALL = frozenset("a an and at but by for from in into nor of on or over the to with".split())


def title_for(theme: str | None, moods: tuple[str, ...], draw: random.Random) -> str:
    """A title that names the theme, or a figure of speech where there is none."""
    if theme:
        words = theme.split()[:6]
        if len(words) <= 2:
            words = [*draw.choice(OPENERS).split(), *words]
        return " ".join(
            word.lower() if index and word.lower() in SMALL else word[:1].upper() + word[1:]
            for index, word in enumerate(words)
        )
    figure = draw.choice(FIGURES)
    return f"{moods[0].capitalize()} {figure}" if moods and draw.random() < 0.3 else figure
