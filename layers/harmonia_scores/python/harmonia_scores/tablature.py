"""
Tabs in plain characters, by the conventions of the web's tab archives.

The high string is on top, each line opens with its string's name, hyphens fill, bars end in a
vertical line, and where a fret has two figures every column beside it is padded. Above stand the
chords; above everything each chord's shape, first string first.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from harmonia.music.chord import Chord
from harmonia.music.meter import PPQ
from harmonia.tabs.piano import Hands
from harmonia.tabs.shape import Shape
from harmonia.tabs.tab import Bar, Hand, Tab

WIDTH = 78  # characters of a line
EIGHTH = PPQ // 2
ARROWS = {Hand.DOWN: "D", Hand.UP: "U"}


def ascii_tab(tab: Tab) -> str:
    """The whole tab as text."""
    blocks = ["\n".join(_heading(tab)), "\n".join(_shapes(tab)), *_systems(tab)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def piano_chart(chords: Sequence[Chord], hands: Sequence[Hands]) -> str:
    """Chords for two hands as text, a chord a line."""
    rows = [
        (str(chord), " ".join(map(str, one.left)), " ".join(map(str, one.right)))
        for chord, one in zip(chords, hands, strict=True)
    ]
    names, lefts = (max(len(row[column]) for row in rows) for column in range(2))
    return "".join(
        f"{name:{names}}  left {left:{lefts}}  right {right}\n" for name, left, right in rows
    )


def _heading(tab: Tab) -> Iterator[str]:
    if tab.title:
        yield f"{tab.title} - {tab.artist}" if tab.artist else tab.title
    facts = [tab.tuning.instrument.name, f"{tab.tuning.name} ({' '.join(tab.tuning.pitches)})"]
    if tab.capo:
        facts.append(f"capo {tab.capo}")
    yield ", ".join([*facts, str(tab.meter), f"{tab.bpm:g} bpm"])


def _shapes(tab: Tab) -> Iterator[str]:
    """The chords with their shapes, in columns."""
    rows = []
    for one in tab.distinct:
        name = str(one.chord)
        if tab.capo:
            name += f" = {one.held}"
        rows.append((name, str(one.shape), _fingers(one.shape)))
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(2)]
    for name, shape, fingers in rows:
        yield f"{name:{widths[0]}}  {shape:{widths[1]}}  {fingers}".rstrip()


def _fingers(shape: Shape) -> str:
    """The fingers under the frets, a hyphen for none."""
    return "fingers " + "".join(str(one) if one else "-" for one in shape.fingers)


def _systems(tab: Tab) -> Iterator[str]:
    """Rows of bars, as many in each as fit."""
    letters = tab.tuning.letters
    margin = max(map(len, letters)) + 1
    row: list[list[str]] = []
    for bar in tab.bars:
        block = _bar(bar, tab)
        if row and (bar.name or margin + _length(row) + len(block[-1]) > WIDTH):
            yield _joined(row, letters)
            row = []
        row.append(block)
    if row:
        yield _joined(row, letters)


def _length(row: Sequence[Sequence[str]]) -> int:
    return sum(len(block[-1]) for block in row)


def _joined(row: Sequence[Sequence[str]], letters: Sequence[str]) -> str:
    margin = max(map(len, letters)) + 1
    heads = [" " * margin, " " * margin, " " * margin]
    heads += [f"{letter:<{margin - 1}}|" for letter in reversed(letters)]
    lines = [head + "".join(block[index] for block in row) for index, head in enumerate(heads)]
    return "\n".join(line.rstrip() for line in lines if line.strip())


def _bar(bar: Bar, tab: Tab) -> list[str]:
    """The bar's lines: its name, its chords, the strokes, then a line a string from the top."""
    step = _step(bar)
    cells = tab.meter.bar // step
    frets = [place.fret for beat in bar.beats for place in beat.places]
    width = (2 if max(frets, default=0) > 9 else 1) + (1 if step >= EIGHTH // 2 else 0)
    named = [(beat, beat.label) for beat in bar.beats if beat.label]
    for (beat, name), (after, _) in pairwise(named):
        width = max(width, -(-(len(name) + 1) * step // (after.start - beat.start)))
    grid = [["-" * width] * cells for _ in tab.tuning.strings]
    chords, strokes = [" "] * (cells * width + 2), [" "] * (cells * width + 2)
    for beat in bar.beats:
        at = (beat.start - bar.start) // step
        for place in () if beat.tied else beat.places:
            grid[place.string][at] = str(place.fret).ljust(width, "-")
        if beat.hand in ARROWS:
            strokes[at * width + 1] = ARROWS[beat.hand]
    for beat, name in named:
        at = (beat.start - bar.start) // step * width + 1
        chords[at : at + len(name)] = list(name)
    lines = ["-" + "".join(row) + "|" for row in reversed(grid)]
    longest = max(len(lines[0]), len(chords), len(bar.name) + 3 if bar.name else 0)
    title = f"[{bar.name}]" if bar.name else ""
    heads = [title, "".join(chords).rstrip(), "".join(strokes).rstrip()]
    filled = [line[:-1].ljust(longest - 1, "-") + "|" for line in lines]
    return [head.ljust(longest) for head in heads] + filled


def _step(bar: Bar) -> int:
    """The ticks of a column: an eighth where that is fine enough, else a sixteenth."""
    fine = any((beat.start - bar.start) % EIGHTH for beat in bar.beats)
    return EIGHTH // 2 if fine else EIGHTH
