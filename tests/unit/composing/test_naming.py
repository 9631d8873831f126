"""Part names: true of whoever plays, each once, the same every time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.composing.naming import fitting, named
from harmonia.composing.style import Chair
from harmonia.composing.styles import STYLES
from harmonia.music.instrument import INSTRUMENTS, instrument
from harmonia.songs.song import Role
from harmonia.songs.wishes import Genre


@pytest.mark.parametrize(
    ("place", "player", "name"),
    [
        ("vibes", "organ", "organ"), ("vibes", "vibraphone", "vibes"),
        ("strings", "square lead", "square lead"), ("strings", "violin", "violin"),
        ("strings", "slow strings", "strings"), ("second horn", "trombone", "trombone"),
        ("horn", "french horn", "horn"), ("second guitar", "banjo", "banjo"),
        ("second guitar", "acoustic guitar", "second guitar"), ("piano", "harp", "harp"),
        ("pluck", "saw lead", "saw lead"), ("lead", "flute", "lead"), ("hook", "pluck", "hook"),
        ("keys", "electric piano", "keys"), ("bass", "upright bass", "bass"),
        ("basses", "cello", "cello"), ("percussion", "drums", "percussion"),
        ("picking", "celesta", "celesta"), ("fiddle", "cello", "cello"),
    ],
)  # fmt: skip
def test_a_place_gives_its_name_only_to_those_it_fits(place: str, player: str, name: str) -> None:
    chair = Chair(name=place, role=Role.COUNTER, instruments=player)

    assert named([chair])[0].name == name


@settings(max_examples=60, deadline=None)
@given(genre=st.sampled_from(Genre), data=st.data())
def test_whoever_sits_down_names_are_true_and_single(genre: Genre, data: st.DataObject) -> None:
    chairs = [
        Chair(name=one.name, role=one.role, instruments=data.draw(st.sampled_from([*INSTRUMENTS])))
        for one in STYLES[genre].chairs
    ]

    called = named(chairs)

    assert len({one.name for one in called}) == len(called)
    for one in called:
        plain = one.name.rstrip(" 23456789")
        assert fitting(plain, instrument(one.instruments))
