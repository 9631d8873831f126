"""What progressions do: golden tables of what musicians agree on, and laws that always hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from music21 import chord as music21_chord
from music21 import harmony as music21_harmony
from music21 import key as music21_key
from music21 import roman as music21_roman

from harmonia.composing.roman import read
from harmonia.errors import Invalid
from harmonia.harmony.analysis import HarmonicAnalysis, analyse
from harmonia.harmony.numerals import bare, numeral
from harmonia.music.chord import QUALITIES, Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.note import Interval, Note

roots = st.builds(Note, st.integers(0, 6), st.integers(-1, 1))
chords = st.builds(Chord, roots, st.sampled_from(sorted(QUALITIES)))
SOME = settings(max_examples=15, deadline=None)


def heard(symbols: str, key: str | None = None) -> HarmonicAnalysis:
    return analyse(
        [Chord.parse(symbol) for symbol in symbols.split()], key=Key.parse(key) if key else None
    )


@pytest.mark.parametrize(
    ("symbols", "key", "numerals"),
    [
        ("C G Am F", "C major", "I V vi IV"),
        ("C Am F G", "C major", "I vi IV V"),
        ("Bb Gm Eb F", "Bb major", "I vi IV V"),
        ("Dm7 G7 Cmaj7", "C major", "ii7 V7 Imaj7"),
        ("Gm7 C7 Fmaj7", "F major", "ii7 V7 Imaj7"),
        ("Bm7b5 E7 Am", "A minor", "iiø V7 i"),
        ("Am Dm E7 Am", "A minor", "i iv V7 i"),
        ("Am G F E", "A minor", "i bVII bVI V"),
        ("Am C D F Am E Am E7", "A minor", "i bIII IV bVI i V i V7"),
        ("Ebm Abm Bb7 Ebm", "Eb minor", "i iv V7 i"),
        ("D C G D", "D mixolydian", "I bVII IV I"),
        ("Am D Am D", "A dorian", "i IV i IV"),
        ("C A7 Dm G7 C", "C major", "I V7/ii ii V7 I"),
        ("C E7 Am F Fm C", "C major", "I V7/vi vi IV iv I"),
        ("C D7 G7 C", "C major", "I V7/V V7 I"),
        ("C Gm7 C7 F G7 C", "C major", "I ii7/IV V7/IV IV V7 I"),
        ("Cmaj7 Dm7 Db7 Cmaj7", "C major", "Imaj7 ii7 bII7 Imaj7"),
        ("C C#dim7 Dm7 G7 C", "C major", "I vii°7/ii ii7 V7 I"),
        ("C F Fm Bb7 C", "C major", "I IV iv bVII7 I"),
        ("A7 D7 A7 A7 D7 D7 A7 A7 E7 D7 A7 E7", "A major",
         "I7 IV7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7"),
        ("C G/B Am C/G F C/E G7 C", "C major", "I V/7 vi I/5 IV I/3 V7 I"),
        ("C D F C", "C major", "I II IV I"),
        ("F#m7b5 B7 Em7 Am7 D7 Gmaj7", "G major", "viiø V7/vi vi7 ii7 V7 Imaj7"),
        ("Cm Ab Fm G7 Cm", "C minor", "i bVI iv V7 i"),
        ("G D Em C G D C G", "G major", "I V vi IV I V IV I"),
    ],
)  # fmt: skip
def test_a_progression_has_the_key_and_numerals_that_musicians_give_it(
    symbols: str, key: str, numerals: str
) -> None:
    told = heard(symbols)

    assert str(told.key) == key
    assert " ".join(one.numeral for one in told.chords) == numerals
    assert told.modulations == ()


@pytest.mark.parametrize("tonic", "C D Eb F# G Bb".split())
@pytest.mark.parametrize(
    ("mode", "numerals"),
    [
        ("major", "I ii iii IV V vi vii° V7 I"),
        ("major", "I bVI bVII IV iv V I"),
        ("minor", "i bVI bIII bVII iv V7 i"),
        ("minor", "i iv bVII bIII iiø V i"),
    ],
)
def test_numerals_agree_with_music21(tonic: str, mode: str, numerals: str) -> None:
    key = Key.parse(f"{tonic} {mode}")
    name = tonic.replace("b", "-")
    theirs = music21_key.Key(name if mode == "major" else name.lower())

    told = analyse([read(one, key) for one in numerals.split()], key=key)

    for one in told.chords:
        symbol = str(one.chord).replace("b5", "§").replace("b", "-").replace("§", "b5")
        pitches = music21_harmony.ChordSymbol(symbol).pitches
        found = music21_roman.romanNumeralFromChord(music21_chord.Chord(pitches), theirs)
        ours = bare(one.numeral).rstrip("°ø")
        own = mode == "minor" and ours in ("bIII", "bVI", "bVII")  # music21 counts on the scale
        assert found.romanNumeral == (ours[1:] if own else ours)


def test_an_open_question_is_told_as_one() -> None:
    told = heard("Am F C G")

    assert {str(one.key) for one in told.keys[:2]} == {"A minor", "C major"}
    assert told.keys[0].confidence < 0.5
    assert "can be heard in" in told.words
    assert heard("Am Dm E7 Am").keys[0].confidence > 0.8


@pytest.mark.parametrize(
    ("symbols", "bar", "before", "after"),
    [
        ("C Am F G C Am F G D Bm G A D Bm G A D", 9, "C major", "D major"),
        ("C F G C F G C D G A D", 8, "C major", "D major"),
        ("C Am Dm G7 C Fm7 Bb7 Ebmaj7 Abmaj7 Fm7 Bb7 Eb", 6, "C major", "Eb major"),
        ("Am Dm E7 Am Am Dm E7 Am G7 C F G7 C F G7 C", 9, "A minor", "C major"),
    ],
)
def test_a_key_that_is_lived_in_is_a_modulation(
    symbols: str, bar: int, before: str, after: str
) -> None:
    (move,) = heard(symbols).modulations

    assert (move.bar, str(move.before), str(move.after)) == (bar, before, after)
    assert after in move.words


def test_a_standard_goes_round_its_keys() -> None:
    told = heard("Fm7 Bbm7 Eb7 Abmaj7 Dbmaj7 Dm7 G7 Cmaj7 Cm7 Fm7 Bb7 Ebmaj7 Abmaj7 Am7 D7 Gmaj7")

    assert str(told.key) == "Ab major"
    assert [str(move.after) for move in told.modulations] == ["C major", "Eb major", "G major"]


@pytest.mark.parametrize(
    ("symbols", "cadence"),
    [
        ("C F G7 C", "authentic"),
        ("C Am F G", "half"),
        ("C G F C", "plagal"),
        ("C F G7 Am", "deceptive"),
        ("Am Dm E7 F", "deceptive"),
        ("C F Bb7 C", "backdoor"),
    ],
)
def test_a_phrase_ends_as_it_is_heard(symbols: str, cadence: str) -> None:
    key = "C major" if symbols[:2] == "C " else "A minor"

    assert [str(one.cadence) for one in heard(symbols, key).cadences] == [cadence]


@pytest.mark.parametrize(
    ("symbols", "index", "kind", "function", "words"),
    [
        ("C E7 Am G C", 1, "secondary dominant", "dominant", "E7 pulls to Am"),
        ("C F Fm C", 2, "borrowed", "predominant", "borrowed from C minor"),
        ("Dm7 Db7 Cmaj7 Cmaj7", 1, "tritone substitute", "dominant", "stands in for G7"),
        ("C Gm7 C7 F C", 1, "related two", "predominant", "lead to F"),
        ("C C/G G7 C", 1, "diatonic", "dominant", "hangs over its fifth"),
        ("C F G7 C", 0, "diatonic", "tonic", "home"),
        ("Am Dm E7 F", 3, "diatonic", "tonic", "sixth chord"),
    ],
)
def test_a_chord_is_explained(
    symbols: str, index: int, kind: str, function: str, words: str
) -> None:
    one = heard(symbols, "A minor" if symbols[:2] == "Am" else "C major").chords[index]

    assert (str(one.kind), str(one.function)) == (kind, function)
    assert words in one.words


def test_chords_know_their_bar_and_beat() -> None:
    told = analyse(
        [Chord.parse(symbol) for symbol in "C F G C".split()],
        meter=Meter(3, 4),
        beats=[3, 1.5, 1.5, 3],
    )

    assert [(one.bar, one.beat) for one in told.chords] == [(1, 1), (2, 1), (2, 2.5), (3, 1)]


def test_what_does_not_fit_is_named() -> None:
    pair = [Chord.parse("C"), Chord.parse("F")]

    with pytest.raises(Invalid, match="1 lengths for 2 chords"):
        analyse(pair, beats=[4])
    with pytest.raises(Invalid) as caught:
        analyse(pair, beats=[4, -1])
    assert caught.value.field == "beats.1"


@SOME
@given(given=st.lists(chords, min_size=1, max_size=12))
def test_every_chord_has_a_place_and_words(given: list[Chord]) -> None:
    told = analyse(given)

    assert [one.chord for one in told.chords] == given
    assert all(one.numeral and one.words for one in told.chords)
    assert 0 < sum(one.confidence for one in told.keys) < 1.002
    assert all(0 <= one.at < len(given) for one in told.cadences)


@SOME
@given(given=st.lists(chords, min_size=2, max_size=8), steps=st.sampled_from([2, 5, 7]))
def test_what_a_progression_does_is_the_same_in_every_key(given: list[Chord], steps: int) -> None:
    up = {2: Interval(1, 2), 5: Interval(3, 5), 7: Interval(4, 7)}[steps]
    moved = [chord.transposed(up) for chord in given]
    home = Key.parse("C major")

    first = analyse(given, key=home)
    second = analyse(moved, key=home.transposed(up))

    assert [one.numeral for one in first.chords] == [one.numeral for one in second.chords]
    assert [one.kind for one in first.chords] == [one.kind for one in second.chords]


@SOME
@given(degree=st.integers(0, 11), quality=st.sampled_from(sorted({*QUALITIES} - {"m13"})))
def test_a_numeral_read_back_is_the_chord(degree: int, quality: str) -> None:
    found = read(numeral(degree, quality), Key.parse("C major"))

    assert (found.root.semitone, found.quality) == (degree, quality)
