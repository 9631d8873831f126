"""Pasted words: word for word, in order, at any length that can be sung."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.composing.libretto import libretto
from harmonia.composing.styles import STYLES
from harmonia.composing.words import blocks
from harmonia.errors import Invalid
from harmonia.music.instrument import INSTRUMENTS
from harmonia.songs.song import Role
from harmonia.songs.wishes import Genre, SectionKind
from tests.unit.composing.singers import CMU, LETTER, brief, set_to_music, words

VERSE = "\n".join(["the river took my heart away"] * 4)
lines = st.lists(
    st.sampled_from("river of a golden remember, Yesterday. I 3rd & ❤️ don't leav-ing".split()),
    min_size=1, max_size=14,
)  # fmt: skip


def placed(lyrics: str, **wishes: Any) -> list[tuple[SectionKind, tuple[str, ...]]]:
    asked = brief(lyrics=lyrics, **wishes)
    book = libretto(asked, STYLES[asked.genre], 0.45, CMU)
    return [
        (outline.kind, text) for outline, text in zip(book.shape.outlines, book.texts, strict=True)
    ]


def test_stanzas_are_sung_in_their_order() -> None:
    sung = [text for _, text in placed(LETTER) if text]

    assert [text[0][:6] for text in sung[:4]] == ["The ke", "So let", "I coun", "So let"]


def test_words_are_kept_letter_for_letter() -> None:
    piece = set_to_music("I ❤️ NY —\n100% & 3rd, go!", seconds=30.0)
    voice = next(part for part in piece.parts if part.role == Role.VOCAL)

    assert words(voice)[:8] == ["I", "❤️", "NY", "—", "100%", "&", "3rd,", "go!"]


def test_few_words_are_sung_again() -> None:
    sung = [line for _, text in placed("I love you more than all the stars above") for line in text]

    assert len(sung) >= 8
    assert set(sung) == {"I love you more than all the stars above"}


def test_one_syllable_is_held_for_sixteen_bars() -> None:
    piece = set_to_music("Oh", form=(SectionKind.VERSE,), seconds=32.0, bpm=120.0)
    voice = next(part for part in piece.parts if part.role == Role.VOCAL)

    assert sum(section.bars for section in piece.sections) == 16
    assert [one.text for one in voice.syllables] == ["Oh"]
    assert voice.syllables[0].start == 0
    assert voice.syllables[0].length == piece.sections[-1].end
    assert len({note.sound for note in voice.notes}) > 1
    assert all(
        before.start + before.length == after.start for before, after in pairwise(voice.notes)
    )


def test_a_syllable_that_is_alone_in_its_section_is_held_between_stanzas() -> None:
    piece = set_to_music(f"[verse]\n{VERSE}\n\n[bridge]\nAh\n\n[verse]\n{VERSE}")
    voice = next(part for part in piece.parts if part.role == Role.VOCAL)
    bridge = next(one for one in piece.sections if one.kind == SectionKind.BRIDGE)

    held = [one for one in voice.syllables if one.text == "Ah"]

    assert all(one.length >= 0.7 * bridge.length for one in held)
    assert len(held) == sum(one.kind == SectionKind.BRIDGE for one in piece.sections)


@pytest.mark.parametrize("lyrics", [None, LETTER, "I love you more than all the stars above"])
def test_where_nobody_plays_every_section_is_sung(lyrics: str | None) -> None:
    alone: dict[str, Any] = {"without": tuple(INSTRUMENTS), "voice": "choir", "seconds": 60.0}
    asked = brief(lyrics=lyrics, **alone) if lyrics else brief(theme="the sea", **alone)

    book = libretto(asked, STYLES[asked.genre], 0.45, CMU)

    assert all(any(map(len, lines)) for lines in book.lines)


def test_many_words_make_a_longer_song() -> None:
    text = "\n\n".join(f"{VERSE} {number}" for number in range(14))
    piece = set_to_music(text)

    assert piece.seconds > 180
    sung = [line for section in piece.sections for line in section.lyrics]
    assert len(sung) >= 14 * 4


@pytest.mark.parametrize(("text", "wish"), [(VERSE, 15.0), ("\n".join([VERSE] * 20), 100.0)])
def test_words_that_do_not_fit_the_time_are_refused_by_name(text: str, wish: float) -> None:
    with pytest.raises(Invalid, match=r"leave about [\d,]+ words") as caught:
        placed("\n".join([text] * 3), seconds=wish)

    assert caught.value.field == "lyrics"


def test_ten_thousand_characters_are_sung_or_refused_by_name() -> None:
    text = "\n".join(["my love is like the river and the river is like rain"] * 188)[:10_000]

    with pytest.raises(Invalid, match="words take") as caught:
        placed(text)
    assert caught.value.field == "lyrics"
    shorter = placed("\n".join(text.splitlines()[:90]))
    assert sum(len(lines) for _, lines in shorter) >= 90


def test_prose_without_lines_is_cut_into_breaths() -> None:
    prose = "and then the river took me down and past the houses to the sea " * 8

    sung = [line for _, text in placed(prose) for line in text]

    assert " ".join(sung).startswith(prose.strip())


def test_nothing_to_sing_is_refused() -> None:
    with pytest.raises(Invalid, match="no word to sing"):
        placed("😀 😀 —")


def test_a_form_that_was_asked_for_grows_for_a_stanza_it_has_no_place_for() -> None:
    kinds = (SectionKind.VERSE, SectionKind.CHORUS)
    sung = placed(LETTER, form=kinds)

    assert [kind for kind, _ in sung[:2]] == list(kinds)
    assert "I count the lamps along the lane" in [line for _, text in sung for line in text]


def test_given_chords_go_round_whole_under_the_words() -> None:
    chords = {SectionKind.VERSE: ("C", "G", "Am")}
    asked = brief(lyrics=LETTER, chords=chords)
    book = libretto(asked, STYLES[Genre.POP], 0.45, CMU)

    assert all(one.bars % 3 == 0 for one in book.shape.outlines if one.kind == SectionKind.VERSE)


def test_headings_are_not_sung() -> None:
    found = blocks("[Verse 1]\nOne\n[Chorus x2]\nTwo\n\n(Bridge)\nThree")

    assert [one.kind for one in found] == ["verse", "chorus", "bridge"]
    assert [one.lines for one in found] == [("One",), ("Two",), ("Three",)]


@settings(max_examples=12, deadline=None)
@given(stanzas=st.lists(lines, min_size=1, max_size=4), genre=st.sampled_from(Genre))
def test_every_pasted_word_is_sung_in_order(stanzas: list[list[str]], genre: Genre) -> None:
    text = "\n\n".join(" ".join(stanza) for stanza in stanzas)
    plain = [word for stanza in stanzas for word in stanza]
    if all(word == "❤️" for word in plain):
        return
    piece = set_to_music(text, genre=genre, seconds=45.0)
    voice = next(part for part in piece.parts if part.role == Role.VOCAL)
    sung = words(voice)

    spoken = [s for s in stanzas if any(word != "❤️" for word in s)]
    assert sung[: sum(map(len, spoken))] == [word for stanza in spoken for word in stanza]
