"""
The form: "verse chorus verse chorus bridge chorus", AABA, "no bridge", "with a sax solo".

A form that is only bent ("no intro") starts from the earlier one, or from the form most songs have.
"""

import re

from harmonia.chat.grammar.counting import NUMBER, number
from harmonia.chat.grammar.reading import TAKEN, Reading, phrase
from harmonia.songs.wishes import SectionKind as Kind

SECTIONS = {
    "intro": Kind.INTRO, "introduction": Kind.INTRO, "verse": Kind.VERSE, "strophe": Kind.VERSE,
    "pre chorus": Kind.PRECHORUS, "prechorus": Kind.PRECHORUS, "chorus": Kind.CHORUS,
    "choruses": Kind.CHORUS, "refrain": Kind.CHORUS, "hook": Kind.CHORUS, "bridge": Kind.BRIDGE,
    "middle eight": Kind.BRIDGE, "middle 8": Kind.BRIDGE, "solo": Kind.SOLO, "break": Kind.BREAK,
    "breakdown": Kind.BREAK, "interlude": Kind.BREAK, "outro": Kind.OUTRO, "coda": Kind.OUTRO,
    "ending": Kind.OUTRO,
}  # fmt: skip
USUAL = (
    Kind.INTRO, Kind.VERSE, Kind.CHORUS, Kind.VERSE, Kind.CHORUS, Kind.BRIDGE, Kind.CHORUS,
    Kind.OUTRO,
)  # fmt: skip
NAME = rf"(?:{phrase(SECTIONS)})s?(?:\s+[1-4](?![\d/]))?"
JOIN = (
    r"(?:\s*(?:,|-+>?|>|/|\+|&|\||\bthen\b|\band\b|\binto\b"
    r"|\bto\b)\s*(?:(?:then|and|a|an|the|another|final|last)\s+)*"
    r"|\s+)"
)
ROW = rf"\b{NAME}\b(?:{JOIN}{NAME}\b)+(?:\s+form\b)?"
COUNTED = (
    rf"(?<!verse )(?<!chorus )(?P<count>{NUMBER})\s+(?P<what>verses?"
    rf"|choruses|chorus|bridges?|refrains?|hooks?)\b"
)
PLACE = r"(?:in|after|before|over|at)\b"
CUED = (
    r"\b(?:with|add|adding|and|then|,|has|have|want|plus|include"
    r"|including|need|another)\s+(?:an?\s+|the\s+|some\s+)?(?:\w+\s+){0,2}"
)
LETTERS = r"(?-i:\b[AB][ -]?(?:[ABC][ -]?){1,6}[ABC]\b)(?:\s*(?:form|structure)\b)?"


def read(reading: Reading) -> None:
    """Find the order of sections, or what to change about it."""
    for step in (_counts, _row, _bent):
        step(reading)


def letters(reading: Reading) -> None:
    """Find a form in letters, before anybody takes them for chords."""
    for match in reading.find(LETTERS):
        row = re.sub("[^ABC]", "", re.split("form|struct", match.group())[0])
        spaced = " " in re.split("form|struct", match.group())[0].strip()
        if spaced and not re.search("form|struct", match.group()) and row != "AABA":
            continue
        names = {"A": Kind.VERSE, "B": Kind.BRIDGE, "C": Kind.BRIDGE}
        if "C" in row or row.count("B") >= row.count("A"):
            names["B"] = Kind.CHORUS
        reading.take(match)
        reading.say("form", tuple(names[letter] for letter in row))


def _row(reading: Reading) -> None:
    for match in reading.find(ROW):
        kinds = tuple(map(kind_of, re.findall(rf"\b{NAME}\b", match.group(), re.IGNORECASE)))
        if reading.negated(match.start()) or len(set(kinds) - {Kind.INTRO, Kind.OUTRO}) < 1:
            continue
        if len(kinds) < 3 and re.search(r"\band\b|,", match.group()):
            continue
        reading.take(match)
        reading.say("form", kinds)


def _counts(reading: Reading) -> None:
    """Two verses and three choruses take turns."""
    counts: dict[Kind, int] = {}
    for match in list(reading.find(COUNTED)):
        counts[kind_of(match["what"])] = min(8, max(1, int(number(match["count"]))))
        reading.take(match)
    if counts:
        verses, choruses = counts.get(Kind.VERSE, 0), counts.get(Kind.CHORUS, 0)
        bridges = [Kind.BRIDGE] * counts.get(Kind.BRIDGE, 0)
        turns = [Kind.VERSE] * (verses - choruses)
        turns += [Kind.VERSE, Kind.CHORUS] * min(verses, choruses)
        turns += [Kind.CHORUS] * (choruses - verses)
        if len(turns) > 1:
            last = turns[-1:] if turns[-1] is Kind.CHORUS else []
            body = turns[:-1] if last else turns
            reading.say("form", tuple(body + bridges + last))
            _ends(reading)


def _ends(reading: Reading) -> None:
    """Put what was named beside the counted sections where it belongs."""
    for match in list(reading.find(rf"\b{NAME}\b")):
        kind = kind_of(match.group())
        if not reading.negated(match.start(), known=SECTIONS):
            reading.say("form", tuple(_inserted(list(reading.said["form"]), kind)))
            reading.take(match)


def _bent(reading: Reading) -> None:
    form = list(reading.now("form") or ())
    base = form or list(USUAL)
    changed = False
    for match in list(
        reading.find(rf"\b(?:(?P<more>another|one\s+more|extra|second)\s+)?{NAME}\b")
    ):
        kind = kind_of(match.group() if not match["more"] else match.group().split()[-1])
        if (
            kind is Kind.SOLO
            and not (reading.before(match.start(), CUED) or reading.after(match.end(), PLACE))
            and not reading.negated(match.start())
        ):
            continue  # "solo piano", "a piano solo"
        if reading.negated(match.start(), known=SECTIONS):
            kept = [one for one in base if one is not kind]
            changed = changed or kept != base
            base = kept
        elif not form and kind not in (Kind.VERSE, Kind.CHORUS) and kind in base:
            changed = True  # the style's own form might lack it
        elif (match["more"] and reading.earlier is not None) or kind not in base:
            base = _inserted(base, kind)
            changed = True
        reading.take(match)
    if changed and base:
        (reading.say if form else reading.infer)("form", tuple(base))


def _inserted(form: list[Kind], kind: Kind) -> list[Kind]:
    """The form with one more such section, where musicians would put it."""
    if kind is Kind.INTRO:
        return [kind, *form]
    if kind is Kind.OUTRO:
        return [*form, kind]
    if kind is Kind.PRECHORUS:
        made: list[Kind] = []
        for one in form:
            made += [kind, one] if one is Kind.CHORUS and made[-1:] == [Kind.VERSE] else [one]
        return made if kind in made else [*made, kind]
    choruses = [index for index, one in enumerate(form) if one is Kind.CHORUS]
    place = choruses[-1] if choruses else len(form) - (form[-1:] == [Kind.OUTRO])
    return [*form[:place], kind, *form[place:]]


def kind_of(word: str) -> Kind:
    """The section that the word names, in singular or plural."""
    tidy = re.sub(r"[\s-]+", " ", word.strip(TAKEN + " ").lower())
    tidy = re.sub(r" \d$", "", tidy) if tidy not in SECTIONS else tidy
    return SECTIONS.get(tidy) or SECTIONS[tidy.removesuffix("s")]
