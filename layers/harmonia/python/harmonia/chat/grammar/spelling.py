"""
Typos: "melancoly", "jaz", "accoustic guitar".

Only words that are neither known here nor common English are touched, and only if one small slip
(two in long words) away from a word that matters; a changed letter counts in words of six and more,
so that a horse never becomes a house.
"""

import re
from functools import lru_cache

from harmonia.chat.grammar.counting import ONES, TENS
from harmonia.chat.grammar.english import COMMON
from harmonia.chat.grammar.form import SECTIONS
from harmonia.chat.grammar.instruments import WORDS
from harmonia.chat.grammar.words import LANGUAGES, MOODS, STYLES
from harmonia.music.scale import MODES
from harmonia.music.tempo import WORDS as TEMPI

PLAIN = frozenset(
    "minutes minute seconds second hours without instrumental vocals vocal lyrics tempo slow fast "
    "slower faster song called titled about female male voice singer singing major minor sharp "
    "flat uptempo medium waltz please chords chord verse chorus bridge stems midi length "
    "longer shorter "
    "acoustic electric upright baroque eighties seventies nineties sixties transpose style "
    "music instruments instrument strings guitar karaoke video artwork".split()
)
PICTURES = frozenset("video videos visualizer visualiser mp4 artwork cover karaoke".split())


PHRASES = frozenset(
    phrase
    for table in (STYLES, MOODS, WORDS, SECTIONS, MODES, TEMPI, ONES, TENS, LANGUAGES, PLAIN)
    for phrase in table
)
ALL = frozenset(word for phrase in PHRASES for word in re.split("[ -]", phrase) if len(word) > 2)
MUSIC = PHRASES | (ALL - COMMON)
CORRECTABLE = tuple(sorted(word for word in MUSIC if len(word) >= 4 and word.isalpha()))
TALK = frozenset("song called titled about please music style length voice".split())


def known(word: str) -> bool:
    """Whether the word, or what it was meant to be, is one about music or its pictures."""
    tidy = word.lower()
    meant = tidy in MUSIC or tidy in PICTURES or corrected(tidy) in MUSIC
    return meant and tidy not in TALK


def correct(text: str) -> str:
    """The text with its slips mended."""

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        if (
            word[0].isupper()
            and match.start()
            and text[match.start() - 2 : match.start()]
            not in (
                ". ",
                "! ",
                "? ",
            )
        ):
            return word  # most likely a name
        return corrected(word.lower()) if corrected(word.lower()) != word.lower() else word

    return re.sub(r"[^\W\d_]{3,}", mend, text)


@lru_cache(10_000)
def corrected(word: str) -> str:
    """The word meant, or the word itself."""
    if len(word) < 3 or len(word) > 16 or word in ALL or word in COMMON:
        return word
    if word.endswith("s") and (word[:-1] in MUSIC or word[:-1] in COMMON):
        return word
    best = min(((_slips(word, meant), meant) for meant in CORRECTABLE), default=(9.0, ""))
    if len(word) == 3 and not any(word.replace(one, one * 2, 1) == best[1] for one in word):
        return word  # "jaz", but not "mid"
    allowed = 2.0 if len(word) >= 8 else 1.0
    return best[1] if best[0] <= allowed and word[0] == best[1][0] else word


def _slips(word: str, meant: str) -> float:
    """How many slips apart the words are; a changed letter counts more in short words."""
    if abs(len(word) - len(meant)) > 2 or word[0] != meant[0]:
        return 9.0
    change = 1.0 if len(word) >= 6 else 1.5
    before: list[float] = []
    row = [float(column) for column in range(len(meant) + 1)]
    for index, letter in enumerate(word, 1):
        older, before, row = before, row, [float(index)]
        for column, other in enumerate(meant, 1):
            cost = min(
                before[column] + 1,
                row[column - 1] + 1,
                before[column - 1] + (0 if letter == other else change),
            )
            if (
                index > 1
                and column > 1
                and letter == meant[column - 2]
                and word[index - 2] == other
            ):
                cost = min(cost, older[column - 2] + 1)
            row.append(cost)
    return row[-1]
