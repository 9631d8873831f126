"""Sung songs to judge, written once for all the tests that read them."""

from functools import cache
from typing import Any

from harmonia.composing.compose import compose
from harmonia.songs.brief import Brief, settle
from harmonia.songs.song import Part, Role, Song
from harmonia.songs.wishes import Genre, Wishes
from harmonia_scores.pronouncing import CmuDictionary

CMU = CmuDictionary()
LETTER = """The kettle hums, the hallway's cold
My suitcase by the door
The photographs you said you'd hold
Are scattered on the floor

[Chorus]
So let the river carry me
Let the river carry me
Past the houses to the sea
Let the river carry me

I count the lamps along the lane
And none of them are mine
The windows shiver in the rain
The station's down the line

[Chorus]
So let the river carry me
Let the river carry me
Past the houses to the sea
Let the river carry me
"""


def brief(genre: Genre = Genre.POP, seed: int = 7, voice: str = "any", **wishes: Any) -> Brief:
    """A brief for a song of that genre that somebody sings."""
    return settle(Wishes(genre=genre, voice=voice, **wishes), seed=seed)


@cache
def sung(genre: Genre, voice: str = "any", seed: int = 7) -> Song:
    """A song about leaving home in that genre, with words of our own."""
    return compose(brief(genre, seed, voice, theme="leaving home", seconds=100.0), CMU)


def set_to_music(lyrics: str, **wishes: Any) -> Song:
    """A song on these words."""
    return compose(brief(lyrics=lyrics, **wishes), CMU)


def singers(song: Song) -> tuple[Part, ...]:
    """The parts with words."""
    return tuple(part for part in song.parts if part.role in (Role.VOCAL, Role.BACKING))


def words(part: Part) -> list[str]:
    """The words of a part as they are written, in order."""
    found: dict[int, str] = {}
    for one in part.syllables:
        found[one.word] = found.get(one.word, "") + one.text
    return [token for word in found.values() for token in word.split()]
