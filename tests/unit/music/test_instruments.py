"""The band: names, ranges and programs."""

import pytest

from harmonia.errors import Invalid
from harmonia.music.instrument import INSTRUMENTS, Piece, instrument, names
from harmonia.music.note import Pitch


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Rhodes", "electric piano"),
        ("double  bass", "upright bass"),
        ("fiddle", "violin"),
        ("drum kit", "drums"),
        ("sax", "alto sax"),
        ("808", "synth bass"),
        ("808s", "electronic drums"),
        ("guitar", "electric guitar"),
    ],
)
def test_nicknames_lead_to_the_instrument(said: str, meant: str) -> None:
    assert instrument(said).name == meant


def test_an_instrument_nobody_plays_is_refused_with_those_that_are() -> None:
    with pytest.raises(Invalid, match="known are piano"):
        instrument("theremin")


def test_no_word_means_two_instruments() -> None:
    words = [word for one in INSTRUMENTS.values() for word in (one.name, *one.words)]

    assert len(words) == len(set(words)) == len(names())


def test_ranges_and_programs_are_possible() -> None:
    for one in INSTRUMENTS.values():
        assert 0 <= one.low < one.high <= 127, one.name
        assert 0 <= one.program <= 127, one.name
        assert one.voices >= 1, one.name


def test_known_ranges_are_the_players_ranges() -> None:
    assert instrument("violin").low == Pitch.parse("G3").midi
    assert instrument("electric bass").low == Pitch.parse("E1").midi
    assert (instrument("piano").low, instrument("piano").high) == (21, 108)


def test_every_piece_of_the_kit_has_its_own_general_midi_key() -> None:
    keys = [piece.key for piece in Piece]

    assert len(set(keys)) == len(keys)
    assert (Piece.KICK.key, Piece.SNARE.key, Piece.CLOSED_HAT.key) == (36, 38, 42)
    assert all(35 <= key <= 81 for key in keys)
