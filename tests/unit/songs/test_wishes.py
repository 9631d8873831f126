"""Wishes: each is checked when it is said, and later ones win."""

from typing import Any

import pytest

from harmonia.errors import Invalid
from harmonia.music.instrument import INSTRUMENTS
from harmonia.songs.wishes import Genre, Output, SectionKind, Wishes

VERSE = SectionKind.VERSE


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"bpm": -5.0}, "bpm"),
        ({"bpm": 301.0}, "bpm"),
        ({"seconds": 25200.0}, "seconds"),
        ({"seconds": 14.0}, "seconds"),
        ({"key": "H"}, "key"),
        ({"meter": "4/5"}, "meter"),
        ({"title": " "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"theme": "x" * 301}, "theme"),
        ({"lyrics": "x" * 10_001}, "lyrics"),
        ({"instruments": ("piano",) * 13}, "instruments"),
        ({"instruments": ("piano", "theremin")}, "instruments.1"),
        ({"without": ("theremin",)}, "without.0"),
        ({"without": ("piano",) * (len(INSTRUMENTS) + 1)}, "without"),
        ({"form": ()}, "form"),
        ({"form": (VERSE,) * 25}, "form"),
        ({"chords": {VERSE: ("Am", "X")}}, "chords.verse.1"),
        ({"chords": {VERSE: ()}}, "chords.verse"),
        ({"chords": {VERSE: ("C",) * 65}}, "chords.verse"),
        ({"language": "german"}, "language"),
        ({"voice": "robot"}, "voice"),
        ({"moods": ("x" * 41,)}, "moods"),
        ({"era": ""}, "era"),
        ({"outputs": ()}, "outputs"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**53}, "seed"),
    ],
)
def test_a_wish_that_cannot_come_true_is_refused_by_name(said: dict[str, Any], where: str) -> None:
    with pytest.raises(Invalid) as caught:
        Wishes(**said)
    assert caught.value.field == where


def test_a_refusal_says_what_is_allowed() -> None:
    with pytest.raises(Invalid, match="choose 30 to 300"):
        Wishes(bpm=-5.0)
    with pytest.raises(Invalid, match="choose 15 to 600"):
        Wishes(seconds=25200.0)


def test_a_later_wish_wins_and_silence_keeps_the_earlier() -> None:
    earlier = Wishes(genre=Genre.JAZZ, bpm=100.0, without=("drums",))
    later = Wishes(bpm=90.0, without=())

    assert later.over(earlier) == Wishes(genre=Genre.JAZZ, bpm=90.0, without=())
    assert later.said == {"bpm", "without"}


def test_everyone_may_stay_out_and_every_file_be_wished_for() -> None:
    wishes = Wishes(without=tuple(INSTRUMENTS), outputs=tuple(Output), language="en", voice="any")

    assert len(wishes.without or ()) == len(INSTRUMENTS)
