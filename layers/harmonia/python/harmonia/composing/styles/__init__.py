"""The genres, a page each."""

from harmonia.composing.style import Style
from harmonia.composing.styles import bossa, cinematic, folk, house, jazz, lofi, pop, rock
from harmonia.songs.wishes import Genre

STYLES: dict[Genre, Style] = {
    Genre.POP: pop.STYLE,
    Genre.ROCK: rock.STYLE,
    Genre.LOFI: lofi.STYLE,
    Genre.JAZZ: jazz.STYLE,
    Genre.FOLK: folk.STYLE,
    Genre.HOUSE: house.STYLE,
    Genre.CINEMATIC: cinematic.STYLE,
    Genre.BOSSA: bossa.STYLE,
}
