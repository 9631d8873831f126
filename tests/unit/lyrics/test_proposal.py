"""Proposed words are only text: checked, and sung or dropped."""

from collections.abc import Sequence

import pytest

from harmonia.composing.compose import compose
from harmonia.lyrics.writing.poet import Wanted
from harmonia.lyrics.writing.proposal import accepted
from harmonia.songs.brief import settle
from harmonia.songs.wishes import Genre, Wishes

WANTED = [Wanted("verse", 2, 8), Wanted("chorus", 2, 8)]
GOOD = """The boats were paper, thin and white
We launched them in the fading light

Paper Boats
oh Paper Boats"""


def test_a_proposal_that_fits_is_taken_word_for_word() -> None:
    stanzas = accepted(GOOD, WANTED, "Paper Boats")

    assert stanzas is not None
    assert stanzas[0][0] == "The boats were paper, thin and white"


@pytest.mark.parametrize(
    "text",
    [None, "", "one line", GOOD + "\n\nmore", GOOD.replace("Paper Boats", "Other Boats"),
     GOOD.replace("thin", "and very much thinner than anybody thought"),
     GOOD.replace("The", "愛愛"),
     GOOD.replace("We launched them in the fading light", "😀")],
)  # fmt: skip
def test_any_other_proposal_is_dropped(text: str | None) -> None:
    assert accepted(text, WANTED, "Paper Boats") is None


class Echo:
    """Proposes one word for every line."""

    def __init__(self, word: str) -> None:
        self.word = word

    def propose(
        self, wanted: Sequence[Wanted], *, title: str, theme: str | None, moods: Sequence[str]
    ) -> str | None:
        return "\n\n".join("\n".join([f"{self.word} {title}"] * one.lines) for one in wanted)


def test_a_song_is_sung_on_what_was_proposed_or_on_words_of_its_own() -> None:
    brief = settle(
        Wishes(genre=Genre.POP, voice="any", theme="rain", title="Rain", seconds=30.0), seed=1
    )

    proposed = compose(brief, proposals=Echo("Singing"))
    own = compose(brief, proposals=Echo("愛"))

    sung = {line for section in proposed.sections for line in section.lyrics}
    assert sung == {"Singing Rain"}
    assert own == compose(brief)
