"""song.asl.json from its first state to its last, with the functions it names."""

import hashlib
import json
import threading
from dataclasses import replace
from typing import Any

import pytest

from harmonia import errors
from harmonia.clock import SystemClock
from harmonia.engines.engine import Artifact, ArtifactKind, EngineRequest
from harmonia.errors import EngineFailed, Unavailable
from harmonia.jobs.job import SoundOrder, SoundWork
from harmonia.jobs.sounds import Sounds
from harmonia_aws.documents import artifact_place
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.workflow import SongWorkflow
from tests.fakes import workflow
from tests.fakes.api import ALICE, Api
from tests.fakes.aws import WORKFLOW, client, definition
from tests.fakes.workflow import Band, Stage
from tests.unit.ears.music import cadence
from tests.unit.uploads.files import sound

SONG = {"brief": {"genre": "folk", "key": "G major", "bpm": 100, "seconds": 30}, "seed": 7}
AWS = {"Lambda", "States", "Runtime", "Sandbox"}  # whose error names have a dot


def ask(api: Api, key: str = "k1", body: Any = SONG) -> str:
    answer = api.send("POST", "/v1/songs", body, key=key)
    assert answer.status == 202, answer.text
    return str(answer.json["id"])


def read(api: Api, job: str) -> Any:
    return api.send("GET", f"/v1/jobs/{job}").json


def test_a_song_goes_from_words_to_a_manifest(api: Api, stage: Stage) -> None:
    job = ask(api)
    ended = stage.wait(job)

    told = read(api, job)
    song = api.send("GET", f"/v1/songs/{told['song_id']}").json
    assert ended == "SUCCEEDED"
    assert told["status"] == "succeeded", told.get("error")
    assert told["progress"] == 1
    assert list(told["stages"]) == sorted(["compose", "music", "master", "finish"])
    assert all(entry["ok"] for entry in told["result"]["scorecard"]["must"])
    names = [file["name"] for file in song["artifacts"]]
    assert {"mix.mp3", "song.mid", "song.json", "manifest.json"} <= set(names)
    assert names == [file["name"] for file in told["result"]["artifacts"]]
    assert song["manifest"]["models"][0]["id"] == "band"


SUNG = {
    "brief": {"genre": "folk", "voice": "female", "seconds": 30, "lyrics": "The boats come home"},
    "seed": 7,
    "outputs": ["mp3", "lrc", "mp4", "cover"],
}


def test_a_song_is_sung_and_filmed_if_it_is_asked_for(api: Api, stage: Stage) -> None:
    job = ask(api, body=SUNG)
    stage.wait(job)

    told = read(api, job)
    assert told["status"] == "succeeded", told.get("error")
    assert set(told["stages"]) == {"compose", "music", "vocal", "master", "film", "finish"}
    names = {file["name"] for file in told["result"]["artifacts"]}
    assert names == {"mix.mp3", "lyrics.lrc", "film.mp4", "cover.png", "song.json", "manifest.json"}
    (film,) = [request for request in stage.band.asked if request.film]
    assert [one.name for one in film.inputs] == ["mix.flac"]


def test_what_nobody_asked_for_is_not_made(api: Api, stage: Stage) -> None:
    job = ask(api, body=SUNG | {"outputs": ["lrc", "midi"]})
    stage.wait(job)

    told = read(api, job)
    assert told["status"] == "succeeded", told.get("error")
    assert set(told["stages"]) == {"compose", "master", "finish"}
    assert stage.band.asked == []


def test_the_stage_that_failed_is_named_whoever_works_beside_it(api: Api, stage: Stage) -> None:
    def hoarse(band: Band, request: EngineRequest, inference: str) -> None:
        if request.stage == "vocal":
            band.fail(inference, 'Received client error (422) with message "{"detail": "hoarse"}"')
        else:
            band.well(request, inference)

    stage.band.play = hoarse
    job = ask(api, body=SUNG)
    stage.wait(job)

    error = read(api, job)["error"]
    assert (error["stage"], error["code"]) == ("vocal", "engine-refused")
    assert error["detail"] == "the engine refused the song: hoarse"


