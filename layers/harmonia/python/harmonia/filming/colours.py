"""
Colours for a song, from its key, its genre and its moods.

The hue follows the circle of fifths, thirty degrees a fifth from red at C, much as Scriabin saw
it; a minor key has the hue of its relative major. Minor keys and dark moods are darker and greyer,
bright moods lighter and richer; the genre decides how far the accent lies from the ground and how
loud the colours may be. Everything is reckoned in OKLCH, where equal steps look equal.

Reference: Björn Ottosson, "A perceptual color space for image processing" (2020).
"""

from dataclasses import dataclass
from math import cos, exp, radians, sin

from harmonia.films.palette import Colour, Palette
from harmonia.songs.song import Section, Song
from harmonia.songs.tastes import BRIGHT, CALM, DARK, LIVELY
from harmonia.songs.wishes import Genre, SectionKind

RED = 29.0  # degrees of OKLCH's hue
MUD = 100.0  # yellow's


@dataclass(frozen=True, slots=True)
class Scheme:
    """A genre's habits: the accent's distance on the colour wheel, richness, the ground's light."""

    accent: float  # degrees
    chroma: float  # 1 is usual
    ground: float  # OKLCH lightness of the background


SCHEMES = {
    Genre.POP: Scheme(150, 1.15, 0.22),
    Genre.ROCK: Scheme(35, 1.1, 0.14),
    Genre.LOFI: Scheme(50, 0.7, 0.25),
    Genre.JAZZ: Scheme(75, 0.8, 0.15),
    Genre.FOLK: Scheme(95, 0.7, 0.28),
    Genre.HOUSE: Scheme(180, 1.35, 0.12),
    Genre.CINEMATIC: Scheme(210, 0.75, 0.12),
    Genre.BOSSA: Scheme(120, 1.0, 0.30),
}
USUAL = Scheme(150, 1.0, 0.2)
TURNS = {  # how far a section's hue lies from the song's, in degrees
    SectionKind.INTRO: -12, SectionKind.PRECHORUS: 14, SectionKind.CHORUS: 28,
    SectionKind.BRIDGE: -65, SectionKind.SOLO: 55, SectionKind.BREAK: -40, SectionKind.OUTRO: -20,
}  # fmt: skip


def palette_for(song: Song, section: Section) -> Palette:
    """The song's colours, turned and lit for one of its sections."""
    scheme = SCHEMES.get(song.genre, USUAL)
    moods = set(song.brief.moods)
    light = 0.5 * (len(BRIGHT & moods) - len(DARK & moods)) - (0.6 if section.key.minor else 0)
    light = max(-1.0, min(1.0, light))
    rich = scheme.chroma + 0.15 * (len(LIVELY & moods) - len(CALM & moods)) + 0.1 * light
    rich = max(0.45, min(1.5, rich)) * (0.8 + 0.4 * section.energy)
    hue = RED + 30 * section.key.signature + TURNS.get(section.kind, 0)
    ground = scheme.ground * (1 + 0.3 * light) * (0.8 + 0.4 * section.energy)
    other = hue + scheme.accent
    return Palette(
        background=oklch(ground, 0.05 * rich, dusky(hue - 20)),
        deep=oklch(ground + 0.14, 0.09 * rich, dusky(hue)),
        mid=oklch(0.56 + 0.05 * light, 0.13 * rich, dusky(hue + 12, 0.5)),
        light=oklch(0.87 + 0.04 * light, 0.06 * rich, hue + 25),
        accent=oklch(0.76 + 0.03 * light, 0.16 * rich, other),
    )


def dusky(hue: float, share: float = 1.0) -> float:
    """The hue for a dark tone: yellow goes on as amber, since dark yellow looks like mud."""
    away = (hue - MUD + 180) % 360 - 180
    return hue - share * 32 * exp(-((away / 30) ** 2))


def oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """
    The sRGB colour of that lightness (0 to 1), chroma and hue (degrees), greyed until it exists.

    >>> oklch(1.0, 0.0, 0.0)
    (255, 255, 255)
    """
    while True:
        a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
        long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        linear = (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        )
        if chroma < 1e-4 or all(-1e-4 <= part <= 1.0001 for part in linear):
            red, green, blue = (_companded(part) for part in linear)
            return red, green, blue
        chroma *= 0.95


def _companded(linear: float) -> int:
    """A linear component as an 8-bit one of sRGB."""
    linear = max(0.0, min(1.0, linear))
    curved = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return round(255 * curved)
