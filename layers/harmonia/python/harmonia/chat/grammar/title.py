"""The title: called "Paper Boats", title: Paper Boats, change the title to Paper Boats."""

import re

from harmonia.chat.grammar.reading import Reading

CUE = (
    r"\b(?:(?:called|titled|entitled|named(?!\s+after)|call\s+it|name\s+it|title\s+it)"
    r"|(?<!my\s)(?<!your\s)(?:title|titel|name)\s*(?:\bof\s+(?:it|the\s+song)\s*)?"
    r"(?::|=|\bis\b|\bshould\s+be\b|\bmust\s+be\b|\bto\b|(?=\s*[\"]))"
    r"|(?:change|set)\s+the\s+(?:title|name)\s+to)\s*:?\s*"
)
QUOTED = r"(?:\"(?P<double>[^\"\n]+)\"|'(?P<single>[^\n]+?)'(?![A-Za-z]))"
SMALL = r"(?:a|an|and|at|but|by|for|from|in|into|of|on|or|over|the|to|with|de|la|der|die|und)"
CAPITAL = r"[^\W\d_a-z][\w'-]*"
KEYED = r"in\s+[A-G](?:[#b]|\s+(?:flat|sharp))?m?(?![\w'])"
NAMED = (
    rf"(?P<named>(?-i:{CAPITAL}(?:\s+(?!{KEYED})(?:{SMALL}\s+){{0,2}}{CAPITAL}|\s+\d+(?!\s*bpm))*))"
)
PLAIN = (
    r"(?P<plain>[^,.;!?\n\x1f]+?)(?=\s*(?:[,.;!?\n\x1f]|$|"
    r"\b(?:in|with|at|about|for|please|and\s+make|without|no)\b))"
)
AFTER = rf"{QUOTED}\s+(?:is|as|for)\s+(?:the|its)\s+(?:title|name)\b"
FIRST = rf"^\s*{QUOTED}\s*[-,:]"
SONG = rf"\b(?:song|track|tune|piece|ballad)\s+{QUOTED}"


def read(reading: Reading, raw: str) -> None:
    """Find the title and set it aside; `raw` is the message as it was typed."""
    for pattern in (rf"{CUE}{QUOTED}", rf"{CUE}{NAMED}", rf"{CUE}{PLAIN}", AFTER, SONG, FIRST):
        for match in reading.find(pattern):
            name = next(name for name, value in match.groupdict().items() if value is not None)
            title = re.sub(r"\s+", " ", raw[slice(*match.span(name))]).strip(" .,;:")
            if title:
                reading.take(match)
                reading.say("title", title)
                return
