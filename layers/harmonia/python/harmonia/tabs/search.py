"""
The search for shapes: every way to hold a chord within a hand's limits, the best of them kept.

Strings are gone through from the first on; what spans too far, sounds a foreign tone or skips too
many strings is given up at once. The table of expected shapes is asked first, but its shape has to
win: it only counts as easier because the hand knows it.
"""

from dataclasses import dataclass
from functools import lru_cache

from harmonia.music.chord import Chord
from harmonia.tabs.difficulty import WEIGHTS, weighed
from harmonia.tabs.fingering import fingered
from harmonia.tabs.fretboard import SPAN, Level, distance, reach
from harmonia.tabs.shape import Frets, Shape
from harmonia.tabs.standard import expected
from harmonia.tabs.tones import Tones, moved, tones
from harmonia.tabs.tuning import Tuning

KEPT = 6  # the easiest shapes of a chord
PLACES = 5  # and the easiest at that many further places of the neck
TRIED, TRIED_EACH = 60, 6  # grips that fingers are found for: the best, and more at each place
SILENT = -1  # in the place of a fret
NOWHERE = 99  # the lowest fret where none is held
Grip = tuple[int, ...]  # a fret for every string
LACKING = 0.9  # what a tone costs that the chord can do without


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a search goes."""

    top: int  # the highest fret
    inner: int  # silent strings inside the shape
    above: int  # silent strings after it
    fewest: int  # strings that must sound
    span: float  # mm


LIMITS = {
    Level.CAMPFIRE: Limits(5, 0, 1, 4, SPAN[Level.CAMPFIRE]),
    Level.INTERMEDIATE: Limits(10, 0, 1, 4, SPAN[Level.INTERMEDIATE]),
    Level.ADVANCED: Limits(13, 1, 1, 4, SPAN[Level.ADVANCED]),
}
WIDEST = Limits(15, 2, 2, 2, SPAN[Level.ADVANCED])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shape and what it costs a player of the level."""

    shape: Shape
    cost: float


def candidates(chord: Chord, tuning: Tuning, level: Level) -> tuple[Candidate, ...]:
    """The best shapes of the chord, cheapest first; there is always one."""
    return _candidates(moved(chord, 0), tuning, level)


@lru_cache(8192)
def _candidates(chord: Chord, tuning: Tuning, level: Level) -> tuple[Candidate, ...]:
    known = expected(chord, tuning)
    scale = tuning.instrument.scale
    wanted = tones(chord, len(tuning.strings), rooted=tuning.instrument.rooted)
    found: dict[Frets, Shape] = {}
    for limits in (LIMITS[level], LIMITS[Level.ADVANCED], WIDEST):
        for frets in _promising(_grips(wanted, tuning, limits), scale):
            shape = fingered(frets, scale)
            if shape is not None:
                found[frets] = shape
        if found or known:
            break
    if known and (usual := fingered(known, scale)):
        found[known] = usual
    rated = [
        Candidate(shape, _cost(shape, wanted, tuning, level) - _familiar(frets, known, level))
        for frets, shape in found.items()
    ]
    return _varied(rated) or (_alone(chord, tuning),)


def _promising(grips: list[Grip], scale: float) -> set[Frets]:
    """The likeliest grips in all and at each place of the neck: fingers are found for these."""
    rough = sorted((_rough(grip, scale), grip) for grip in grips)
    kept = {grip for _, grip in rough[:TRIED]}
    seen: dict[int, int] = {}
    for _, grip in rough[TRIED:]:
        low = min((fret for fret in grip if fret > 0), default=0)
        seen[low] = seen.get(low, 0) + 1
        if seen[low] <= TRIED_EACH:
            kept.add(grip)
    return {tuple(None if fret == SILENT else fret for fret in grip) for grip in kept}


def _rough(grip: Grip, scale: float) -> float:
    """What a grip costs at least, whatever fingers hold it."""
    pressed = [fret for fret in grip if fret > 0]
    if not pressed:
        return 0.0
    low, high = min(pressed), max(pressed)
    above = len(pressed) - pressed.count(low)
    return distance(low, high, scale) / 25 + 0.12 * low + 0.3 * above + 0.7 * grip.count(SILENT)


