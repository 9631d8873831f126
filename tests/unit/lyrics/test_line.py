"""Lines of text become syllables, and keep every letter of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.errors import Invalid
from harmonia.lyrics import numbers, speech
from harmonia.lyrics.line import LONGEST, broken, read
from harmonia.lyrics.phonemes import is_vowel, valid
from harmonia_scores.pronouncing import CmuDictionary

CMU = CmuDictionary()
FIGURES = [
    ("42", "forty two"), ("3rd", "third"), ("21st", "twenty first"),
    ("1999", "nineteen ninety nine"),
    ("2007", "two thousand seven"), ("$5", "five dollars"), ("$1", "one dollar"),
    ("£3.50", "three pounds fifty"), ("7:30", "seven thirty"), ("12:00", "twelve o'clock"),
    ("1/2", "one half"), ("3/4", "three quarters"), ("100%", "one hundred percent"),
    ("1,000,000", "one million"), ("'90s", "nineties"), ("1980s", "nineteen eighties"),
    ("3.14", "three point one four"), ("007", "zero zero seven"), ("#1", "number one"),
    ("-5", "minus five"), ("12th", "twelfth"), ("30th", "thirtieth"),
]  # fmt: skip
SAID = [
    ("Dr. Smith", "doctor smith"), ("on 2nd St.", "on second street"),
    ("near St. Mary", "near saint mary"),
    ("you & me", "you and me"), ("at 7 PM", "at seven pee em"), ("24/7", "twenty four seven"),
    ("NYC", "en why cee"), ("no. 5", "number five"), ("w/ love", "with love"),
]  # fmt: skip
texts = st.text(
    st.sampled_from("abcdeghilmnorstuwyABÉéñ'’-.,!?&%$0123456789 ❤️😀—()\"\n"), max_size=60
)


@pytest.mark.parametrize(("figure", "words"), FIGURES)
def test_figures_are_spoken_as_words(figure: str, words: str) -> None:
    assert numbers.spoken(figure) == words


@pytest.mark.parametrize(("text", "words"), SAID)
def test_abbreviations_are_spoken_as_words(text: str, words: str) -> None:
    tokens = text.split()
    spoken = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else ""
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        spoken += speech.spoken(token, before, after)

    assert " ".join(spoken) == words


def test_a_line_has_its_text_its_sounds_and_its_weights() -> None:
    line = read("Leaving home, again!", CMU)

    assert [one.text for one in line.syllables] == ["Leav", "ing", "home,", "a", "gain!"]
    assert [one.word for one in line.syllables] == [0, 0, 1, 2, 2]
    assert [one.stress for one in line.syllables] == [2, 0, 2, 0, 2]
    assert line.syllables[0].phonemes == ("L", "IY1")


def test_a_figure_is_read_at_once_and_sung_on_many_notes() -> None:
    line = read("in 1999, yes", CMU)

    assert [one.text for one in line.syllables] == ["in", "1999,", "", "", "", "", "yes"]


def test_an_emoji_is_kept_in_the_text_and_not_sung() -> None:
    line = read("❤️ I love — you 😀", CMU)

    assert line.words == ("❤️ I", "love —", "you 😀")
    assert len(line) == 3
    assert len(read("😀😀", CMU)) == 0


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_every_word_of_a_line_is_in_its_syllables_in_order(text: str) -> None:
    line = read(text, CMU)

    if len(line):
        assert " ".join(line.words) == " ".join(text.split())
    for one in line.syllables:
        assert valid(one.phonemes)
        assert sum(map(is_vowel, one.phonemes)) == 1


@settings(max_examples=50, deadline=None)
@given(words=st.lists(st.sampled_from("river of a golden remember, yesterday. I".split())))
def test_a_long_line_is_broken_into_breaths_and_loses_nothing(words: list[str]) -> None:
    lines = broken(" ".join(words), CMU)

    assert " ".join(line.text for line in lines).split() == words
    assert all(len(line) <= LONGEST for line in lines)


def test_a_word_without_end_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        broken("la" * 400)

    assert caught.value.field == "lyrics"


@pytest.mark.parametrize("text", ["愛してる", "أحبك", "אני אוהב", "प्यार", "사랑해"])
def test_an_alphabet_that_cannot_be_sung_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(Invalid, match="Latin letters") as caught:
        read(text)

    assert caught.value.field == "lyrics"


def test_greek_and_cyrillic_are_sung_by_rule() -> None:
    assert read("σ' αγαπώ").syllables[-1].phonemes == ("P", "OW1")
    assert len(read("Я люблю тебя")) == 5


def test_capitals_are_words_where_a_whole_line_shouts() -> None:
    assert len(read("I WILL SURVIVE NYC STYLE", CMU)) < len(read("I will survive NYC style", CMU))
