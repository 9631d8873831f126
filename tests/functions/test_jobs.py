"""Jobs and songs over HTTP, through the real handler."""

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from harmonia.jobs.job import Status
from harmonia_aws.jobs import DynamoJobStore
from tests.fakes.api import ALICE, BOB, Api, event
from tests.fakes.aws import Account, client

SONG = {"prompt": "a warm lo-fi song about the sea in D major, 84 bpm", "seed": 7}


def executions(account: Account) -> int:
    found = client("stepfunctions").list_executions(stateMachineArn=account.workflow)
    return len(found["executions"])


def test_a_song_is_accepted_and_its_job_can_be_read(jobs: Api, account: Account) -> None:
    made = jobs.send("POST", "/v1/songs", SONG, key="k1")

    read = jobs.send("GET", made.headers["location"])
    assert made.status == 202
    assert made.headers["location"] == f"/v1/jobs/{made.json['id']}"
    assert made.json["status"] == "queued"
    assert made.json["brief"]["key"] == "D major"
    assert made.json["brief"]["bpm"] == 84
    assert made.json["brief"]["sources"]["bpm"] == "said"
    assert made.json["brief"]["seed"] == 7
    assert read.json == made.json
    assert read.headers["etag"]
    assert read.headers["retry-after"] == "1"
    assert executions(account) == 1


def test_the_event_kept_for_invoking_by_hand_works(jobs: Api) -> None:
    assert jobs.invoke(event("jobs", "create_song")).status == 202
    assert len(jobs.invoke(event("jobs", "list_jobs")).json["data"]) == 1
    assert jobs.invoke(event("jobs", "read_job")).status == 404


def test_asking_twice_with_one_key_makes_one_job(jobs: Api, account: Account) -> None:
    first = jobs.send("POST", "/v1/songs", SONG, key="k1")
    again = jobs.send("POST", "/v1/songs", SONG, key="k1")

    assert again.json == first.json
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert executions(account) == 1


def test_one_key_of_two_people_names_two_jobs(jobs: Api) -> None:
    mine = jobs.send("POST", "/v1/songs", SONG, key="k1").json
    theirs = jobs.send("POST", "/v1/songs", SONG, key="k1", owner=BOB).json

    assert mine["id"] != theirs["id"]


def test_a_key_used_with_another_body_is_refused(jobs: Api) -> None:
    jobs.send("POST", "/v1/songs", SONG, key="k1")

    told = jobs.send("POST", "/v1/songs", SONG | {"seed": 8}, key="k1")

    assert told.status == 422
    assert told.json["code"] == "idempotency-mismatch"
    assert told.json["errors"][0]["pointer"] == "header:Idempotency-Key"


def test_without_a_seed_each_key_has_its_own(jobs: Api) -> None:
    words = {"prompt": "a jazz song"}
    seeds = [
        jobs.send("POST", "/v1/songs", words, key=key).json["brief"]["seed"] for key in ("a", "b")
    ]

    assert seeds[0] != seeds[1]


def test_what_is_typed_wins_over_the_words(jobs: Api) -> None:
    body = {"prompt": "a slow jazz song in C major", "brief": {"bpm": 180}, "outputs": ["mp3"]}

    brief = jobs.send("POST", "/v1/songs", body, key="k1").json["brief"]

    assert (brief["genre"], brief["bpm"], brief["outputs"]) == ("jazz", 180, ["mp3"])
    assert brief["sources"]["bpm"] == "said"


def test_whom_nobody_vouches_for_is_not_let_in(jobs: Api) -> None:
    told = jobs.send("POST", "/v1/songs", SONG, key="k1", owner=None)

    assert (told.status, told.json["code"]) == (401, "unauthenticated")


def test_strangers_never_learn_that_a_job_exists(jobs: Api) -> None:
    made = jobs.send("POST", "/v1/songs", SONG, key="k1").json
    nowhere = jobs.send("GET", "/v1/jobs/job_nope", owner=BOB)

    read = jobs.send("GET", f"/v1/jobs/{made['id']}", owner=BOB)
    canceled = jobs.send("POST", f"/v1/jobs/{made['id']}/cancel", owner=BOB)
    assert read.status == canceled.status == nowhere.status == 404
    assert read.json["detail"].replace(made["id"], "job_nope") == nowhere.json["detail"]
    assert jobs.send("GET", "/v1/jobs", owner=BOB).json["data"] == []


