"""Phrases: a line of words in its window, and how it was sung, to be sung so again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmonia.composing.prosody import Window
from harmonia.composing.singing import Tone
from harmonia.lyrics.line import Line
from harmonia.songs.song import Section


@dataclass(frozen=True, slots=True)
class Shape:
    """How a line was sung: where its notes began in its window, and on which steps."""

    width: int
    starts: tuple[int, ...]
    steps: tuple[int, ...]
    tonic: int  # the letter of the key it was sung in

    def near(self, start: int) -> int:
        """The step that was sung about then."""
        at = min(range(len(self.starts)), key=lambda one: abs(self.starts[one] - start))
        return self.steps[at]


@dataclass(frozen=True, slots=True)
class Row:
    """A line in its window, before it has a tune."""

    line: Line
    window: Window
    width: int
    beats: tuple[tuple[int, int], ...]  # start and length of each note, one for a syllable or more

    @property
    def stresses(self) -> tuple[int, ...]:
        """How heavy each note is, by its syllable; the last syllable may be held over several."""
        own = tuple(one.stress for one in self.line.syllables)
        return own + (0,) * (len(self.beats) - len(own))


def alike(rows: Sequence[Row], line: Line) -> Row | None:
    """The first line that has as many syllables, if one has."""
    return next((row for row in rows if len(row.line) == len(line)), None)


def shortened(row: Row, end: int) -> Row:
    """The row with its last note ended by then, for the breath before what follows."""
    start, length = row.beats[-1]
    kept = min(length, max((end - start) // 120 * 120, min(length, 120)))
    return replace(row, beats=(*row.beats[:-1], (start, kept)))


def accented(steps: list[int], stresses: Sequence[int]) -> list[int]:
    """The outline with heavy syllables no lower than the light one before them."""
    bent = list(steps)
    for at in range(1, len(steps)):
        if stresses[at] == 2 and stresses[at - 1] == 0 and bent[at] < bent[at - 1]:
            bent[at], bent[at - 1] = bent[at - 1], bent[at]
    return bent


def shaped(row: Row, tune: Sequence[Tone], section: Section) -> Shape:
    """How the row was sung, free of where it stands."""
    begins = row.window.start
    return Shape(
        row.width,
        tuple(tone.start - begins for tone in tune),
        tuple(tone.step for tone in tune),
        section.key.tonic.letter,
    )
