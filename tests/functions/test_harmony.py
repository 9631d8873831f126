"""Chords in words over HTTP, through the real handler."""

import importlib

import pytest

from harmonia import document
from harmonia.songs.wishes import Wishes
from tests.fakes.api import Api, event

ANALYSE, SUGGEST, TEACH = "/v1/progressions:analyse", "/v1/chords:suggest", "/v1/instructions"


@pytest.fixture
def harmony(monkeypatch: pytest.MonkeyPatch) -> Api:
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "harmony")
    return Api(importlib.import_module("functions.harmony.handler").handler)


def test_the_events_kept_for_invoking_by_hand_work(harmony: Api) -> None:
    analysed = harmony.invoke(event("harmony", "analyse"))
    suggested = harmony.invoke(event("harmony", "suggest"))
    taught = harmony.invoke(event("harmony", "instructions"))

    assert [analysed.status, suggested.status, taught.status] == [200, 200, 200]
    assert analysed.json["key"] == "C major"
    assert suggested.json["next"][0]["chord"] == "Cmaj7"
    assert taught.json["theme"] == "leaving home"


def test_a_named_key_is_the_key(harmony: Api) -> None:
    chords = ["Am", "F", "C", "G"]

    one = harmony.send("POST", ANALYSE, {"chords": chords, "key": "A minor"}).json
    other = harmony.send("POST", ANALYSE, {"chords": chords, "key": "C"}).json

    assert [chord["numeral"] for chord in one["chords"]] == ["i", "bVI", "bIII", "bVII"]
    assert [chord["numeral"] for chord in other["chords"]] == ["vi", "IV", "I", "V"]


def test_a_suggestion_needs_nothing_said(harmony: Api) -> None:
    told = harmony.send("POST", SUGGEST, {})

    assert told.status == 200
    assert told.json["next"][0]["chord"] == "C"


def test_a_melody_may_have_gaps(harmony: Api) -> None:
    body = {"chords": ["C", "F", "G", "C"], "melody": ["E", None, "D"], "style": "jazz"}

    told = harmony.send("POST", SUGGEST, body)

    assert told.status == 200
    assert told.json["reharmonisations"]


@pytest.mark.parametrize("path", [TEACH, "/instructions"])
def test_a_theme_becomes_steps_under_both_paths(path: str, harmony: Api) -> None:
    told = harmony.send("POST", path, {"theme": "my daughter's birthday", "style": "folk"})

    assert told.status == 200
    assert told.json["genre"] == "folk"
    assert len(told.json["steps"]) == 7
    assert document.restore(Wishes, told.json["example"]["brief"]).genre == "folk"


def test_a_word_or_two_are_the_theme_and_a_sentence_is_understood(harmony: Api) -> None:
    word = harmony.send("POST", TEACH, {"theme": "the sea"}).json
    sentence = harmony.send("POST", TEACH, {"theme": "a happy waltz about the sea in D"}).json

    assert (word["theme"], sentence["theme"]) == ("the sea", "the sea")
    assert (sentence["meter"], sentence["key"]) == ("3/4", "D major")


@pytest.mark.parametrize(
    ("path", "body", "pointer", "words"),
    [
        (ANALYSE, {"chords": ["C", "am"]}, "/chords/1", "did you mean Am"),
        (ANALYSE, {"chords": ["C"] * 2000}, "/chords", "1 to 256 chords, not 2,000"),
        (ANALYSE, {"chords": []}, "/chords", "1 to 256"),
        (ANALYSE, {"chords": ["C"], "key": "H minor"}, "/key", "not a key"),
        (ANALYSE, {"chords": ["C"], "meter": "4/5"}, "/meter", "not a meter"),
        (ANALYSE, {"chords": ["C"], "beats": [1, 2]}, "/beats", "2 lengths for 1 chords"),
        (ANALYSE, {"chords": ["C"], "beats": [0]}, "/beats/0", "more than none"),
        (ANALYSE, {"chords": ["C" * 30]}, "/chords/0", "24 characters"),
        (ANALYSE, {"chords": "C F"}, "/chords", "expected a list"),
        (ANALYSE, {}, "/chords", "missing"),
        (SUGGEST, {"chords": ["C", "Q"]}, "/chords/1", "not a chord"),
        (SUGGEST, {"mood": "zesty"}, "/mood", "known are"),
        (SUGGEST, {"style": "polka"}, "/style", "pop, rock"),
        (SUGGEST, {"limit": 0}, "/limit", "1 to 12"),
        (SUGGEST, {"chords": ["C"], "melody": ["C", "D"]}, "/melody", "2 notes for 1"),
        (SUGGEST, {"chords": ["C"], "melody": ["H"]}, "/melody/0", "not a note"),
        (SUGGEST, {"tempo": 90}, "/tempo", "known are"),
        (TEACH, {"theme": ""}, "/theme", "1 to 4,000"),
        (TEACH, {"theme": "sea", "key": "Q"}, "/key", "not a key"),
        (TEACH, {"theme": "sea", "mood": "zesty"}, "/mood", "known are"),
        (TEACH, {"theme": "sea", "seed": -1}, "/seed", "out of reach"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(
    path: str, body: object, pointer: str, words: str, harmony: Api
) -> None:
    told = harmony.send("POST", path, body)

    assert told.status == 422, told.text
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json["errors"][0]["pointer"] == pointer
    assert words in told.json["detail"] + told.json["errors"][0]["detail"]


def test_nobody_is_answered_without_a_token(harmony: Api) -> None:
    assert harmony.send("POST", SUGGEST, {}, owner=None).status == 401
