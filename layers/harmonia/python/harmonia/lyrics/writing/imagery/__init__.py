"""
Pictures by theme, each page a few themes.

A theme has beginnings of lines for a first verse (`scene`: where and when), a second (`turn`: what
happened) and a third (`after`: what is left), all in the past or all in the present by verse; ends
of lines that suit it (`ends`: a place or a time, so that any beginning bears it); hooks, which are
titles too; and couplets for its chorus, a slash between their lines.
"""

from harmonia.lyrics.writing.imagery import city, heart, land, season
from harmonia.lyrics.writing.imagery.picture import Picture

GENERAL = season.GENERAL  # where no theme is called up
PICTURES: tuple[Picture, ...] = (*land.PICTURES, *city.PICTURES, *heart.PICTURES, *season.PICTURES)


def picture(*texts: str) -> Picture | None:
    """The theme that these texts call up, the first text and its first words counting most."""
    for text in texts:
        for word in text.lower().split():
            bare = word.strip(".,!?'\"").removesuffix("'s").removesuffix("’s")
            found = [one for one in PICTURES if bare in one.words]
            if found:
                return found[0]
    return None
