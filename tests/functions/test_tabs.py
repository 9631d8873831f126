"""Tabs over HTTP, through the real handler."""

import base64
import random
from typing import Any

import pytest

from harmonia.composing.compose import compose
from harmonia.music.chord import Chord
from harmonia.songs.brief import settle
from harmonia.songs.record import SongRecord
from harmonia.songs.song import Song
from harmonia.songs.wishes import Genre, Wishes
from harmonia_aws.documents import S3Documents
from harmonia_aws.songs import song_item
from harmonia_scores.midi import midi
from tests.fakes.api import ALICE, BOB, Answer, Api, event
from tests.fakes.aws import Account

PATH = "/v1/tabs"
EVERYTHING = "ascii sheet chordpro alphatex gp5 musicxml svg piano".split()

NAMES = "C C# D Eb E F F# G Ab A Bb B".split()
SIXTY_FIVE = [name + kind for kind in ("m", "7", "m7", "9", "6", "13") for name in NAMES][:65]
EVERY_CHANGE = random.Random(1).choices(
    [name + kind for kind in ("", "m") for name in NAMES], k=500
)
REFUSED: list[tuple[Any, str, str]] = [
    ({}, "/chords", "send one of"),
    ({"chords": "Am", "midi": "TVRoZA=="}, "/midi", "send one of"),
    ({"chords": ["Am", "F", "C", "Hm7"]}, "/chords/3", "did you mean Bm7?"),
    ({"chords": "Am F C Hm7"}, "/chords", "chords[3]: 'Hm7' is not a chord"),
    ({"chords": []}, "/chords", "no chord"),
    ({"chords": "  "}, "/chords", "no chord"),
    ({"chords": ["Am"] * 2000}, "/chords", "2,000 chords are too many"),
    ({"chords": "Am F x64 x64 x64"}, "/chords", "too many"),
    ({"chords": ["C", *SIXTY_FIVE]}, "/chords", "66 different chords are too many"),
    ({"chords": EVERY_CHANGE, "capo": "best"}, "/capo", "too many to try every fret"),
    ({"chords": "Am x9999999999999"}, "/chords", "too often"),
    ({"chords": "Am", "instrument": "kazoo"}, "/instrument", "choose one of"),
    ({"chords": "Am", "tuning": "E2 E2"}, "/tuning", "this guitar has 6"),
    ({"chords": "Am", "tuning": "E5 A2 D3 G3 B3 E4"}, "/tuning", "nobody can tune string 6"),
    ({"chords": "Am", "tuning": "loose"}, "/tuning", "not a tuning"),
    ({"chords": "Am", "capo": 30}, "/capo", "0 to 9"),
    ({"chords": "Am", "capo": "worst"}, "/capo", "best"),
    ({"chords": "Am", "outputs": []}, "/outputs", "choose"),
    ({"chords": "Am", "outputs": ["pdf"]}, "/outputs/0", "not one of"),
    ({"chords": "Am", "bpm": 9000}, "/bpm", "30 to 300"),
    ({"chords": "Am", "meter": "5/3"}, "/meter", "not a meter"),
    ({"chords": "Am", "voice": "alto"}, "/voice", "no tune"),
    ({"chords": "Am", "playing": "line"}, "/playing", "no line"),
    ({"chords": "Am", "part": "lead"}, "/part", "no parts"),
    ({"chords": "| A B C D E F G A B C D E F G A B C D |"}, "/chords", "do not fit"),
    ({"chordpro": "la la la"}, "/chordpro", "in brackets"),
    ({"chordpro": "[Am]la [Xx]la"}, "/chordpro", "chords[1]: 'Xx'"),
    ({"midi": "!!!"}, "/midi", "base64"),
    ({"midi": "AAAA"}, "/midi", "no MIDI file"),
    ({"midi": base64.b64encode(b"MThd" + bytes(60)).decode()}, "/midi", ""),
    ({"chords": "Am", "colour": 1}, "/colour", "unknown"),
    ({"chords": {"a": 1}}, "/chords", "expected"),
]


@pytest.fixture
def tabs(account: Account) -> Api:
    return Api(account.handler("tabs"))


@pytest.fixture(scope="module")
def song() -> Song:
    """A short song with a tune."""
    wishes = Wishes(genre=Genre.FOLK, key="G major", bpm=100, seconds=30, title="Small Boats")
    return compose(settle(wishes, seed=7))


def ask(api: Api, **request: Any) -> Answer:
    return api.send("POST", PATH, request)


def shapes(told: Answer) -> dict[str, str]:
    return {one["chord"]: one["shape"] for one in told.json["chords"]}


def test_the_event_kept_for_invoking_by_hand_works(tabs: Api) -> None:
    told = tabs.invoke(event("tabs", "chords"))

    assert told.status == 200
    assert set(told.json["outputs"]) == {"ascii", "gp5", "svg"}


def test_chords_come_back_in_the_shapes_that_players_expect(tabs: Api) -> None:
    told = ask(tabs, chords="Am F C G")

    assert told.status == 200
    assert shapes(told) == {"Am": "x02210", "F": "133211", "C": "x32010", "G": "320003"}
    assert [one["bar"] for one in told.json["progression"]] == [1, 2, 3, 4]
    assert told.json["outputs"]["ascii"]["text"].startswith("guitar, standard")


