"""The length: "3 minutes", "2:30", "90 seconds", "a minute and a half", "short", "longer"."""

import re

from harmonia.chat.grammar.counting import NUMBER, SPELLED, number
from harmonia.chat.grammar.form import SECTIONS
from harmonia.chat.grammar.reading import Reading, phrase
from harmonia.songs.wishes import LONGEST, SHORTEST

MIN, SEC, HOUR = (
    r"(?:minutes?|mins?|m)(?![a-z])",
    r"(?:seconds?|secs?|s)(?![a-z'])",
    r"(?:hours?|hrs?|h)(?![a-z#])",
)
HALF = r"(?P<half>\s+and\s+(?:a\s+half|1/2))"
CLOCK = (
    r"(?<![\d:])(?P<minutes>\d{1,2}):(?P<seconds>[0-5]\d)(?::(?P<last>[0-5]\d))?(?![\d:])(?:\s*"
    r"(?:min(?:ute)?s?|long)\b)?"
)
SPAN = (
    rf"(?P<count>{NUMBER}|\ban?\b|\bhalf\s+an?\b){HALF}?(?P<half0>\s*½)?[\s-]*"
    rf"(?:(?P<hour>{HOUR})|(?P<min>{MIN})|(?P<sec>{SEC}))(?P<half2>\s+and\s+a\s+half\b)?"
    rf"(?:[\s,]*(?:and\s+)?(?P<more>{NUMBER})[\s-]*(?:{SEC})?(?<![\s,])(?=\W|$))?"
)
ONE = rf"(?:{phrase(SECTIONS)}|fade)\b"
OF_ONE = rf"\b{ONE}(?:\s+(?:is|of|to|for|about|should|last|be|lasts))*:?"
CHANGES = {
    r"(?:twice|double)\s+(?:as\s+long|the\s+length)": 2.0,
    r"half\s+as\s+long|half\s+the\s+length": 0.5,
    r"(?:much|way|a\s+lot)\s+longer": 1.7,
    r"(?:much|way|a\s+lot)\s+shorter": 0.5,
    r"(?:a\s+(?:bit|little|touch|tad)|slightly)\s+longer": 1.15,
    r"(?:a\s+(?:bit|little|touch|tad)|slightly)\s+shorter": 0.87,
    r"too\s+short|longer|extend\s+it": 1.33,
    r"too\s+long|shorter|trim\s+it": 0.75,
}
SONG = r"(?:song|track|piece|tune|version|one|thing|number|loop|clip|demo|jingle)"
WORDS = {
    r"\b(?:very|really|super)\s+short\b|\bjingle\b": 30.0,
    rf"\bshort(?:\s+and\s+sweet)?(?=(?:\s+[\w-]+){{0,5}}\s+{SONG}\b)|\bshort\s+and\s+sweet\b"
    rf"|\b(?:make|keep)\s+it\s+short\b|(?:^|[,.;])\s*short(?=\s*(?:$|[,.;]))": 60.0,
    rf"\b(?:very|really)\s+long\s+(?={SONG}\b)": 420.0,
    rf"\blong(?=(?:\s+[\w-]+){{0,3}}\s+{SONG}\b)|\bmake\s+it\s+long\b"
    rf"|(?:^|[,.;])\s*long(?=\s*(?:$|[,.;]))": 270.0,
}


def read(reading: Reading) -> None:
    """Find the length in seconds; the last one named wins."""
    if reading.earlier is not None and _changed(reading):
        return
    found: list[tuple[int, float]] = []
    for match in list(reading.find(CLOCK)):
        if reading.before(match.start(), r"\bat"):
            continue
        seconds = int(match["minutes"]) * 60 + int(match["seconds"])
        if match["last"]:
            seconds = seconds * 60 + int(match["last"])
        reading.take(match)
        found.append((match.start(), float(seconds)))
    for match in list(reading.find(SPAN)):
        if (length := _span(reading, match)) is not None:
            reading.take(match)
            found.append((match.start(), length))
    if found:
        reading.say("seconds", max(found)[1])
        reading.last(r"\blong\b")
        return
    for words, value in WORDS.items():
        if reading.last(words):
            reading.infer("seconds", value)


def _span(reading: Reading, match: re.Match[str]) -> float | None:
    if reading.before(match.start(), OF_ONE) or reading.after(match.end(), ONE):
        return None  # the length of a section
    text = match["count"].lower()
    if match["sec"] and match["sec"].lower() == "s" and _decade(reading, match):
        return None
    if re.fullmatch("an?", text):
        count = 1.0
    elif text.startswith("half"):
        count = 0.5
    else:
        count = number(text)
    if match["half"] or match["half0"] or match["half2"]:
        count += 0.5
    unit = 3600 if match["hour"] else 60 if match["min"] else 1
    more = number(match["more"]) if match["more"] and match["min"] else 0.0
    return count * unit + more


def _decade(reading: Reading, match: re.Match[str]) -> bool:
    """Whether "80s" is a time rather than a length: it mostly is from the fifties on."""
    text = match.group()
    if not re.fullmatch(r"\d+s", text):
        return False
    count = int(text[:-1])
    if count == 808:
        return True  # a drum machine
    if count % 10 or (count >= 100 and not 1900 <= count <= 2020):
        return False
    if reading.after(match.end(), r"long\b|clip\b|jingle\b|loop\b|spot\b"):
        return False
    dated = reading.before(match.start(), r"\bthe|'|early|late|mid-?") or reading.after(
        match.end(), r"-?\s*(?:style|feel|sound|vibes?|swing|jazz|blues|music|inspired)"
    )
    return dated or count >= 50


def _changed(reading: Reading) -> bool:
    before = (reading.earlier.seconds if reading.earlier else None) or reading.taste.seconds
    by = rf"(?P<by>{NUMBER}|{SPELLED}|\ban?\b)\s*(?P<unit>{MIN}|{SEC})\s*(?P<way>longer|shorter)"
    for match in list(reading.find(by)):
        amount = 1.0 if match["by"].lower() in ("a", "an") else number(match["by"])
        amount *= 60 if match["unit"].lower().startswith("m") else 1
        _say(reading, before + (amount if match["way"].lower() == "longer" else -amount))
        reading.take(match)
        return True
    for words, factor in CHANGES.items():
        if reading.last(rf"\b(?:{words})\b"):
            _say(reading, before * factor)
            return True
    return False


def _say(reading: Reading, seconds: float) -> None:
    reading.say("seconds", float(min(max(round(seconds), SHORTEST), LONGEST)))
