"""
Chord lists as players type them.

    Am F C G                     a bar each
    | Am F | C G/B | % |         bars: chords share them; % is the bar before
    | Am / / F |                 a slash is one more beat
    |: Am F :| x3    (Am F) x2   played again; a line may end in x2
    [Chorus]                     a name for what follows
    N.C.                         nothing is played

A reader in one pass; how long a chart may get is checked before a repeat is written out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.meter import Meter
from harmonia.tabs.chart import MOST_CHORDS, Change, Passage, too_many
from harmonia.tabs.misspelt import chord
from harmonia.tabs.tab import GRID

SILENT = frozenset({"N.C.", "NC", "N.C", "n.c."})
TOKEN = re.compile(r"\[[^\]\n]{1,40}\]|\|:|:\||\|\||\||\(|\)|[x×]\d+|[^\s|()]+|\n")
MOST_REPEATS = 64
LONGEST = 32_000  # characters

Bar = list[Chord | None]


@dataclass
class _Reading:
    """What was read so far."""

    bars: list[Bar] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)  # by the bar they stand at
    barred: bool = False  # whether bar lines are written here
    open: bool = False  # whether the last bar still takes chords
    line: int = 0  # the bar at which the line of text began
    marks: list[int] = field(default_factory=list)  # where brackets and repeats began
    last: tuple[int, int] = (0, 0)  # the bars that a closing bracket stands after
    closed: bool = False  # whether one was the last thing read
    count: int = 0


def passages(text: str, meter: Meter, where: str = "chords") -> tuple[Passage, ...]:
    """The text's passages; Invalid names the first chord that is none."""
    if len(text) > LONGEST:
        raise Invalid(f"must be at most {LONGEST:,} characters, not {len(text):,}", field=where)
    reading = _Reading()
    for token in TOKEN.findall(text + "\n"):
        _take(reading, token, where)
    if not any(any(bar) for bar in reading.bars):
        raise Invalid("there is no chord; write some, like Am F C G", field=where)
    return tuple(_cut(reading, meter, where))


def listed(symbols: Sequence[str], meter: Meter, where: str = "chords") -> tuple[Passage, ...]:
    """One passage of the chords, a bar each."""
    if not symbols:
        raise Invalid("there is no chord; write some, like Am F C G", field=where)
    if len(symbols) > MOST_CHORDS:
        raise too_many(len(symbols), where)
    found = [
        None if symbol in SILENT else chord(symbol, index, f"{where}.{index}")
        for index, symbol in enumerate(symbols)
    ]
    bar = meter.bar
    changes = (Change(index * bar, bar, one) for index, one in enumerate(found))
    return (Passage("", tuple(changes)),)


def _take(reading: _Reading, token: str, where: str) -> None:
    closed, reading.closed = reading.closed, False
    match token:
        case "\n":
            reading.line, reading.open, reading.barred = len(reading.bars), False, False
        case "|" | "||":
            reading.barred, reading.open = True, False
        case "|:" | "(":
            reading.marks.append(len(reading.bars))
            reading.open, reading.barred = False, reading.barred or token == "|:"
        case ":|" | ")":
            begun = reading.marks.pop() if reading.marks else 0
            reading.last = begun, len(reading.bars)
            reading.open, reading.closed = False, True
            if token == ":|":
                _repeat(reading, 2, where)
        case "%":
            if not reading.bars:
                raise Invalid("% repeats the bar before, and there is none", field=where)
            _bar(reading, list(reading.bars[-1]), where)
            reading.open = False
        case "/" | "." | "-":
            if not reading.bars:
                raise Invalid(f"{token} is one more beat of the chord before", field=where)
            reading.bars[-1].append(reading.bars[-1][-1])
        case _ if token[0] == "[":
            reading.names[len(reading.bars)] = token[1:-1].strip()
            reading.open = False
        case _ if token[0] in "x×" and token[1:].isdigit():
            if not closed:
                reading.last = reading.line, len(reading.bars)
            _times(reading, int(token[1:]), where)
        case _:
            one = None if token in SILENT else chord(token.strip(","), reading.count, where)
            reading.count += 1
            if reading.barred and reading.open:
                reading.bars[-1].append(one)
            else:
                _bar(reading, [one], where)
                reading.open = True


def _times(reading: _Reading, times: int, where: str) -> None:
    begun, ended = reading.last
    if not 1 <= times <= MOST_REPEATS:
        raise Invalid(f"x{times} is too often; repeat 1 to {MOST_REPEATS} times", field=where)
    if begun == ended:
        raise Invalid(f"x{times} repeats what stands before it, and nothing does", field=where)
    _repeat(reading, times, where)


def _repeat(reading: _Reading, times: int, where: str) -> None:
    """Make what was marked sound so many times, counting what it already does."""
    begun, ended = reading.last
    group = reading.bars[begun:ended]
    del reading.bars[ended:]
    for _ in range(times - 1):
        for bar in group:
            _bar(reading, list(bar), where)
    reading.open = False
    reading.marks = [mark for mark in reading.marks if mark <= begun]


def _bar(reading: _Reading, bar: Bar, where: str) -> None:
    reading.bars.append(bar)
    if len(reading.bars) > MOST_CHORDS:
        raise too_many(len(reading.bars), where)


def _cut(reading: _Reading, meter: Meter, where: str) -> Iterator[Passage]:
    starts = sorted({0, *reading.names})
    total = 0
    for begin, end in zip(starts, [*starts[1:], len(reading.bars)], strict=True):
        changes: list[Change] = []
        for index in range(begin, end):
            changes += _spread(reading.bars[index], index * meter.bar, meter, where)
        total += len(changes)
        if total > MOST_CHORDS:
            raise too_many(total, where)
        if changes:
            yield Passage(reading.names.get(begin, ""), tuple(changes))


def _spread(bar: Bar, start: int, meter: Meter, where: str) -> Iterator[Change]:
    """The bar's chords over its beats: evenly where that works out, else the first last longer."""
    edges = [*meter.pulses, meter.bar]
    slots = meter.beats
    while len(edges) <= len(bar):
        if meter.bar % (slots * GRID):
            told = f"{len(bar)} chords do not fit a bar of {meter}; write fewer"
            raise Invalid(told, field=where)
        edges = [meter.bar // slots * index for index in range(slots + 1)]
        slots *= 2
    each, longer = divmod(len(edges) - 1, len(bar))
    firsts = [index * each + min(index, longer) for index in range(len(bar) + 1)]
    lengths = [edges[after] - edges[first] for first, after in pairwise(firsts)]
    at = start
    before: Change | None = None
    for one, length in zip(bar, lengths, strict=True):
        if before is not None and before.chord == one:
            before = Change(before.start, before.length + length, one)
        else:
            if before is not None:
                yield before
            before = Change(at, length, one)
        at += length
    if before is not None:
        yield before
