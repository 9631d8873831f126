"""
Rhythm written as text, and how it fits any meter.

A page holds tabs. A heading says who plays, in which meter and how full (`drums 4/4 full`); under
it stand lines, each a voice and its cells. A cell is one felt pulse, cut evenly into as many steps
as it has signs; bars are parted by `/`. `.` is a rest and `-` holds. Several tabs under one heading
are variations of each other.

Pages are written for 4/4, 3/4 and 6/8. Other meters borrow their pulses: 5/4 is a bar of three and
half a bar of four, 7/8 two short pulses and a long one. A short pulse becomes a long one by
swinging it, so that `x.x.` turns into a quarter and an eighth.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from harmonia.errors import Invalid
from harmonia.music.meter import PPQ, Meter

HOLD, REST = "-", "."
INSTEAD = {  # where a page does not tell two levels apart
    "quiet": ("quiet", "full", "big"),
    "full": ("full", "big", "quiet"),
    "big": ("big", "full", "quiet"),
}
HEADING = re.compile(r"^(?P<role>[a-z]+) (?P<meter>\d+/\d+) (?P<level>quiet|full|big)$")


@dataclass(frozen=True, slots=True)
class Stroke:
    """A sign of a tab, placed in a bar."""

    at: int  # ticks from the bar line
    length: int
    voice: str
    sign: str


@dataclass(frozen=True, slots=True)
class Pulse:
    """A felt pulse of a bar, and the textbook pulse whose cells it borrows."""

    order: int
    at: int
    length: int
    long: bool  # in three, not in two
    book: str  # the meter of the tab
    index: int  # its pulse there
    tail: bool = False  # a long pulse at an odd end: a short one and half of the next


@dataclass(frozen=True, slots=True)
class Tab:
    """What one player does for a bar or a few: voice -> bars -> cells."""

    lines: Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Page:
    """All tabs of a genre."""

    tabs: Mapping[tuple[str, str, str], tuple[Tab, ...]]

    def has(self, role: str) -> bool:
        """Whether the page says anything about that player."""
        return any(key[0] == role for key in self.tabs)

    def find(self, role: str, meter: str, level: str) -> tuple[Tab, ...]:
        """The tabs nearest to that level, none if the page has none in that meter."""
        for instead in INSTEAD[level]:
            if found := self.tabs.get((role, meter, instead)):
                return found
        return ()

    def bar(self, role: str, meter: Meter, level: str, variant: int, index: int) -> list[Stroke]:
        """The strokes of one bar, by time; `variant` and `index` go round."""
        strokes: list[Stroke] = []
        exact = self.find(role, str(meter), level)
        found = pulses(meter)
        half = 0
        if [pulse.long for pulse in found] == [False, False]:  # two bars of two make one of four
            half, index = 2 * (index % 2), index // 2
        for pulse in found:
            tabs = exact or self.find(role, pulse.book, level) or self.find(role, "4/4", level)
            if not tabs:
                return []
            for voice, bars in tabs[variant % len(tabs)].lines.items():
                cells = bars[index % len(bars)]
                strokes += _fitted(pulse, voice, cells[half:] or cells, exact=bool(exact))
        return sorted(_joined(strokes), key=lambda stroke: stroke.at)


def parse(text: str) -> Page:
    """The page that the text holds."""
    tabs: dict[tuple[str, str, str], list[dict[str, tuple[tuple[str, ...], ...]]]] = {}
    lines: dict[str, tuple[tuple[str, ...], ...]] | None = None
    for row in filter(None, map(str.strip, text.splitlines())):
        if heading := HEADING.match(row):
            lines = {}
            tabs.setdefault((heading["role"], heading["meter"], heading["level"]), []).append(lines)
            continue
        voice, _, cells = row.partition(":")
        if lines is None or not cells:
            raise Invalid(f"{row!r} is neither a heading nor a line of a tab")
        lines[voice.strip()] = tuple(tuple(bar.split()) for bar in cells.split("/"))
    return Page({key: tuple(map(Tab, found)) for key, found in tabs.items()})


@cache
def pulses(meter: Meter) -> tuple[Pulse, ...]:
    """The felt pulses of a bar, each with the textbook pulse it borrows."""
    lengths = _lengths(meter)
    threes = [length * 2 // _short(meter) == 3 for length in lengths]
    books = _books(threes)
    starts = [sum(lengths[:index]) for index in range(len(lengths))]
    return tuple(
        Pulse(order, starts[order], lengths[order], threes[order], *books[order])
        for order in range(len(lengths))
    )


def _short(meter: Meter) -> int:
    """The length of a felt pulse in two: a quarter, or two of the written beats if shorter."""
    return min(PPQ, 2 * meter.beat)


def _lengths(meter: Meter) -> list[int]:
    if meter.unit <= 4:  # half notes are felt in quarters
        return [PPQ] * (meter.bar // PPQ)
    if meter.beats == 3:
        return [meter.bar]
    groups = list(meter.groups)
    if len(groups) > 1 and groups[-1] == 1:
        groups[-2:] = [3]
    return [group * meter.beat for group in groups]


def _books(threes: Sequence[bool]) -> list[tuple[str, int, bool]]:
    """For each pulse: the textbook meter, the pulse in it, and whether it is a tail."""
    count = len(threes)
    if not any(threes):
        return [(f"{max(4, foot) if foot != 3 else 3}/4", index, False)
                for foot in _feet(count) for index in range(foot)]  # fmt: skip
    if all(threes):
        return [("6/8" if foot != 3 else "3/4", index % 2 if foot != 3 else index, False)
                for foot in _feet(count) for index in range(foot)]  # fmt: skip
    books = [
        ("6/8", index % 2, False) if three else ("4/4", index % 4, False)
        for index, three in enumerate(threes)
    ]
    if count % 2 and threes[-1]:
        books[-1] = ("4/4", 2, True)
    return books


def _feet(count: int) -> Iterator[int]:
    """Pulses in feet of four, three and two; an odd bar begins with its longest foot."""
    if count <= 4:
        yield count
    elif count == 5:
        yield from (3, 2)
    else:
        yield 4
        yield from _feet(count - 4) if count != 5 else (3, 2)


def _fitted(pulse: Pulse, voice: str, cells: Sequence[str], *, exact: bool) -> Iterator[Stroke]:
    """The strokes of the pulse's cell, each one step long; holds and rests are strokes too."""
    if exact:
        cell = cells[pulse.order % len(cells)]
        yield from _steps(cell, pulse.at, pulse.length, voice)
    elif pulse.tail:
        short = pulse.length * 2 // 3
        half = cells[3 % len(cells)]
        half = half[: max(1, len(half) // 2)]
        yield from _steps(cells[2 % len(cells)], pulse.at, short, voice)
        yield from _steps(half, pulse.at + short, pulse.length - short, voice)
    else:
        cell = cells[pulse.index % len(cells)]
        swung = pulse.long and len(cell) % 3 != 0
        yield from _steps(cell, pulse.at, pulse.length, voice, swung=swung)


def _steps(
    cell: str, start: int, length: int, voice: str, *, swung: bool = False
) -> Iterator[Stroke]:
    edges = [index / len(cell) for index in range(len(cell) + 1)]
    if swung:  # the middle of two comes at two thirds
        edges = [edge * 4 / 3 if edge <= 0.5 else (1 + edge * 2) / 3 for edge in edges]
    ticks = [round(edge * length) for edge in edges]
    for sign, begin, end in zip(cell, ticks, ticks[1:], strict=False):
        yield Stroke(start + begin, end - begin, voice, sign)


def _joined(steps: Sequence[Stroke]) -> Iterator[Stroke]:
    """Strokes without the rests, lengthened by the holds after them; a bar may begin with one."""
    for voice in dict.fromkeys(step.voice for step in steps):
        held: Stroke | None = None
        for step in (one for one in steps if one.voice == voice):
            if step.sign == HOLD and (held or step.at == 0):
                begun = held or step
                length = step.at + step.length - begun.at
                held = Stroke(begun.at, length, voice, begun.sign)
                continue
            if held:
                yield held
            held = None if step.sign in REST + HOLD else step
        if held:
            yield held
