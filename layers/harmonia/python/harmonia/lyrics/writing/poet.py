"""
The poet: a song's words from pictures and rhymes.

A verse tells: two lines of pictures, then what they come to; the next verse goes on from there. A
prechorus lifts, the chorus says its hook (the title) again and again, a bridge looks from
elsewhere. Nothing is said twice but what is meant to be.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from harmonia.lyrics.line import read
from harmonia.lyrics.phonemes import rhyme
from harmonia.lyrics.pronunciation import RULES, Pronunciations
from harmonia.lyrics.writing import couplets
from harmonia.lyrics.writing.couplets import Couplet
from harmonia.lyrics.writing.imagery import GENERAL, PICTURES, picture
from harmonia.lyrics.writing.imagery.picture import Picture

BRIGHT = frozenset("happy cheerful joyful bright uplifting playful sunny hopeful festive".split())
DARK = frozenset(
    "sad dark melancholic gloomy tense haunting heartbroken lonely ominous angry".split()
)
STAGES = ("scene", "turn", "after")
SHORT = 5  # syllables up to which a hook is said twice in its line
CHORUS = ("hxhy", "hxhy", "xhyh", "hxyh")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A section to write: its kind, how many lines, and about how many syllables each may have."""

    kind: str
    lines: int
    syllables: int


@dataclass(frozen=True)
class Poet:
    """Somebody with a subject, a mood and a memory of what was already said."""

    subject: Picture
    title: str
    mood: int
    draw: random.Random
    about: str = ""  # the theme as it was said, where no picture knows it
    known: Pronunciations = RULES
    said: set[str] = field(default_factory=set)

    def write(self, wanted: Sequence[Wanted]) -> list[tuple[str, ...]]:
        """The lines of every section; a chorus is the same each time."""
        refrains = not any(one.kind == "chorus" for one in wanted)
        longest = max((one.lines for one in wanted if one.kind == "chorus"), default=0)
        chorus: tuple[str, ...] = ()
        lifts: tuple[str, ...] = ()
        verses = 0
        found: list[tuple[str, ...]] = []
        for one in wanted:
            if one.kind == "chorus":
                chorus = chorus or self.chorus(longest, one.syllables)
                found.append(_round(chorus, one.lines))
            elif one.kind == "prechorus":
                lifts = lifts or self.pairs(couplets.LIFTS, one.lines, one.syllables)
                found.append(_round(lifts, one.lines))
            elif one.kind == "bridge":
                found.append(self.pairs(couplets.BRIDGES, one.lines, one.syllables))
            else:
                found.append(self.verse(one, verses, refrains))
                verses += 1
        return found

    def verse(self, one: Wanted, number: int, refrain: bool) -> tuple[str, ...]:
        """A verse that goes on from the one before; without a chorus it ends on the hook."""
        stage = STAGES[min(number, 2)]
        lines: list[str] = []
        while len(lines) < one.lines:
            left = one.lines - len(lines)
            if len(lines) % 4 == 0 or left == 1:
                lines += self.told(stage, one.syllables)
            elif self.about and self.draw.random() < 0.6:
                lines += self.named(one.syllables)
            else:
                lines += self.pairs(couplets.TURNS, 2, one.syllables)
        lines = lines[: one.lines]
        if refrain and one.lines > 1:
            lines[-1] = self.hook(one.syllables)
            if one.lines % 2 == 0 and one.lines > 2:
                lines[-2] = self.lead()
        return tuple(map(_capital, lines))

    def told(self, stage: str, syllables: int) -> list[str]:
        """Two lines of pictures that rhyme."""
        starts: tuple[str, ...] = getattr(self.subject, stage)
        fresh = [one for one in starts if one not in self.said] or list(starts)
        first, second = self.draw.sample(fresh, 2) if len(fresh) > 1 else (fresh[0], fresh[0])
        self.said.update((first, second))
        ends = [
            one.lines
            for one in self.fitting(couplets.PRESENT if stage == "after" else couplets.PAST)
        ]
        if stage != "after":
            own = self.subject.ends
            ends += list(zip(own[::2], own[1::2], strict=False)) * 3
        if syllables < 7:  # no room for more than the pictures
            return [first, second]
        pair = self.chosen(ends, syllables - self.count(first))
        return [f"{first} {pair[0]}", f"{second} {pair[1]}"]

    def pairs(self, bank: Sequence[Couplet], lines: int, syllables: int) -> tuple[str, ...]:
        """As many rhyming lines of that kind as are wanted."""
        found: list[str] = []
        while len(found) < lines:
            found += self.chosen([one.lines for one in self.fitting(bank)], syllables)
        return tuple(map(_capital, found[:lines]))

    def fitting(self, bank: Sequence[Couplet]) -> list[Couplet]:
        """The pairs that suit the mood, fresh ones before those already said."""
        suits = [one for one in bank if not one.mood or one.mood == self.mood]
        return [one for one in suits if one.lines[0] not in self.said] or suits

    def chosen(self, pairs: Sequence[tuple[str, str]], syllables: int) -> tuple[str, str]:
        """One of the pairs, nearer to that many syllables more likely; it won't be said again."""
        fresh = [one for one in pairs if one[0] not in self.said] or list(pairs)
        weights = [
            0.55 ** max(0, abs(self.count(first) - syllables) - 1) + 0.01 for first, _ in fresh
        ]
        pair = self.draw.choices(fresh, weights)[0]
        self.said.update(pair)
        return pair

    def named(self, syllables: int) -> list[str]:
        """Two lines that say the theme by its name."""
        pairs = [
            (first.format(theme=self.about), second.format(theme=self.about))
            for first, second in (one.lines for one in couplets.ABOUT)
        ]
        return [_capital(one) for one in self.chosen(pairs, syllables + 1)]

    def lead(self) -> str:
        """A line that asks for the refrain."""
        line = self.draw.choice([one for one in couplets.LEADS if one not in self.said])
        self.said.add(line)
        return line

    def chorus(self, lines: int, syllables: int) -> tuple[str, ...]:
        """The hook with couplets between its returns; a second half has a couplet of its own."""
        hook = self.hook(syllables)
        order = self.draw.choice(CHORUS)
        if lines < 4:
            return (hook,) * lines
        found: list[str] = []
        while len(found) < min(8, lines):
            own = [pair for pair in self.subject.choruses if pair[0] not in self.said]
            general = [one.lines for one in self.fitting(couplets.CHORUSES)]
            mine = own and self.draw.random() < 0.6
            first, second = self.chosen(own if mine else general, syllables)
            rows = {"h": hook, "x": first, "y": second}
            found += [rows[one] for one in order]
        return tuple(found)

    def hook(self, syllables: int) -> str:
        """The title as a line; a short one is said twice."""
        count = self.count(self.title)
        if count <= SHORT and 2 * count <= syllables + 3:
            return f"{self.title}, {_small(self.title)}"
        return self.title

    def count(self, text: str) -> int:
        """Its syllables."""
        return len(read(text, self.known))


