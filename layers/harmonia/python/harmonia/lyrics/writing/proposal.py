"""
Somebody else's words: a language model may propose them, and never has to.

What it says is text and nothing more. It is sung only if it has as many stanzas and lines as were
asked for, of a length that fits, in letters that can be sung, with the title in its chorus; any
other proposal is dropped and the song gets words of our own.
"""

from collections.abc import Sequence
from typing import Protocol

from harmonia.errors import Invalid
from harmonia.lyrics.line import read
from harmonia.lyrics.pronunciation import RULES, Pronunciations
from harmonia.lyrics.writing.poet import Wanted

SPARE = 3  # syllables that a line may have beyond what was asked for
LEAST = 2  # syllables of a line


class Proposals(Protocol):
    """Somebody who proposes lyrics."""

    def propose(
        self, wanted: Sequence[Wanted], *, title: str, theme: str | None, moods: Sequence[str]
    ) -> str | None:
        """Stanzas parted by empty lines, one for each section; None if nothing comes to mind."""


def accepted(
    text: str | None, wanted: Sequence[Wanted], title: str, known: Pronunciations = RULES
) -> list[tuple[str, ...]] | None:
    """The proposal as stanzas, or None if it can't be sung as it is."""
    if not text:
        return None
    stanzas = [
        tuple(line.strip() for line in block.splitlines() if line.strip())
        for block in text.replace("\r", "").strip().split("\n\n")
        if block.strip()
    ]
    if len(stanzas) != len(wanted):
        return None
    for stanza, one in zip(stanzas, wanted, strict=True):
        if len(stanza) != one.lines or not all(_fits(line, one, known) for line in stanza):
            return None
        if one.kind == "chorus" and title.lower() not in " ".join(stanza).lower():
            return None
    return stanzas


def _fits(line: str, one: Wanted, known: Pronunciations) -> bool:
    try:
        return LEAST <= len(read(line, known)) <= one.syllables + SPARE
    except Invalid:
        return False
