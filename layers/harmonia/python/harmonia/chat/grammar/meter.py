"""The meter: "6/8", "in five", "waltz time", "cut time"."""

from harmonia.chat.grammar.reading import Reading
from harmonia.errors import Invalid
from harmonia.music.meter import UNITS, Meter

FIGURES = (
    r"(?<![\d/.])(?P<beats>\d{1,2})\s?/\s?(?P<unit>\d{1,2})(?![\d/])(?P<cue>\s*(?:time"
    r"|meter|metre|signature|beat|takt))?"
)
NAMES = {
    r"cut\s+time|alla\s+breve": "2/2",
    r"common\s+time": "4/4",
    r"(?:waltz|three[\s-]four|3[\s-]4|triple)\s+(?:time|meter|metre|feel)|three[\s-]four": "3/4",
    r"six[\s-]eight": "6/8", r"twelve[\s-]eight": "12/8", r"five[\s-]four": "5/4",
    r"seven[\s-]eight": "7/8", r"nine[\s-]eight": "9/8", r"four[\s-]four": "4/4",
}  # fmt: skip
COUNTED = {"3": "3/4", "4": "4/4", "5": "5/4", "6": "6/8", "7": "7/8", "9": "9/8", "12": "12/8"}
SPELLED = {"three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "nine": "9"}
IN = (
    r"\bin\s+(?:a\s+)?(?P<count>3|4|5|6|7|9|12|three|four|five|six|seven|nine)"
    r"(?=\s*(?:$|[,.;!?\n\x1f]|time\b|with\b|and\b|at\b|please\b))(?:\s*time\b)?"
)


def read(reading: Reading) -> None:
    """Find the meter; the last one named wins."""
    for match in list(reading.find(FIGURES)):
        beats, unit = int(match["beats"]), int(match["unit"])
        cued = match["cue"] or reading.before(
            match.start(), r"\b(?:meter|metre|signature|time)\b\W*"
        )
        if not cued and (unit not in UNITS or not 1 <= beats <= 16):
            continue  # a date, a score, a fraction
        reading.take(match)
        try:
            reading.say("meter", str(Meter(beats, unit)))
        except Invalid as error:
            raise error.under("meter") from error
    for pattern, meter in NAMES.items():
        if reading.last(rf"\b(?:{pattern})\b"):
            reading.say("meter", meter)
    if counted := reading.last(IN):
        count = counted["count"].lower()
        reading.say("meter", COUNTED[SPELLED.get(count, count)])
