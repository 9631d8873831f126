"""The client against a stage that answers from memory."""

import httpx
import pytest

from harmonia_cli.client import Client
from harmonia_cli.errors import NotSignedIn, Refused, Unreachable
from tests.clients.conftest import Stage

JOB = {"id": "job_1", "status": "queued", "version": 1}


def test_asking_for_a_song_says_who_asks_and_under_which_key(client: Client, stage: Stage) -> None:
    stage.will_answer(202, JOB)

    job = client.create_song("a waltz", seed=3, key="key-1")

    assert job == JOB
    assert stage.body() == {"prompt": "a waltz", "seed": 3}
    assert stage.asked[0].url.path == "/v1/songs"
    assert stage.asked[0].headers["Idempotency-Key"] == "key-1"
    assert stage.asked[0].headers["Authorization"] == "Bearer token-1"


def test_a_lost_answer_is_asked_for_again_under_the_same_key(client: Client, stage: Stage) -> None:
    stage.answers.append(httpx.ReadError("line dropped"))
    stage.will_answer(202, JOB)

    job = client.create_song("a waltz")

    keys = [request.headers["Idempotency-Key"] for request in stage.asked]
    assert job == JOB
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_a_busy_stage_is_asked_again_when_it_says(client: Client, stage: Stage) -> None:
    stage.will_answer(503, {"title": "Unavailable"}, **{"Retry-After": "0"})
    stage.will_answer(200, JOB)

    assert client.job("job_1") == JOB


def test_a_problem_names_the_field_and_the_remedy(client: Client, stage: Stage) -> None:
    problem = {
        "title": "Invalid",
        "status": 422,
        "detail": "the request is not valid",
        "errors": [{"pointer": "/brief/bpm", "detail": "-5 bpm is out of reach"}],
    }
    stage.will_answer(422, problem)

    with pytest.raises(Refused, match="/brief/bpm: -5 bpm is out of reach") as refused:
        client.create_song(brief={"bpm": -5})
    assert refused.value.status == 422
    assert refused.value.exit_code == 2


def test_an_answer_that_is_no_json_is_still_a_refusal(client: Client, stage: Stage) -> None:
    stage.answers.append(httpx.Response(502, text="<html>bad gateway</html>"))
    stage.answers *= 4

    with pytest.raises(Refused, match="bad gateway"):
        client.job("job_1")


def test_nobody_home_is_said_plainly(client: Client, stage: Stage) -> None:
    stage.answers = [httpx.ConnectError("refused")] * 4

    with pytest.raises(Unreachable, match=r"http://stage\.test"):
        client.job("job_1")


def test_a_refused_token_is_dropped_and_never_shown_again(client: Client, stage: Stage) -> None:
    stage.will_answer(401, {"title": "Unauthorized"})

    with pytest.raises(NotSignedIn, match="harmonia login"):
        client.job("job_1")
    assert len(stage.asked) == 1


def test_pages_are_followed_to_the_number_asked_for(client: Client, stage: Stage) -> None:
    stage.will_answer(200, {"data": [{"id": "job_3"}, {"id": "job_2"}], "next_cursor": "c1"})
    stage.will_answer(200, {"data": [{"id": "job_1"}], "next_cursor": None})

    found = [job["id"] for job in client.jobs(most=10)]

    assert found == ["job_3", "job_2", "job_1"]
    assert stage.asked[1].url.params["cursor"] == "c1"


def test_another_film_is_asked_for_with_its_shots(client: Client, stage: Stage) -> None:
    shot = {"first_bar": 1, "last_bar": 4, "scene": "ink"}
    stage.will_answer(200, {"data": [shot]})
    stage.will_answer(202, JOB)

    shots = client.shots("song_1")
    job = client.create_film("song_1", {"aspect": "1:1", "shots": shots}, ["mp4"], key="key-2")

    assert job == JOB
    assert stage.asked[0].url.path == "/v1/songs/song_1/shots"
    assert stage.body() == {
        "song_id": "song_1",
        "film": {"aspect": "1:1", "shots": [shot]},
        "outputs": ["mp4"],
    }
    assert stage.asked[1].headers["Idempotency-Key"] == "key-2"
