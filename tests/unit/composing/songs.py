"""Songs to judge, written once for all the tests that read them."""

from functools import cache
from typing import Any

from harmonia.composing.compose import compose
from harmonia.composing.form import shape
from harmonia.composing.harmony import sections
from harmonia.composing.style import Ending
from harmonia.composing.styles import STYLES
from harmonia.songs.brief import Brief, settle
from harmonia.songs.song import Section, Song
from harmonia.songs.wishes import Genre, Wishes

TEN = [  # a genre and a seed each; pop and jazz twice
    *((genre, 11) for genre in Genre),
    (Genre.POP, 5),
    (Genre.JAZZ, 8),
]


def brief(genre: Genre = Genre.POP, seed: int = 1, **wishes: Any) -> Brief:
    """A brief for that genre with these wishes."""
    return settle(Wishes(genre=genre, **wishes), seed=seed)


def sketch(genre: Genre, seed: int, **wishes: Any) -> tuple[Section, ...]:
    """The sections and chords that such a brief gets, without a note; an ending with a tag."""
    asked, style = brief(genre, seed, **wishes), STYLES[genre]
    return sections(asked, style, shape(asked, style, 0.45), Ending.TAG)


@cache
def song(genre: Genre, seed: int) -> Song:
    """The song that a genre and a seed make by themselves."""
    return compose(brief(genre, seed))