def test_another_film_of_a_song_plays_nothing_again(api: Api, stage: Stage) -> None:
    first = ask(api, body=SUNG)
    stage.wait(first)
    song = read(api, first)["song_id"]
    shots = api.send("GET", f"/v1/songs/{song}/shots").json["data"]
    shots[0]["scene"] = "paper"
    wanted = {"song_id": song, "film": {"aspect": "1:1", "shots": shots}, "outputs": ["mp4"]}
    answer = api.send("POST", "/v1/videos", wanted, key="k2")
    stage.wait(answer.json["id"])

    told = read(api, answer.json["id"])
    asked = [request.stage for request in stage.band.asked]
    assert told["status"] == "succeeded", told.get("error")
    assert (told["type"], told["song_id"]) == ("film.create", song)
    assert (asked.count("music"), asked.count("vocal"), asked.count("film")) == (1, 1, 2)
    assert stage.band.asked[-1].film is not None
    assert stage.band.asked[-1].film.shots[0].scene == "paper"
    assert len(api.send("GET", "/v1/songs").json["data"]) == 1


def test_shots_that_leave_the_song_are_refused_at_once(api: Api, stage: Stage) -> None:
    first = ask(api)
    stage.wait(first)
    shot = {"first_bar": 1, "last_bar": 900, "scene": "ink"}
    wanted = {"song_id": read(api, first)["song_id"], "film": {"shots": [shot]}}

    answer = api.send("POST", "/v1/videos", wanted, key="k2")

    assert answer.status == 422
    assert answer.json["errors"][0]["pointer"] == "/film/shots/0/last_bar"
    assert "the song's bars are 1 to" in answer.json["errors"][0]["detail"]


def test_every_file_listed_is_there_under_its_hash(api: Api, stage: Stage) -> None:
    job = ask(api)
    stage.wait(job)

    for file in read(api, job)["result"]["artifacts"]:
        artifact = api.send("GET", f"/v1/artifacts/{file['id']}").json
        place = artifact["url"].split("?")[0].split(".com/")[1].removeprefix("harmonia/")
        assert stage.account.bucket.size(place) == file["bytes"]
        assert file["sha256"] in place


def test_the_same_work_is_not_done_twice(api: Api, stage: Stage) -> None:
    first = ask(api, "k1")
    stage.wait(first)
    second = ask(api, "k2")
    stage.wait(second)

    one, two = read(api, first), read(api, second)
    assert len(stage.band.asked) == 1
    assert all(two["stages"][name]["cached"] for name in ("compose", "music", "master"))
    assert one["result"]["revision"] == two["result"]["revision"]
    assert one["song_id"] != two["song_id"]


def test_a_failing_engine_is_asked_again_and_then_given_up_once(api: Api, stage: Stage) -> None:
    stage.band.play = lambda band, request, inference: band.fail(
        inference, 'received server error (500) with message "{"detail": "a string broke"}"'
    )
    job = ask(api)
    ended = stage.wait(job)

    told = read(api, job)
    assert ended == "FAILED"
    assert told["status"] == "failed"
    assert told["error"]["code"] == "engine-failed"
    assert told["error"]["detail"] == "the engine failed: a string broke"
    assert told["error"]["stage"] == "music"
    assert len(stage.band.asked) == 3
    assert "result" not in told
    assert stage.calls.count("advance_job") == 1


def test_an_engine_that_fails_once_still_makes_the_song(api: Api, stage: Stage) -> None:
    def stumble(band: Band, request: EngineRequest, inference: str) -> None:
        if len(band.asked) == 1:
            band.fail(inference, "Received server error (500)")
        else:
            band.well(request, inference)

    stage.band.play = stumble
    job = ask(api)
    stage.wait(job)

    told = read(api, job)
    assert told["status"] == "succeeded"
    assert told["stages"]["music"]["attempts"] == 2


