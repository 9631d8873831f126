"""A model is asked where it is wanted; dead, slow or broken, a song still arrives."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from moto import mock_aws

from harmonia.engines.engine import ArtifactKind, EngineRequest, Model
from tests.fakes.api import Api
from tests.fakes.aws import client, definition, make_account, make_endpoint
from tests.fakes.workflow import Band, Stage, make_stage

OFFER = {
    "name": "player", "version": "1", "variant": "small", "stage": "music", "endpoint": "player",
    "tasks": ["text", "melody"], "seconds": 60, "patience": 300, "licence": "CC-BY-NC-4.0",
    "commercial_use": "no", "weights_sha256": "a" * 64, "usd_per_hour": 1.8,
}  # fmt: skip
PLAYER = Model(
    "player", "1", "tests/player-small", "a" * 64, "CC-BY-NC-4.0", "small", "no", "its card says so"
)
SONG = {"brief": {"genre": "folk", "key": "G major", "bpm": 100, "seconds": 30}, "seed": 7}
Play = Callable[[Band, EngineRequest, str], None]


@pytest.fixture
def stage(credentials: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        account = make_account(monkeypatch)
        account.engines = json.dumps([OFFER])
        make_endpoint(name="player", config="player-config")
        yield make_stage(account, monkeypatch)


@pytest.fixture
def api(stage: Stage) -> Api:
    return Api(stage.account.handler("jobs"))


def made(api: Api, stage: Stage, play: Play) -> dict[str, Any]:
    """The ended job of a song that wants the model, which plays so."""

    def ensemble(band: Band, request: EngineRequest, inference: str) -> None:
        if request.variant:
            play(band, request, inference)
        else:
            band.well(request, inference)

    stage.band.play = ensemble
    answer = api.send("POST", "/v1/songs", SONG | {"engines": {"music": "player"}}, key="k1")
    assert answer.status == 202, answer.text
    job: dict[str, Any] = answer.json
    stage.wait(job["id"])
    told: dict[str, Any] = api.send("GET", f"/v1/jobs/{job['id']}").json
    return told


def well(band: Band, request: EngineRequest, inference: str) -> None:
    """Leave a take, as the model would, and say who it is."""
    response = band.response(request)
    take = replace(response.artifacts[0], kind=ArtifactKind.TAKE, name="take/player.flac")
    answer = replace(response, artifacts=(take,), model=PLAYER, seconds={"total": 20.0})
    band.succeed(inference, answer)


def broken(band: Band, request: EngineRequest, inference: str) -> None:
    band.fail(inference, 'Received server error (500) with message "{"detail": "out of memory"}"')


def silent(band: Band, request: EngineRequest, inference: str) -> None:
    """It never answers."""


def music(told: dict[str, Any]) -> dict[str, Any]:
    run: dict[str, Any] = told["stages"]["music"]
    return run


def test_a_model_plays_and_the_manifest_says_which_weights_and_what_they_allow(
    api: Api, stage: Stage
) -> None:
    told = made(api, stage, well)

    song = api.send("GET", f"/v1/songs/{told['song_id']}").json
    (model,) = song["manifest"]["models"]
    assert told["status"] == "succeeded", told.get("error")
    assert (music(told)["engine"], music(told)["passed"]) == ("player/small", [])
    assert music(told)["usd"] == 0.01  # 20 s at 1.80 an hour
    assert (model["id"], model["variant"], model["commercial_use"]) == ("player", "small", "no")
    assert (model["licence"], model["weights_sha256"]) == ("CC-BY-NC-4.0", "a" * 64)
    assert model["why"] == "its card says so"
    assert {entry["constraint"] for entry in song["scorecard"]["must"]} <= {
        "loudness", "true_peak", "outputs",
    }  # fmt: skip
    (request,) = stage.band.asked
    assert (request.variant, request.limit_seconds) == ("small", 300)


def test_where_a_model_is_broken_the_band_plays_says_so_and_nothing_is_charged(
    api: Api, stage: Stage
) -> None:
    told = made(api, stage, broken)

    song = api.send("GET", f"/v1/songs/{told['song_id']}").json
    assert told["status"] == "succeeded", told.get("error")
    assert music(told)["passed"] == ["player/small: the engine failed: out of memory"]
    assert "engine" not in music(told)
    assert "usd" not in music(told)
    assert [model["id"] for model in song["manifest"]["models"]] == ["band"]
    assert [request.variant for request in stage.band.asked] == ["small", ""]


def test_where_a_model_is_dead_the_band_plays_at_once(api: Api, stage: Stage) -> None:
    client("sagemaker").delete_endpoint(EndpointName="player")

    told = made(api, stage, well)

    assert told["status"] == "succeeded", told.get("error")
    assert music(told)["passed"] == ["player/small: the engine is not there"]
    assert music(told)["attempts"] == 1
    assert [request.variant for request in stage.band.asked] == [""]


def test_where_a_model_is_too_slow_the_band_plays_and_its_late_answer_changes_nothing(
    api: Api, stage: Stage
) -> None:
    text = definition().replace('"TimeoutSeconds": 1800', '"TimeoutSeconds": 4')
    client("stepfunctions").update_state_machine(
        stateMachineArn=stage.account.workflow, definition=text
    )
    told = made(api, stage, silent)

    job = told["id"]
    well(stage.band, stage.band.asked[0], f"{job}.music.1")
    assert told["status"] == "succeeded", told.get("error")
    assert music(told)["passed"] == ["player/small: did not answer in time"]
    assert api.send("GET", f"/v1/jobs/{job}").json["version"] == told["version"]
