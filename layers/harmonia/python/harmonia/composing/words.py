"""
Words: stanzas as they were pasted, and which belongs to which section.

Stanzas are parted by empty lines. A heading ([Chorus], Verse 2:, Bridge) says where a stanza goes;
without one, a stanza that comes twice is the chorus and the others are verses. Verses are sung in
order and begin again when they run out; a chorus has one stanza and always the same.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from harmonia.songs.wishes import SectionKind

Stanza = tuple[str, ...]
HEADING = re.compile(
    r"[\[(]?\s*(intro|verse|pre-?chorus|chorus|refrain|hook|bridge|break|solo|outro)\b"
    r"(?:[^a-z\])]|x\s?\d)*[\])]?:?",
    re.I,
)
CALLED = {"refrain": "chorus", "hook": "chorus", "pre-chorus": "prechorus"}


@dataclass(frozen=True, slots=True)
class Block:
    """A stanza where it stands in the text; it may be empty under its heading."""

    kind: SectionKind
    lines: Stanza


def blocks(lyrics: str) -> list[Block]:
    """
    The stanzas in the order of the text.

    >>> blocks("[Verse 1]\\nOne\\n\\n[Chorus]\\nTwo")[1]
    Block(kind=<SectionKind.CHORUS: 'chorus'>, lines=('Two',))
    """
    parted = [
        [line.strip() for line in block.splitlines() if line.strip()]
        for block in re.split(r"\n\s*\n", _headed(lyrics))
    ]
    counts = Counter(map(tuple, parted))
    found: list[Block] = []
    for block in parted:
        heading = HEADING.fullmatch(block[0]) if block else None
        if heading:
            word = heading[1].lower()
            found.append(Block(SectionKind(CALLED.get(word, word)), tuple(block[1:])))
        elif block:
            again = counts[tuple(block)] > 1
            found.append(Block(SectionKind.CHORUS if again else SectionKind.VERSE, tuple(block)))
    return found


def _headed(lyrics: str) -> str:
    """The text with an empty line before every heading."""
    lines = lyrics.strip().splitlines()
    return "\n".join(f"\n{line}" if HEADING.fullmatch(line.strip()) else line for line in lines)


def stanzas(lyrics: str) -> dict[SectionKind, list[Stanza]]:
    """
    The stanzas by kind of section, in order.

    >>> stanzas("[Verse 1]\\nOne\\n\\n[Chorus]\\nTwo")[SectionKind.CHORUS]
    [('Two',)]
    """
    found: dict[SectionKind, list[Stanza]] = {}
    for block in blocks(lyrics):
        known = found.setdefault(block.kind, [])
        if block.lines and block.lines not in known:
            known.append(block.lines)
    return found


def shared_out(lyrics: str | None, kinds: Sequence[SectionKind]) -> list[Stanza]:
    """The stanza of each section, empty where nothing is sung."""
    found = stanzas(lyrics) if lyrics else {}
    heard: Counter[SectionKind] = Counter()
    shared = []
    for kind in kinds:
        mine = found.get(kind, [])
        shared.append(mine[heard[kind] % len(mine)] if mine else ())
        heard[kind] += 1
    return shared