def write(
    wanted: Sequence[Wanted],
    *,
    title: str,
    theme: str | None,
    moods: Sequence[str],
    draw: random.Random,
    known: Pronunciations = RULES,
) -> list[tuple[str, ...]]:
    """The words of a song, section by section, about its theme or what its title calls up."""
    found = picture(theme or "", title, " ".join(moods))
    about = theme if theme and not picture(theme) and len(theme.split()) <= 4 else ""
    subject = found or (GENERAL if theme else draw.choice(PICTURES))
    tilt = len(BRIGHT & set(moods)) - len(DARK & set(moods))
    mood = (tilt > 0) - (tilt < 0) if tilt else -1 if subject.dark else draw.choice((0, 0, 1))
    return Poet(subject, title, mood, draw, about, known).write(wanted)


def rhymes(first: str, second: str, known: Pronunciations = RULES) -> bool:
    """Whether two lines rhyme, by the sounds of their ends."""
    ends = []
    for text in (first, second):
        spoken = read(text, known).syllables
        last = [one for one in spoken if one.word == spoken[-1].word]
        ends.append(rhyme([sound for one in last for sound in one.phonemes]))
    return ends[0] == ends[1]


def _round(lines: tuple[str, ...], count: int) -> tuple[str, ...]:
    return tuple(lines[index % len(lines)] for index in range(count))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(title: str) -> str:
    """The title inside a line: an article at its beginning is small."""
    return title[:1].lower() + title[1:] if title.split()[0] in ("A", "An", "The") else title
