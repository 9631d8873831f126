"""Machine guns, wallpaper and mud: what makes generated music dull, counted."""

from collections import defaultdict
from itertools import pairwise

import pytest

from harmonia.songs.song import Note
from harmonia.songs.wishes import Genre
from tests.unit.rhythm.bands import everyone, pitch, plan

BAND = ("drums", "bass", "keys", "guitar")


def bars(notes: tuple[Note, ...], length: int) -> list[frozenset[tuple[int, int]]]:
    """What sounds in each bar, and where."""
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for note in notes:
        found[note.start // length].add((note.start % length, note.sound.key))
    return [frozenset(found[index]) for index in range(max(found) + 1)]


@pytest.mark.parametrize("genre", list(Genre))
@pytest.mark.parametrize("meter", ["4/4", "3/4", "6/8", "7/8"])
def test_the_band_is_no_wallpaper(genre: Genre, meter: str) -> None:
    one = plan(genre, meter=meter)
    played = everyone(one)
    rows = [bars(played[name], one.brief.meter.bar) for name in BAND]
    together = list(zip(*(row[:43] for row in rows), strict=False))

    runs, longest = 1, 1
    for before, after in pairwise(together):
        runs = runs + 1 if before == after else 1
        longest = max(longest, runs)

    assert longest <= 2
    assert len(set(together)) >= 0.3 * len(together)  # and yet most of it returns


@pytest.mark.parametrize("genre", list(Genre))
def test_something_returns(genre: Genre) -> None:
    one = plan(genre)
    drums = bars(everyone(one)["drums"], one.brief.meter.bar)

    assert len(set(drums)) <= 0.75 * len(drums)


@pytest.mark.parametrize("genre", list(Genre))
@pytest.mark.parametrize("meter", ["4/4", "6/8"])
def test_there_is_no_mud(genre: Genre, meter: str) -> None:
    played = everyone(plan(genre, meter=meter))
    low: dict[int, set[int]] = defaultdict(set)
    for name in ("bass", "keys", "guitar"):
        for note in played[name]:
            for tick in range(note.start, note.start + note.length, 240):
                if pitch(note) < 48:
                    low[tick // 240].add(pitch(note) % 12)

    crowded = sum(len(tones) > 3 for tones in low.values())

    assert crowded <= 0.05 * len(low)
