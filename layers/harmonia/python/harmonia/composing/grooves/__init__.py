"""The rhythm section's book: one page a genre."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from harmonia.composing.grooves import bossa, cinematic, folk, house, jazz, lofi, pop, rock
from harmonia.composing.grooves.groove import Groove
from harmonia.composing.grooves.tab import HOLD, Stroke, pulses
from harmonia.music.meter import PPQ, Meter
from harmonia.songs.wishes import Genre

GROOVES: Mapping[Genre, Groove] = {
    Genre.POP: pop.GROOVE,
    Genre.ROCK: rock.GROOVE,
    Genre.LOFI: lofi.GROOVE,
    Genre.JAZZ: jazz.GROOVE,
    Genre.FOLK: folk.GROOVE,
    Genre.HOUSE: house.GROOVE,
    Genre.CINEMATIC: cinematic.GROOVE,
    Genre.BOSSA: bossa.GROOVE,
}


STRUCK = ("drums", "percussion")  # nothing of theirs is held over a bar line
FAST, SLOW = 205.0, 46.0  # felt pulses a minute beyond which a band counts in two, or in eight


def pace(genre: Genre, meter: Meter, bpm: float) -> float:
    """How many bars a page's bar takes: 2 in half time, 0.5 in double time, else 1."""
    found = pulses(meter)
    groove = GROOVES[genre]
    felt = bpm * PPQ / found[0].length
    if len(found) != 4 or groove.walks or groove.drops:
        return 1.0
    return 2.0 if felt > FAST else 0.5 if felt < SLOW else 1.0


@cache
def strokes(
    genre: Genre,
    role: str,
    meter: Meter,
    level: str,
    variant: int,
    index: int,
    bars: float = 1.0,
) -> tuple[Stroke, ...]:
    """What the genre's page has that player do in such a bar, a page's bar taking `bars`."""
    page = GROOVES[genre].page
    if bars < 1:
        pair = [page.bar(role, meter, level, variant, 2 * index + half) for half in (0, 1)]
        return tuple(
            replace(one, at=(one.at + half * meter.bar) // 2, length=max(1, one.length // 2))
            for half in (0, 1)
            for one in pair[half]
        )
    if bars == 1:
        return tuple(page.bar(role, meter, level, variant, index))
    found = []
    for one in page.bar(role, meter, level, variant, index // 2):
        begin = 2 * one.at - index % 2 * meter.bar
        end = min(begin + 2 * one.length, meter.bar)
        if 0 <= begin < meter.bar:
            found.append(replace(one, at=begin, length=end - begin))
        elif begin < 0 < end:  # held over from the first half
            found.append(replace(one, at=0, length=end, sign=HOLD))
    held = [one for one in found if one.sign == HOLD and role not in STRUCK]
    return tuple(held + [one for one in found if one.sign != HOLD])
