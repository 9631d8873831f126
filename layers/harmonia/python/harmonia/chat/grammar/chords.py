"""
Chords that were given: "Am F C G in the chorus", "verse: Dm7 G7 Cmaj7", "| C | G | Am | F |".

Three chord symbols in a row are chords; fewer need a word that says so, since "A" and "Am" are
also plain English. Chords without a section are for verse and chorus alike.
"""

import re

from harmonia.chat.grammar.form import SECTIONS
from harmonia.chat.grammar.reading import Reading, phrase
from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.songs.wishes import MOST_CHORDS, SectionKind

TOKEN = r"(?<![\w#'/])[A-G][#b]?(?:[a-zA-Z0-9#+°øΔ/()-]*[a-zA-Z0-9#+°øΔ)])?(?![\w'])"
GAP = r"(?:[ ]*(?:\||,|-+>?|>|/|\]|\[)[ |,/\[\]-]*|[ ]+)"
RUN = rf"(?P<run>[|\[]?[ ]*{TOKEN}(?:{GAP}{TOKEN})*[ ]*[|\]]*)"
WORD = r"\b(?:chords?|progression|changes|akkorde|acordes)\b"
SECTION = phrase(SECTIONS)
LEAD = (
    rf"(?:\b(?P<lead>{SECTION})s?\b(?:\s+{WORD})?"
    rf"(?:\s*[:=-]\s*|\s+(?:goes|go|is|are|with|uses|over|on|in|should\s+be)\s+(?:the\s+)?"
    rf"(?:{WORD}\s*:?\s*)?|\s+(?={TOKEN}))"
    rf"|(?P<word>{WORD})(?P<colon>\s*[:=]?)\s*(?:(?:are|is|of|like)\s+)?)?"
)
TRAIL = (
    rf"(?:\s*(?:{WORD}\s+)?(?:in|for|on|during|as)\s+(?:the"
    rf"|all|every)?\s*(?P<trail>{SECTION})s?\b)?"
)
TIMES = r"(?:\s*\(?[x×]\s*\d\)?)?"
REPEATED = r"(?:\s+(?:over\s+and\s+over|repeated|on\s+repeat|all\s+the\s+way\s+through|chords))?"


def read(reading: Reading) -> None:
    """Find the chords, section by section."""
    given: dict[SectionKind, tuple[str, ...]] = {}
    loose: tuple[str, ...] = ()
    for match in re.finditer(LEAD + RUN + TIMES + TRAIL + REPEATED, reading.rest):
        symbols, rest = _symbols(match["run"])
        named = match["lead"] or (match["trail"] if not rest else None)
        if len(symbols) < _enough(match, bool(named)) or len(symbols) > MOST_CHORDS:
            continue
        end = match.start("run") + len(match["run"]) - len(rest) if rest else match.end()
        reading.blank(match.start(), end)
        if named:
            kind = SECTIONS[_tidy(named)]
            given[kind] = given.get(kind, ()) + symbols if kind in given else symbols
        else:
            loose += symbols
    _lowercase(reading, given)
    if loose:
        for kind in (SectionKind.VERSE, SectionKind.CHORUS):
            given.setdefault(kind, loose[:MOST_CHORDS])
    if given:
        before = reading.earlier.chords if reading.earlier else None
        reading.say("chords", {**(before or {}), **given})


def _enough(match: re.Match[str], named: bool) -> int:
    """How many symbols in a row are no accident here."""
    if match["word"]:
        return 1 if match["colon"].strip() else 2
    if named:
        return 2
    return 2 if "|" in match["run"] else 3


def _symbols(run: str) -> tuple[tuple[str, ...], str]:
    """The chords at the run's beginning, and what comes after the first that is none."""
    symbols: list[str] = []
    for token in re.finditer(TOKEN, run):
        try:
            symbols.append(str(Chord.parse(token.group())))
        except Invalid:
            return tuple(symbols), run[token.start() :]
    return tuple(symbols), ""


def _lowercase(reading: Reading, given: dict[SectionKind, tuple[str, ...]]) -> None:
    """Chords typed in a hurry, "chords: am f c g", where a word announces them."""
    pattern = (
        rf"{WORD}\s*[:=]?\s*((?:[a-g][#b]?(?:m|maj|min|dim|sus"
        rf"|add)?\d*[ ,|-]+){{2,}}[a-g][#b]?(?:m|maj|min|dim"
        rf"|sus)?\d*)\b"
    )
    for match in reading.find(pattern):
        symbols = tuple(
            str(Chord.parse(token[0].upper() + token[1:]))
            for token in re.findall(r"[a-g][#b]?[a-z0-9]*", match[1].lower())
        )
        reading.take(match)
        for kind in (SectionKind.VERSE, SectionKind.CHORUS):
            given.setdefault(kind, symbols)


def _tidy(word: str) -> str:
    return re.sub(r"[\s-]+", " ", word.lower())
