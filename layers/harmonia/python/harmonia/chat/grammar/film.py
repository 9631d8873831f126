"""Pictures to the music: "with a vertical video", "lyric video", "no words on screen"."""

import re
from typing import Any

from harmonia.chat.grammar.reading import Reading
from harmonia.films.film import Aspect, FilmWishes, Words
from harmonia.songs.wishes import Output

TALL = (
    r"vertical|portrait|upright|9\s?[:x]\s?16|tik\s?tok"
    r"|(?:insta(?:gram)?\s+)?reels?|shorts?|stor(?:y|ies)"
)
SQUARE = r"square|1\s?[:x]\s?1|instagram\s+post|insta(?:gram)?"
WIDE = r"horizontal|landscape|wide(?:-?screen)?|16\s?[:x]\s?9|you\s?tube"
LARGE, SMALL = r"1080p?|full[\s-]?hd|fhd", r"720p?|hd"
SHAPE = rf"{TALL}|{SQUARE}|{WIDE}|{LARGE}|{SMALL}"
KIND = rf"lyrics?|karaoke|sing-?along|music|animated|short|little|{SHAPE}"
THING = r"videos?|visuali[sz]er|mp4s?|music\s+clips?|video\s+clips?"
FILM = (
    rf"\b(?P<kinds>(?:(?:{KIND})[\s,-]+)*)(?:{THING})\b(?!\s+games?\b)(?:\s+files?\b)?"
    rf"(?:\s+(?:for|in|as)\s+(?:an?\s+|my\s+)?(?P<after>{SHAPE})\b"
    rf"(?:\s+format\b)?)?"
    rf"|\b(?:with|and|plus|make|want)\s+an?\s+(?P<more>(?:(?:{KIND})[\s,-]+)*)film\b"
    r"(?!\s+(?:music|score|noir|sound))"
)
ON_SCREEN = (
    r"\b(?P<what>lyrics?|words|text|captions?|subtitles?|chords?|chord\s+(?:names|captions))"
    r"\s+(?:on|in|over)\s+(?:the\s+)?(?:screen|video|picture)\b"
)
CHORDS = r"\bchord\s+captions?\b|\bshow(?:ing)?\s+(?:me\s+)?(?:the\s+)?chords\b"
CREDITS = r"\b(?:end\s+)?credits\b"
COVER = (
    r"\b(?:(?:album|song|single)\s+)?(?:cover\s*(?:art|image|picture)|artwork)\b|\balbum\s+cover\b"
)
KARAOKE = r"\bkaraoke(?:\s+(?:version|track|mix))?\b"


def read(reading: Reading) -> None:
    """Find what is said of pictures."""
    said: dict[str, Any] = {}
    also: list[Output] = []
    for match in list(reading.find(FILM)):
        wanted = not reading.negated(match.start())
        kinds = " ".join(match[name] or "" for name in ("kinds", "after", "more")).lower()
        reading.take(match)
        if wanted:
            also += [Output.MP4, Output.COVER]
            said |= _look(kinds)
            if "karaoke" in kinds or "sing" in kinds:
                also.append(Output.KARAOKE)
    for match in list(reading.find(ON_SCREEN)):
        shown = not reading.negated(match.start())
        if match["what"].lower().startswith("chord"):
            said["chords"] = shown
        else:
            said["words"] = Words.KARAOKE if shown else Words.NONE
        reading.take(match)
    for pattern, name in ((CHORDS, "chords"), (CREDITS, "credits")):
        for match in list(reading.find(pattern)):
            said[name] = not reading.negated(match.start())
            reading.take(match)
    for pattern, output in ((COVER, Output.COVER), (KARAOKE, Output.KARAOKE)):
        for match in list(reading.find(pattern)):
            also += [] if reading.negated(match.start()) else [output]
            reading.take(match)
    earlier = reading.earlier.film if reading.earlier else None
    if said and (Output.MP4 in also or earlier):
        reading.say("film", FilmWishes(**said).over(earlier))
    elif Output.MP4 in also:
        reading.say("film", FilmWishes())
    if also:
        reading.hints["also"] = tuple(dict.fromkeys(also))


def _look(kinds: str) -> dict[str, Any]:
    """Shape, size and words, as the adjectives of a video have them."""
    found: dict[str, Any] = {}
    for pattern, name, value in (
        (SMALL, "height", 720),
        (LARGE, "height", 1080),
        (WIDE, "aspect", Aspect.WIDE),
        (SQUARE, "aspect", Aspect.SQUARE),
        (TALL, "aspect", Aspect.TALL),
        (r"lyrics?|karaoke|sing-?along", "words", Words.KARAOKE),
    ):
        if re.search(rf"\b(?:{pattern})\b", kinds):
            found[name] = value
    return found
