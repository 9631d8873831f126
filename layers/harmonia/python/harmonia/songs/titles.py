"""Titles for songs that were given none."""

import random

from harmonia.lyrics.writing.imagery import picture

OPENERS = ("All About", "Back to", "Nothing but", "A Song for", "Ask Me About", "Always")
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
    """
    A title that names the theme or calls it up, or a figure of speech where there is none.

    It is the hook of the chorus where the song is sung.
    """
    if theme:
        words = theme.split()[:6]
        if len(words) <= 2 and (known := picture(theme)):
            return draw.choice(known.hooks)
        if len(words) <= 2:
            words = [*draw.choice(OPENERS).split(), *words]
        return " ".join(
            word.lower() if index and word.lower() in SMALL else word[:1].upper() + word[1:]
            for index, word in enumerate(words)
        )
    figure = draw.choice(FIGURES)
    return f"{moods[0].capitalize()} {figure}" if moods and draw.random() < 0.3 else figure
