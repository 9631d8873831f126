"""
A message on its way to being understood.

Each reader looks for what it knows in `rest`, says what it found and takes it away, so that the
readers after it never see the same words. A taken stretch becomes `TAKEN`, which no pattern spans.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from harmonia.songs.tastes import TASTES, Taste
from harmonia.songs.wishes import Genre, Wishes

TAKEN = "\x1f"
SAME = str.maketrans({  # one character for one, so that places stay the same
    "’": "'", "‘": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‑": "-", "−": "-", "\xa0": " ", "\t": " ", "\r": "\n",
    "♯": "#", "♭": "b", "，": ",", "…": ".", "→": ">",
})  # fmt: skip

CUE = re.compile(
    r"\b(?:no|not|non|nor|without|w/o|minus|sans|ohne|sin|never|except|anything but|everything but"
    r"|all but|other than|apart from|instead of|rather than|remove|removing|drop|lose|losing|skip"
    r"|leave out|take out|cut out|cut|get rid of|ditch|omit|mute|kill|hate|dislike|avoid|less|fewer"
    r"|(?:don'?t|do not|doesn'?t|does not|didn'?t|shouldn'?t|should not|isn'?t|is not|can'?t"
    r"|won'?t|wouldn'?t)(?: (?:really|even))?"
    r"(?: (?:want|need|like|have|use|add|include|put in"
    r"|put|hear|make|be|play|sound|do|get|care for))*"
    r")\b"
)
BREAK = re.compile(
    r"\b(?:(?<!thing )(?<!all )but(?! no)|just|only|with"
    r"|plus|featuring|instead(?! of)|though|however"
    r"|keep|add|adding|use|using|rather(?! than)|prefer|yes|yet|make it|please)\b"
)
GLUE = frozenset(
    "a an any the or nor and of my too much more so very really kind sort that this all other it "
    "in to be like either whatsoever n".split()
)


@dataclass
class Reading:
    """A message, what is left of it to read, and what was found."""

    text: str
    rest: str
    earlier: Wishes | None = None
    said: dict[str, Any] = field(default_factory=dict)
    inferred: set[str] = field(default_factory=set)
    nearest: list[tuple[str, Genre]] = field(default_factory=list)
    hints: dict[str, Any] = field(default_factory=dict)  # from one reader to a later one

    def say(self, name: str, value: Any) -> None:
        """What was said; it beats whatever was said or concluded before."""
        self.said[name] = value
        self.inferred.discard(name)

    def infer(self, name: str, value: Any) -> None:
        """What follows from what was said, unless the thing itself was said."""
        if name not in self.said or name in self.inferred:
            self.said[name] = value
            self.inferred.add(name)

    def find(self, pattern: str) -> Iterator[re.Match[str]]:
        """Every place in what is left that fits, in order."""
        return re.finditer(pattern, self.rest, re.IGNORECASE)

    def last(self, pattern: str) -> re.Match[str] | None:
        """The last place that fits; all of them are taken."""
        found = list(self.find(pattern))
        for match in found:
            self.take(match)
        return found[-1] if found else None

    def take(self, match: re.Match[str], group: int | str = 0) -> None:
        """Nobody after this reads that stretch."""
        self.blank(*match.span(group))

    def blank(self, start: int, end: int) -> None:
        """Nobody after this reads from `start` to `end`."""
        if start >= 0:
            self.rest = self.rest[:start] + TAKEN * (end - start) + self.rest[end:]

    def before(self, place: int, pattern: str) -> bool:
        """Whether the text right before that place fits."""
        return re.search(rf"(?:{pattern})\s*$", self.text[:place], re.IGNORECASE) is not None

    def after(self, place: int, pattern: str) -> bool:
        """Whether the text right after that place fits."""
        return re.match(rf"\s*(?:{pattern})", self.text[place:], re.IGNORECASE) is not None

    def now(self, name: str) -> Any:
        """What holds so far: said in this message or in an earlier one."""
        return self.said.get(name, getattr(self.earlier, name, None))

    @property
    def taste(self) -> Taste:
        """The habits of the genre as far as it is known."""
        return TASTES[self.now("genre") or Genre.POP]

    def negated(self, place: int, known: Iterable[str] = ()) -> bool:
        """Whether what stands at that place is said not to be wanted."""
        clause = re.split(r"[.;!?\n:()]", self.text[:place].lower())[-1]
        cues = list(CUE.finditer(clause))
        if not cues:
            return False
        between = clause[cues[-1].end() :]
        if BREAK.search(between):
            return False
        return _reaches(cues[-1].group(), between, self.text[place:], set(known))


def _reaches(cue: str, between: str, ahead: str, known: set[str]) -> bool:
    """Whether a negation carries over the words between it and the thing."""
    if cue == "not" and re.match(r"\s+(?:too|so|very|overly|super|only|just)\b", between):
        return False
    parts = re.split(r",|\band\b|\bor\b|\bnor\b", between)
    if len(parts) > 1:
        listed = re.search(r"\b(?:or|nor)\b", between + " " + re.split(r"[.;!?\n]", ahead)[0])
        if "," in between and not listed:
            return False
        if cue == "no" and re.match(r"\s*(?:an?|some|the)\b", parts[-1]):
            return False
    strange = [
        word
        for part in parts
        for word in re.findall(r"[\w'&-]+", part)
        if word not in GLUE and word not in known
    ]
    return len(strange) <= (0 if cue == "not" else 1)


def phrase(words: Iterable[str]) -> str:
    """A pattern for any of these phrases, longest first; blanks may be hyphens or nothing much."""
    spelled = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in spelled)