def test_an_engine_that_refuses_is_not_asked_again(api: Api, stage: Stage) -> None:
    stage.band.play = lambda band, request, inference: band.fail(
        inference, 'Received client error (422) from primary with message "{"detail": "no such"}"'
    )
    job = ask(api)
    stage.wait(job)

    assert read(api, job)["error"]["code"] == "engine-refused"
    assert len(stage.band.asked) == 1


@pytest.mark.parametrize("answer", [b"\xff\xfe", b'{"job": 7}', b"[" * 100_000])
def test_garbage_ends_the_job_with_words_for_people(answer: bytes, api: Api, stage: Stage) -> None:
    stage.band.play = lambda band, request, inference: band.succeed(inference, answer)
    job = ask(api)
    stage.wait(job)

    told = read(api, job)
    assert told["status"] == "failed"
    assert told["error"]["detail"].startswith("the engine's answer")


def test_files_that_an_engine_only_claims_are_never_listed(api: Api, stage: Stage) -> None:
    def boast(band: Band, request: EngineRequest, inference: str) -> None:
        response = band.response(request)
        missing = replace(response.artifacts[0], sha256="0" * 64)
        band.succeed(inference, replace(response, artifacts=(missing,)))

    stage.band.play = boast
    job = ask(api)
    stage.wait(job)

    told = read(api, job)
    assert told["error"]["detail"].startswith("the engine did not leave dry/")
    assert api.send("GET", "/v1/songs").json["data"] == []


def test_reports_that_come_twice_and_late_change_nothing(api: Api, stage: Stage) -> None:
    def repeat(band: Band, request: EngineRequest, inference: str) -> None:
        band.well(request, inference)
        band.fail(inference, "Received server error (500)")
        band.well(request, inference)

    stage.band.play = repeat
    job = ask(api)
    stage.wait(job)
    before = read(api, job)

    stage.band.fail(f"{job}.music.1", "Received server error (500)")
    stage.band.fail("somebody-elses", "Received server error (500)")

    assert before["status"] == "succeeded"
    assert read(api, job)["version"] == before["version"]


def test_a_late_failure_of_an_earlier_attempt_does_not_hurt_the_next(
    api: Api, stage: Stage
) -> None:
    def late(band: Band, request: EngineRequest, inference: str) -> None:
        if len(band.asked) == 1:
            band.fail(inference, "Received server error (500)")
            return
        band.fail(inference.replace(".2", ".1"), "Received server error (500)")
        band.well(request, inference)

    stage.band.play = late
    job = ask(api)
    stage.wait(job)

    assert read(api, job)["status"] == "succeeded"
    assert len(stage.band.asked) == 2


@pytest.mark.parametrize(
    ("function", "usual"), [("compose_song", 1), ("start_inference", 3), ("master_song", 1)]
)
def test_a_task_that_crashes_half_way_is_run_again(
    function: str, usual: int, api: Api, stage: Stage
) -> None:
    def crash(call: int) -> None:
        if call == 1:
            raise Unavailable("the table is busy")

    stage.before[function] = crash
    job = ask(api)
    stage.wait(job)

    assert read(api, job)["status"] == "succeeded"
    assert stage.calls.count(function) == usual + 1


def test_a_task_run_twice_does_its_work_once(api: Api, stage: Stage) -> None:
    job = ask(api)
    stage.wait(job)
    before = read(api, job)

    for function in ("compose_song", "master_song", "advance_job"):
        payload = json.dumps({"job": job, "correlation_id": "cor"}).encode()
        stage.run(function, payload)

    assert read(api, job)["version"] == before["version"]


def test_a_defect_of_ours_ends_the_job_without_telling_its_insides(api: Api, stage: Stage) -> None:
    def break_down(call: int) -> None:
        raise ZeroDivisionError("secret")

    stage.before["master_song"] = break_down
    job = ask(api)
    stage.wait(job)

    told = read(api, job)
    assert told["error"]["code"] == "internal"
    assert "secret" not in told["error"]["detail"]
    assert told["error"]["stage"] == "music"


