"""From strokes to bars of beats: nothing left out, nothing that note values can't write."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harmonia.music.meter import Meter
from harmonia.tabs.tab import Bar, Beat, Hand, Place, values


@dataclass(frozen=True, slots=True)
class Stroke:
    """Strings struck at a tick, to sound for so long."""

    start: int
    length: int
    places: tuple[Place, ...]
    hand: Hand | None = None
    label: str = ""
    chord: int | None = None


def bars(
    strokes: Sequence[Stroke], meter: Meter, end: int, names: dict[int, str]
) -> tuple[Bar, ...]:
    """Bars up to that tick; `names` says what begins at which tick."""
    starts = range(0, end, meter.bar)
    rows: list[list[Beat]] = [[] for _ in starts]
    at = 0
    for stroke in strokes:
        if stroke.start > at:
            _put(rows, Stroke(at, stroke.start - at, ()), meter)
        _put(rows, stroke, meter)
        at = stroke.start + stroke.length
    if at < end:
        _put(rows, Stroke(at, end - at, ()), meter)
    return tuple(
        Bar(start, tuple(row), _name(names, start, start + meter.bar))
        for start, row in zip(starts, rows, strict=True)
    )


def _put(rows: list[list[Beat]], stroke: Stroke, meter: Meter) -> None:
    """Write the stroke out, tied over bar lines and where no single value is as long."""
    first = True
    for start, length in _pieces(stroke.start, stroke.length, meter):
        rows[start // meter.bar].append(
            Beat(
                start,
                length,
                stroke.places,
                stroke.hand if first else None,
                tied=bool(stroke.places) and not first,
                label=stroke.label if first else "",
                chord=stroke.chord if first else None,
            )
        )
        first = False


def _pieces(start: int, length: int, meter: Meter) -> Iterator[tuple[int, int]]:
    end = start + length
    while start < end:
        line = (start // meter.bar + 1) * meter.bar
        for value in values(min(end, line) - start):
            yield start, value
            start += value


def _name(names: dict[int, str], start: int, end: int) -> str:
    ticks = sorted(names)
    index = bisect_right(ticks, end - 1) - 1
    return names[ticks[index]] if index >= 0 and ticks[index] >= start else ""
