"""What may come next and what may stand in, as players would say it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.composing.roman import read
from harmonia.errors import Invalid
from harmonia.harmony.advice import Advice, advise
from harmonia.harmony.grammar import grammar
from harmonia.harmony.leading import distance
from harmonia.harmony.repertoire import rows
from harmonia.harmony.substitutions import carries
from harmonia.harmony.symbols import chords as checked
from harmonia.harmony.symbols import nearest
from harmonia.music.chord import QUALITIES, Chord
from harmonia.music.key import Key
from harmonia.music.note import Note
from harmonia.songs.wishes import Genre

SOME = settings(max_examples=15, deadline=None)
roots = st.builds(Note, st.integers(0, 6), st.integers(-1, 1))
chords = st.builds(Chord, roots, st.sampled_from(sorted(QUALITIES)))


def asked(symbols: str, style: Genre, key: str | None = None, **more: object) -> Advice:
    given = [Chord.parse(symbol) for symbol in symbols.split()]
    named = Key.parse(key) if key else None
    return advise(given, key=named, style=style, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("symbols", "style", "key", "expected", "reason"),
    [
        ("Dm7 G7", Genre.JAZZ, "C", "Cmaj7", "G7 wants to fall home to Cmaj7."),
        ("C G Am", Genre.POP, "C", "F", "shares 2 notes"),
        ("I", Genre.POP, "C", "G", "tension"),
        ("A G", Genre.ROCK, "A", "D", ""),
        ("Cmaj7 A7", Genre.JAZZ, "C", "Dm7", "A7 was pointing here"),
        ("Bm7b5 E7", Genre.JAZZ, "A minor", "Am7", "E7 wants to fall home to Am7."),
        ("G C", Genre.FOLK, "G", "G", "Amen"),
        ("Em9 A13", Genre.LOFI, "D", "Dmaj7", "A13 wants to fall home"),
        ("Am F C", Genre.CINEMATIC, "A minor", "G", ""),
        ("Dm Db7", Genre.POP, "C", "C", "slides down a half step home"),
    ],
)
def test_the_first_suggestion_is_what_the_style_does(
    symbols: str, style: Genre, key: str, expected: str, reason: str
) -> None:
    first = asked(symbols.replace("I", "C"), style, key).next[0]

    assert str(first.chord) == expected
    assert reason in first.reason


def test_the_sad_fourth_is_offered_and_explained() -> None:
    found = {str(one.chord): one.reason for one in asked("C F", Genre.POP, "C").next}

    assert found["Fm"] == "Fm borrows the sad fourth of C minor, the sad side."


def test_without_chords_one_is_told_where_to_begin() -> None:
    told = asked("", Genre.POP, "G")

    assert str(told.next[0].chord) == "G"
    assert "home" in told.next[0].reason
    assert not told.substitutions
    assert not told.reharmonisations


def test_a_mood_bends_the_ranking() -> None:
    def share(mood: str) -> float:
        next = asked("C F", Genre.POP, "C", mood=mood, limit=12).next
        return sum(one.probability for one in next if one.chord.quality == "m")

    assert share("sad") > 1.5 * share("happy")


@pytest.mark.parametrize("style", Genre)
@pytest.mark.parametrize("key", ["C major", "A minor", "E dorian"])
def test_probabilities_add_up_and_fall(style: Genre, key: str) -> None:
    home = read("i" if Key.parse(key).minor else "I", Key.parse(key))

    next = advise([home], key=Key.parse(key), style=style, limit=12).next

    shares = [one.probability for one in next]
    assert shares == sorted(shares, reverse=True)
    assert 0.8 < sum(shares) < 1.01
    assert len({one.chord for one in next}) == len(next) >= 4


@pytest.mark.parametrize("style", Genre)
@pytest.mark.parametrize("minor", [False, True])
def test_what_a_style_writes_it_also_suggests(style: Genre, minor: bool) -> None:
    told = grammar(style, minor=minor)
    key = Key.parse("A minor" if minor else "C major")

    for weight, numerals in rows(style, minor=minor):
        assert weight > 0
        assert all(read(one, key) for one in numerals)
    for (before, last), counts in told.after_two.items():
        likely = told.follow([before, last])
        assert sum(likely.values()) == pytest.approx(1)
        assert all(likely[name] > 0 for name in counts)


@pytest.mark.parametrize(
    ("symbols", "at", "expected"),
    [
        ("C Am F G C", 2, {"Dm", "Fm"}),
        ("C Am F G C", 3, {"Db7", "G7"}),
        ("Dm7 G7", 1, {"Db7"}),
        ("C F C", 0, {"Am", "Em"}),
    ],
)
def test_substitutes_are_the_usual_ones(symbols: str, at: int, expected: set[str]) -> None:
    options = asked(symbols, Genre.POP, "C").substitutions[at].options

    assert expected <= {str(one.chord) for one in options}


def test_reharmonisations_are_what_arrangers_do() -> None:
    told = {one.name: one for one in asked("C Am F G C", Genre.JAZZ, "C").reharmonisations}
    written = {
        name: " | ".join(" ".join(map(str, place)) for place in one.chords)
        for name, one in told.items()
    }

    assert written["sevenths"] == "Cmaj7 | Am7 | Fmaj7 | G7 | Cmaj7"
    assert written["relatives"] == "C | Am | Dm | G | C"
    assert written["jazz"] == "Cmaj7 | Am7 | Fmaj7 | Dm7 G7 | Cmaj7"
    assert "Fm" in written["darker"]
    assert "D7 | G" in written["prepared"]


def test_a_two_that_is_there_lets_the_five_slide() -> None:
    told = {one.name: one for one in asked("Dm G C", Genre.JAZZ, "C").reharmonisations}

    assert [str(place[0]) for place in told["jazz"].chords] == ["Dm7", "Db7", "Cmaj7"]


def test_the_melody_is_kept() -> None:
    melody = [Note.parse(name) for name in "E C A B C".split()]

    told = asked("C Am F G C", Genre.JAZZ, "C", melody=melody)

    for way in told.reharmonisations:
        for place, note, at in zip(way.chords, melody, range(5), strict=True):
            if at in way.changed:
                assert all(carries(chord, note) for chord in place)
    darker = next(one for one in told.reharmonisations if one.name == "darker")
    assert Chord.parse("Fm") not in [place[0] for place in darker.chords]  # its Ab rubs with A


@pytest.mark.parametrize(
    ("chord", "note", "sounds"),
    [("C", "E", True), ("C", "D", True), ("C", "F", False), ("C", "C#", False),
     ("Dm7", "G", True), ("Fm", "A", False), ("G7", "A", True), ("Cmaj7", "F", False)],
)  # fmt: skip
def test_a_note_sits_in_a_chord_or_rubs(chord: str, note: str, sounds: bool) -> None:
    assert carries(Chord.parse(chord), Note.parse(note)) == sounds


@pytest.mark.parametrize(
    ("one", "other", "semitones"),
    [("C", "Am", 2), ("C", "C", 0), ("C", "Cm", 1), ("C", "Em", 1), ("C", "F", 3), ("C", "F#", 6),
     ("Cmaj7", "Am", 3), ("C", "Caug", 1)],
)  # fmt: skip
def test_voices_move_as_little_as_they_can(one: str, other: str, semitones: int) -> None:
    assert distance(Chord.parse(one), Chord.parse(other)) == semitones


@SOME
@given(one=chords, other=chords)
def test_the_way_back_is_as_long(one: Chord, other: Chord) -> None:
    assert distance(one, other) == distance(other, one)


@SOME
@given(given=st.lists(chords, max_size=8), style=st.sampled_from(list(Genre)))
def test_equal_requests_have_equal_answers(given: list[Chord], style: Genre) -> None:
    first, second = advise(given, style=style), advise(given, style=style)

    assert first == second
    assert first.next
    assert len({place for way in first.reharmonisations for place in way.changed}) <= len(given)


@pytest.mark.parametrize(
    ("symbol", "guess"),
    [("am", "Am"), ("Hm7", "Bm7"), ("Cmaj77", "Cmaj7"), ("?", ""), ("Gsuss4", "Gsus4"),
     ("C#mniner", "C#m"), ("f#m", "F#m"), ("X7", "")],
)  # fmt: skip
def test_a_symbol_that_is_none_hears_what_was_near(symbol: str, guess: str) -> None:
    assert nearest(symbol) == guess


def test_a_wrong_chord_is_named_by_its_place() -> None:
    with pytest.raises(Invalid, match="did you mean Am") as caught:
        checked(["C", "am"])

    assert caught.value.field == "chords.1"


@pytest.mark.parametrize("count", [0, 257, 2000])
def test_too_many_chords_and_none_are_refused(count: int) -> None:
    with pytest.raises(Invalid, match="must be 1 to 256 chords"):
        checked(["C"] * count)


def test_a_mood_nobody_knows_is_refused() -> None:
    with pytest.raises(Invalid, match="known are angry"):
        advise([], mood="zesty")
