"""Bass lines for a chart: degrees of each chord in a pattern, in the lowest octave that fits."""

from bisect import bisect_right

from harmonia.music.chord import Chord
from harmonia.tabs import patterns
from harmonia.tabs.chart import Chart, Sung

FIFTH = 4  # steps


def bass_line(chart: Chart, pattern: str, lowest: int) -> tuple[Sung, ...]:
    """The pattern over the chart's chords; `lowest` is the MIDI key of the lowest string."""
    changes = chart.changes
    starts = [one.start for one in changes]
    ticks: dict[int, str] = {one.start: "1" for one in changes}
    for bar in range(0, chart.end, chart.meter.bar):
        for at, sign in patterns.strokes(pattern, chart.meter):
            ticks.setdefault(bar + at, sign)
    order = sorted(ticks)
    found = []
    for tick, following in zip(order, [*order[1:], chart.end], strict=True):
        index = bisect_right(starts, tick) - 1
        change = changes[index]
        if change.chord is None or tick >= change.start + change.length:
            continue
        after = changes[index + 1].chord if index + 1 < len(changes) else None
        key = _key(ticks[tick], change.chord, after, lowest)
        found.append(Sung(tick, following - tick, key))
    return tuple(found)


def _key(sign: str, chord: Chord, after: Chord | None, lowest: int) -> int:
    root = _above(chord.lowest.semitone, lowest)
    if sign == "5":
        fifth = next((one.semitones for one in chord.intervals if one.steps == FIFTH), 7)
        return _above(chord.root.semitone + fifth, root)
    if sign == "8":
        return root + 12
    if sign == "n" and after is not None and after != chord:
        target = _above(after.lowest.semitone, lowest)
        return target + 1 if target < root else max(lowest, target - 1)  # a semitone away from it
    return root


def _above(semitone: int, least: int) -> int:
    """The lowest key of that pitch class from `least` on."""
    return least + (semitone - least) % 12
