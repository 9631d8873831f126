"""Bad input: a problem that names the field and what is allowed, and nothing is stored."""

from typing import Any

import pytest

from tests.fakes.api import Api
from tests.fakes.aws import Account, client
from tests.functions.test_jobs import SONG, executions


def items(account: Account) -> int:
    return int(client("dynamodb").scan(TableName=account.table.name)["Count"])


BAD: dict[str, tuple[Any, int, str, str]] = {
    "an empty message": ({"prompt": ""}, 422, "/prompt", "1 to 4,000 characters"),
    "a message of 10,000 characters": ({"prompt": "la " * 3334}, 422, "/prompt", "4,000"),
    "-5 bpm": ({"brief": {"bpm": -5}}, 422, "/brief/bpm", "choose 30 to 300"),
    "7 hours": ({"brief": {"seconds": 25_200}}, 422, "/brief/seconds", "choose 15 to 600"),
    "40 instruments": (
        {"brief": {"instruments": ["piano"] * 40}},
        422,
        "/brief/instruments",
        "room for 12",
    ),
    "the key of H": ({"brief": {"key": "H"}}, 422, "/brief/key", "H"),
    "an unknown chord": ({"brief": {"chords": {"verse": ["Am", "X7"]}}}, 422,
                         "/brief/chords/verse/1", "X7"),
    "an unknown field": ({"prompt": "a song", "colour": "red"}, 422, "/colour", "known are"),
    "an unknown field inside": ({"brief": {"tempo": 90}}, 422, "/brief/tempo", "known are"),
    "a wrong type": ({"brief": {"bpm": "fast"}}, 422, "/brief/bpm", "a number"),
    "a number for words": ({"prompt": 7}, 422, "/prompt", "expected text"),
    "an unknown genre": ({"brief": {"genre": "polka"}}, 422, "/brief/genre", "pop, rock, lofi"),
    "a seed out of reach": ({"prompt": "a song", "seed": 2**60}, 422, "/seed", "out of reach"),
    "an unknown output": ({"prompt": "a song", "outputs": ["ogg"]}, 422, "/outputs/0", "mp3"),
    "nothing said": ({}, 422, "/prompt", "say what you want"),
    "a list": ([1], 422, "", "expected an object"),
    "broken JSON": ("{", 400, "", "not JSON"),
    "no JSON at all": ("", 400, "", "not JSON"),
    "not a number": ('{"brief": {"bpm": NaN}}', 422, "/brief/bpm", "finite"),
    "a very deep document": ("[" * 60_000, 400, "", "not JSON"),
    "a very large document": ({"prompt": "x" * 70_000}, 413, "", "send at most"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_by_name_and_nothing_is_stored(
    case: str, jobs: Api, account: Account
) -> None:
    body, status, pointer, words = BAD[case]

    told = jobs.send("POST", "/v1/songs", body, key="k1")

    problem = told.json
    assert told.status == status, told.text
    assert told.headers["content-type"] == "application/problem+json"
    assert words in problem["detail"]
    assert problem["correlation_id"] == told.headers["x-correlation-id"]
    assert [error["pointer"] for error in problem.get("errors", [])] == [pointer] * bool(pointer)
    assert items(account) == 0
    assert executions(account) == 0


def test_a_missing_or_unreadable_key_is_named(jobs: Api) -> None:
    missing = jobs.send("POST", "/v1/songs", SONG)
    strange = jobs.send("POST", "/v1/songs", SONG, key="k 1")

    assert missing.status == 400
    assert strange.status == 422
    for told in (missing, strange):
        assert told.json["errors"][0]["pointer"] == "header:Idempotency-Key"


def test_only_json_is_read(jobs: Api) -> None:
    told = jobs.send("POST", "/v1/songs", SONG, key="k1", headers={"content-type": "text/xml"})

    assert (told.status, told.json["code"]) == (415, "unsupported-media")
