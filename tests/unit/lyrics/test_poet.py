"""Songs written without anybody's help: they rhyme, they tell, they come back to their hook."""

import random
from itertools import chain

import pytest

from harmonia.lyrics.line import read
from harmonia.lyrics.writing import couplets
from harmonia.lyrics.writing.imagery import GENERAL, PICTURES, picture
from harmonia.lyrics.writing.poet import Wanted, rhymes, write
from harmonia_scores.pronouncing import CmuDictionary

CMU = CmuDictionary()
FORM = [
    Wanted("verse", 4, 8), Wanted("prechorus", 2, 8), Wanted("chorus", 4, 8), Wanted("verse", 4, 8),
    Wanted("prechorus", 2, 8), Wanted("chorus", 4, 8), Wanted("bridge", 4, 9),
    Wanted("chorus", 8, 8),
]  # fmt: skip
BANKS = (couplets.PAST, couplets.PRESENT, couplets.TURNS, couplets.LIFTS, couplets.CHORUSES,
         couplets.BRIDGES, couplets.ABOUT)  # fmt: skip


def song(
    seed: int, theme: str | None = "leaving home", title: str = "Paper Boats"
) -> list[tuple[str, ...]]:
    return write(FORM, title=title, theme=theme, moods=(), draw=random.Random(seed), known=CMU)


def test_every_pair_in_the_banks_rhymes() -> None:
    pairs = [one.lines for bank in BANKS for one in bank]
    for one in (*PICTURES, GENERAL):
        pairs += one.choruses
        pairs += zip(one.ends[::2], one.ends[1::2], strict=True)

    assert [pair for pair in pairs if not rhymes(*pair, CMU)] == []


@pytest.mark.parametrize("seed", range(12))
def test_a_chorus_says_the_title_and_comes_back_as_it_was(seed: int) -> None:
    written = song(seed)
    chorus = written[2]

    assert sum("Paper Boats" in line for line in chorus) >= 2
    assert written[5] == chorus == written[7][:4]
    assert written[4] == written[1]


@pytest.mark.parametrize("seed", range(12))
def test_verses_rhyme_and_go_on(seed: int) -> None:
    written = song(seed)
    first, second = written[0], written[3]

    for verse in (first, second):
        assert rhymes(verse[0], verse[1], CMU)
        assert rhymes(verse[2], verse[3], CMU)
    assert not set(first) & set(second)


def test_nothing_is_said_twice_outside_a_refrain() -> None:
    for seed in range(8):
        written = song(seed)
        lines = [*written[0], *written[1], *written[3], *written[6]]
        assert len(set(lines)) == len(lines)


def test_lines_are_about_as_long_as_was_asked() -> None:
    counts = [
        len(read(line, CMU))
        for seed in range(10)
        for line in chain(*song(seed)[:2], *song(seed)[3:5])
    ]

    assert 7 <= sum(counts) / len(counts) <= 9.5
    assert max(counts) <= 13


def test_a_form_without_a_chorus_has_its_hook_at_the_end_of_verses() -> None:
    wanted = [Wanted("verse", 4, 8), Wanted("bridge", 4, 8), Wanted("verse", 4, 8)]

    written = write(wanted, title="All I Know", theme=None, moods=(), draw=random.Random(1))

    assert "All I Know" in written[0][-1]
    assert "All I Know" in written[2][-1]


@pytest.mark.parametrize(
    ("theme", "name"),
    [("leaving home", "leaving"), ("the sea", "the sea"), ("my daughter's birthday", "time"),
     ("a robot who falls in love", "space"), ("pizza", None), ("losing you", "love")],
)  # fmt: skip
def test_a_theme_calls_up_its_pictures(theme: str, name: str | None) -> None:
    found = picture(theme)

    assert (found.name if found else None) == name


def test_a_theme_nobody_knows_is_named_in_the_song() -> None:
    told = [" ".join(chain(*song(seed, "pizza", "All About Pizza"))) for seed in range(8)]

    assert all("pizza" in text.lower() for text in told)


def test_songs_differ_and_one_seed_is_one_song() -> None:
    assert song(1) == song(1)
    assert len({tuple(chain(*song(seed))) for seed in range(40)}) == 40


def test_a_dark_song_says_nothing_merry() -> None:
    merry = {line for one in couplets.TURNS if one.mood == 1 for line in one.lines}
    for seed in range(10):
        written = write(
            FORM, title="X", theme="loss", moods=("sad",), draw=random.Random(seed), known=CMU
        )
        assert not {line.lower() for line in chain(*written)} & {line.lower() for line in merry}
