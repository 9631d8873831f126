"""Moods: "warm", "melancholy", "make it sadder", "not too dark"."""

import re

from harmonia.chat.grammar.form import SECTIONS
from harmonia.chat.grammar.reading import Reading, phrase
from harmonia.chat.grammar.words import MOODS, OPPOSITES
from harmonia.songs.wishes import MOST_INSTRUMENTS

PATTERN = rf"\b(?:{phrase(MOODS)})\b"
LESS = r"\b(?:less|not\s+(?:so|too|that|as|very)|no\s+more)(?:\s+\w+\s+and)?"

OF_ONE = rf"(?:{phrase(SECTIONS)})\b"  # "a quiet bridge" says nothing of the song
BUSY = r"\b(?:for|while|when|to|i'm|about|me)"


def read(reading: Reading) -> None:
    """Find the moods; in a later message they join the earlier ones and push out opposites."""
    wanted: list[str] = []
    unwanted: set[str] = set()
    for match in list(reading.find(PATTERN)):
        mood = MOODS[re.sub(r"[\s-]+", " ", match.group().lower())]
        if match.group().lower() == "driving" and reading.before(match.start(), BUSY):
            continue
        if reading.before(match.start(), LESS) or reading.negated(match.start(), known=MOODS):
            unwanted.add(mood)
        elif mood not in wanted and not reading.after(match.end(), OF_ONE):
            wanted.append(mood)
        reading.take(match)
    wanted = [mood for mood in wanted if mood not in unwanted]
    earlier = list((reading.earlier.moods if reading.earlier else None) or ())
    kept = [mood for mood in earlier if mood not in unwanted | set(wanted) | _against(wanted)]
    moods = tuple([*kept, *wanted][-MOST_INSTRUMENTS:])
    if wanted or (unwanted and list(moods) != earlier):
        reading.say("moods", moods)
    elif not earlier and "moods" in reading.hints:
        reading.infer("moods", reading.hints["moods"])


def _against(wanted: list[str]) -> set[str]:
    """The moods that go badly with those."""
    return {
        mood
        for pair in OPPOSITES
        for one, other in (pair, pair[::-1])
        if one & set(wanted)
        for mood in other
    }
