"""Numbers as they are said in English: 42, 3rd, 1999, $5, 7:30, 1/2, 100%."""

import re

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
MONEY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
YEARS = range(1100, 2100)


def cardinal(number: int) -> str:
    """
    The number in words.

    >>> cardinal(1234)
    'one thousand two hundred thirty four'
    """
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{TENS[tens]} {ONES[ones]}" if ones else TENS[tens]
    for size, name in (*SCALES, (100, "hundred")):
        if number >= size:
            many, rest = divmod(number, size)
            head = f"{cardinal(many)} {name}"
            return f"{head} {cardinal(rest)}" if rest else head
    return ""


def ordinal(number: int) -> str:
    """
    The number that counts places.

    >>> ordinal(23)
    'twenty third'
    """
    *before, last = cardinal(number).split()
    if last in ORDINALS:
        last = ORDINALS[last]
    else:
        last = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return " ".join((*before, last))


def year(number: int) -> str:
    """
    The number as years are said.

    >>> year(1999), year(2007), year(1905)
    ('nineteen ninety nine', 'two thousand seven', 'nineteen oh five')
    """
    century, rest = divmod(number, 100)
    if century % 10 == 0 and rest < 10:
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def digits(text: str) -> str:
    """Digit by digit."""
    return " ".join(ONES[int(one)] for one in text)


def spoken(text: str) -> str | None:
    """
    What a figure says; None if the text isn't one.

    >>> spoken("$3.50"), spoken("'90s"), spoken("24/7")
    ('three dollars fifty', 'nineties', 'twenty four seven')
    """
    plain = (
        text.replace(",", "") if re.fullmatch(r"[$€£¥]?\d{1,3}(,\d{3})+(\.\d+)?%?", text) else text
    )
    for pattern, say in PATTERNS:
        if match := re.fullmatch(pattern, plain):
            return say(match)
    return None


def _money(match: re.Match[str]) -> str:
    whole, cents = int(match[2]), match[3]
    unit = MONEY[match[1]]
    plural = "" if whole == 1 or unit == "yen" else "s"
    said = f"{_plain(match[2])} {unit}{plural}"
    return f"{said} {cardinal(int(cents))}" if cents and int(cents) else said


def _plain(figures: str) -> str:
    if len(figures) > 15 or (len(figures) > 1 and figures[0] == "0"):
        return digits(figures)
    return cardinal(int(figures))


def _whole(match: re.Match[str]) -> str:
    figures = match[0]
    if len(figures) == 4 and int(figures) in YEARS:
        return year(int(figures))
    return _plain(figures)


def _decade(match: re.Match[str]) -> str:
    said = year(int(match[1])) if len(match[1]) == 4 else cardinal(int(match[1]))
    *before, last = said.split()
    last = last[:-1] + "ies" if last.endswith("y") else last + "s"
    return " ".join((*before, last))


def _time(match: re.Match[str]) -> str:
    hour, minutes = int(match[1]), int(match[2])
    if not minutes:
        return f"{cardinal(hour)} o'clock"
    return f"{cardinal(hour)} {'oh ' if minutes < 10 else ''}{cardinal(minutes)}"


def _fraction(match: re.Match[str]) -> str:
    over, under = int(match[1]), int(match[2])
    if under == 2:
        return f"{cardinal(over)} {'half' if over == 1 else 'halves'}"
    if over < under <= 12:
        name = "quarter" if under == 4 else ordinal(under)
        return f"{cardinal(over)} {name}{'' if over == 1 else 's'}"
    return f"{cardinal(over)} {cardinal(under)}"


PATTERNS = (
    (r"([$€£¥])(\d{1,15})(?:\.(\d\d))?", _money),
    (r"(\d{1,15})([€£¥])()", lambda m: _money(re.match(r"(.)(\d+)()", m[2] + m[1]) or m)),
    (r"(\d{1,15}(?:\.\d+)?)%", lambda m: f"{spoken(m[1])} percent"),
    (r"#(\d{1,15})", lambda m: f"number {_plain(m[1])}"),
    (r"(\d{1,15})(?:st|nd|rd|th)", lambda m: ordinal(int(m[1]))),
    (r"'?(\d{2}|\d{4})'?s", _decade),
    (r"'(\d\d)", lambda m: ("oh " if m[1][0] == "0" else "") + cardinal(int(m[1]))),
    (r"([01]?\d|2[0-4]):([0-5]\d)", _time),
    (r"(\d{1,3})/(\d{1,3})", _fraction),
    (r"(\d+)\.(\d+)", lambda m: f"{_plain(m[1])} point {digits(m[2])}"),
    (r"-(\d{1,15})", lambda m: f"minus {_plain(m[1])}"),
    (r"\d+", _whole),
)
