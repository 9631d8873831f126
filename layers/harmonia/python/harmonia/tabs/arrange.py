"""
From a chart to a tab: chords held and strummed or picked, or a line fingered.

Shapes are chosen over the whole progression; the striking hand follows the style's pattern, and
strikes again wherever a chord begins.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from harmonia.errors import Invalid
from harmonia.songs.wishes import Genre
from harmonia.tabs import capo, patterns
from harmonia.tabs.bassline import bass_line
from harmonia.tabs.beats import Stroke, bars
from harmonia.tabs.chart import MOST_DIFFERENT, Chart, Sung, too_different
from harmonia.tabs.fretboard import Level
from harmonia.tabs.lines import fingered_line, fitted
from harmonia.tabs.shape import Shape
from harmonia.tabs.tab import GRID, Hand, Place, Tab, Voicing
from harmonia.tabs.tuning import Tuning

UPPER = 4  # strings that an upstroke reaches


class Playing(StrEnum):
    """What the part does."""

    STRUM = "strum"
    PICK = "pick"
    LINE = "line"  # single notes: the chart's melody, or a bass line


@dataclass(frozen=True, slots=True)
class Wanted:
    """How somebody wants their part."""

    tuning: Tuning
    capo: int | None = 0  # None for wherever it is easiest
    level: Level = Level.INTERMEDIATE
    style: Genre = Genre.POP
    playing: Playing = Playing.STRUM
    left_handed: bool = False


@dataclass(frozen=True, slots=True)
class Arranged:
    """The part, what its hand does in a bar, and what the player should know."""

    tab: Tab
    pattern: str
    cost: float
    remarks: tuple[str, ...] = ()


def arrange(chart: Chart, wanted: Wanted) -> Arranged:
    """The chart as a part for that instrument."""
    bass = wanted.tuning.instrument.name.startswith("bass")
    different = len(set(chart.chords))
    if different > MOST_DIFFERENT:
        raise too_different(different)
    if wanted.playing is Playing.LINE or bass:
        return _line(chart, wanted, bass)
    fretting = (
        capo.best(chart.chords, wanted.tuning, wanted.level)
        if wanted.capo is None
        else capo.at(chart.chords, wanted.tuning, wanted.level, wanted.capo)
    )
    if not chart.chords:
        raise Invalid("there are no chords to play; ask for the line instead", field="playing")
    sounding = [one for one in chart.changes if one.chord is not None]
    voicings = tuple(
        Voicing(one.start, one.length, chord, held, shape)
        for one, chord, held, shape in zip(
            sounding, chart.chords, fretting.held, fretting.shapes, strict=True
        )
    )
    picked = wanted.playing is Playing.PICK
    pattern = (
        patterns.pick(wanted.style, chart.meter)
        if picked
        else patterns.strum(wanted.style, chart.meter, wanted.level)
    )
    strokes = list(_strokes(chart, voicings, pattern))
    return Arranged(_tab(chart, wanted, fretting.capo, voicings, strokes), pattern, fretting.cost)


def _line(chart: Chart, wanted: Wanted, bass: bool) -> Arranged:
    """A line of single notes, or of a few together."""
    line, pattern = chart.line, ""
    if not line:
        if not bass:
            raise Invalid("there is no line here; send midi, or a song and one of its parts",
                          field="playing")  # fmt: skip
        pattern = patterns.bass(wanted.style, chart.meter)
        line = bass_line(chart, pattern, min(wanted.tuning.strings))
    fret = wanted.capo or 0
    groups = grouped(line)
    below = {key - fret for _, _, keys in groups for key in keys}
    played = fitted(below, wanted.tuning)
    held = fingered_line(
        [frozenset(played[key - fret] for key in keys) for _, _, keys in groups], wanted.tuning
    )
    labels = _labels(chart, [start for start, _, _ in groups])
    strokes = [
        Stroke(start, length, tuple(sorted(hold.places)), label=label)
        for (start, length, _), hold, label in zip(groups, held, labels, strict=True)
    ]
    remarks = []
    gaps = {played[key] - key for key in below}
    if gaps - {0}:
        remarks.append("some notes are played in another octave, to be on the neck")
    if any(len(hold.places) < len(keys) for (_, _, keys), hold in zip(groups, held, strict=True)):
        remarks.append("some notes inside chords are left out, for one hand to reach the rest")
    return Arranged(_tab(chart, wanted, fret, (), strokes), pattern, 0.0, tuple(remarks))


def _labels(chart: Chart, ticks: Sequence[int]) -> list[str]:
    """The chord to be written over each note: once, over the first after it begins."""
    starts = [one.start for one in chart.changes]
    found, before = [], -1
    for tick in ticks:
        index = bisect_right(starts, tick) - 1
        new = index > before
        chord = chart.changes[index].chord if new else None
        found.append("" if chord is None else str(chord))
        before = index
    return found


def grouped(line: Sequence[Sung]) -> list[tuple[int, int, frozenset[int]]]:
    """The line on the grid as (start, length, keys), one after the other."""
    struck: dict[int, dict[int, int]] = {}
    for note in line:
        start = round(note.start / GRID) * GRID
        end = max(start + GRID, round((note.start + note.length) / GRID) * GRID)
        struck.setdefault(start, {})[note.key] = end
    starts = sorted(struck)
    found = []
    for index, start in enumerate(starts):
        end = max(struck[start].values())
        if index + 1 < len(starts):
            end = min(end, starts[index + 1])
        found.append((start, end - start, frozenset(struck[start])))
    return found


def _strokes(chart: Chart, voicings: Sequence[Voicing], pattern: str) -> Iterator[Stroke]:
    """Every stroke in time: the pattern's, and one where a chord begins."""
    meter, end = chart.meter, chart.end
    starts = [one.start for one in voicings]
    signs: dict[int, str] = {}
    for bar in range(0, end, meter.bar):
        signs |= {bar + at: sign for at, sign in patterns.strokes(pattern, meter)}
    first = "D" if set(pattern) <= set("DU-") else "p"
    signs |= {one.start: first for one in voicings if one.start not in signs}
    silences = sorted(one.start for one in chart.changes if one.chord is None)
    ticks = sorted({*signs, *silences, end})
    told: set[int] = set()
    for tick, following in pairwise(ticks):
        index = bisect_right(starts, tick) - 1
        if index < 0 or tick >= voicings[index].start + voicings[index].length:
            continue
        if tick not in signs:
            continue
        begins = None if index in told else index
        told.add(index)
        hand, places = _struck(signs[tick], voicings[index].shape, begins is not None)
        label = "" if begins is None else str(voicings[index].chord)
        yield Stroke(tick, following - tick, places, hand, label, begins)


