"""
When each word is sung: lines, words and syllables in seconds, as exact as the song itself.

A syllable begins where its first note is played, with the hand's looseness in it, and ends with
its last note or where the next one begins. Voices that sing the same line together count once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest

from harmonia.songs.song import Part, Role, Song, Syllable


@dataclass(frozen=True, slots=True)
class SungSyllable:
    """A syllable and when it is sung, in seconds."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class SungWord:
    """A word and its syllables."""

    syllables: tuple[SungSyllable, ...]

    @property
    def text(self) -> str:
        """As written."""
        return "".join(one.text for one in self.syllables)

    @property
    def start(self) -> float:
        """Of the first syllable."""
        return self.syllables[0].start

    @property
    def end(self) -> float:
        """Of the last syllable."""
        return self.syllables[-1].end


@dataclass(frozen=True, slots=True)
class SungLine:
    """A line of the lyrics as one part sings it."""

    part: str
    words: tuple[SungWord, ...]

    @property
    def text(self) -> str:
        """As written."""
        return " ".join(word.text for word in self.words)

    @property
    def start(self) -> float:
        """Of the first word."""
        return self.words[0].start

    @property
    def end(self) -> float:
        """Of the last word."""
        return self.words[-1].end


def sung_lines(song: Song) -> tuple[SungLine, ...]:
    """The lines of all who sing the words, in the order in which they begin."""
    found: list[SungLine] = []
    for part in song.parts:
        if part.role is Role.VOCAL:
            found += _lines(part, song)
    found.sort(key=lambda line: (line.start, line.part))
    return tuple(
        line
        for index, line in enumerate(found)
        if not _doubled(line, found[max(0, index - 4) : index])
    )


def _doubled(line: SungLine, before: list[SungLine]) -> bool:
    """Whether another voice sings the same words at the same time."""
    return any(other.text == line.text and line.start < other.end for other in before)


def _lines(part: Part, song: Song) -> Iterator[SungLine]:
    played = {note.start: note.start + note.nudge for note in part.notes}
    starts = [song.clock.seconds(played.get(one.start, one.start)) for one in part.syllables]
    timed = [
        (one, SungSyllable(one.text, *_span(one, start, after, song)))
        for (one, start), after in zip_longest(zip(part.syllables, starts, strict=True), starts[1:])
    ]
    for _, line in groupby(timed, key=lambda pair: pair[0].line):
        words = groupby(line, key=lambda pair: pair[0].word)
        yield SungLine(part.name, tuple(_word(group) for _, group in words))


def _word(pairs: Iterator[tuple[Syllable, SungSyllable]]) -> SungWord:
    return SungWord(tuple(sung for _, sung in pairs))


def _span(one: Syllable, start: float, after: float | None, song: Song) -> tuple[float, float]:
    end = song.clock.seconds(one.end)
    return start, max(start, end if after is None else min(end, after))
