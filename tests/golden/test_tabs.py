"""What players know by heart comes out as they know it."""

import pytest

from harmonia.music.chord import Chord
from harmonia.music.meter import Meter
from harmonia.tabs.arrange import Wanted, arrange
from harmonia.tabs.chart import Chart
from harmonia.tabs.chord_list import passages
from harmonia.tabs.fretboard import Level
from harmonia.tabs.progression import progression
from harmonia.tabs.search import candidates
from harmonia.tabs.tuning import fretted, tuned
from harmonia_scores.tablature import ascii_tab
from tests.golden import tabs

GUITAR = tuned(fretted("guitar"))


def pairs(text: str) -> list[tuple[str, str]]:
    words = text.split()
    return list(zip(words[::2], words[1::2], strict=True))


def test_there_are_sixty_and_more() -> None:
    assert len(tabs.TABLE) >= 60


@pytest.mark.parametrize("level", list(Level))
def test_chords_have_the_shapes_that_players_expect(level: Level) -> None:
    found = {
        symbol: str(candidates(Chord.parse(symbol), GUITAR, level)[0].shape)
        for symbol, _ in tabs.TABLE
    }

    assert found == dict(tabs.TABLE)


def test_a_chord_alone_is_a_progression_of_one() -> None:
    for symbol, shape in tabs.TABLE:
        (found,), _ = progression([Chord.parse(symbol)], GUITAR, Level.INTERMEDIATE)

        assert str(found) == shape


def test_fingers_are_those_of_the_books() -> None:
    for symbol, fingers in pairs(tabs.FINGERS):
        shape = candidates(Chord.parse(symbol), GUITAR, Level.INTERMEDIATE)[0].shape

        assert "".join(str(one or "-") for one in shape.fingers) == fingers, symbol


@pytest.mark.parametrize("level", [Level.CAMPFIRE, Level.INTERMEDIATE])
def test_ukuleles_have_their_own(level: Level) -> None:
    ukulele = tuned(fretted("ukulele"))

    for symbol, shape in pairs(tabs.UKULELE):
        assert str(candidates(Chord.parse(symbol), ukulele, level)[0].shape) == shape


def test_a_guitar_tuned_down_is_played_in_the_same_shapes() -> None:
    down = tuned(fretted("guitar"), "half step down")

    assert str(candidates(Chord.parse("Ebm"), down, Level.CAMPFIRE)[0].shape) == "022000"
    assert str(candidates(Chord.parse("Bb"), down, Level.CAMPFIRE)[0].shape) == "x24442"


def test_the_tab_of_four_chords_is_this_one() -> None:
    chart = Chart(passages("Am F C G", Meter()))

    assert ascii_tab(arrange(chart, Wanted(GUITAR)).tab) == tabs.ASCII
