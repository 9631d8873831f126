"""
A frame for lyrics: for every line what it should tell, how long it is and what it rhymes with.

The words stay the writer's. A line has as many syllables as its stretch of the tune has room for,
and the prompts go the way most songs go: see, act, feel, turn, and then say the one thing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

VERSES = (
    ("A", "Where are you when you think of {theme}? Name a thing that can be seen or touched."),
    ("B", "What happens there? Somebody does something."),
    ("A", "How does it feel? Say it with a picture instead of a name for the feeling."),
    ("B", "Turn: why does {theme} matter tonight? End so that the chorus must follow."),
)
CHORUSES = (
    ("C", "Say the title, “{title}”. End on a long open vowel: day, go, fly, you, far."),
    ("C", "Say why, as simply as to a friend."),
    ("C", "Say the title again, or the other way round."),
    ("D", "Let go: one short line that needs no rhyme."),
)
SYLLABLES = 5, 12  # of a line that can be sung in a breath
LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameLine:
    """A line to fill in."""

    section: str
    syllables: int
    rhyme: str  # lines with the same letter rhyme
    prompt: str


def frame(theme: str, title: str, notes: Mapping[str, Sequence[int]]) -> tuple[FrameLine, ...]:
    """The lines of verse and chorus; `notes` says how many each bar of their tunes has."""
    return tuple(
        FrameLine(
            section=section,
            syllables=_room(notes[section], index),
            rhyme=rhyme,
            prompt=prompt.format(theme=theme, title=title),
        )
        for section, lines in (("verse", VERSES), ("chorus", CHORUSES))
        for index, (rhyme, prompt) in enumerate(lines)
    )


def _room(bars: Sequence[int], line: int) -> int:
    """The notes of two bars, going round; a line is no longer than a breath."""
    low, high = SYLLABLES
    room = sum(bars[(2 * line + bar) % len(bars)] for bar in range(2))
    return min(max(room, low), high)