def test_what_is_not_there_and_what_cannot_be_done_are_problems_too(jobs: Api) -> None:
    nowhere = jobs.send("GET", "/v1/nowhere")
    wrong = jobs.send("DELETE", "/v1/songs")

    assert (nowhere.status, nowhere.json["code"]) == (404, "not-found")
    assert (wrong.status, wrong.json["code"]) == (405, "method-not-allowed")
    assert "POST" in wrong.headers["allow"] or "GET" in wrong.headers["allow"]


def test_lists_go_on_where_they_stopped(jobs: Api) -> None:
    made = [jobs.send("POST", "/v1/songs", SONG, key=f"k{n}").json["id"] for n in range(5)]

    first = jobs.send("GET", "/v1/jobs", query={"limit": "2", "status": "queued"})
    link = first.headers["link"]
    assert link.startswith("</v1/jobs?limit=2&status=queued&cursor=")
    assert link.endswith(f'{first.json["next_cursor"]}>; rel="next"')

    seen: list[str] = []
    cursor: dict[str, str] = {}
    pages = 0
    while True:
        page = jobs.send("GET", "/v1/jobs", query={"limit": "2", **cursor}).json
        seen += [job["id"] for job in page["data"]]
        pages += 1
        if not page["has_more"]:
            break
        cursor = {"cursor": page["next_cursor"]}

    assert sorted(seen) == sorted(made)
    assert pages == 3
    assert "next_cursor" not in page


def test_a_cursor_leads_nobody_to_a_strangers_list(jobs: Api) -> None:
    for n in range(3):
        jobs.send("POST", "/v1/songs", SONG, key=f"k{n}")
    cursor = jobs.send("GET", "/v1/jobs", query={"limit": "1"}).json["next_cursor"]

    told = jobs.send("GET", "/v1/jobs", query={"cursor": cursor}, owner=BOB)
    other = jobs.send("GET", "/v1/songs", query={"cursor": cursor})
    assert (told.status, told.json["errors"][0]["pointer"]) == (422, "/cursor")
    assert other.status == 422


def test_a_cursor_works_in_every_process(jobs: Api, account: Account) -> None:
    for n in range(2):
        jobs.send("POST", "/v1/songs", SONG, key=f"k{n}")
    cursor = jobs.send("GET", "/v1/jobs", query={"limit": "1"}).json["next_cursor"]

    another = Api(account.handler("jobs"))

    assert len(another.send("GET", "/v1/jobs", query={"cursor": cursor}).json["data"]) == 1


def test_jobs_are_told_by_their_ids(jobs: Api) -> None:
    mine = [jobs.send("POST", "/v1/songs", SONG, key=f"k{n}").json["id"] for n in range(3)]
    theirs = jobs.send("POST", "/v1/songs", SONG, key="k0", owner=BOB).json["id"]
    asked = [mine[2], theirs, mine[0], "job_nope", "", mine[2]]

    told = jobs.send("GET", "/v1/jobs", query={"ids": ",".join(asked)})

    assert [job["id"] for job in told.json["data"]] == [mine[2], mine[0]]
    assert told.json["has_more"] is False


def test_too_many_ids_are_refused_by_name(jobs: Api) -> None:
    told = jobs.send("GET", "/v1/jobs", query={"ids": ",".join(f"job_{n}" for n in range(51))})

    assert (told.status, told.json["errors"][0]["pointer"]) == (422, "/ids")


def test_a_caller_who_would_rather_wait_is_told_the_end(jobs: Api) -> None:
    made = jobs.send("POST", "/v1/songs", SONG, key="k1").json
    jobs.send("POST", f"/v1/jobs/{made['id']}/cancel")

    prefer = {"prefer": "respond-async, wait=10"}
    told = jobs.send("POST", "/v1/songs", SONG, key="k1", headers=prefer)
    read = jobs.send("GET", f"/v1/jobs/{made['id']}", headers=prefer)

    assert (told.status, told.json["status"]) == (200, "canceled")
    assert told.headers["preference-applied"] == "wait=10"
    assert read.json == told.json


def test_what_does_not_end_in_time_is_told_as_it_is(jobs: Api) -> None:
    told = jobs.send("POST", "/v1/songs", SONG, key="k1", headers={"prefer": "wait=1"})

    assert (told.status, told.json["status"]) == (202, "queued")
    assert told.headers["preference-applied"] == "wait=1"


