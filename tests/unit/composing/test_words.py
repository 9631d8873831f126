"""Lyrics find their sections."""

from harmonia.composing.compose import compose
from harmonia.composing.words import stanzas
from harmonia.songs.wishes import Genre, SectionKind
from tests.unit.composing.songs import brief, sketch

SONG = """[Verse 1]
The tide goes out
and so do I

Refrain:
Carry me home

Verse 2
The tide comes in

[Bridge]
Salt and stone
"""


def test_headings_say_where_a_stanza_goes() -> None:
    found = stanzas(SONG)

    assert found == {
        SectionKind.VERSE: [("The tide goes out", "and so do I"), ("The tide comes in",)],
        SectionKind.CHORUS: [("Carry me home",)],
        SectionKind.BRIDGE: [("Salt and stone",)],
    }


def test_a_stanza_that_comes_twice_is_the_chorus() -> None:
    found = stanzas("one\n\nsing\n\ntwo\n\nsing")

    assert found == {SectionKind.VERSE: [("one",), ("two",)], SectionKind.CHORUS: [("sing",)]}


def test_verses_go_round_and_the_chorus_stays() -> None:
    sections = sketch(Genre.POP, 1, lyrics=SONG, form=(*("verse", "chorus") * 3, "intro"))

    sung = [section.lyrics for section in sections]
    assert sung[0] == sung[4] != sung[2]
    assert sung[1] == sung[3] == sung[5] == ("Carry me home",)
    assert sung[6] == ()


def test_a_song_without_words_has_none() -> None:
    song = compose(brief(Genre.FOLK, 1, seconds=20.0))

    assert not any(section.lyrics for section in song.sections)
