"""
Words: which stanza belongs to which section.

Stanzas are parted by empty lines. A heading ([Chorus], Verse 2:, Bridge) says where a stanza goes;
without one, a stanza that comes twice is the chorus and the others are verses. Verses are sung in
order and begin again when they run out; a chorus has one stanza and always the same.
"""

import re
from collections import Counter
from collections.abc import Sequence

from harmonia.songs.song import Section
from harmonia.songs.wishes import SectionKind

Stanza = tuple[str, ...]
HEADING = re.compile(
    r"\[?\s*(intro|verse|pre-?chorus|chorus|refrain|bridge|outro)\b[^a-z]*\]?:?", re.I
)
CALLED = {"refrain": "chorus", "pre-chorus": "prechorus"}


def stanzas(lyrics: str) -> dict[SectionKind, list[Stanza]]:
    """
    The stanzas by kind of section, in order.

    >>> stanzas("[Verse 1]\\nOne\\n\\n[Chorus]\\nTwo")[SectionKind.CHORUS]
    [('Two',)]
    """
    blocks = [
        [line.strip() for line in block.splitlines() if line.strip()]
        for block in re.split(r"\n\s*\n", lyrics.strip())
    ]
    counts = Counter(tuple(block) for block in blocks)
    found: dict[SectionKind, list[Stanza]] = {}
    for block in blocks:
        heading = HEADING.fullmatch(block[0]) if block else None
        if heading:
            word = heading[1].lower()
            kind, stanza = SectionKind(CALLED.get(word, word)), tuple(block[1:])
        else:
            stanza = tuple(block)
            kind = SectionKind.CHORUS if counts[stanza] > 1 else SectionKind.VERSE
        known = found.setdefault(kind, [])
        if stanza and stanza not in known:
            known.append(stanza)
    return found


def shared_out(lyrics: str | None, sections: Sequence[Section]) -> list[Stanza]:
    """The stanza of each section, empty where nothing is sung."""
    found = stanzas(lyrics) if lyrics else {}
    heard: Counter[SectionKind] = Counter()
    shared = []
    for section in sections:
        mine = found.get(section.kind, [])
        shared.append(mine[heard[section.kind] % len(mine)] if mine else ())
        heard[section.kind] += 1
    return shared