@pytest.mark.parametrize("prefer", ["wait=0", "wait=soon", "return=minimal", "await=9", ""])
def test_what_is_no_wish_to_wait_is_passed_over(prefer: str, jobs: Api) -> None:
    told = jobs.send("POST", "/v1/songs", SONG, key="k1", headers={"prefer": prefer})

    assert told.status == 202
    assert "preference-applied" not in told.headers


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"limit": "0"}, "query:limit"),
        ({"limit": "lots"}, "query:limit"),
        ({"status": "asleep"}, "query:status"),
        ({"cursor": "!!!"}, "/cursor"),
    ],
)
def test_a_bad_query_is_refused_by_name(query: dict[str, str], pointer: str, jobs: Api) -> None:
    told = jobs.send("GET", "/v1/jobs", query=query)

    assert told.status == 422
    assert told.json["errors"][0]["pointer"] == pointer


def test_jobs_can_be_listed_by_status(jobs: Api) -> None:
    kept = jobs.send("POST", "/v1/songs", SONG, key="k1").json["id"]
    gone = jobs.send("POST", "/v1/songs", SONG, key="k2").json["id"]
    jobs.send("POST", f"/v1/jobs/{gone}/cancel")

    def listed(status: str) -> list[str]:
        page = jobs.send("GET", "/v1/jobs", query={"status": status}).json
        return [job["id"] for job in page["data"]]

    assert (listed("queued"), listed("canceled")) == ([kept], [gone])


def test_a_job_can_be_canceled_once_and_for_all(jobs: Api, account: Account) -> None:
    made = jobs.send("POST", "/v1/songs", SONG, key="k1").json

    first = jobs.send("POST", f"/v1/jobs/{made['id']}/cancel")
    again = jobs.send("POST", f"/v1/jobs/{made['id']}/cancel")

    store = DynamoJobStore(account.table)
    assert (first.status, first.json["status"]) == (202, "canceled")
    assert again.json["version"] == first.json["version"]
    assert store.get(made["id"]).status is Status.CANCELED
    assert list(store.open()) == []


def test_who_has_seen_a_job_need_not_be_told_again(jobs: Api) -> None:
    made = jobs.send("POST", "/v1/songs", SONG, key="k1").json
    path = f"/v1/jobs/{made['id']}"
    tag = jobs.send("GET", path).headers["etag"]

    told = jobs.send("GET", path, headers={"if-none-match": tag})

    assert (told.status, told.text) == (304, "")


def test_every_line_of_the_log_carries_the_correlation_id(
    jobs: Api, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    told = jobs.send("POST", "/v1/songs", SONG, key="k1", headers={"x-correlation-id": "mine-1"})

    logged = lines()
    assert told.headers["x-correlation-id"] == told.json["correlation_id"] == "mine-1"
    assert [line["correlation_id"] for line in logged] == ["mine-1"]
    assert logged[0]["status"] == 202
    assert logged[0]["owner"] == ALICE


def test_a_defect_of_ours_is_a_problem_that_tells_nothing(
    account: Account, monkeypatch: pytest.MonkeyPatch, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    jobs = Api(account.handler("jobs"))

    def break_down(self: object, **words: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("harmonia_aws.jobs.DynamoJobStore.add", break_down)
    monkeypatch.setattr("harmonia_aws.jobs.DynamoJobStore.get", break_down)
    told = jobs.send("GET", "/v1/jobs/job_any")

    assert told.status == 500
    assert told.json["retryable"]
    assert "secret" not in told.text
    assert any("TypeError" in json.dumps(line) or "secret" in json.dumps(line) for line in lines())


def test_the_service_says_what_it_can_do(jobs: Api) -> None:
    told = jobs.send("GET", "/v1/capabilities").json

    assert len(told["genres"]) >= 8
    assert told["limits"]["bpm"] == {"least": 30, "most": 300}
    assert told["engines"][0]["tier"] == "draft"


@pytest.mark.parametrize("path", ["health", "version", "openapi.json", "schemas/song.json"])
def test_anybody_may_ask_what_runs_here(path: str, jobs: Api) -> None:
    told = jobs.send("GET", f"/v1/{path}", owner=None)

    assert told.status == 200
    assert told.json


def test_the_songs_schema_is_one(jobs: Api) -> None:
    schema = jobs.send("GET", "/v1/schemas/song.json").json

    jsonschema.Draft202012Validator.check_schema(schema)
    assert jobs.send("GET", "/v1/schemas/other.json").status == 404


def test_a_ticket_is_for_one_connection(jobs: Api) -> None:
    told = jobs.send("POST", "/v1/ws-tickets")

    assert told.status == 201
    assert told.json["ticket"].startswith("wst_")
    assert told.json["expires_at"].endswith("Z")
