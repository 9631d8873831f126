"""
Variation: how a theme comes back.

What returns keeps its rhythm and outline and changes a bar here and there: an ornament, a late
entry, two notes sung as one, another ending.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

from harmonia.composing.singing import Ground, Tone


def varied(
    theme: Sequence[Tone], ground: Ground, share: float, bpm: float, draw: random.Random
) -> list[Tone]:
    """The theme with that share of its bars changed; never the first, by which it is known."""
    bar = ground.meter.bar
    bars: dict[int, list[Tone]] = {}
    for tone in theme:
        bars.setdefault((tone.start - ground.origin) // bar, []).append(replace(tone, hold=2.2))
    first = min(bars, default=0)
    later = [index for index in sorted(bars) if index > first]
    count = min(len(later), max(1, round(share * len(later))))
    chosen = draw.sample(later, count)
    changed: list[Tone] = []
    for index, row in sorted(bars.items()):
        changed += _changed(row, ground, bpm, draw) if index in chosen else row
    return changed


def _unit(ground: Ground) -> int:
    """The shortest note that a change makes: an eighth, or the beat where that is shorter."""
    return min(240, ground.meter.beat)


def _changed(row: list[Tone], ground: Ground, bpm: float, draw: random.Random) -> list[Tone]:
    """One bar another way: the first of the ways, in chance's order, that it allows."""
    quick = 60 / bpm < 0.36  # where an eighth more would be a scramble
    ways = [_turned, _late, _joined, _ended] if quick else [*WAYS]
    for way in draw.sample(ways, len(ways)):
        other = way(row, _unit(ground), draw)
        if other:
            return other
    return row


def _turned(row: list[Tone], unit: int, draw: random.Random) -> list[Tone]:
    """Two notes moved together."""
    at = draw.randrange(len(row))
    shift = draw.choice((-2, -1, 1, 2))
    moved = [replace(one, step=one.step + shift, hold=0.7) for one in row[at : at + 2]]
    return [*row[:at], *moved, *row[at + 2 :]]


def _late(row: list[Tone], unit: int, draw: random.Random) -> list[Tone]:
    """The bar entered after the beat."""
    first = row[0]
    if first.length < 2 * unit:
        return []
    return [replace(first, start=first.start + unit, length=first.length - unit), *row[1:]]


def _joined(row: list[Tone], unit: int, draw: random.Random) -> list[Tone]:
    """Two notes sung as one."""
    touching = [at for at in range(len(row) - 1) if row[at].end == row[at + 1].start]
    if not touching or len(row) < 3:
        return []
    at = draw.choice(touching)
    joined = replace(row[at], length=row[at].length + row[at + 1].length)
    return [*row[:at], joined, *row[at + 2 :]]


def _split(row: list[Tone], unit: int, draw: random.Random) -> list[Tone]:
    """The longest note sung as two, the second a neighbour."""
    at = max(range(len(row)), key=lambda index: row[index].length)
    tone = row[at]
    if tone.length < 2 * unit:
        return []
    half = max(unit, tone.length // 2 // unit * unit)
    step = tone.step + draw.choice((-1, 1, -2, 2))
    other = replace(tone, start=tone.start + half, length=tone.length - half, step=step, hold=0.7)
    return [*row[:at], replace(tone, length=half, goal=frozenset()), other, *row[at + 1 :]]


def _graced(row: list[Tone], unit: int, draw: random.Random) -> list[Tone]:
    """A passing note before a longer one's successor."""
    roomy = [at for at in range(len(row) - 1) if row[at].length >= 2 * unit]
    if not roomy:
        return []
    at = draw.choice(roomy)
    tone, after = row[at], row[at + 1]
    step = (tone.step + after.step) // 2 if abs(tone.step - after.step) > 1 else after.step + 1
    short = replace(tone, start=tone.end - unit, length=unit, step=step, hold=0.7)
    return [*row[:at], replace(tone, length=tone.length - unit), short, *row[at + 1 :]]


def _ended(row: list[Tone], unit: int, draw: random.Random) -> list[Tone]:
    """Another last note."""
    last = replace(row[-1], step=row[-1].step + draw.choice((-2, 2, 1, -1)), hold=0.6)
    return [*row[:-1], last]


WAYS = (_turned, _late, _joined, _split, _split, _graced, _graced, _ended)
