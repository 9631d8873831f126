"""Voice and language: "female vocals", "instrumental", "sung by a choir", "auf Deutsch"."""

import re

from harmonia.chat.grammar.reading import Reading
from harmonia.chat.grammar.words import LANGUAGES

SINGS = (
    r"(?:vox|vocals?|vocalists?|voices?|singers?|singing|sung"
    r"|sings?|lead\s+vocals?|stimme|voz|gesang|rapper|crooner)"
)
WOMAN = (
    r"(?:female|woman|women|girl|lady|feminine|soprano|alto|mezzo|she|femenina|weiblich\w*)(?:'s)?"
)
MAN = r"(?:male|man|men|guy|boy|masculine|tenor|he|masculina|männlich\w*)(?:'s)?"
DEEP = r"(?:deep|low|bass|baritone|gravelly)"
ALONE = r"\ba\s*capp?ella\b(?!\s*(?:version|mix|track|stem|file))"  # nobody plays
NONE = r"\b(?:instrumentals?|instrumentally|wordless|ohne\s+gesang|sin\s+voz)\b"
PART = r"(?:break|section|bridge|solo|part|interlude|intro|outro)\b"  # only that is instrumental
VOICES = (
    (
        "duet",
        (
            r"\bduett?\b(?!\s*(?:for|of|between|:)\s+(?!(?:two"
            r"|2|a\s+man|a\s+woman)\b))|\bduo\s+vocals\b|\b(?:male\s+and\s+female"
            r"|female\s+and\s+male)(?:\s+(?:vox|vocals?|voices?"
            r"|singers?))?\b|\btwo\s+singers\b"
        ),
    ),
    (
        "deep male",
        (
            rf"\b{DEEP}[\s,-]+(?:{MAN})?\s*{SINGS}\b|\b{MAN}[\s-]+{DEEP}[\s-]+{SINGS}\b"
            rf"|\bbaritone\b|\bbasso\b"
        ),
    ),
    (
        "child",
        (
            rf"\b(?:child|children|kid|kids|boys?\s+choir)(?:'s"
            rf"|')?\s+{SINGS}\b|\bsung\s+by\s+(?:a\s+)?(?:child"
            rf"|children|kids?)\b|\bchildren'?s\s+choir\b"
        ),
    ),
    (
        "choir",
        (
            rf"\b(?:(?:{WOMAN}|{MAN}|mixed)\s+)?choir(?:\s+is"
            rf"|\s+that)?\s+{SINGS}\b"
        ),
    ),
    (
        "female",
        (
            rf"\b{WOMAN}\s+(?:\w+\s+)?{SINGS}\b|\b{SINGS}\s+(?:by\s+)?(?:a\s+"
            rf"|an\s+)?{WOMAN}\b|\b(?:soprano|mezzo)\b"
        ),
    ),
    (
        "male",
        (
            rf"\b{MAN}\s+(?:\w+\s+)?{SINGS}\b|\b{SINGS}\s+(?:by\s+)?(?:a\s+"
            rf"|an\s+)?{MAN}\b|\btenor\b(?!\s+sax)"
        ),
    ),
    (
        "choir",
        rf"\b{SINGS}\s+by\s+a\s+choir\b|\bchoral\s+{SINGS}\b",
    ),
    (
        "any",
        rf"\b(?:lead\s+|backing\s+|some\s+|with\s+)?{SINGS}\b",
    ),
)  # fmt: skip
WORDS = r"\b(?:lyrics|words)\b"
WITH = r"\b(?:with|has|add|write|needs?|wants?)\s+(?:[a-z]+\s+){0,2}$"
NAMES = "|".join(sorted(LANGUAGES, key=len, reverse=True))
LANGUAGE = (
    rf"\b(?:in|auf|en|em|sung\s+in|på)\s+(?P<one>{NAMES})\b"
    rf"|\b(?P<two>{NAMES})[\s-]+(?:language\s+)?(?:lyrics"
    rf"|vocals?|words|singer|singing|text|song|voice|lied)\b"
)


def read(reading: Reading) -> None:
    """Find who sings, if anyone, and in which language."""
    for match in list(reading.find(LANGUAGE)):
        name = "one" if match["one"] else "two"
        if not reading.negated(match.start(name)):
            reading.say("language", LANGUAGES[match[name].lower()])
        reading.blank(match.start() if name == "one" else match.start(name), match.end(name))
    none = _none(reading)
    for voice, pattern in VOICES:
        for match in list(reading.find(pattern)):
            if reading.negated(
                match.start(), known=("female", "male", "lead", "backing", "singing")
            ):
                none = none or voice == "any"
            elif "voice" not in reading.said and not (none and voice == "any"):
                reading.say("voice", voice)
                if voice == "choir":
                    reading.hints["instruments"] = ("choir",)
            reading.take(match)
    for match in list(reading.find(WORDS)):
        refused = reading.negated(match.start())
        wanted = re.search(WITH, reading.text[: match.start()], re.IGNORECASE)
        if wanted and not refused and not none and "voice" not in reading.said:
            reading.say("voice", "any")  # words are there to be sung
        none = none or refused
        reading.take(match)
    if none:
        reading.say("voice", "none")
    _alone(reading)


def _alone(reading: Reading) -> None:
    """Voices without any instrument: whoever was asked for, or a choir."""
    for match in list(reading.find(ALONE)):
        if not reading.negated(match.start()):
            if reading.said.get("voice", "none") == "none":
                reading.say("voice", "choir")
            reading.hints["unaccompanied"] = True
        reading.take(match)


def _none(reading: Reading) -> bool:
    none = False
    for match in list(reading.find(NONE)):
        if re.search(r"\bnot\s+(?:an?\s+)?$", reading.text[: match.start()], re.IGNORECASE):
            reading.say("voice", "any")
        elif not reading.after(match.end(), PART):
            none = True
        reading.take(match)
    return none
