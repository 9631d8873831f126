"""The brief: what was said is law, the rest follows from it or from the seed."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.errors import Invalid
from harmonia.films.film import FilmWishes, Words
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.songs.brief import Source, settle
from harmonia.songs.tastes import TASTES, key_for, mode_for, tempo_for
from harmonia.songs.titles import title_for
from harmonia.songs.wishes import OF_SINGING, PLAIN, Genre, Output, SectionKind, Wishes

GENRES = st.sampled_from(Genre)
SEEDS = st.integers(0, 2**53 - 1)
FEW = settings(max_examples=20, deadline=None)
MOODS = st.lists(
    st.sampled_from(["happy", "sad", "calm", "energetic", "warm", "dark", "odd"]), unique=True
).map(tuple)


def test_nothing_said_is_all_default() -> None:
    brief = settle(Wishes(), seed=1)

    assert set(brief.sources.values()) == {Source.DEFAULT}
    assert brief.genre is Genre.POP
    assert brief.outputs == PLAIN
    assert brief.voice == "none"
    assert brief.seed == 1


@pytest.mark.parametrize(
    ("wishes", "voice"),
    [
        (Wishes(theme="the sea", genre=Genre.FOLK), "any"),
        (Wishes(theme="the sea", genre=Genre.LOFI), "none"),
        (Wishes(genre=Genre.FOLK), "none"),
        (Wishes(theme="the sea", genre=Genre.FOLK, voice="none"), "none"),
        (Wishes(genre=Genre.HOUSE, lyrics="One more night"), "any"),
        (Wishes(outputs=(Output.LRC,)), "any"),
        (Wishes(also=(Output.INSTRUMENTAL,)), "any"),
        (Wishes(film=FilmWishes(words=Words.KARAOKE)), "any"),
        (Wishes(film=FilmWishes(words=Words.NONE)), "none"),
    ],
)
def test_somebody_sings_where_there_is_something_to_sing(wishes: Wishes, voice: str) -> None:
    assert settle(wishes, seed=1).voice == voice


def test_outputs_are_the_usual_ones_and_what_else_was_asked_for() -> None:
    sung = settle(Wishes(voice="female"), seed=1).outputs
    filmed = settle(Wishes(film=FilmWishes()), seed=1).outputs
    extra = settle(Wishes(also=(Output.CLICK,)), seed=1).outputs
    exact = settle(Wishes(outputs=(Output.MP3,), film=FilmWishes()), seed=1).outputs

    assert sung == (*PLAIN, *OF_SINGING)
    assert filmed == (*PLAIN, Output.MP4, Output.COVER)
    assert extra == (*PLAIN, Output.CLICK)
    assert exact == (Output.MP3, Output.MP4)


def test_an_instrumental_has_no_words_to_time() -> None:
    with pytest.raises(Invalid, match="nobody sings, so there is no lrc") as refused:
        settle(Wishes(voice="none", outputs=(Output.MP3, Output.LRC)), seed=1)

    assert refused.value.field == "outputs"


def test_each_value_says_where_it_came_from() -> None:
    wishes = Wishes(genre=Genre.JAZZ, theme="the sea", era="1980s", seed=7)
    sources = settle(wishes, seed=1, inferred=frozenset({"era"})).sources

    assert sources["genre"] is Source.SAID
    assert sources["era"] is Source.INFERRED
    assert (sources["bpm"], sources["key"], sources["seconds"]) == (Source.INFERRED,) * 3
    assert sources["title"] is Source.INFERRED
    assert sources["meter"] is Source.DEFAULT
    assert sources["seed"] is Source.SAID


def test_what_was_said_stays() -> None:
    wishes = Wishes(
        title="T", genre=Genre.FOLK, bpm=90.0, key="F#m", meter="6/8", seconds=60.0,
        instruments=("fiddle",), without=("sax",), chords={SectionKind.VERSE: ("Am",)}, seed=0,
        language="de", voice="none", form=(SectionKind.VERSE,), outputs=(Output.MIDI,),
    )  # fmt: skip
    brief = settle(wishes, seed=5)

    assert (brief.title, brief.bpm, brief.seconds, brief.seed) == ("T", 90, 60, 0)
    assert (str(brief.key), str(brief.meter)) == ("F# minor", "6/8")
    assert (brief.instruments, brief.without) == (("violin",), ("alto sax",))
    assert [str(chord) for chord in brief.chords[SectionKind.VERSE]] == ["Am"]


@FEW
@given(genre=GENRES, moods=MOODS, seed=SEEDS)
def test_an_unsaid_tempo_is_one_the_genre_has(
    genre: Genre, moods: tuple[str, ...], seed: int
) -> None:
    taste = TASTES[genre]

    assert taste.slow <= tempo_for(genre, moods, Meter(), random.Random(seed)) <= taste.fast


@FEW
@given(genre=GENRES, moods=MOODS, seed=SEEDS)
def test_the_same_seed_settles_the_same_brief(
    genre: Genre, moods: tuple[str, ...], seed: int
) -> None:
    wishes = Wishes(genre=genre, moods=moods)

    assert settle(wishes, seed=seed) == settle(wishes, seed=seed)


@pytest.mark.parametrize("genre", Genre)
def test_moods_bend_tempo_and_mode(genre: Genre) -> None:
    def tempo(*moods: str) -> float:
        return tempo_for(genre, moods, Meter(), random.Random(1))

    assert tempo("calm", "sleepy") <= tempo("calm") <= tempo() <= tempo("energetic")
    assert tempo("energetic") <= tempo("energetic", "driving")
    assert mode_for(genre, ("sad",)) == "minor"
    assert mode_for(genre, ("happy",)) == "major"
    assert mode_for(genre, ("happy", "sad")) == TASTES[genre].mode


@pytest.mark.parametrize(
    ("chords", "key"),
    [
        ("C G Am F", "C major"), ("Am F C G", "A minor"), ("Dm7 G7 Cmaj7", "C major"),
        ("Em C G D", "E minor"), ("D A Bm G", "D major"), ("F#m D A E", "F# minor"),
        ("Bbmaj7 Gm7 Cm7 F7", "Bb major"), ("Am Dm E7 Am", "A minor"),
    ],
)  # fmt: skip
def test_given_chords_tell_the_key(chords: str, key: str) -> None:
    brief = settle(Wishes(chords={SectionKind.VERSE: tuple(chords.split())}), seed=3)

    assert str(brief.key) == key
    assert brief.sources["key"] is Source.INFERRED


@FEW
@given(genre=GENRES, moods=MOODS, seed=SEEDS)
def test_an_unsaid_key_is_one_players_like(genre: Genre, moods: tuple[str, ...], seed: int) -> None:
    key = key_for({}, genre, moods, random.Random(seed))

    assert abs(key.signature) <= 7
    assert key == Key.parse(str(key))
    assert key.mode == mode_for(genre, moods)


def test_a_title_names_the_theme() -> None:
    draw = random.Random(1)

    assert title_for("the sea at night", (), draw) == "The Sea at Night"
    assert title_for("trains", (), draw).endswith(" Trains")


@FEW
@given(seed=SEEDS)
def test_a_song_without_a_theme_has_a_title_too(seed: int) -> None:
    assert title_for(None, ("warm",), random.Random(seed)).strip()
    assert title_for(None, (), random.Random(seed)).strip()


def test_an_instrument_counts_once_and_who_is_wanted_is_not_sent_away() -> None:
    brief = settle(Wishes(instruments=("sax", "saxophone"), without=("alto sax", "drums")), seed=1)

    assert brief.instruments == ("alto sax",)
    assert brief.without == ("drums",)