def _familiar(frets: Frets, known: Frets | None, level: Level) -> float:
    return WEIGHTS[level].expected if frets == known else 0.0


def _cost(shape: Shape, wanted: Tones, tuning: Tuning, level: Level) -> float:
    keys = shape.keys(tuning.strings)
    sounding = 0
    for key in keys:
        sounding |= 1 << key % 12
    missing = (wanted.allowed & ~sounding).bit_count()
    return (
        weighed(shape, tuning.instrument.scale, level)
        + LACKING * missing
        - WEIGHTS[level].full * len(keys)
        + (0.0 if min(keys) % 12 == wanted.bass else 0.4)
    )


def _varied(rated: list[Candidate]) -> tuple[Candidate, ...]:
    """The cheapest, and the cheapest elsewhere on the neck, so that a progression has a choice."""
    ordered = sorted(rated, key=lambda one: (one.cost, str(one.shape)))
    kept = ordered[:KEPT]
    places = {one.shape.position for one in kept}
    for one in ordered[KEPT:]:
        if one.shape.position not in places and len(kept) < KEPT + PLACES:
            places.add(one.shape.position)
            kept.append(one)
    return tuple(kept)


def _grips(wanted: Tones, tuning: Tuning, limits: Limits) -> list[Grip]:
    """Every choice of frets within the limits that sounds what is wanted."""
    strings, instrument = tuning.strings, tuning.instrument
    count, rooted = len(strings), instrument.rooted
    fewest = min(limits.fewest, count)
    latest = count if rooted else 2 if count > 4 else 1  # strings that may stay silent below
    silent = max(limits.inner, limits.above)
    farthest = [
        reach(low, instrument.scale, limits.span, limits.top) for low in range(limits.top + 1)
    ]
    choices: list[list[tuple[int, int]]] = []  # of each string: a fret, and its tone as a bit
    for index, key in enumerate(strings):
        top = 0 if index == 0 and instrument.drone else limits.top
        tones_there = [(fret, 1 << (key + fret) % 12) for fret in range(top + 1)]
        choices.append([one for one in tones_there if one[1] & wanted.allowed])

    found: list[Grip] = []

    def go(index: int, grip: Grip, low: int, high: int, seen: int, gaps: int, inner: int) -> None:
        missing = wanted.required & ~seen
        if index == count:
            if not missing and gaps <= limits.above:
                found.append(grip)
            return
        if missing.bit_count() > count - index:
            return
        if not seen or inner + gaps <= limits.inner:
            for fret, bit in choices[index]:
                if not seen and rooted and bit != 1 << wanted.bass:
                    continue
                lower = fret if 0 < fret < low else low
                higher = fret if fret > high else high
                if higher and higher > farthest[lower]:
                    continue
                go(index + 1, (*grip, fret), lower, higher, seen | bit, 0, inner + gaps)
        left = count - index - 1
        if not seen:
            if left >= fewest and index < latest:
                go(index + 1, (*grip, SILENT), low, high, seen, 0, 0)
        elif gaps < silent and len(grip) - grip.count(SILENT) + left >= fewest:
            go(index + 1, (*grip, SILENT), low, high, seen, gaps + 1, inner)

    go(0, (), NOWHERE, 0, 0, 0, 0)
    return found


def _alone(chord: Chord, tuning: Tuning) -> Candidate:
    """The bass note by itself, where no shape can be held at all."""
    first = 1 if tuning.instrument.drone else 0
    pairs = [
        ((chord.lowest.semitone - key) % 12, index)
        for index, key in enumerate(tuning.strings)
        if index >= first
    ]
    fret, string = min(pairs)
    frets = tuple(fret if index == string else None for index in range(len(tuning.strings)))
    shape = fingered(frets, tuning.instrument.scale)
    assert shape is not None  # one finger holds one string
    return Candidate(shape, weighed(shape, tuning.instrument.scale, Level.ADVANCED))