def test_every_output_is_there_when_asked_for(tabs: Api) -> None:
    told = ask(tabs, chords=["Am", "F", "C/E", "G7"], outputs=EVERYTHING)

    outputs = told.json["outputs"]
    assert set(outputs) == set(EVERYTHING)
    assert base64.b64decode(outputs["gp5"]["base64"])[1:21] == b"FICHIER GUITAR PRO v"
    assert all(one["text"] for name, one in outputs.items() if name != "gp5")
    assert len(told.json["piano"]) == 4


def test_the_short_path_is_the_same_door(tabs: Api) -> None:
    long, short = (tabs.send("POST", path, {"chords": "Am F"}) for path in (PATH, "/tabs"))

    assert (long.status, long.text) == (short.status, short.text) == (200, short.text)


def test_a_capo_is_put_where_it_helps(tabs: Api) -> None:
    told = ask(tabs, chords="Eb Ab Bb", capo="best", level="campfire")

    assert told.json["capo"] == 1
    assert [one["held"] for one in told.json["chords"]] == ["D", "G", "A"]


def test_chordpro_is_written_as_the_hand_sees_it(tabs: Api) -> None:
    told = ask(tabs, chordpro="{title: Sea}\n{capo: 2}\n[Am]Over the [G]sea", outputs=["sheet"])

    assert told.json["capo"] == 2
    assert [one["held"] for one in told.json["chords"]] == ["Am", "G"]
    assert [one["chord"] for one in told.json["chords"]] == ["Bm", "A"]
    assert "Am       G\nOver the sea" in told.json["outputs"]["sheet"]["text"]


def test_a_song_is_tabbed_for_its_owner_and_nobody_else(
    tabs: Api, account: Account, song: Song
) -> None:
    keep(account, song)

    told = ask(tabs, song_id="song_a", outputs=["ascii", "sheet"])

    assert told.status == 200
    assert [one["chord"] for one in told.json["progression"]] == [str(s.chord) for s in song.chords]
    assert "Small Boats" in told.json["outputs"]["ascii"]["text"]
    assert tabs.send("POST", PATH, {"song_id": "song_a"}, owner=BOB).status == 404
    assert ask(tabs, song_id="song_b").status == 404


def test_a_songs_parts_are_tabbed_note_by_note(tabs: Api, account: Account, song: Song) -> None:
    keep(account, song)
    part = next(part for part in song.parts if part.role == "bass")

    told = ask(tabs, song_id="song_a", part=part.name, instrument="bass", outputs=["alphatex"])
    unknown = ask(tabs, song_id="song_a", part="kazoo")

    assert told.status == 200
    assert unknown.json["errors"][0]["pointer"] == "/part"
    assert "there are" in unknown.json["detail"]


def test_a_midi_file_is_heard(tabs: Api, song: Song) -> None:
    content = midi(song, played=False)

    told = ask(tabs, midi=base64.b64encode(content).decode(), voice="alto")

    assert told.status == 200
    asked = {chord.root.semitone for chord in (span.chord for span in song.chords)}
    heard = {
        (Chord.parse(one["chord"]).root.semitone - told.json["transposed"]) % 12
        for one in told.json["progression"]
    }
    assert heard & asked


def test_a_pianist_gets_two_hands(tabs: Api) -> None:
    told = ask(tabs, chords="Dm7 G7 Cmaj7", instrument="piano")

    assert [one["left"] for one in told.json["piano"]] == [["D2"], ["G2"], ["C2"]]
    assert all(3 <= len(one["right"]) <= 4 for one in told.json["piano"])
    assert told.json["outputs"]["piano"]["text"].startswith("Dm7")


def test_bad_requests_are_refused_by_name(tabs: Api) -> None:
    for request, pointer, said in REFUSED:
        told = tabs.send("POST", PATH, request)

        assert told.status == 422, request
        assert told.json["errors"][0]["pointer"] == pointer, request
        assert said in told.json["detail"], request


def test_an_answer_that_lambda_could_not_carry_is_refused(
    tabs: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("functions.tabs.make.MOST_BYTES", 2000)

    told = ask(tabs, chords="Am F C G", outputs=["musicxml"])

    assert told.status == 422
    assert told.json["errors"][0]["pointer"] == "/outputs"


def test_without_a_token_there_are_no_tabs(tabs: Api) -> None:
    assert tabs.send("POST", PATH, {"chords": "Am"}, owner=None).status == 401


def keep(account: Account, song: Song) -> None:
    """Put the song where its owner's songs are."""
    revision = S3Documents(account.bucket).put_song(song)
    record = SongRecord(
        id="song_a",
        owner=ALICE,
        title=song.title,
        genre=song.genre,
        seconds=song.seconds,
        revision=revision,
        job="job_a",
        manifest="0" * 64,
        created_at="2026-01-01T00:00:00.000Z",
    )
    account.table.put(song_item(record), "the song")
