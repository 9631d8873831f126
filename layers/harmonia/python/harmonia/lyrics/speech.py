"""
Written words as they are spoken: figures, signs and abbreviations become words.

What nobody would sing (an emoji, a dash, a lone bracket) says nothing; it stays in the text.
"""

import re
import unicodedata

from harmonia.lyrics import numbers

SIGNS = {
    "&": "and", "+": "plus", "@": "at", "=": "equals", "%": "percent", "½": "one half",
    "¼": "one quarter", "¾": "three quarters", "°": "degrees", "№": "number", "w/": "with",
    "w/o": "without", "24/7": "twenty four seven", "<3": "love", "$": "dollars", "€": "euros",
    "£": "pounds",
}  # fmt: skip
SHORT = {
    "dr": "doctor", "mr": "mister", "mrs": "missus", "ms": "miz", "jr": "junior", "sr": "senior",
    "vs": "versus", "etc": "et cetera", "ave": "avenue", "rd": "road", "blvd": "boulevard",
    "mt": "mount", "ft": "feat", "feat": "featuring", "prof": "professor", "sgt": "sergeant",
    "capt": "captain", "dept": "department", "approx": "approximately", "min": "minutes",
    "sec": "seconds", "jan": "january", "feb": "february", "aug": "august", "sept": "september",
    "oct": "october", "nov": "november", "dec": "december", "mon": "monday", "tues": "tuesday",
    "wed": "wednesday", "thurs": "thursday", "fri": "friday", "e.g": "for example",
    "i.e": "that is",
}  # fmt: skip
WHOLE = frozenset("dr mr mrs ms jr sr vs blvd sgt capt prof".split())  # short even without a dot
UNITS = {"km": "kilometers", "kg": "kilos", "mph": "miles an hour", "cm": "centimeters",
         "mi": "miles", "lb": "pounds", "lbs": "pounds", "am": "a m", "pm": "p m", "k": "thousand",
         "bpm": "beats a minute", "x": "times"}  # fmt: skip
LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "ay bee cee dee ee eff gee aitch eye jay kay ell em en oh pee cue are ess tee you vee "
        "double-u ex why zee".split(),
        strict=True,
    )
)
NAMES = {  # of letters, as ARPABET
    "ay": "EY1", "bee": "B IY1", "cee": "S IY1", "dee": "D IY1", "ee": "IY1", "eff": "EH1 F",
    "gee": "JH IY1", "aitch": "EY1 CH", "eye": "AY1", "jay": "JH EY1", "kay": "K EY1",
    "ell": "EH1 L", "em": "EH1 M", "en": "EH1 N", "oh": "OW1", "pee": "P IY1", "cue": "K Y UW1",
    "are": "AA1 R", "ess": "EH1 S", "tee": "T IY1", "you": "Y UW1", "vee": "V IY1",
    "double": "D AH1 B AH0 L", "u": "Y UW1", "ex": "EH1 K S", "why": "W AY1", "zee": "Z IY1",
}  # fmt: skip
ACRONYM = re.compile(
    r"(?:[A-Z]\.){2,}[A-Z]?|[B-DF-HJ-NP-TV-XZ]{2,5}|TV|NYC|USA?|UK|LA|OK|AM|PM|DJ|UFO|SOS"
)
CHUNK = re.compile(
    r"[$€£¥#'-]?\d[\d.,:/]*\d?(?:%|€|£|st\b|nd\b|rd\b|th\b|'?s\b)?|<3|\bw/o?|(?:[A-Za-z]\.){2,}"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*['’]?|[&+@=%½¼¾°№$€£]"
)  # fmt: skip


def chunks(token: str) -> list[tuple[int, int]]:
    """Where in a token without blanks its speakable stretches lie: bitter-sweet has two."""
    return [match.span() for match in CHUNK.finditer(token) if _sounds(match[0])]


def _sounds(text: str) -> bool:
    return text in SIGNS or any(one.isalnum() for one in text)


def spoken(text: str, before: str = "", after: str = "", shouted: bool = False) -> list[str]:
    """
    The words a stretch of text is spoken as, in small letters; its neighbours may decide.

    `shouted` says that the whole line is in capitals, which then mean nothing.

    >>> spoken("St", before="2nd"), spoken("100%"), spoken("Dr")
    (['street'], ['one', 'hundred', 'percent'], ['doctor'])
    """
    if text in SIGNS:
        return SIGNS[text].split()
    figure = text.rstrip(".,:/")
    if any(one.isdigit() for one in text):
        said = numbers.spoken(figure) or numbers.spoken(figure.replace(",", ""))
        return (said or _mixed(figure)).split()
    plain = text.lower().replace("’", "'").rstrip(".")
    after_figure = before[-1:].isdigit() or before[-2:] in ("st", "nd", "rd", "th")
    if plain == "st":
        return ["street" if before[:1].isdigit() or not after[:1].isupper() else "saint"]
    if plain == "no" and text.endswith(".") and after[:1].isdigit():
        return ["number"]
    if plain in UNITS and after_figure and before[:1].isdigit():
        return _letters(plain) if plain in ("am", "pm") else UNITS[plain].split()
    if plain in SHORT and (plain in WHOLE or text.endswith(".")):
        return SHORT[plain].split()
    stem = re.sub("['’]?s$", "", text)
    if ACRONYM.fullmatch(stem) and not shouted:
        return ["okay"] if plain == "ok" else _letters(stem.lower().replace(".", ""))
    return [plain.replace(".", "")]


def _letters(text: str) -> list[str]:
    return [word for one in text for word in LETTERS[one].split("-")]


def _mixed(text: str) -> str:
    """Figures and letters in one, as B52 or 4ever: part by part."""
    parts = re.findall(r"\d+|[^\W\d_]+", text)
    return " ".join((numbers.spoken(one) or one) if one.isdigit() else one for one in parts) or "o"


def script(text: str) -> str:
    """The alphabet of most letters: latin, greek, cyrillic, or another's name in small letters."""
    counts: dict[str, int] = {}
    for one in text:
        if one.isalpha():
            name = unicodedata.name(one, "unknown").split()[0].lower()
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=counts.__getitem__, default="latin")
