"""The era: "80s", "the seventies", "1975", "baroque"."""

import re

from harmonia.chat.grammar.reading import Reading

DECADE = (
    r"(?:\b(?:early|mid|late)[\s-]*)?(?<!\d)'?(?P<century>19"
    r"|20)?(?P<decade>\d0)'?s\b(?:[\s-]+(?:style|inspired"
    r"|vibes?|feel|sound))?"
)
YEAR = r"\b(?:from|of|circa|in|like|year)\s+(?P<year>(?:19[0-9]|20[0-2])\d)\b"
SPELLED = {
    "twenties": "1920s", "thirties": "1930s", "forties": "1940s", "fifties": "1950s",
    "sixties": "1960s", "seventies": "1970s", "eighties": "1980s", "nineties": "1990s",
    "noughties": "2000s",
}  # fmt: skip
AGES = r"\b(?P<age>baroque|renaissance|medieval|victorian|romantic\s+era|classical\s+era)\b"


def read(reading: Reading) -> None:
    """Find the era; a decade is written out, like 1980s."""
    for match in list(reading.find(DECADE)):
        decade, century = int(match["decade"]), match["century"]
        if not reading.negated(match.start()):
            reading.say("era", f"{century or (20 if decade < 20 else 19)}{decade:02}s")
        reading.take(match)
    for match in list(reading.find(YEAR)):
        reading.say("era", match["year"][:3] + "0s")
        reading.take(match)
    for word, era in SPELLED.items():
        if reading.last(rf"\b(?:(?:roaring|swinging|early|mid|late)[\s-]+)?{word}\b"):
            reading.say("era", era)
    for match in reading.find(AGES):
        if not reading.negated(match.start()):
            reading.say("era", re.sub(r"\s+era", "", match["age"].lower()))
            reading.hints["age"] = True
