"""Bad input through the front door: a problem that names the field, no 5xx, nothing stored."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from harmonia_cli.client import Client
from harmonia_cli.errors import Refused
from harmonia_cli.login import signed_in
from tests.e2e.conftest import SHORT, Local


@pytest.fixture
def http(stage: Local) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {signed_in(stage.place).access}"}
    with httpx.Client(base_url=stage.place.api + "/v1", headers=headers, timeout=30) as http:
        yield http


def post(http: httpx.Client, body: Any, key: str | None = None) -> httpx.Response:
    content = body if isinstance(body, str) else json.dumps(body)
    headers = {"Content-Type": "application/json", "Idempotency-Key": key or str(uuid.uuid4())}
    return http.post("/songs", content=content, headers=headers)


BAD = {
    "an empty message": ({"prompt": ""}, 422, "/prompt"),
    "a message of 10,000 characters": ({"prompt": "la " * 3334}, 422, "/prompt"),
    "minus five bpm": ({"brief": {"bpm": -5}}, 422, "/brief/bpm"),
    "seven hours": ({"brief": {"seconds": 25200}}, 422, "/brief/seconds"),
    "forty instruments": ({"brief": {"instruments": ["piano"] * 40}}, 422, "/brief/instruments"),
    "the key of H": ({"brief": {"key": "H"}}, 422, "/brief/key"),
    "the key of H in words": ({"prompt": "a song in the key of H"}, 422, "/prompt"),
    "seven hours in words": ({"prompt": "a 7 hour jazz song"}, 422, "/prompt"),
    "an unknown field": ({"prompt": "a song", "colour": "red"}, 422, "/colour"),
    "an unknown field inside": ({"brief": {"tempo": 90}}, 422, "/brief/tempo"),
    "a wrong type": ({"brief": {"bpm": "fast"}}, 422, "/brief/bpm"),
    "a number for words": ({"prompt": 7}, 422, "/prompt"),
    "a seed out of reach": ({"prompt": "a song", "seed": 2**60}, 422, "/seed"),
    "nothing at all": ({}, 422, ""),
}


@pytest.mark.parametrize("case", BAD)
def test_it_is_refused_by_name(case: str, http: httpx.Client, client: Client) -> None:
    body, status, pointer = BAD[case]
    before = [job["id"] for job in client.jobs(most=200)]

    answer = post(http, body)

    problem = answer.json()
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert problem["code"]
    assert problem["correlation_id"]
    assert any(error["pointer"].startswith(pointer) for error in problem["errors"]), problem
    assert [job["id"] for job in client.jobs(most=200)] == before


@pytest.mark.parametrize("body", ["{", "", "[1, 2", "null", '"song"', "\x00"])
def test_broken_json_is_the_callers_fault(body: str, http: httpx.Client) -> None:
    answer = post(http, body)

    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_a_missing_idempotency_key_is_named(http: httpx.Client) -> None:
    answer = http.post("/songs", json={"prompt": "a song"})

    assert answer.status_code in (400, 422, 428)
    assert "idempotency-key" in answer.text.lower()


def test_a_key_used_twice_gives_one_job_and_another_body_is_refused(http: httpx.Client) -> None:
    key = str(uuid.uuid4())

    first = post(http, {"brief": SHORT, "seed": 1}, key)
    again = post(http, {"brief": SHORT, "seed": 1}, key)
    other = post(http, {"brief": SHORT, "seed": 2}, key)

    assert first.status_code == 202
    assert first.headers["location"].endswith(f"/v1/jobs/{first.json()['id']}")
    assert again.json()["id"] == first.json()["id"]
    assert again.headers["idempotent-replayed"] == "true"
    assert other.status_code == 422
    assert other.json()["code"] == "idempotency-mismatch"


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer garbage", "Bearer a.b.c", "Basic eDp5"])
def test_a_token_that_is_none_opens_nothing(token: str, stage: Local) -> None:
    answer = httpx.get(f"{stage.place.api}/v1/jobs", headers={"Authorization": token})

    assert answer.status_code == 401


def test_a_tampered_token_opens_nothing(stage: Local) -> None:
    head, body, signature = signed_in(stage.place).access.split(".")
    forged = f"{head}.{body}.{signature[:-6]}AAAAAA"

    answer = httpx.get(f"{stage.place.api}/v1/jobs", headers={"Authorization": f"Bearer {forged}"})

    assert answer.status_code == 401


def test_somebody_elses_job_and_song_are_not_found(stage: Local, client: Client) -> None:
    job = client.wait(client.create_song(brief=SHORT, seed=11), 180)
    assert job["status"] == "succeeded", job.get("error")
    with Client(stage.someone("stranger")) as stranger:
        refusals = []
        song_id = job["result"]["song_id"]
        asks = [(stranger.job, job["id"]), (stranger.cancel, job["id"]), (stranger.song, song_id)]
        for ask, wanted in asks:
            with pytest.raises(Refused) as refused:
                ask(wanted)
            refusals.append(refused.value.status)
        listed = list(stranger.jobs())

    assert refusals == [404, 404, 404]
    assert listed == []


@pytest.mark.parametrize("path", ["/nowhere", "/jobs/job_nope", "/songs/song_nope/document"])
def test_what_is_not_there_is_a_problem_too(path: str, http: httpx.Client) -> None:
    answer = http.get(path)

    assert answer.status_code == 404
