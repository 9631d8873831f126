"""Words sound as the dictionary or our rules have them, and part where they are sung."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonia.lyrics import english, foreign
from harmonia.lyrics.phonemes import is_vowel, rhyme, syllabified, valid
from harmonia.lyrics.pronunciation import Listed, pronounced
from harmonia.lyrics.syllables import divided
from harmonia_scores.pronouncing import CmuDictionary

CMU = CmuDictionary()
SINGERS = [  # word, how it is divided, where its stress lies (1 the word's own)
    ("leaving", "leav-ing", "10"), ("running", "run-ning", "10"), ("home", "home", "1"),
    ("every", "eve-ry", "10"), ("yesterday", "yes-ter-day", "102"), ("tonight", "to-night", "01"),
    ("beautiful", "beau-ti-ful", "100"), ("remember", "re-mem-ber", "010"), ("fire", "fire", "1"),
    ("little", "lit-tle", "10"), ("dancing", "danc-ing", "10"), ("tomorrow", "to-mor-row", "012"),
    ("moonlight", "moon-light", "12"), ("bittersweet", "bit-ter-sweet", "102"),
    ("wandering", "wan-der-ing", "100"), ("people", "peo-ple", "10"), ("hour", "hour", "1"),
    ("again", "a-gain", "01"), ("radio", "ra-di-o", "102"), ("rhythm", "rhy-thm", "10"),
]  # fmt: skip
UNLISTED = [("blorping", 2), ("grimsby", 2), ("vellorian", 4), ("snard", 1), ("quibbleton", 3)]
FOREIGN = [
    ("es", "corazón", "K OW0 R AA0 S OW1 N"), ("es", "guitarra", "G IY0 T AA1 R AA0"),
    ("de", "Straße", "SH T R AA1 S AH0"), ("de", "vergessen", "F EH0 R G EH1 S AH0 N"),
    ("fr", "toujours", "T UW0 ZH UW1 R"), ("fr", "chanson", "SH AO0 N S OW1 N"),
    ("it", "perché", "P EH0 R K EY1"), ("pt", "saudade", "S AW0 D AA1 JH IY0"),
    ("el", "αγάπη", "AA0 G AA1 P IY0"), ("ru", "любовь", "L Y UW1 B OW0 V"),
]  # fmt: skip
words = st.text("abcdefghijklmnopqrstuvwxyz'", min_size=1, max_size=14)


@pytest.mark.parametrize(("word", "parted", "stresses"), SINGERS, ids=[one[0] for one in SINGERS])
def test_a_word_parts_and_is_stressed_as_singers_have_it(
    word: str, parted: str, stresses: str
) -> None:
    parts = syllabified(pronounced(word, CMU))
    marks = "".join(one[-1] for part in parts for one in part if is_vowel(one))

    assert "-".join(divided(word, parts)) == parted
    assert marks == stresses


@pytest.mark.parametrize(("word", "count"), UNLISTED)
def test_a_word_that_nobody_lists_is_read_by_rule(word: str, count: int) -> None:
    assert CMU.of(word) is None
    assert len(syllabified(pronounced(word, CMU))) == count


@pytest.mark.parametrize(("word", "ending"), [("cats", "S"), ("dogs", "Z"), ("horses", "Z")])
def test_a_plural_sounds_as_its_stem_wants_it(word: str, ending: str) -> None:
    known = Listed({"cat": "K AE1 T", "dog": "D AO1 G", "horse": "HH AO1 R S"})

    assert pronounced(word, known)[-1] == ending


def test_a_dropped_g_is_sung_as_an_n() -> None:
    assert pronounced("walkin'", CMU) == ("W", "AO1", "K", "IH0", "N")


@pytest.mark.parametrize(("language", "word", "sounds"), FOREIGN)
def test_other_languages_come_as_near_as_english_sounds_do(
    language: str, word: str, sounds: str
) -> None:
    assert pronounced(word, CMU, language) == tuple(sounds.split())


@given(word=words)
def test_every_word_has_sounds_a_singer_knows(word: str) -> None:
    parts = syllabified(pronounced(word))

    assert valid([one for part in parts for one in part])
    assert all(sum(map(is_vowel, part)) == 1 for part in parts)


@given(word=words, language=st.sampled_from(sorted(foreign.LANGUAGES)))
def test_so_has_every_word_of_another_language(word: str, language: str) -> None:
    assert valid(foreign.read(word, language))


@given(word=words)
def test_no_letter_of_a_word_is_lost_between_its_syllables(word: str) -> None:
    parts = syllabified(english.read(word))
    pieces = divided(word, parts)

    assert "".join(pieces) == word
    assert len(pieces) == len(parts)


def test_words_rhyme_from_their_stressed_vowel_on() -> None:
    assert rhyme(pronounced("shore", CMU)) == rhyme(pronounced("door", CMU))
    assert rhyme(pronounced("leaving", CMU)) == rhyme(pronounced("believing", CMU))
    assert rhyme(pronounced("shore", CMU)) != rhyme(pronounced("shoe", CMU))


def test_the_dictionary_knows_first_and_last_words_and_no_others() -> None:
    assert CMU.of("a") is not None
    assert CMU.of("zebra") == ("Z", "IY1", "B", "R", "AH0")
    assert CMU.of("'tis") == ("T", "IH1", "Z")
    for word in ("", "élan", "zzzzz", "123", "home  "):
        assert CMU.of(word) is None
