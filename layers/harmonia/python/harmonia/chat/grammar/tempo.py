"""
The tempo: "84 bpm", "around 120", "slow", "allegro", "not too fast", "half as fast".

A figure is said, a word only suggests one: what "slow" means depends on the genre.
"""

import re

from harmonia.chat.grammar.counting import NUMBER, number
from harmonia.chat.grammar.reading import Reading
from harmonia.music.tempo import FASTEST, SLOWEST, WORDS

UNIT = r"(?:b\.?p\.?m\.?|beats\s+(?:per|a)\s+min(?:ute)?|beats/min(?:ute)?)(?![a-z])"
ABOUT = r"(?:around|about|roughly|approximately|circa|ca\.?|like|maybe|say|~|at|@|near|exactly)"
RANGE = rf"(?P<low>{NUMBER})\s*(?:-|to|and)\s*(?P<high>\d{{2,3}})\s*{UNIT}"
FIGURE = rf"(?P<bpm>{NUMBER})(?:-?ish)?[\s-]*{UNIT}"
LABELLED = (
    rf"\b(?:tempo|bpm|speed)\s*(?:of|is|to|at|:|=|around|about)*\s*(?P<bpm>{NUMBER})(?:\s*{UNIT})?"
)
PLACED = (
    rf"(?:\b{ABOUT}\s+|[~@]\s*)(?P<bpm>\d{{2,3}})(?:-?ish)?(?=\s*(?:$"
    rf"|[,.;!?\n)\x1f]|\b(?:and|with|for|in|please|but|or|no"
    rf"|instrumental|then|w)\b))"
)
LOOSE = r"(?:(?<=^)|(?<=[,;\n\x1f])|(?<=[,;\n] ))(?P<bpm>\d{2,3})(?=\s*(?:$|[,.;!?\n\x1f]))"

CHANGES = {
    r"(?:twice|double)\s+(?:as\s+fast|the\s+(?:tempo|speed))|double\s+time|double\s+it": 2.0,
    r"half\s+as\s+fast|(?:halve|half)\s+the\s+(?:tempo|speed)|half[\s-]time|twice\s+as\s+slow": 0.5,
    r"(?:much|way|a\s+lot|lots|far)\s+slower": 0.75,
    r"(?:much|way|a\s+lot|lots|far)\s+faster": 1.3,
    r"(?:a\s+(?:bit|little|touch|tad|hair)|slightly"
    r"|somewhat)\s+slower|slow\s+(?:it|this)\s+down\s+a\s+(?:bit"
    r"|little)": 0.94,
    r"(?:a\s+(?:bit|little|touch|tad|hair)|slightly"
    r"|somewhat)\s+faster|speed\s+(?:it|this)\s+up\s+a\s+(?:bit"
    r"|little)": 1.06,
    r"not\s+(?:so|too|that|as|very)\s+fast|too\s+fast"
    r"|slower|slow\s+(?:it|this|things)?\s*down|less\s+fast": 0.88,
    r"not\s+(?:so|too|that|as|very)\s+slow|too\s+slow"
    r"|faster|quicker|speed\s+(?:it|this|things)?\s*up"
    r"|pick\s+up\s+the\s+pace": 1.13,
}
BY = (
    rf"(?P<by>{NUMBER})\s*(?P<unit>%|percent|bpm)?\s*(?P<way>slower|faster|quicker|up|down)"
    rf"|(?P<way2>slower|faster)\s+by\s+(?P<by2>{NUMBER})\s*(?P<unit2>%|percent|bpm)?"
)
SLOW, FAST = "slow", "fast"
SPEEDS = {  # how far from the genre's usual tempo (0) to its edges (-1, 1) and beyond
    r"fast\s+but\s+not\s+(?:too|very|super)\s+fast": 0.5,
    r"slow\s+but\s+not\s+(?:too|very|super)\s+slow": -0.5,
    r"not\s+(?:too|so|very|overly|super)\s+(?:fast|quick|uptempo)|nothing\s+(?:too\s+)?fast": -1
    / 3,
    r"not\s+(?:too|so|very|overly|super)\s+slow|nothing\s+(?:too\s+)?slow": 1 / 3,
    r"(?:not|isn't|ain't)\s+fast": -1.0,
    r"(?:not|isn't|ain't)\s+slow": 1.0,
    r"(?:very|really|super|extremely|so)\s+slow(?:ly)?": -1.8,
    r"(?:very|really|super|extremely|so)\s+(?:fast|quick)": 1.6,
    r"(?:medium|mid|moderate)[\s-]*(?:slow)\s*(?:tempo)?": -0.5,
    r"(?:medium|mid)[\s-]*(?:fast|up)\s*(?:tempo)?": 0.5,
    r"(?:medium|mid|moderate|middle)[\s-]*(?:tempo|pace|speed)|midtempo|moderately\s+paced": 0.0,
    r"up[\s-]?tempo|fast[\s-]paced|brisk": 0.6,
    r"slow(?:ly)?[\s-]*(?:tempo|paced)?|down[\s-]?tempo|langsam\w*|lent[oa]": -1.25,
    r"fast(?:\s+tempo)?|quick|speedy|high[\s-]?tempo|schnell\w*|rápid[oa]|frantic": 1.0,
}


