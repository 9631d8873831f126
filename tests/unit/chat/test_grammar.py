"""What the readers make of words: figures, slips, negations, and changes to an earlier brief."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.chat.grammar import MESSAGE, understand
from harmonia.chat.grammar.counting import number
from harmonia.chat.grammar.spelling import correct, corrected
from harmonia.document import plain
from harmonia.errors import Invalid
from harmonia.music.instrument import INSTRUMENTS
from harmonia.songs.brief import Brief, settle
from harmonia.songs.wishes import Genre, Wishes

PREFACE = "a warm lo-fi song about the sea in D major, 84 bpm, 2 minutes, piano and strings"


def said(text: str, earlier: Wishes | Brief | None = None) -> dict[str, Any]:
    """The wishes in that message, as JSON has them."""
    wishes: dict[str, Any] = plain(understand(text, earlier).wishes)
    return wishes


def before() -> Brief:
    """The brief that the changes below start from."""
    return settle(understand(PREFACE).wishes, seed=1)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("slower", {"bpm": 74}),
        ("faster please", {"bpm": 95}),
        ("a bit slower", {"bpm": 79}),
        ("much faster", {"bpm": 109}),
        ("double the tempo", {"bpm": 168}),
        ("half as fast", {"bpm": 42}),
        ("10 bpm faster", {"bpm": 94}),
        ("20% slower", {"bpm": 67}),
        ("slower by 4 bpm", {"bpm": 80}),
        ("not so slow", {"bpm": 95}),
        ("too fast", {"bpm": 74}),
        ("not slower", {}),
        ("in A minor instead", {"key": "A minor"}),
        ("make it minor", {"key": "D minor"}),
        ("transpose up a whole step", {"key": "E major"}),
        ("move it down a minor third", {"key": "B major"}),
        ("raise it a half step", {"key": "Eb major"}),
        ("a fifth up", {"key": "A major"}),
        ("make it sadder", {"moods": ["warm", "sad"]}),
        ("more energetic", {"moods": ["warm", "energetic"]}),
        ("remove the warm mood", {"moods": []}),
        ("less sad", {}),
        ("longer", {"seconds": 160}),
        ("30 seconds shorter", {"seconds": 90}),
        ("a minute longer", {"seconds": 180}),
        ("half as long", {"seconds": 60}),
        ("twice as long", {"seconds": 240}),
        ("change the title to Blue Room", {"title": "Blue Room"}),
        ("call it Home", {"title": "Home"}),
        ("more strings", {"instruments": ["piano", "strings"]}),
        ("add a cello", {"instruments": ["piano", "strings", "cello"]}),
        ("remove the piano", {"instruments": ["strings"], "without": ["piano", "bright piano"]}),
        (
            "no piano and no strings",
            {
                "instruments": [],
                "without": ["piano", "bright piano", "strings", "slow strings", "pizzicato"],
            },
        ),
        ("make it jazz", {"genre": "jazz"}),
        ("make it more epic", {"moods": ["warm", "epic"]}),
        ("anything but lofi", {"genre": "folk"}),
        ("now in 3/4", {"meter": "3/4"}),
        ("only mp3", {"outputs": ["mp3"]}),
        ("no stems", {"outputs": ["mp3", "flac", "wav", "midi"]}),
        ("stems too", {"outputs": ["mp3", "flac", "wav", "stems", "midi"]}),
        ("another take", {}),
        ("thanks!", {}),
        ("less piano", {}),
        ("no bridge", {"form": ["intro", "verse", "chorus", "verse", "chorus", "chorus", "outro"]}),
        ("make the chorus Am F C G", {"chords": {"chorus": ["Am", "F", "C", "G"]}}),
    ],
)
def test_a_later_message_changes_what_it_names(text: str, change: dict[str, Any]) -> None:
    assert said(text, before()) == change


def test_opposite_moods_give_way() -> None:
    sad = settle(understand("sad, calm").wishes, seed=1)

    assert said("happier and more energetic", sad) == {"moods": ["happy", "energetic"]}


def test_chords_move_with_the_key() -> None:
    earlier = Wishes(key="C major", chords=understand("chorus: C G Am F").wishes.chords)

    change = said("transpose it down a whole step", earlier)
    assert change == {"key": "Bb major", "chords": {"chorus": ["Bb", "F", "Gm", "Eb"]}}


def test_transposing_nothing_is_nothing() -> None:
    assert said("up a whole step", Wishes()) == {}


def test_chords_of_one_section_leave_the_others() -> None:
    earlier = understand("verse: Am G F E, chorus: C G C G").wishes

    assert said("chorus: F G Am C", earlier)["chords"] == {
        "verse": ["Am", "G", "F", "E"],
        "chorus": ["F", "G", "Am", "C"],
    }


def test_someone_sent_away_may_come_back() -> None:
    earlier = understand("folk without violin and cello").wishes

    assert said("bring back the cello", earlier) == {
        "instruments": ["cello"],
        "without": ["violin"],
    }


def test_a_change_without_a_before_is_a_plain_word() -> None:
    assert said("slower")["bpm"] == said("slow")["bpm"]
    assert said("faster")["bpm"] == said("fast")["bpm"]


def test_a_flavour_does_not_change_a_genre_that_was_said() -> None:
    assert "genre" not in said("more of a ballad", Wishes(genre=Genre.JAZZ))
    assert said("a ballad", settle(Wishes(), seed=1))["genre"] == "pop"


def test_another_section_is_added_where_musicians_put_it() -> None:
    earlier = understand("form: verse, chorus, verse, chorus").wishes

    for text, form in (
        ("add an intro", "intro verse chorus verse chorus"),
        ("add an outro", "verse chorus verse chorus outro"),
        ("add a bridge", "verse chorus verse bridge chorus"),
        ("add a prechorus", "verse prechorus chorus verse prechorus chorus"),
        ("add another verse", "verse chorus verse verse chorus"),
        ("with a sax solo", "verse chorus verse solo chorus"),
    ):
        assert said(text, earlier)["form"] == form.split()
    solo = understand("verse verse verse form").wishes
    assert said("add a prechorus", solo)["form"] == ["verse", "verse", "verse", "prechorus"]


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("a song with a bpm of one hundred and twenty", {"bpm": 120}),
        ("between 80 and 90 bpm", {"bpm": 85}),
        ("tempo: 72", {"bpm": 72}),
        ("~96", {"bpm": 96}),
        ("96, please", {"bpm": 96}),
        ("not 120 bpm but 90 bpm", {"bpm": 90}),
        ("larghetto", {"bpm": 62}),
        ("medium tempo", {"bpm": 108}),
        ("very slow", {"bpm": 57}),
        ("slow but not too slow", {"bpm": 96}),
        ("I don't want it to be slow", {"bpm": 128}),
        ("3m30s", {"seconds": 210}),
        ("half a minute", {"seconds": 30}),
        ("three and a half minutes", {"seconds": 210}),
        ("2 minutes and 5 seconds", {"seconds": 125}),
        ("1½ minutes", None),
        ("90 sec", {"seconds": 90}),
        ("a long jazz piece", {"seconds": 270, "genre": "jazz"}),
        ("a very short tune", {"seconds": 30}),
        ("keep it short", {"seconds": 60}),
        ("piano at 2:30", {"instruments": ["piano"]}),
        ("30s clip", {"seconds": 30}),
        (
            "the intro is 20 seconds",
            {"form": ["intro", "verse", "chorus", "verse", "chorus", "bridge", "chorus", "outro"]},
        ),
        ("the 20s", {"era": "1920s"}),
        ("from 1967", {"era": "1960s"}),
        ("the sixties", {"era": "1960s"}),
        ("2010s pop", {"era": "2010s", "genre": "pop"}),
        ("not the 80s", {}),
        ("classical era", {"era": "classical", "genre": "cinematic"}),
        ("three-four", {"meter": "3/4"}),
        ("cut time", {"meter": "2/2"}),
        ("in seven", {"meter": "7/8"}),
        ("waltz time", {"meter": "3/4"}),
        ("open 24/7", {}),
        ("time signature 5/8", {"meter": "5/8"}),
        ("F sharp minor", {"key": "F# minor"}),
        ("key of E flat", {"key": "Eb major"}),
        ("fis-Moll", {"key": "F# minor"}),
        ("D# major", {"key": "Eb major"}),
        ("Ab minor", {"key": "Ab minor"}),
        ("Db minor", {"key": "C# minor"}),
        ("C melodic minor", {"key": "C minor"}),
        ("I major in biology", {}),
        ("a minor role", {}),
        ("in a major key", {"key": "C major"}),
        ("Am F", {}),
        ("chords: Am", {"chords": {"verse": ["Am"], "chorus": ["Am"]}}),
        ("chords Am Dm Nope", {"chords": {"verse": ["Am", "Dm"], "chorus": ["Am", "Dm"]}}),
        ("Am Cfoo G", {}),
        ("[Am] [F] [C]", {"chords": {"verse": ["Am", "F", "C"], "chorus": ["Am", "F", "C"]}}),
        (
            "ii-V-i in A minor",
            {
                "key": "A minor",
                "chords": {"verse": ["Bdim", "E", "Am"], "chorus": ["Bdim", "E", "Am"]},
            },
        ),
        (
            "I bVII IV",
            {"key": "C major", "chords": {"verse": ["C", "Bb", "F"], "chorus": ["C", "Bb", "F"]}},
        ),
        ("seed 42", {"seed": 42}),
        ("as midi", {"outputs": ["midi"]}),
        ("no wav please", {"outputs": ["mp3", "flac", "stems", "midi"]}),
        (
            "instrumental break",
            {
                "form": [
                    "intro",
                    "verse",
                    "chorus",
                    "verse",
                    "chorus",
                    "bridge",
                    "break",
                    "chorus",
                    "outro",
                ]
            },
        ),
        ("not an instrumental", {"voice": "any"}),
        ("sung by a woman", {"voice": "female"}),
        ("no female vocals", {}),
        ("a cappella", {"voice": "choir", "without": [*INSTRUMENTS]}),
        ("a cappella, a woman's voice", {"voice": "female", "without": [*INSTRUMENTS]}),
        ("a pop song with an a cappella mix", {"genre": "pop", "also": ["acappella"]}),
        ("kids singing", {"voice": "child"}),
        ("a baritone voice", {"voice": "deep male"}),
        ("not in German", {}),
        ("French lyrics", {"language": "fr"}),
        ("ABAB form", {"form": ["verse", "chorus", "verse", "chorus"]}),
        ("A A B A", {"form": ["verse", "verse", "bridge", "verse"]}),
        ("2 bridges", {}),
        ("two verses and one chorus", {"form": ["verse", "verse", "chorus"]}),
        ("in my house", {}),
        ("no pop, no folk", {"genre": "rock"}),
        ("jazz guitar", {"genre": "jazz", "instruments": ["jazz guitar"]}),
        ("acoustic, fingerpicked guitar", {"genre": "folk", "instruments": ["acoustic guitar"]}),
        ("no electric, distorted guitars", None),
        ("some bells", {"instruments": ["celesta"]}),
        ("keys", {}),
        ("no synths", {"without": ["warm pad", "sweep pad", "saw lead", "square lead", "pluck"]}),
        ("5 instruments", {}),
        ("a drum solo", None),
        ("just use the harp", None),
        ("about love", {"theme": "love"}),
        ("for example", {}),
        ("about 3 minutes", {"seconds": 180}),
        ("a love song", {"theme": "love"}),
        ("for the verse", {}),
        ("about a girl with blue eyes", {"theme": "a girl with blue eyes"}),
        ("about rain with a cello", {"theme": "rain", "instruments": ["cello"]}),
        ("about dust in stereo", {"theme": "dust in stereo"}),
        ("about dust in swing", {"theme": "dust", "genre": "jazz"}),
        ("song “Blue”", {"title": "Blue"}),
        ("called ''", None),
    ],
)
def test_words_mean_what_they_say(text: str, wishes: dict[str, Any] | None) -> None:
    if wishes is None:
        understand(text)  # no expectation but that it reads
        return
    assert said(text) == wishes


@pytest.mark.parametrize(
    ("text", "lyrics"),
    [
        ('Lyrics: "Hello — you"', "Hello — you"),
        ("lyrics:\nline one,\n  line two", "line one,\n  line two"),
        ('jazz """a\nb"""', "a\nb"),
        ("folk ```a\nb``` slow", "a\nb"),
        ('sing "la la la"', "la la la"),
        ('here: "one\ntwo"', "one\ntwo"),
        ("here are my lyrics\nOne day\nI'll go", "One day\nI'll go"),
        ("[Chorus]\nOh\n[Verse 2]\nAh", "[Chorus]\nOh\n[Verse 2]\nAh"),
        ('chorus: "Rise", verse: "Fall"', "[Chorus]\nRise\n[Verse]\nFall"),
    ],
)
def test_lyrics_are_kept_word_for_word(text: str, lyrics: str) -> None:
    assert said(text)["lyrics"] == lyrics


def test_heads_of_lyrics_tell_the_form() -> None:
    text = "[Intro]\n[Verse 1]\nAh\n[Pre-Chorus]\nEh\n[Guitar]\n[Chorus]\nOh"

    assert said(text)["form"] == ["intro", "verse", "prechorus", "chorus"]


def test_empty_lyrics_are_none() -> None:
    assert "lyrics" not in said("jazz, lyrics: ")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "text"),
        (" \n", "text"),
        ("x" * (MESSAGE + 1), "text"),
        ("-5 bpm", "bpm"),
        ("400 bpm", "bpm"),
        ("7 hours", "seconds"),
        ("1:02:00", "seconds"),
        ("3 seconds", "seconds"),
        ("40 instruments", "instruments"),
        ("key of H", "key"),
        ("H major", "key"),
        ("in 4/5 time", "meter"),
        ("seed -1", "seed"),
        ("in H#, please", "key"),
        ("verse chorus " * 20, "form"),
    ],
)
def test_what_cannot_be_is_refused_by_name(text: str, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        understand(text)
    assert caught.value.field == field


def test_the_limit_is_told() -> None:
    with pytest.raises(Invalid, match="4,000 characters, not 10,000"):
        understand("x" * 10_000)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("jaz", "jazz"),
        ("melancoly", "melancholic"),
        ("accoustic", "acoustic"),
        ("gutiar", "guitar"),
        ("saxaphone", "saxophone"),
        ("cinamatic", "cinematic"),
        ("vocls", "vocals"),
        ("instramental", "instrumental"),
        ("electornic", "electronic"),
    ],
)
def test_slips_are_mended(slip: str, meant: str) -> None:
    assert corrected(slip)[:6] == meant[:6]


@pytest.mark.parametrize(
    "word", ["horse", "mid", "said", "sing", "rain", "hose", "xyzzy", "x" * 17, "songs", "mouse"]
)
def test_other_words_are_left_alone(word: str) -> None:
    assert corrected(word) == word


def test_names_are_left_alone() -> None:
    assert correct("a song for Jaz") == "a song for Jaz"
    assert correct("Jaz for me. Jaz!") == "jazz for me. jazz!"


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("asdf qwer", ("asdf qwer",)),
        ("jazz with theremin", ("theremin",)),
        ("hello", ()),
        ("folk! vocoder, tape hiss", ("vocoder", "tape hiss")),
        (" ".join(f"qx{n}." for n in range(20)), tuple(f"qx{n}" for n in range(8))),
        ("zzz, jazz, zzz", ("zzz",)),
    ],
)
def test_what_was_not_understood_is_owned_up_to(text: str, missed: tuple[str, ...]) -> None:
    assert understand(text).not_understood == missed


@pytest.mark.parametrize(
    "text",
    ["make it", "go", "Go!", "yes please", "ok, generate it", "jazz. go", "make it slower and go"],
)
def test_asking_for_it_is_heard(text: str) -> None:
    assert understand(text).make


@pytest.mark.parametrize(
    "text",
    ["make it sadder", "a perfect song", "let it go slow", "no", "jazz", "about stop and go"],
)
def test_wishing_is_not_asking_for_it(text: str) -> None:
    assert not understand(text).make


def test_asking_for_another_is_heard() -> None:
    assert understand("try again").again
    assert not understand("jazz").again


def test_the_nearest_genre_is_named() -> None:
    assert understand("synthwave").nearest == (("synthwave", Genre.HOUSE),)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-2.5", -2.5),
        ("1,5", 1.5),
        ("ninety-five", 95),
        ("a hundred", 100),
        ("two hundred and six", 206),
    ],
)
def test_numbers_are_read(text: str, value: float) -> None:
    assert number(text) == value


def refusal(text: str, earlier: Brief | None = None) -> Invalid | None:
    """Why the message is refused, if it is."""
    try:
        understand(text, earlier)
    except Invalid as error:
        return error
    return None


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=120))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    refused = refusal(text)

    assert refused.field if refused else understand(text) == understand(text)


WORDS = st.lists(
    st.sampled_from(
        "no not without a the and or , . : in with just only Am F C G piano drums jazz sad slow "
        '90 bpm minutes 3 key of minor D verse chorus bridge lyrics " called about for 80s go '
        "solo female vocals midi stems 6/8 | more less than too \n [Verse] longer".split(" ")
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(text=WORDS)
def test_words_in_any_order_are_read_or_refused_by_name(text: str) -> None:
    refused = refusal(text, before())

    assert refused is None or refused.field