def test_a_missed_must_fails_the_job_and_says_which(
    api: Api, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = {"loudness": -17.0, "true_peak": -1.2}
    monkeypatch.setattr(workflow, "FIRST", quiet)
    job = ask(api)
    stage.wait(job)

    told = read(api, job)
    assert told["status"] == "failed"
    assert told["error"]["code"] == "constraint-unmet"
    assert "loudness should be -14 LUFS" in told["error"]["detail"]
    assert "result" not in told


def test_a_canceled_job_stays_canceled_whatever_arrives_later(api: Api, stage: Stage) -> None:
    canceled = threading.Event()

    def late(band: Band, request: EngineRequest, inference: str) -> None:
        canceled.wait(20)
        band.well(request, inference)

    stage.band.play = late
    job = ask(api)
    stage.until(lambda: bool(stage.band.asked))
    answer = api.send("POST", f"/v1/jobs/{job}/cancel")
    canceled.set()
    ended = stage.wait(job)

    told = read(api, job)
    assert answer.status == 202
    assert ended == "ABORTED"
    assert told["status"] == "canceled"
    assert told["version"] == answer.json["version"]
    assert stage.account.bucket.size(f"cancel/{job}") > 0
    assert api.send("POST", f"/v1/jobs/{job}/cancel").json["version"] == told["version"]


def test_an_engine_that_never_answers_is_timed_out(api: Api, stage: Stage) -> None:
    text = definition().replace('"TimeoutSeconds": 1800', '"TimeoutSeconds": 1')
    client("stepfunctions").update_state_machine(
        stateMachineArn=stage.account.workflow, definition=text
    )
    stage.band.play = lambda band, request, inference: None
    job = ask(api)
    stage.wait(job)

    told = read(api, job)
    assert told["error"]["code"] == "upstream-timeout"
    assert told["error"]["retryable"]
    assert len(stage.band.asked) == 2


def every_state() -> dict[str, Any]:
    """The workflow's states, those of its branches too."""
    states = json.loads(WORKFLOW.read_text())["States"]
    inner = [branch["States"] for state in states.values() for branch in state.get("Branches", ())]
    return {name: state for some in (states, *inner) for name, state in some.items()}


def test_the_file_names_only_errors_that_exist() -> None:
    states = every_state()
    named = {
        name
        for state in states.values()
        for rule in (*state.get("Retry", ()), *state.get("Catch", ()))
        for name in rule["ErrorEquals"]
    }

    ours = {name for name in named if name.split(".")[0] not in AWS}
    assert ours == {"Unavailable", "EngineFailed"}
    assert all(issubclass(getattr(errors, name), errors.HarmoniaError) for name in ours)
    assert EngineFailed.__name__ in ours


def test_every_task_has_a_time_limit_and_someone_who_catches() -> None:
    states = every_state()
    tasks = {name: state for name, state in states.items() if state["Type"] == "Task"}

    assert all("TimeoutSeconds" in state for state in tasks.values())
    assert {name for name, state in tasks.items() if "Catch" not in state} == {"Fail"}


def test_a_long_sound_is_worked_on_instead_of_a_song(api: Api, stage: Stage) -> None:
    content = sound(cadence("C G"), "FLAC")
    sha256 = hashlib.sha256(content).hexdigest()
    stage.account.bucket.put(artifact_place(sha256), content)
    brought = Artifact("art_a", ArtifactKind.UPLOAD, "a.flac", "audio/flac", len(content), sha256)
    workflow = SongWorkflow(client("stepfunctions"), stage.account.workflow)
    sounds = Sounds(DynamoJobStore(stage.account.table), workflow, SystemClock())
    fade = SoundOrder(work=SoundWork.FILTER, effects=({"effect": "fade", "seconds_in": 1},))
    missing = replace(brought, sha256="0" * 64)

    made = sounds.create(fade, brought, ALICE, None, "cor_a").job.id
    lost = sounds.create(SoundOrder(work=SoundWork.LISTEN), missing, ALICE, None, "cor_a").job.id

    assert (stage.wait(made), stage.wait(lost)) == ("SUCCEEDED", "FAILED")
    assert read(api, made)["result"]["artifacts"][0]["name"] == "filtered.flac"
    assert read(api, lost)["status"] == "failed"