def read(reading: Reading) -> None:
    """Find the tempo, as a figure, as a change of the earlier one, or as a word."""
    _changed(reading)
    if (bpm := _figure(reading)) is not None:
        reading.say("bpm", bpm)
        for words in SPEEDS:
            reading.last(rf"\b(?:{words})\b")
        return
    if match := reading.last(rf"\b(?P<word>{'|'.join(WORDS)})\b"):
        reading.infer("bpm", float(WORDS[match["word"].lower()]))
    for words, place in SPEEDS.items():
        if match := reading.last(rf"\b(?:{words})\b"):
            if reading.negated(match.start()):
                place = (
                    -place / 3
                    if reading.before(match.start(), r"\btoo")
                    else min(max(-place, -1.0), 1.0)
                )
            reading.hints.setdefault("speed", place)


def settle(reading: Reading) -> None:
    """What a word for speed means, now that the genre is known."""
    place = reading.hints.get("speed")
    if place is not None and "bpm" not in reading.said:
        taste = reading.taste
        edge = taste.fast if place > 0 else taste.slow
        bpm = taste.usual + abs(place) * (edge - taste.usual)
        if place < -1:  # slower than the genre's slowest, but not much
            bpm = max(taste.slow * (1 + 0.4 * (place + 1)), 50.0)
        reading.infer("bpm", float(round(bpm)))


def _figure(reading: Reading) -> float | None:
    found: list[tuple[int, float]] = []
    for match in list(reading.find(RANGE)):
        reading.take(match)
        found.append((match.start(), (number(match["low"]) + number(match["high"])) / 2))
    for pattern in (FIGURE, LABELLED, PLACED):
        for match in list(reading.find(pattern)):
            if not reading.negated(match.start()):
                found.append((match.start(), number(match["bpm"])))
            reading.take(match)
    if not found:
        for match in list(reading.find(LOOSE)):
            if 40 <= number(match["bpm"]) <= 240:
                reading.take(match)
                found.append((match.start(), number(match["bpm"])))
    return max(found)[1] if found else None


def _changed(reading: Reading) -> None:
    """Slower or faster than before; without a before they are plain words for speed."""
    if reading.earlier is None:
        for word, place in ((SLOW + "er", -1.25), ("faster", 1.0)):
            if reading.last(rf"\b{word}\b"):
                reading.hints["speed"] = place
        return
    before = reading.earlier.bpm or float(reading.taste.usual)
    for match in list(reading.find(BY)):
        amount = number(match["by"] or match["by2"])
        unit, way = match["unit"] or match["unit2"], match["way"] or match["way2"]
        if unit is None and way.lower() in ("up", "down"):
            continue
        sign = 1 if way.lower() in ("faster", "quicker", "up") else -1
        share = unit in ("%", "percent")
        _say(reading, before * (1 + sign * amount / 100) if share else before + sign * amount)
        reading.take(match)
        return
    for words, factor in CHANGES.items():
        for match in list(reading.find(rf"\b(?:{words})\b")):
            if re.search(r"\bnot\s*$", reading.text[: match.start()], re.IGNORECASE):
                continue
            reading.take(match)
            _say(reading, before * factor)
            return


def _say(reading: Reading, bpm: float) -> None:
    reading.say("bpm", float(min(max(round(bpm), SLOWEST), FASTEST)))
