"""What the song is about: "about the sea", "for my daughter's birthday"."""

import re
from collections.abc import Callable

from harmonia.chat.grammar.counting import NUMBER
from harmonia.chat.grammar.english import FILLERS
from harmonia.chat.grammar.reading import Reading
from harmonia.songs.wishes import THEME

CUES = (
    r"\b(?:about|named\s+after|inspired\s+by|dedicated\s+to|on\s+the\s+(?:theme|topic|subject)\s+of"
    r"|(?:tells?|telling)\s+the\s+story\s+of|theme\s*[:=]|über|sobre|the\s+subject\s+is)\s+"
)
FOR = r"\bfor\s+(?=[^\W\d_])"
KINDS = (
    r"\b(?P<kind>love|birthday|wedding|christmas|halloween|break-?up|farewell|protest|drinking"
    r"|road\s+trip|graduation|thank\s+you)\s+(?:song|tune|track|ballad|anthem)\b"
)
TRAILING = r"(?:\s+(?:in|the|a|an|with|and|at|for|of|from|on|to|as|but))+$"
WORD = r"[^\W\d_][\w'-]*"
OWNERS = frozenset("a an my our his her their your".split())
IDLE = frozenset(
    "sure example free real life verse chorus bridge intro outro solo everyone".split()
)
FIGURES = (
    rf"(?:an?\s+)?{NUMBER}(?:\s+and\s+(?:an?\s+)?(?:half|quarter|{NUMBER}))?[\s-]*"
    r"(?:min|sec|hour|bpm|beats|bars|%|\d|$|[,.;])|(?:an?|half)\s+(?:an?\s+)?(?:minute|hour)"
)
FEATURES = re.compile(
    r"\s+(?:in\s+(?:the\s+(?:key|style)\b|[A-G](?:\s?(?:flat"
    r"|sharp)|[#b])?m?(?=$|[\s,.;!?])|an?\s+\w+\s+key|\d)"
    r"|(?:at|around)\s+\d|\d+\s*(?:bpm|min|sec|s\b)|(?:called|titled|entitled|named)\b"
    r"|(?:and\s+)?(?:make|keep|give)\s+it\b|that'?s\b|which\b|please\b|pls\b|thanks\b|\d+\s*bpm)",
)
STOP = re.compile(r"\s-+\s|[.;!?\n\x1f()]|,|:")
JOINTS = r"\s+(?:with|without|w/o?|featuring|using|in|as|but|for|and|played|sung|no|on)\s+"


def read(reading: Reading, raw: str, known: Callable[[str], bool]) -> None:
    """Find the theme and set it aside; `known(word)` says whether a word means music."""
    for pattern in (CUES, FOR):
        for match in reading.find(pattern):
            start = match.end()
            if re.match(FIGURES, reading.rest[start:], re.IGNORECASE):
                continue  # "about" is also "around"
            if pattern is FOR and not _free(reading, start, known):
                continue
            end = _end(reading.rest, start, known)
            theme = raw[start:end].strip(" ,.;:\"'")
            theme = re.sub(TRAILING, "", theme)
            if theme and re.search(r"\w", theme):
                theme = re.sub(r"\s+", " ", theme)[:THEME].strip()
                reading.say("theme", theme)
                reading.blank(match.start(), end)
                break
        if "theme" in reading.said:
            break
    for match in list(reading.find(KINDS)):
        if "theme" not in reading.said:
            reading.infer("theme", match["kind"].lower())
        reading.take(match, "kind")


def _free(reading: Reading, start: int, known: Callable[[str], bool]) -> bool:
    """Whether what follows "for" is somebody or something rather than music."""
    words = re.findall(WORD, reading.rest[start : start + 60])
    owned = bool(words) and words[0].lower() in OWNERS
    first = words[1:2] if owned else words[:1]
    if not first or words[0].lower() == "the":
        return False
    return not (known(first[0]) or first[0].lower() in FILLERS | IDLE)


def _end(text: str, start: int, known: Callable[[str], bool]) -> int:
    """Where the theme ends: at a stop, or where the talk turns to music again."""
    clause = STOP.search(text, start)
    end = clause.start() if clause else len(text)
    if clause and clause.group() == "," and (more := _listed(text, end, known)):
        end = more
    if feature := FEATURES.search(text, start, end):
        end = feature.start()
    for joint in re.finditer(JOINTS, text[start:end], re.IGNORECASE):
        words = re.findall(WORD, text[start + joint.end() : end])[:4]
        cue = joint.group().split()[0].lower()
        if cue in (
            "with",
            "without",
            "w/",
            "w/o",
            "featuring",
            "using",
            "no",
            "and",
            "played",
            "sung",
            "as",
            "but",
            "on",
            "for",
        ) and any(map(known, words)):
            return start + joint.start()
        if cue == "in" and words and known(words[0]):
            return start + joint.start()
    return end


def _listed(text: str, place: int, known: Callable[[str], bool]) -> int | None:
    """The end of "love, loss and the sea", if the commas only list more of the same."""
    match = re.match(
        r"((?:,[^,.;!?\n\x1f:]+?)+?\s*,?\s*\b(?:and|or)\s+[^,.;!?\n\x1f:]+)", text[place:]
    )
    if not match:
        return None
    items = re.split(r",|\band\b|\bor\b", match[1])
    short = all(len(item.split()) <= 4 for item in items)
    words = re.findall(WORD, match[1])
    plain = not any(map(known, words)) and not re.search(
        r"\d|\b(?:make|i|it|please)\b", match[1], re.I
    )
    return place + match.end() if short and plain else None