def _struck(sign: str, shape: Shape, first: bool) -> tuple[Hand, tuple[Place, ...]]:
    """The strings that a sign means."""
    held = [Place(string, fret) for string, fret in enumerate(shape.frets) if fret is not None]
    match sign:
        case "D":
            return Hand.DOWN, tuple(held)
        case "U":
            return Hand.UP, tuple(held[-UPPER:])
        case "c":
            return Hand.PLUCK, tuple(held[-3:])
        case "p" | "P":
            return Hand.PLUCK, (held[0 if sign == "p" or first else min(1, len(held) - 1)],)
    inner = {"a": -1, "m": -2, "i": -3}[sign]
    return Hand.PLUCK, (held[max(inner, -len(held))],)


def _tab(
    chart: Chart,
    wanted: Wanted,
    fret: int,
    voicings: tuple[Voicing, ...],
    strokes: Sequence[Stroke],
) -> Tab:
    names = {
        passage.changes[0].start: passage.name
        for passage in chart.passages
        if passage.name and passage.changes
    }
    return Tab(
        title=chart.title,
        artist=chart.artist,
        tuning=wanted.tuning,
        capo=fret,
        meter=chart.meter,
        bpm=chart.bpm,
        voicings=voicings,
        bars=bars(strokes, chart.meter, chart.end, names),
        left_handed=wanted.left_handed,
    )
