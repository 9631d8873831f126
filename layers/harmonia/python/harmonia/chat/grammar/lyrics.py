"""
Lyrics pasted into a message, kept word for word.

They come after "lyrics:" (to the end, or to the closing quote), as quoted lines, or as lines under
heads like [Verse] and [Chorus]; the heads also tell the form.
"""

import re

from harmonia.chat.grammar.reading import Reading
from harmonia.songs.wishes import MOST_SECTIONS, SectionKind

OPEN = r"\b(?:lyrics|words|text|songtext|letra)\b[^:\n\"']{0,30}[:\n]\s*"
QUOTED = r"\"\"\"(?P<a>.+?)\"\"\"|```(?P<b>.+?)```|\"(?P<c>[^\"]+)\""
SUNG = (
    r"\b(?:lyrics|words|text|line|hook|sing(?:s|ing)?|goes|singen|letra)\b"
    r"[^\"\n.;,]{0,25}?[:,]?\s*\"(?P<c>[^\"]{3,})\""
)
SECTIONED = (
    r"\b(?P<head>intro|verse|chorus|pre-?chorus|bridge|refrain|hook|outro)(?:\s+\d)?"
    r"\s*(?::|=|\bgoes\b|\bis\b)\s*(?:like\s+)?,?\s*\"(?P<c>[^\"]+)\""
)
HEAD = r"^[ ]*\[(?P<head>[A-Za-z][A-Za-z -]*?)[ ]*\d*(?:[ ]*(?:[:x]|[ ]-)[^\]\n]*)?\][ ]*$"
KINDS = {
    "intro": SectionKind.INTRO, "verse": SectionKind.VERSE, "strophe": SectionKind.VERSE,
    "prechorus": SectionKind.PRECHORUS, "chorus": SectionKind.CHORUS,
    "refrain": SectionKind.CHORUS, "hook": SectionKind.CHORUS, "bridge": SectionKind.BRIDGE,
    "solo": SectionKind.SOLO, "break": SectionKind.BREAK, "interlude": SectionKind.BREAK,
    "outro": SectionKind.OUTRO, "ending": SectionKind.OUTRO, "coda": SectionKind.OUTRO,
}  # fmt: skip


def read(reading: Reading, raw: str) -> None:
    """Find the lyrics and set them aside; `raw` is the message as it was typed."""
    if _sectioned(reading, raw):
        return
    found = _quoted(reading) or _opened(reading) or _headed(reading)
    if not found:
        return
    start, end = found
    lyrics = raw[start:end].strip()
    if not lyrics:
        return
    reading.say("lyrics", lyrics)
    heads = re.findall(HEAD, lyrics, re.MULTILINE)
    form = [KINDS[key] for head in heads if (key := re.sub("[ -]", "", head.lower())) in KINDS]
    if form:
        reading.infer("form", tuple(form[:MOST_SECTIONS]))


def _sectioned(reading: Reading, raw: str) -> bool:
    """Lines given section by section, chorus: "We will rise again"."""
    lines = list(reading.find(SECTIONED))
    for match in lines:
        reading.take(match)
    if lines:
        parts = (f"[{match['head'].title()}]\n{raw[slice(*match.span('c'))]}" for match in lines)
        reading.say("lyrics", "\n".join(parts))
    return bool(lines)


def _quoted(reading: Reading) -> tuple[int, int] | None:
    for pattern in (OPEN + f"(?:{QUOTED})", SUNG, r'"""(?P<a>.+?)"""', r"```(?P<b>.+?)```"):
        if match := re.search(pattern, reading.rest, re.IGNORECASE | re.DOTALL):
            return _inside(reading, match)
    for match in re.finditer(r'"(?P<c>[^"]+\n[^"]+)"', reading.rest):
        return _inside(reading, match)
    return None


def _inside(reading: Reading, match: re.Match[str]) -> tuple[int, int]:
    name = next(name for name, value in match.groupdict().items() if value is not None)
    reading.take(match)
    return match.span(name)


def _opened(reading: Reading) -> tuple[int, int] | None:
    match = re.search(OPEN, reading.rest, re.IGNORECASE)
    if not match or (":" not in match.group() and not _many(reading.rest[match.end() :])):
        return None
    reading.blank(match.start(), len(reading.rest))
    return match.end(), len(reading.rest)


def _many(text: str) -> bool:
    return len([line for line in text.splitlines() if line.strip()]) > 1


def _headed(reading: Reading) -> tuple[int, int] | None:
    match = re.search(HEAD, reading.rest, re.IGNORECASE | re.MULTILINE)
    if not match:
        return None
    reading.blank(match.start(), len(reading.rest))
    return match.start(), len(reading.rest)
